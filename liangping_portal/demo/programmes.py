"""What the schools do in their own way, with its steps or parts as the source names them."""

from liangping_portal.demo import pictures, sources
from schools import presence
from schools.models import Programme, ProgrammeStep

Kind, Form = Programme.Kind, Programme.Form

# school → programmes; `items` are the steps or parts, a pair where something is said of one.
PROGRAMMES = {
    "xiyuan-xiaoxue": (
        {
            "kind": Kind.TEACHERS,
            "title": "名师优师到礼让",
            "summary": "集团派出名师和优师，到礼让镇中心小学去。",
            "items": ("上课", "听课", "评课"),
        },
    ),
    "lirang-zhongxin-xiaoxue": (
        {
            "kind": Kind.LABOUR,
            "tag": "豆棒",
            "title": "礼让豆棒",
            "summary": "四道工序的劳动课。学生和家长一起做，集团成员校来看过展示。",
            "form": Form.STEPS,
            "items": ("泡豆", "磨浆", "滤豆", "制作"),
            "pictures_of_steps": "bean-curd",
        },
        {
            "kind": Kind.HERITAGE,
            "tag": "锣鼓",
            "title": "梁平癞子锣鼓",
            "summary": "学生是传承人，课后练习。",
            "picture": "drums",
            "note": "名称待核：来源里的写法疑有误印，以学校确认的为准。",
        },
    ),
    "liangshan-xiaoxue": (
        {
            "kind": Kind.TEACHERS,
            "tag": "名师课堂",
            "title": "名师课堂",
            "summary": "骨干教师做示范，教师结成对子，三步都有伴。",
            "form": Form.STEPS,
            "items": ("结对备课", "结对上课", "结对评课"),
        },
    ),
    "guixiang-xiaoxue": (
        {
            "kind": Kind.PARTY,
            "title": "故事党建、聚力致远",
            "summary": "党建品牌，用故事来讲，落在三样东西上。",
            "items": ("故事课程", "故事课堂", "故事队伍"),
        },
        {"kind": Kind.PARTY, "title": "三聚", "items": ("聚思想", "聚活力", "聚正气")},
        {
            "kind": Kind.PARTY,
            "title": "五力",
            "items": ("认识力", "学习力", "行动力", "故事力", "共情力"),
        },
        {
            "kind": Kind.PARTY,
            "title": "党员讲故事",
            "items": ("党员故事会", "党员故事课堂", "党员故事论坛"),
        },
        {
            "kind": Kind.PARTY,
            "title": "工作室与清廉学校",
            "items": ("市级“双带头人”工作室", "清廉学校"),
        },
        {
            "kind": Kind.COURSES,
            "title": "致远课程体系",
            "items": ("致善", "致真", "致美", "致勇"),
            "note": "来源称共五类，只列出四类的名称，第五类待学校补上。",
        },
        {"kind": Kind.TEACHING, "title": "同行课堂", "summary": "来源只提到名称，内容待学校补上。"},
    ),
    "hucheng-chuji-zhongxue": (
        {
            "kind": Kind.TEACHING,
            "title": "五步课堂",
            "summary": "一堂课走五步。跨学科学习、探究学习、合作学习都放进课里。",
            "form": Form.STEPS,
            "items": ("导入激趣", "自主创造", "合作互动", "引探释疑", "拓展延伸"),
        },
        {
            "kind": Kind.TEACHING,
            "title": "三课联动",
            "summary": "三样连着做。",
            "items": ("课程", "课堂", "课题"),
        },
        {
            "kind": Kind.TEACHERS,
            "title": "每周公开课与“四有”",
            "summary": "每周一个教研组上公开课，行政人员都去听。年轻教师有赛课。四样东西一样不少：",
            "items": ("制度", "措施", "监督", "成效"),
        },
        {
            "kind": Kind.TEACHERS,
            "title": "一带一、一帮一",
            "summary": "教师结对带教的办法。",
            "note": "写法待核：来源疑有漏字，以学校确认的为准。",
        },
        {
            "kind": Kind.SPORT,
            "tag": "足球",
            "title": "校园足球",
            "summary": "全国青少年校园足球特色学校；区里的足球团体赛，一、二等奖拿过多次。",
        },
    ),
    "shuanggui-youeryuan": (
        {
            "kind": Kind.COURSES,
            "title": "四美课程",
            "items": ("人文之美", "生活之美", "自然之美", "科创之美"),
        },
        {
            "kind": Kind.CLASSICS,
            "tag": "国学",
            "title": "国学启蒙",
            "summary": "读的是《三字经》《弟子规》和诗词，用三种办法：",
            "items": ("诵", "画", "唱"),
        },
        {
            "kind": Kind.LABOUR,
            "title": "《劳动润童心》",
            "summary": "劳动要做成四件事：",
            "items": ("树德", "增智", "强体", "育美"),
        },
        {
            "kind": Kind.SCIENCE,
            "tag": "自然",
            "title": "《亲近自然》",
            "items": (("桃李园", "看昆虫"), ("淘气堡", "玩沙、玩水")),
        },
        {"kind": Kind.SCIENCE, "tag": "人工智能", "title": "人工智能游戏"},
        {
            "kind": Kind.TEACHERS,
            "title": "“3+2+1”教师成长",
            "summary": "另设三个平台，各带一支队伍。",
            "items": ("四有好教师团队", "名师骨干教研团队", "后备干部培养团队"),
        },
        {"kind": Kind.TEACHING, "title": "三轮驱动", "summary": "园里做研究的办法。"},
    ),
    "liangping-zhijiao-zhongxin": (
        {
            "kind": Kind.INDUSTRY,
            "tag": "智慧农业",
            "title": "田中智慧农业产业学院",
            "summary": "学校牵头，做四个方面的事。",
            "items": ("服务三农", "乡村文旅", "智慧农业", "农村电商"),
        },
        {"kind": Kind.INDUSTRY, "title": "三链", "items": ("人才培养链", "科技推广链", "农业产业链")},
        {
            "kind": Kind.INDUSTRY,
            "title": "万企兴万村六动融合",
            "summary": "学校给自己这套做法起的名字。",
        },
        {
            "kind": Kind.INDUSTRY,
            "title": "科技特派员互派互聘",
            "summary": "学校和企业之间互相派、互相聘，据报道为全国首创。",
        },
        {
            "kind": Kind.INDUSTRY,
            "tag": "无人机",
            "title": "田间无人机实训",
            "summary": "收割时节，学生到田里用无人机实训。",
        },
        {
            "kind": Kind.INDUSTRY,
            "title": "合作的村镇和区县",
            "summary": "合作的内容有托管、生产、全域旅游和直播带货。",
            "items": (
                ("石柱县", "中益乡华溪村、桥头镇"),
                ("重庆三地", "长寿、垫江、合川"),
                ("四川三地", "仪陇县马鞍镇、大竹、渠县"),
            ),
        },
    ),
}


def load(ledger):
    for slug, rows in PROGRAMMES.items():
        for order, fields in enumerate(rows, 1):
            _programme(ledger, slug, order, **fields)


def _programme(ledger, slug, order, *, items=(), picture="", pictures_of_steps="", **fields):
    name = f"programme:{slug}:{order}"
    programme = ledger.put(
        name,
        Programme,
        school=ledger[f"school:{slug}"],
        source=sources.REPORT,
        picture=pictures.of(ledger, picture),
        order=order,
        **fields,
    )
    if not ledger.is_new(name):
        return
    pairs = [item if isinstance(item, tuple) else (item, "") for item in items]
    ProgrammeStep.objects.bulk_create(
        ProgrammeStep(
            programme=programme,
            title=title,
            text=text,
            picture=pictures.of(ledger, f"{pictures_of_steps}-{number}"),
            order=number,
        )
        for number, (title, text) in enumerate(pairs, 1)
    )
    if pictures_of_steps:
        # Rows written in bulk say nothing of the pictures that now stand on the school's page.
        presence.renew(programme.school)
