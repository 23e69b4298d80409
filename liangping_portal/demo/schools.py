"""The seven schools that the facts name: profiles, figures, honours. What is not known stays empty."""

from django.utils import timezone

from accounts.models import Unit
from liangping_portal.demo import pictures, sources
from schools.models import Figure, Honour, Result, School
from schools.models.facts import Level

Stage = School.Stage
EXACT, AT_LEAST = Figure.Qualifier.EXACT, Figure.Qualifier.AT_LEAST

# Keys are the schools' addresses. `aliases` also hold the forms that the source misprints: for finding only.
SCHOOLS = {
    "xiyuan-xiaoxue": {
        "name": "西苑小学",
        "stage": Stage.PRIMARY,
        "standfirst": "西苑小学教育集团的牵头校，派名师、优师去礼让镇中心小学上课、听课、评课。",
        "about": (
            "西苑小学牵头办着一个集团。礼让镇中心小学的传统技艺，集团帮着理成体系，再往深处做。\n"
            "管理上，集团到校指导，一要规范，二要科学；教学上，名师和优师到礼让去，自己上课，也听课、评课。"
        ),
    },
    "lirang-zhongxin-xiaoxue": {
        "name": "礼让镇中心小学",
        "aliases": ["礼让镇中心小学校", "孺子锣鼓"],
        "stage": Stage.PRIMARY,
        "township": "lirang",
        "area": School.Area.RURAL,
        "standfirst": "镇上的小学。孩子们跟家长一起做礼让豆棒，课后学打锣鼓。",
        "about": (
            "豆棒是礼让的吃食，学校把它做成了劳动课：泡豆、磨浆、滤豆、制作，学生动手，家长也来。"
            "集团的成员校到场看过这门课的展示。\n"
            "锣鼓是另一门手艺。课后练鼓的孩子，就是它的传承人。\n"
            "学校由西苑小学教育集团带着走：传统文化怎样成体系，学校怎样管得规范，都有集团指导。"
        ),
    },
    "liangshan-xiaoxue": {
        "name": "梁山小学",
        "stage": Stage.PRIMARY,
        "standfirst": "梁山小学教育集团的牵头校，名师课堂设在这里：备课、上课、评课，都有搭档。",
        "about": (
            "名师课堂是梁山小学教育集团搭起来的。骨干教师先做样子，教师再结成对子，"
            "课一起备，一起上，一起评。\n"
            "台子不只给几位骨干用，来的每位教师都要有长进。"
        ),
    },
    "guixiang-xiaoxue": {
        "name": "重庆市梁平区桂香小学",
        "short_name": "桂香小学",
        "stage": Stage.PRIMARY,
        "vision": "朵朵桂花香致远",
        "standfirst": "八所学校的牵头校。党建从讲故事入手，课程取名“致远”。",
        "about": (
            "桂香小学牵头的集团有8所学校，其余七所的名字，来源没有列出。\n"
            "学校的党建品牌叫“故事党建、聚力致远”：有故事课程，有故事课堂，还有一支讲故事的队伍。"
            "这里有市级“双带头人”工作室，也是清廉学校。\n"
            "课程体系名为“致远”。另有“同行课堂”。"
        ),
    },
    "hucheng-chuji-zhongxue": {
        "name": "重庆市梁平区虎城初级中学",
        "short_name": "虎城初级中学",
        "aliases": ["虎城初中", "疏顺导带", "一带一、帮一"],
        "stage": Stage.JUNIOR,
        "motto": "疏顺导滞、立德树人",
        "motto_to_verify": True,
        "founded": "办学五十年（来源未注明起算年份）",
        "standfirst": "一所办了五十年的初中。一堂课走五步，每周有一个教研组开门上课，行政人员全体去听。",
        "about": (
            "一堂课怎样走，这里写得明白：先提起兴趣，再放手让学生做；做了，几个人商量；"
            "卡住了，有人引着想；想通了，再往外走一步。\n"
            "学校把课程、课堂、课题连起来做，叫“三课联动”；跨学科学习、探究学习、合作学习都用在课上。\n"
            "年轻教师有人带，也有赛课的场子。教研组轮到哪一周，那一周就由它上公开课。"
            "这些事，制度、措施、监督、成效样样要有，学校称为“四有”。\n"
            "课桌以外有足球：学校是全国青少年校园足球特色学校。区里的团体赛，排球和田径也拿过名次，"
            "艺术节上也是。校园本身，得过市里“最美校园”的称号。"
        ),
    },
    "shuanggui-youeryuan": {
        "name": "梁平区双桂幼儿园",
        "short_name": "双桂幼儿园",
        "stage": Stage.PRESCHOOL,
        "philosophy": "以美向好 共生共长",
        "standfirst": "桃李园里看虫子，淘气堡里玩沙和水。这所幼儿园从“美”字做起，课程分作四支。",
        "about": (
            "四支课程，各带一个美字：人文之美、生活之美、自然之美、科创之美。\n"
            "《三字经》《弟子规》和诗词，在这里又念、又画、又唱。劳动有《劳动润童心》，"
            "户外有《亲近自然》，还有人工智能游戏。\n"
            "教师队伍里有研究生、本科生，也有大专毕业生。培养教师用“3+2+1”的办法，搞研究用“三轮驱动”。"
        ),
    },
    "liangping-zhijiao-zhongxin": {
        "name": "重庆市梁平职业教育中心",
        "short_name": "梁平职教中心",
        "aliases": ["职教中心", "梁平职业教育中心"],
        "stage": Stage.VOCATIONAL,
        "standfirst": "牵头办起田中智慧农业产业学院。收割时节，学生带着无人机到田里实训。",
        "about": (
            "产业学院做四件事：服务三农，做乡村文化和旅游，做智慧农业，做农村电商。"
            "培养人才是一条链，推广科技是一条链，农业产业是一条链，三条连着走。\n"
            "学校把这套做法叫作“万企兴万村六动融合”。学校和企业互派、互聘科技特派员，"
            "据报道，这在全国是首创。\n"
            "合作的村镇和区县，从石柱、长寿、垫江、合川，一直排到四川的仪陇、大竹和渠县。"
        ),
    },
}

# school → (kind, value, qualifier, unit, population)
FIGURES = {
    "hucheng-chuji-zhongxue": (
        ("中学高级教师", 10, EXACT, "人", ""),
        ("中学一级教师", 40, AT_LEAST, "人", ""),
        ("市区级骨干教师", 13, EXACT, "人", ""),
        ("本科及以上学历", 95, AT_LEAST, "%", "专任教师"),
    ),
    "shuanggui-youeryuan": (
        ("市级骨干教师", 6, EXACT, "人", ""),
        ("市级名师", 1, EXACT, "人", ""),
        ("市级名师培养对象", 2, EXACT, "人", ""),
        ("区级学科带头人", 2, EXACT, "人", ""),
        ("区级骨干教师", 10, EXACT, "人", ""),
    ),
}

SEVERAL_TIMES, SEVERAL_YEARS = "多次（未注明年份）", "多年（未注明年份）"
# school → (level, title, years, about teaching quality)
HONOURS = {
    "hucheng-chuji-zhongxue": (
        (Level.NATIONAL, "全国青少年校园足球特色学校", "", False),
        (Level.CITY, "重庆市最美校园", "", False),
        (Level.CITY, "“红色铸魂·培根育人”重庆市德育品牌学校", "", False),
        (Level.CITY, "教师获论文一等奖（市级）", "", False),
        (Level.DISTRICT, "梁平区家校共育立德树人先进集体", "", False),
        (Level.DISTRICT, "梁平区青少年科技模型大赛先进单位", "", False),
        (Level.DISTRICT, "艺术节、运动会一、二等奖", SEVERAL_TIMES, False),
        (Level.DISTRICT, "足球、排球、田径团体一、二等奖", SEVERAL_TIMES, False),
        (Level.DISTRICT, "教师获赛课一等奖（区级）", "", False),
        (Level.DISTRICT, "年度考核一等奖", SEVERAL_YEARS, False),
        (Level.DISTRICT, "初中教学质量一等奖", "2013—2023，连续11年", True),
    ),
    "shuanggui-youeryuan": (
        (Level.NATIONAL, "全国“家校（园）共育”数字化项目示范园", "", False),
        (Level.CITY, "重庆市最美幼儿园", "", False),
        (Level.UNSTATED, "足球特色示范园", "", False),
        (Level.UNSTATED, "首批健康学校建设单位", "", False),
        (Level.UNSTATED, "基础教育校本教研示范校", "", False),
        (Level.UNSTATED, "优秀卫生学校", "", False),
        (Level.UNSTATED, "文明餐桌食品安全示范单位", "", False),
        (Level.UNSTATED, "平安校园", "", False),
    ),
    "liangping-zhijiao-zhongxin": (
        (Level.NATIONAL, "国家级重点中职学校", "", False),
        (Level.CITY, "重庆市首批中职改革发展示范校", "", False),
        (Level.UNSTATED, "全国工商联人才中心产教融合示范基地", "", False),
        (Level.UNSTATED, "世界职业院校技能大赛“数字产品检测与维护”铜奖", "2024", False),
    ),
}
RESULTS = {
    "liangping-zhijiao-zhongxin": (
        (
            Level.NATIONAL,
            "短片《新时代的职种人》：入选“乡村振兴你我同行”优秀案例，教育部共选出50个",
        ),
        (Level.NATIONAL, "水稻托管社会化服务：入选典型案例，农业农村部共选出20个"),
        (
            Level.SOCIETY,
            "课题《产教融合助推区域经济发展的探索和实践研究》：中国职业技术教育学会九个全国重点课题之一",
        ),
    ),
}


def load(ledger):
    for slug, fields in SCHOOLS.items():
        _school(ledger, slug, fields)
    for slug, rows in FIGURES.items():
        _figures(ledger, slug, rows)
    for slug, rows in HONOURS.items():
        for order, (level, title, years, quality) in enumerate(rows, 1):
            _distinction(
                ledger, Honour, slug, order, level=level, title=title, years=years, teaching_quality=quality
            )
    for slug, rows in RESULTS.items():
        for order, (level, title) in enumerate(rows, 1):
            _distinction(ledger, Result, slug, order, level=level, title=title)


def _school(ledger, slug, fields):
    short = fields.get("short_name") or fields["name"]
    unit = ledger.put(f"unit:{slug}", Unit, find={"kind": Unit.Kind.SCHOOL, "name": short})
    township = fields.get("township")
    ledger.put(
        f"school:{slug}",
        School,
        find={"slug": slug},
        once={"visible_from": timezone.now()},
        **fields
        | {
            "unit": unit,
            "short_name": short,
            "township": ledger[f"township:{township}"] if township else None,
            "about_source": sources.REPORT,
            "lead_picture": pictures.of(ledger, pictures.SCHOOLS[slug]),
        },
    )


def _figures(ledger, slug, rows):
    for order, (kind, value, qualifier, unit, population) in enumerate(rows, 1):
        ledger.put(
            f"figure:{slug}:{order}",
            Figure,
            school=ledger[f"school:{slug}"],
            kind=kind,
            value=value,
            qualifier=qualifier,
            unit=unit,
            population=population,
            source=sources.REPORT,
            order=order,
        )


def _distinction(ledger, model, slug, order, **fields):
    name = f"{model._meta.model_name}:{slug}:{order}"
    ledger.put(name, model, school=ledger[f"school:{slug}"], source=sources.REPORT, order=order, **fields)
