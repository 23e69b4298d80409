"""Pupils' full names in what readers get to see of a picture: found well enough to warn, never to forbid.

A Chinese full name is a surname of the list and one or two characters more. Standing alone it could be any
word, so it counts where a pupil is named: beside 同学, 学生, a class or a grade; or, where the picture shows
recognisable pupils, as a phrase of its own.
"""

import re

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤阎庞聂易乔赖文樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕柴焦梅庄辛管祝左涂谷祁时舒耿牟卜路詹关"
    "苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边净阴"
)
DOUBLE = "欧阳|上官|司马|诸葛|皇甫|司徒|东方|令狐|慕容|尉迟"
# What looks like a name and is none.
WORDS = frozenset(
    {
        "高年级",
        "高中生",
        "小学生",
        "中学生",
        "文学社",
        "马拉松",
        "金色",
        "白色",
        "黄色",
        "方阵",
        "安全",
        "文化",
    }
    | {"时间", "成长", "管理", "关爱", "关于", "陶艺", "石桥", "江边", "向阳", "万里", "金黄", "文明", "强化"}
    | {"石膏", "龙舟", "龙灯", "华灯", "车站", "单元", "路上", "牛奶", "温暖", "项目", "游戏", "成果", "程序"}
)
NAME = rf"(?:(?:{DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
NUMBER = r"[一二三四五六七八九十\d]{1,2}"
CLASS = rf"(?:{NUMBER}年级|{NUMBER}[(（.．-]?(?:{NUMBER})?[)）]?班|[(（]{NUMBER}[)）]班)"
BESIDE = re.compile(
    rf"(?:学生|同学|小朋友|队员|班长|少先队员)[:：、\s]?(?P<after>{NAME})(?![\u4e00-\u9fff])"
    rf"|(?P<before>{NAME})(?:同学|小朋友|小同学)"
    rf"|{CLASS}(?:的)?[:：、\s]?(?P<of_class>{NAME})(?=同学|小朋友|[，。、,.\s（(]|在|$)"
)
ALONE = re.compile(rf"(?:^|[，。、,.\s（(：:“])(?P<alone>{NAME})(?=$|[，。、,.\s）)”])")


FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|webp|gif|bmp|heic|tiff?|pdf|docx?|wps)"
    r"|(?:img|dsc|dscn|pic|photo|image|screenshot|mmexport|wechatimg|wx|p)?[\W_]*\d[\d\W_]{3,}"
    r"|(?:微信图片|微信截图|屏幕截图|截屏|图片|照片|未命名|无标题|新建)[\W_\d]*|image\d*|untitled\d*",
    re.IGNORECASE,
)


def is_file_name(text):
    """Whether a text is what a camera or a chat calls its files, and says nothing of what is to be seen."""
    return bool(FILE_NAME.fullmatch((text or "").strip()))


def pupils_named(text, *, of_pupils=False):
    """Full names of pupils that a text seems to hold; `of_pupils`: it stands beside a picture of pupils."""
    found = [next(filter(None, match.groups())) for match in BESIDE.finditer(text or "")]
    if of_pupils:
        found += [match["alone"] for match in ALONE.finditer(text or "")]
    return list(dict.fromkeys(name for name in found if name not in WORDS))


def warnings_for(picture, file_name=""):
    """Sentences for whoever describes a picture."""
    of_pupils = picture.people == picture.People.PUPILS
    places = [("替代文字", picture.alt), ("图注", picture.caption), ("名称", picture.title)]
    places += [("文件名", file_name.rsplit(".", 1)[0])]
    for place, text in places:
        names = pupils_named(text, of_pupils=of_pupils)
        if names:
            yield (
                f"{place}里像是有学生的全名（{'、'.join(names)}）："
                "学生的姓名不和照片、班级一起公开，请改成“一名学生”之类的说法。"
            )
