"""Invented relays between two invented schools: 示例小学 has no teacher of music, 示例河小学 none of art.

Lessons begin four weeks before today. What is over is confirmed, but for a power cut that was made up, a
line that broke, and two lessons nobody has answered; loading again later confirms what has come to pass.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import StaffRole, User
from accounts.roles import Role
from classrooms import free_slots, receipts, relaying, rescheduling
from classrooms.models import (
    ClassTour,
    Receipt,
    RelayCourse,
    RelayLesson,
    RelayReceiver,
    RelaySlot,
    SpotCheck,
)
from liangping_portal.demo.calendar import teaching_day
from liangping_portal.demo.sample_school import SLUG as SAMPLE
from schools.models import BellPeriod, SchoolTextbook, Teacher, TeachingGroup, TextbookVersion

RIVER = "shilihe-xiaoxue"
WEEKS_BACK = timedelta(weeks=4)
# Its bells ring a little earlier than 示例小学's from the third period on.
RIVER_BELLS = (
    (time(8, 30), time(9, 10)),
    (time(9, 20), time(10, 0)),
    (time(10, 20), time(11, 0)),
    (time(11, 10), time(11, 50)),
    (time(14, 22), time(15, 2)),
    (time(15, 12), time(15, 52)),
)
MUSIC_TEACHER = {"name": "江小寒", "subject": "音乐"}
VERSIONS = {
    "music": ("音乐", "示例版甲", ("music-2",)),
    "music-2": ("音乐", "示例版乙", ()),
    "art": ("美术", "示例版甲", ()),
}
TEXTBOOKS = ((SAMPLE, "music-2"), (RIVER, "music"), (SAMPLE, "art"), (RIVER, "art"))
# Slots are (weekday, period) of the presenting school.
FIELDS = ("subject", "grade", "slug", "presenter", "slots", "receiving", "helper")
COURSES = {
    "music-2": ("音乐", 2, RIVER, "xiaohan", ((4, 3),), "class:2", "yushui"),
    "music-3": ("音乐", 3, RIVER, "xiaohan", ((2, 5),), "class:3", "jingzhe"),
    "music-4": ("音乐", 4, RIVER, "xiaohan", ((1, 6), (5, 5)), "class:4", "demo-teacher"),
    "music-5": ("音乐", 5, RIVER, "xiaohan", ((1, 5),), "class:5", "qingming"),
    "art-4": ("美术", 4, SAMPLE, "liqiu", ((1, 5), (3, 3)), "river:4", None),
}
# Lessons of this course are answered late, so that a few wait.
SLOW, SLOW_DAYS = "music-4", 11
POWER_CUT, BROKEN_LINE = "music-3", "music-5"
LINK = "https://meeting.example.com/shili-relay"


def load(ledger, today):
    _load_river(ledger)
    _load_versions(ledger)
    for key, fields in COURSES.items():
        _course(ledger, key, today, **dict(zip(FIELDS, fields, strict=True)))
    now = min(timezone.now(), _moment(today, time(23, 59)))
    if ledger.is_new(f"relay:{POWER_CUT}"):
        _fail(ledger[f"relay:{POWER_CUT}"], Receipt.Reason.POWER, now, make_up=True)
        _fail(ledger[f"relay:{BROKEN_LINE}"], Receipt.Reason.NETWORK, now)
    for key in COURSES:
        _confirm(ledger[f"relay:{key}"], now - timedelta(days=SLOW_DAYS if key == SLOW else 1))
    _load_seen(ledger, today)


def load_roles(ledger):
    """The demo's teaching affairs keep those of 示例小学 too: that is where receipts wait."""
    user = User.objects.filter(username="demo-affairs", sample=True).first()
    if user:
        StaffRole.objects.get_or_create(user=user, unit=ledger["unit:shili"], role=Role.AFFAIRS)


def _load_river(ledger):
    school = ledger[f"school:{RIVER}"]
    user = ledger.put(
        "user:xiaohan",
        User,
        find={"username": "sample-xiaohan"},
        once={"password": "!"},
        name=MUSIC_TEACHER["name"],
        is_active=False,
        sample=True,
    )
    ledger.put(
        "teacher:xiaohan",
        Teacher,
        user=user,
        school=school,
        name=MUSIC_TEACHER["name"],
        specialism=ledger[f"subject:{MUSIC_TEACHER['subject']}"],
        backbone=Teacher.Backbone.DISTRICT,
        public=True,
        sample=True,
    )
    for grade, name in ((2, "二"), (3, "三"), (4, "四"), (5, "五")):
        ledger.put(
            f"river:{grade}",
            TeachingGroup,
            find={"school": school, "school_year": ledger["school-year"], "name": f"{name}年级1班"},
            grades=[grade],
            order=grade,
            sample=True,
        )
    if not BellPeriod.objects.filter(school=school).exists():
        BellPeriod.objects.bulk_create(
            BellPeriod(school=school, number=number, starts_at=starts, ends_at=ends)
            for number, (starts, ends) in enumerate(RIVER_BELLS, 1)
        )


def _load_versions(ledger):
    for key, (subject, name, _) in VERSIONS.items():
        find = {"subject": ledger[f"subject:{subject}"], "name": name}
        ledger.put(f"version:{key}", TextbookVersion, find=find, sample=True)
    for key, (_, _, others) in VERSIONS.items():
        if ledger.is_new(f"version:{key}"):
            # It goes both ways: added, since setting one side to nothing would take it from the other.
            ledger[f"version:{key}"].compatible_with.add(*(ledger[f"version:{other}"] for other in others))
    for slug, key in TEXTBOOKS:
        version = ledger[f"version:{key}"]
        ledger.put(
            f"textbook:{slug}:{key}",
            SchoolTextbook,
            find={"school": ledger[f"school:{slug}"], "subject": version.subject},
            version=version,
            sample=True,
        )


def _course(ledger, key, today, *, subject, grade, slug, presenter, slots, receiving, helper):
    name = f"relay:{key}"
    own_class = f"river:{grade}" if slug == RIVER else f"class:{grade}"
    course = ledger.put(
        name,
        RelayCourse,
        once={"from_on": today - WEEKS_BACK, "max_receivers": 2, "status": RelayCourse.Status.RUNNING},
        term=ledger["term:1"],
        subject=ledger[f"subject:{subject}"],
        grades=[grade],
        version=ledger[f"version:{'music' if subject == '音乐' else 'art'}"],
        organiser=ledger["unit:district"],
        school=ledger[f"school:{slug}"],
        presenter=ledger[f"teacher:{presenter}"],
        presenting_group=ledger[own_class],
        link=LINK,
        sample=True,
    )
    if ledger.is_new(name):
        for weekday, period in slots:
            RelaySlot.objects.create(course=course, weekday=weekday, period_no=period)
        RelayReceiver.objects.create(
            course=course, group=ledger[receiving], assistant=helper and ledger[f"teacher:{helper}"]
        )
        RelayCourse.objects.filter(pk=course.pk).update(receivers_count=1)
        relaying.schedule(course, since=_moment(today - WEEKS_BACK, time(0)))


def _over(course, before):
    """The course's unanswered receipts of lessons over by a moment, oldest first."""
    found = Receipt.objects.awaited().filter(lesson__course=course, lesson__ends_at__lt=before)
    return found.select_related("lesson", "receiver__assistant__user").order_by("date", "pk")


def _confirm(course, before):
    for receipt in _over(course, before):
        helper = receipt.receiver.assistant
        receipts.confirm(receipt, by=helper and helper.user, at=receipt.lesson.ends_at + timedelta(minutes=4))


def _fail(course, reason, now, *, make_up=False):
    """The last lesson over for two days failed."""
    receipt = list(_over(course, now - timedelta(days=2)))[-1:]
    if not receipt:
        return
    helper = receipt[0].receiver.assistant
    failed = receipts.fail(receipt[0], reason, by=helper and helper.user, at=receipt[0].lesson.ends_at)
    slots = free_slots.of(failed.lesson, [failed], at=now, shown=1) if make_up else []
    for slot in slots:
        rescheduling.make_up([failed], slot.day, slot.period_no, lesson=failed.lesson, by=None, at=now)


def _load_seen(ledger, today):
    """Two spot checks at 示例小学, and a line of somebody who looked in."""
    for number, (grade, period, planned, seen) in enumerate(((4, 5, "劳动", "劳动"), (6, 5, "语文", "数学"))):
        ledger.put(
            f"spot-check:{number}",
            SpotCheck,
            once={"date": teaching_day(today, -5)},
            group=ledger[f"class:{grade}"],
            period_no=period,
            planned=ledger[f"subject:{planned}"],
            seen=ledger[f"subject:{seen}"],
            note="" if planned == seen else "课表上是语文，当天换上了数学（示例）",
            sample=True,
        )
    course = ledger[f"relay:{POWER_CUT}"]
    lesson = course.lessons.filter(state=RelayLesson.State.HELD).order_by("starts_at").first()
    if lesson and not lesson.tours.exists():
        ClassTour.objects.create(
            lesson=lesson, finding=ClassTour.Finding.PICTURE, note="后排看不清板书，请把镜头拉近（示例）"
        )


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))
