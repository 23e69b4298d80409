"""More invented schools, all named 示例: so that the finder, its map, schools side by side and the pages of
enrolment show what they can. Nothing of them is a real school's.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import Unit
from enrolment.models import Catchment, CatchmentEntry, EnrolmentPlan
from liangping_portal.demo import pictures, sources
from schools.models import Campus, Figure, Programme, School, Township

Stage, Area = School.Stage, School.Area
VILLAGE, ESTATE, ROAD = CatchmentEntry.Kind.VILLAGE, CatchmentEntry.Kind.ESTATE, CatchmentEntry.Kind.ROAD

# key → name, urban, border
TOWNS = {
    "shili-jiedao": ("示例街道", True, False),
    "shili-ba": ("示例坝镇", False, False),
    "shili-he": ("示例河镇", False, True),
}
HOURS = "工作日8:30—12:00，14:00—17:30"
COMMON = {"kind": School.Kind.PUBLIC, "phone_hours": HOURS, "head_name": "", "sample": True}
# slug → fields of the school, the key of its township and of its picture
SCHOOLS = {
    "shili-youeryuan": {
        "name": "示例幼儿园",
        "stage": Stage.PRESCHOOL,
        "town": "shili",
        "area": Area.RURAL,
        "canteen": True,
        "after_school": True,
        "school_out": "16:40（示例）",
        "after_school_note": "16:40—17:40（示例）",
        "fees": "保教费每月320元，伙食费每天12元（示例）",
        "address": "示例镇示例桥街8号",
        "phone": "023-0000-0011",
        "place": ("30.712000", "107.762000"),
        "standfirst": "一所虚构的镇上幼儿园，三个年级，中午在园吃饭。",
        "picture": "sand-water",
    },
    "shilihe-xiaoxue": {
        "name": "示例河小学",
        "stage": Stage.PRIMARY,
        "town": "shili-he",
        "area": Area.RURAL,
        "boarding": True,
        "canteen": True,
        "bus": True,
        "bus_note": "一条线，示例河街发车（示例）",
        "school_out": "16:20（示例）",
        "fees": "免学费、书本费；午餐每餐6元，住宿不收费（示例）",
        "address": "示例河镇示例河街2号",
        "phone": "023-0000-0021",
        "place": ("30.842000", "107.612000"),
        "standfirst": "一所虚构的毗邻乡镇小学，河那边的孩子也来上学，住校的多。",
        "picture": "two-counties",
    },
    "shili-chuji-zhongxue": {
        "name": "示例初级中学",
        "short_name": "示例初中",
        "stage": Stage.JUNIOR,
        "town": "shili",
        "area": Area.RURAL,
        "boarding": True,
        "canteen": True,
        "bus": False,
        "after_school": True,
        "special_needs_room": True,
        "school_out": "周一至周四17:30，周五15:30；住校生周五15:40离校（示例）",
        "after_school_note": "17:40—18:40，作业辅导和社团；每学期360元，家庭困难的减免（示例）",
        "fees": "免学费、书本费；午餐每餐7元，住宿每学期120元（示例）",
        "motto": "把球踢过山去",
        "address": "示例镇示例路100号",
        "phone": "023-0000-0031",
        "complaint_phone": "023-0000-0032",
        "place": ("30.691000", "107.771000"),
        "standfirst": "一所虚构的乡镇初中，住校生占一半，男女足球队都有。",
        "picture": "football",
    },
    "shiliba-chuji-zhongxue": {
        "name": "示例坝初级中学",
        "short_name": "示例坝初中",
        "stage": Stage.JUNIOR,
        "town": "shili-ba",
        "area": Area.RURAL,
        "boarding": True,
        "canteen": True,
        "after_school": True,
        "school_out": "17:20（示例）",
        "fees": "免学费、书本费；午餐每餐7元，住宿不收费（示例）",
        "address": "示例坝镇示例山路1号",
        "phone": "023-0000-0041",
        "place": ("30.621000", "107.882000"),
        "standfirst": "一所虚构的山边初中，鼓乐队周末到村里演。",
        "picture": "drums",
    },
    "shili-gaoji-zhongxue": {
        "name": "示例高级中学",
        "short_name": "示例高中",
        "stage": Stage.SENIOR,
        "town": "shili-jiedao",
        "area": Area.URBAN,
        "boarding": True,
        "canteen": True,
        "school_out": "21:30晚自习后（示例）",
        "address": "示例街道示例大道66号",
        "phone": "023-0000-0051",
        "place": ("30.672000", "107.802000"),
        "standfirst": "一所虚构的城区高中，科技社团和合唱团各有一层楼。",
        "picture": "mingyue-lake",
    },
    "shili-laoxiao": {
        "name": "示例老校",
        "stage": Stage.PRIMARY,
        "town": "shili",
        "area": Area.RURAL,
        "status": School.Status.CLOSED,
        "successor": "shili-xiaoxue",
        "standfirst": "一所虚构的村小，并进了示例小学。",
    },
}
# school → (kind, tag, title, summary)
PROGRAMMES = {
    "shili-chuji-zhongxue": (
        (Programme.Kind.SPORT, "足球", "班班有球队", "每周两节足球课，男女生各有校队。"),
        (Programme.Kind.SCIENCE, "气象", "校园气象站", "值日的学生每天报一次雨量和气温。"),
    ),
    "shiliba-chuji-zhongxue": ((Programme.Kind.HERITAGE, "鼓乐", "山边鼓乐队", "每周三练，周末下村。"),),
    "shilihe-xiaoxue": ((Programme.Kind.SPORT, "足球", "河滩球场", "一块草场，四个年级轮着踢。"),),
    "shili-gaoji-zhongxue": ((Programme.Kind.ART, "合唱", "一层楼的合唱", "四个声部，每年一台。"),),
}
# school → (kind, value, unit, population); the last one of the junior school was counted long ago
FIGURES = {
    "shili-youeryuan": (("在园幼儿", 126, "人", ""), ("班级", 5, "个", ""), ("专任教师", 11, "人", "")),
    "shilihe-xiaoxue": (("在校学生", 168, "人", ""), ("教学班", 6, "个", ""), ("专任教师", 12, "人", "")),
    "shili-chuji-zhongxue": (
        ("在校学生", 612, "人", ""),
        ("教学班", 15, "个", ""),
        ("专任教师", 58, "人", ""),
        ("中学高级教师", 9, "人", ""),
        ("中学一级教师", 24, "人", ""),
        ("区级骨干教师", 7, "人", ""),
        ("校园面积", 21400, "平方米", ""),
    ),
    "shiliba-chuji-zhongxue": (
        ("在校学生", 388, "人", ""),
        ("教学班", 9, "个", ""),
        ("专任教师", 36, "人", ""),
    ),
    "shili-gaoji-zhongxue": (
        ("在校学生", 2140, "人", ""),
        ("教学班", 44, "个", ""),
        ("专任教师", 178, "人", ""),
    ),
}
COUNTED_LONG_AGO = {("shili-chuji-zhongxue", "校园面积")}
# school → (kind, name, other names, extent)
CATCHMENTS = {
    "shili-chuji-zhongxue": (
        (VILLAGE, "示例村", ["示例大队", "示例一社"], "全村"),
        (VILLAGE, "示例坝村", ["示例坝"], "全村"),
        (VILLAGE, "示例新村", ["示例安置点"], "1—4组"),
        (ESTATE, "示例花园", ["示例花园一期"], "全部楼栋"),
        (ROAD, "示例路", ["示例老街"], "单号1—99"),
    ),
    "shiliba-chuji-zhongxue": ((VILLAGE, "示例山村", ["示例山"], "全村"),),
    "shilihe-xiaoxue": (
        (VILLAGE, "示例河村", ["示例河湾"], "全村"),
        (ROAD, "示例河街", ["河街示例"], "全段"),
    ),
}
# school → classes, places
PLANS = {
    "shilihe-xiaoxue": (1, 40),
    "shili-chuji-zhongxue": (5, 225),
    "shiliba-chuji-zhongxue": (3, 135),
}


def load(ledger):
    for order, (key, (name, urban, border)) in enumerate(TOWNS.items(), 90):
        ledger.put(
            f"township:{key}",
            Township,
            find={"name": name},
            urban=urban,
            border=border,
            order=order,
            sample=True,
        )
    for order, (slug, fields) in enumerate(SCHOOLS.items(), 900):
        _school(ledger, slug, order, **fields)
    for slug, rows in PROGRAMMES.items():
        _programmes(ledger, slug, rows)
    for slug, rows in FIGURES.items():
        _figures(ledger, slug, rows)
    for slug, rows in CATCHMENTS.items():
        _catchment(ledger, slug, rows)
    for slug, (classes, places) in PLANS.items():
        _plan(ledger, slug, classes, places)
    ledger.put(
        "campus:shili-chuji-zhongxue",
        Campus,
        school=ledger["school:shili-chuji-zhongxue"],
        name="示例坝教学部",
        address="示例坝镇示例山路1号",
        latitude=Decimal("30.624000"),
        longitude=Decimal("107.879000"),
    )


def _school(ledger, slug, order, *, town, place=(None, None), picture="", successor="", **fields):
    unit = ledger.put(
        f"unit:{slug}",
        Unit,
        find={"kind": Unit.Kind.SCHOOL, "name": fields["name"]},
        once={"sample": True},
    )
    latitude, longitude = (value and Decimal(value) for value in place)
    ledger.put(
        f"school:{slug}",
        School,
        find={"slug": slug},
        once={"visible_from": timezone.now()},
        unit=unit,
        township=ledger[f"township:{town}"],
        latitude=latitude,
        longitude=longitude,
        lead_picture=pictures.of(ledger, picture),
        successor=ledger[f"school:{successor}"] if successor else None,
        official_order=order,
        **{"short_name": fields["name"]} | COMMON | fields,
    )


def _programmes(ledger, slug, rows):
    for order, (kind, tag, title, summary) in enumerate(rows, 1):
        ledger.put(
            f"programme:{slug}:{order}",
            Programme,
            school=ledger[f"school:{slug}"],
            kind=kind,
            tag=tag,
            title=title,
            summary=summary,
            source=sources.SAMPLE,
            order=order,
            sample=True,
        )


def _figures(ledger, slug, rows):
    counted = ledger["term:1"].starts_on
    for order, (kind, value, unit, population) in enumerate(rows, 1):
        long_ago = (slug, kind) in COUNTED_LONG_AGO
        ledger.put(
            f"figure:{slug}:{order}",
            Figure,
            school=ledger[f"school:{slug}"],
            school_year=None if long_ago else ledger["school-year"],
            kind=kind,
            value=value,
            unit=unit,
            population=population,
            as_of=counted - timedelta(days=500) if long_ago else counted,
            source=sources.SAMPLE,
            order=order,
            sample=True,
        )


def _catchment(ledger, slug, rows):
    name = f"catchment:{slug}"
    catchment = ledger.put(
        name,
        Catchment,
        find={"school_year": ledger["school-year"], "school": ledger[f"school:{slug}"]},
        once={"visible_from": timezone.now()},
        note="示例片区，只作演示；真实片区以区教委当年通知为准。",
        source=sources.SAMPLE,
        sample=True,
    )
    if ledger.is_new(name):
        for order, (kind, place, aliases, extent) in enumerate(rows, 1):
            catchment.entries.create(kind=kind, name=place, aliases=aliases, note=extent, order=order)


def _plan(ledger, slug, classes, places):
    ledger.put(
        f"plan:{slug}",
        EnrolmentPlan,
        find={"school_year": ledger["school-year"], "school": ledger[f"school:{slug}"]},
        classes=classes,
        places=places,
        as_of=ledger["term:1"].starts_on,
        source=sources.SAMPLE,
        sample=True,
        once={"visible_from": timezone.now()},
    )
