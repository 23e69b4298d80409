"""The illustrations of docs/art, taken into the library through the door that any upload takes."""

from django.conf import settings
from django.core.files.base import File

from liangping_portal.demo import sources
from pictures import library
from pictures.models import Picture

FOLDER = settings.BASE_DIR / "docs" / "art"
STEPS_OF_BEAN_CURD = (
    ("泡豆", "女孩双手在水盆里淘洗泡着的黄豆"),
    ("磨浆", "男孩推石磨，老师往磨眼里添豆子"),
    ("滤豆", "女孩提起纱布滤浆，豆浆流进木桶"),
    ("制作", "奶奶从锅里挑起豆皮，男孩举着晾豆棒的竹竿"),
)
# file → title, what is to be seen, caption, focal point in per cent
PICTURES = {
    "drums": (
        "锣鼓",
        "校园里，孩子们围着大红鼓敲锣、打鼓、击钹，两位大人在旁边听",
        "放学后，院子里响起锣鼓",
        (51, 52),
    ),
    "bean-curd": (
        "礼让豆棒",
        "几个系围裙的孩子和两位长辈泡豆、推磨、滤浆、晾豆棒",
        "从泡豆到晾晒，一家人一起动手",
        (51, 50),
    ),
    # Its four steps, cut out of the drawing.
    **{
        f"bean-curd-{number}": (f"礼让豆棒：{step}", alt, "", (50, 40))
        for number, (step, alt) in enumerate(STEPS_OF_BEAN_CURD, 1)
    },
    "relay-lesson": (
        "专递课堂",
        "左边音乐老师对着镜头上课，右边教室里孩子们跟着屏幕唱歌",
        "一堂音乐课，两间教室一起上",
        (56, 42),
    ),
    "pair-preparing": (
        "结对备课",
        "一老一少两位女教师坐在书桌前，对着课本和电脑备课",
        "两个人，一张书桌，一节课",
        (50, 52),
    ),
    "drone-rice": (
        "稻田无人机",
        "金黄的梯田上空飞着无人机，三名学生在田边操作，老农抱着稻穗",
        "稻子熟了，学生在田边试飞",
        (50, 48),
    ),
    "school-track": (
        "校园与跑道",
        "青山下一座三层教学楼，前面是红色跑道、绿色球场和校门",
        "有跑道也有球场的乡村学校",
        (53, 52),
    ),
    "pomelo": (
        "柚子园",
        "柚子树下，女孩爬梯摘柚，孩子抱着大柚子，老农挑着两筐果实",
        "柚子黄了，全家进果园",
        (54, 50),
    ),
    "mingyue-lake": (
        "山与湖",
        "晨光里的湖面，远山起伏，白鹭停在石上，竹子立在两岸",
        "山下的湖，竹边的鹭",
        (50, 48),
    ),
    "sand-water": (
        "沙与水",
        "幼儿在沙池堆城堡，在水池放纸船，老师在一旁，蝴蝶飞舞",
        "沙子、流水和小虫，都是好伙伴",
        (51, 55),
    ),
    "story-circle": (
        "故事圈",
        "桂花树下，老师捧着书讲故事，孩子们盘腿围坐一圈",
        "桂花落下来，故事讲开来",
        (50, 58),
    ),
    "football": (
        "足球",
        "球场上女孩起脚射门，男孩倒地铲球，守门员飞身扑救",
        "男孩女孩，同场踢一场球",
        (52, 55),
    ),
    "two-counties": (
        "两地相见",
        "石拱桥上，一队孩子举着草龙，和对面来的孩子握手",
        "桥两头的孩子走到了一起",
        (58, 48),
    ),
}
SCHOOLS = {
    "xiyuan-xiaoxue": "relay-lesson",
    "lirang-zhongxin-xiaoxue": "bean-curd",
    "liangshan-xiaoxue": "pair-preparing",
    "guixiang-xiaoxue": "story-circle",
    "hucheng-chuji-zhongxue": "football",
    "shuanggui-youeryuan": "sand-water",
    "liangping-zhijiao-zhongxin": "drone-rice",
    "shili-xiaoxue": "school-track",
}
GROUPS = {"xiyuan": "drums", "liangshan": "pair-preparing", "guixiang": "story-circle"}


def load(ledger):
    for key, (title, alt, caption, focal) in PICTURES.items():
        name, path = f"picture:{key}", FOLDER / f"{key}.webp"
        words = {"title": title, "alt": alt, "caption": caption, "credit": sources.CREDIT}
        words |= {"focal_x": focal[0], "focal_y": focal[1]}
        if ledger.written(name, Picture):
            ledger.put(name, Picture, **words)
        else:
            ledger.keep(name, _upload(ledger, path, focal, title=title, alt=alt, caption=caption), words)


def _upload(ledger, path, focal, **words):
    with path.open("rb") as file:
        upload = File(file, name=path.name)
        return library.add(
            ledger["unit:district"],
            upload,
            credit=sources.CREDIT,
            illustration=True,
            focal=focal,
            **words,
        )


def of(ledger, key):
    """The picture of that file, if it is there."""
    return ledger.rows.get(f"picture:{key}")
