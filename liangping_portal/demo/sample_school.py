"""The one invented school: all that a profile, a timetable and a catchment can hold, marked 示例."""

from datetime import time
from decimal import Decimal

from django.utils import timezone

from accounts.models import Unit
from enrolment.models import Catchment, CatchmentEntry
from liangping_portal.demo import pictures, sources
from schools.models import (
    BellPeriod,
    Figure,
    Lesson,
    Programme,
    ProgrammeStep,
    School,
    TeachingGroup,
    Timetable,
    Township,
)

SLUG, NAME, TOWN = "shili-xiaoxue", "示例小学", "示例镇"
# Area codes are never followed by a zero: nobody can be reached under these.
PROFILE = {
    "name": NAME,
    "short_name": NAME,
    "aliases": ["示例镇小学", "示例完小"],
    "stage": School.Stage.PRIMARY,
    "kind": School.Kind.PUBLIC,
    "area": School.Area.RURAL,
    "boarding": True,
    "canteen": True,
    "bus": True,
    "after_school": True,
    "special_needs_room": True,
    "fees": "免学费、书本费；午餐每餐6元，住宿不收费（示例）",
    "school_out": "周一至周四16:20，周五15:30；住校生周五15:40离校（示例）",
    "after_school_note": "16:30—17:50，作业辅导、球类、剪纸；每学期300元，家庭困难的减免（示例）",
    "bus_note": "两条线：示例村线、示例坝线，早上7:20、下午16:30各一班（示例）",
    "founded": "1956年（示例）",
    "motto": "一步一步，写好示例",
    "vision": "人人看得懂的一页学校资料",
    "standfirst": "一所虚构的乡村小学：六个班，住校、食堂、校车、课后服务都有，只缺一位音乐教师。",
    "about": (
        "世上没有这所学校。把它放在这里，是为了让人看一看：资料填全了，一所学校的页面是什么样。\n"
        "六个年级，每个年级一个班。校历、作息、课表和招生片区都排好了，音乐课暂时没有教师，"
        "等着专递课堂来补。\n"
        "家长最先问的几样，写在前面：几点放学，饭钱多少，校车停在哪里，电话什么时候有人接。"
        "答得出的写答案，答不出的列在“尚未填报”里，不用猜。\n"
        "每个数后面都跟着来源和日期。学校的人改一个数，也要写清是哪天的、从哪里来的。"
    ),
    "about_source": sources.SAMPLE,
    "address": "示例镇示例路1号",
    # A place to draw, not a place to go: nothing stands there.
    "latitude": Decimal("30.700000"),
    "longitude": Decimal("107.750000"),
    "phone": "023-0000-0000",
    "phone_hours": "工作日8:30—12:00，14:00—17:30",
    "complaint_phone": "023-0000-0001",
}
# kind, title, summary, steps
PROGRAMMES = (
    (Programme.Kind.ART, "剪一张窗花", "三年级起每周一次，一把剪刀、一张红纸。", ("折", "画", "剪", "展开")),
    (Programme.Kind.LABOUR, "一畦菜", "每班一畦，从翻土管到上桌。", ("翻土", "下种", "浇水", "收菜", "下厨")),
    (Programme.Kind.READING, "睡前一刻钟", "住校的孩子每晚听一段，大的念给小的听。", ()),
)
FIGURES = (
    ("在校学生", 213, "人", ""),
    ("教学班", 6, "个", ""),
    ("专任教师", 13, "人", ""),
    ("住校学生", 48, "人", ""),
    ("校园面积", 9600, "平方米", ""),
    ("图书", 6400, "册", ""),
)
BELLS = (
    (time(8, 30), time(9, 10)),
    (time(9, 20), time(10, 0)),
    (time(10, 25), time(11, 5)),
    (time(11, 15), time(11, 55)),
    (time(14, 30), time(15, 10)),
    (time(15, 20), time(16, 0)),
)
SUBJECTS = {
    "语": "语文",
    "数": "数学",
    "英": "英语",
    "道": "道德与法治",
    "科": "科学",
    "信": "信息科技",
    "音": "音乐",
    "美": "美术",
    "体": "体育与健康",
    "劳": "劳动",
    "综": "综合实践活动",
    "班": "班队活动",
}
# As the school would type its sheet: a class a row, a weekday a word, a period a character.
TIMETABLE = {
    1: "语数道美班体 数语体音语 数语体音语 科数劳美语 语道语体综",
    2: "语道数语体班 语体音语美 语道数综劳 数语音体语 数科美语体",
    3: "数语科体劳美 英科语数音体 语语综数音道 数语信英体综 英语语美班道",
    4: "英数体语美音 数语综语劳道 数英美体科信 英语语科道体 语语数综音班",
    5: "数英美语音综 语道语英体劳 科数音信体美 语英数道综语 语语体数班科",
    6: "道语数音语班 语英数体语科 英语语美劳体 道数体综美科 语数英音信综",
}
CLASSES = "一二三四五六"
# Who teaches what: one class teacher a class, a teacher of mathematics for two, nobody for music.
CLASS_TEACHERS = ("lichun", "yushui", "jingzhe", "chunfen", "qingming", "guyu")
MATHEMATICS = ("lixia", "xiaoman", "mangzhong")
# A teacher of another school comes over for these (走教).
ITINERANT = {(grade, "综"): "demo-teacher" for grade in (3, 4, 5, 6)}
SPECIALISTS = {"英": "xiazhi", "科": "xiaoshu", "信": "xiaoshu", "体": "dashu", "美": "liqiu"}
VILLAGE, ESTATE, ROAD = CatchmentEntry.Kind.VILLAGE, CatchmentEntry.Kind.ESTATE, CatchmentEntry.Kind.ROAD
CATCHMENT = (
    (VILLAGE, "示例村", ["示例大队", "示例一社"], "全村"),
    (VILLAGE, "示例坝村", ["示例坝", "坝上示例"], "全村"),
    (VILLAGE, "示例新村", ["示例安置点"], "1—4组"),
    (ESTATE, "示例花园", ["示例花园一期", "示例花园二期"], "全部楼栋"),
    (ESTATE, "示例家园", ["示例公租房"], "1—6栋"),
    (ROAD, "示例路", ["示例老街"], "单号1—99"),
    (ROAD, "示例桥街", ["示例桥", "桥头示例"], "全段"),
)


def load_profile(ledger):
    town = ledger.put(
        "township:shili", Township, find={"name": TOWN}, urban=False, border=False, order=99, sample=True
    )
    unit = ledger.put(
        "unit:shili", Unit, find={"kind": Unit.Kind.SCHOOL, "name": NAME}, once={"sample": True}
    )
    school = ledger.put(
        f"school:{SLUG}",
        School,
        find={"slug": SLUG},
        once={"visible_from": timezone.now()},
        unit=unit,
        township=town,
        lead_picture=pictures.of(ledger, pictures.SCHOOLS[SLUG]),
        sample=True,
        **PROFILE,
    )
    for order, (kind, value, unit_word, population) in enumerate(FIGURES, 1):
        ledger.put(
            f"figure:{SLUG}:{order}",
            Figure,
            school=school,
            school_year=ledger["school-year"],
            kind=kind,
            value=value,
            unit=unit_word,
            population=population,
            as_of=ledger["term:1"].starts_on,
            source=sources.SAMPLE,
            order=order,
            sample=True,
        )
    if ledger.is_new(f"school:{SLUG}"):
        BellPeriod.objects.bulk_create(
            BellPeriod(school=school, number=number, starts_at=starts, ends_at=ends)
            for number, (starts, ends) in enumerate(BELLS, 1)
        )


def load_programmes(ledger):
    for order, (kind, title, summary, steps) in enumerate(PROGRAMMES, 1):
        name = f"programme:{SLUG}:{order}"
        programme = ledger.put(
            name,
            Programme,
            school=ledger[f"school:{SLUG}"],
            kind=kind,
            title=title,
            summary=summary,
            form=Programme.Form.STEPS,
            source=sources.SAMPLE,
            order=order,
            sample=True,
        )
        if ledger.is_new(name):
            ProgrammeStep.objects.bulk_create(
                ProgrammeStep(programme=programme, title=step, order=number)
                for number, step in enumerate(steps, 1)
            )


def load_timetable(ledger):
    ledger.put(
        f"timetable:{SLUG}",
        Timetable,
        find={"school": ledger[f"school:{SLUG}"], "term": ledger["term:1"]},
        once={"starts_on": ledger["term:1"].starts_on, "sample": True},
    )
    for grade, rows in TIMETABLE.items():
        name = f"class:{grade}"
        group = ledger.put(
            name,
            TeachingGroup,
            school=ledger[f"school:{SLUG}"],
            school_year=ledger["school-year"],
            name=f"{CLASSES[grade - 1]}年级1班",
            grades=[grade],
            order=grade,
            sample=True,
        )
        if ledger.is_new(name):
            Lesson.objects.bulk_create(_lessons(ledger, group, grade, rows))


def _lessons(ledger, group, grade, rows):
    for weekday, day in enumerate(rows.split(), 1):
        for period, letter in enumerate(day, 1):
            teacher = teacher_of(grade, letter)
            yield Lesson(
                group=group,
                timetable=ledger[f"timetable:{SLUG}"],
                subject=ledger[f"subject:{SUBJECTS[letter]}"],
                teacher=ledger[f"teacher:{teacher}"] if teacher else None,
                weekday=weekday,
                period_no=period,
            )


def teacher_of(grade, letter):
    """Key of the teacher who gives that subject to the class; None for music."""
    if (grade, letter) in ITINERANT:
        return ITINERANT[grade, letter]
    if letter in "语道班":
        return CLASS_TEACHERS[grade - 1]
    if letter in "数劳综":
        return MATHEMATICS[(grade - 1) // 2]
    return SPECIALISTS.get(letter)


def load_catchment(ledger):
    catchment = ledger.put(
        "catchment:shili",
        Catchment,
        find={"school_year": ledger["school-year"], "school": ledger[f"school:{SLUG}"]},
        once={"visible_from": timezone.now()},
        note="示例片区，只作演示；真实片区以区教委当年通知为准。",
        source=sources.SAMPLE,
        sample=True,
    )
    if ledger.is_new("catchment:shili"):
        # One by one: each entry writes the words it is found by.
        for order, (kind, name, aliases, note) in enumerate(CATCHMENT, 1):
            catchment.entries.create(kind=kind, name=name, aliases=aliases, note=note, order=order)
