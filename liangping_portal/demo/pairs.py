"""Invented pairs on their way, one that stands still, a mentorship, a studio, a research group's rota."""

from datetime import date, timedelta

from django.utils import timezone

from classrooms import pairing, reviewing
from classrooms.models import MasterStudio, Pair, PairingCycle, StudioMember, StudioTarget
from groups.models import Mentorship, MentorshipTarget
from liangping_portal.demo.calendar import teaching_day
from schools.models import Contest, ContestEntry, OpenLesson, ResearchGroup, ResearchPlan

CYCLES = {
    "two-voices": (
        "district",
        "offer",
        "mentoring",
        "chushu",
        "音乐",
        "一起备一节不用钢琴的二声部课",
        2,
        "每人先录十分钟自己上的合唱课，再一起改起音那一步。",
    ),
    "tearing-trees": (
        "district",
        "offer",
        "peers",
        "bailu",
        "美术",
        "没有美术教室，也把撕纸课上好",
        2,
        "只用旧报纸和浆糊，两个人轮着上同一课。",
    ),
    "first-sentence": (
        "group-liangshan",
        "offer",
        "mentoring",
        "qiufen",
        "语文",
        "习作第一句怎么教",
        1,
        "带一位青年教师，备、上、评走一遍。",
    ),
    "ball-lesson": (
        "group-xiyuan",
        "need",
        "mentoring",
        "xiaoxue",
        "体育与健康",
        "想请人听我上一节球类课",
        1,
        "操场小，一个班五十人，怎样让人人摸得到球？",
    ),
}
SIGNED_ON = date(2026, 9, 10)
PLAN = (
    "1. 手势走旋律（5分钟）\n2. 低声部先站住：全班只唱“5”（6分钟）\n"
    "3. 口风琴给起音，只给一次\n4. 两排对唱，互相听"
)

# Whose, of what, for which class, so many teaching days from today, in which period.
OPEN_LESSONS = (
    ("jingzhe", "一块奶酪", "三年级（示例班）", -1, 2),
    ("chunfen", "麻雀", "四年级（示例班）", 2, 3),
)


def load(ledger, today):
    for key, fields in CYCLES.items():
        _cycle(ledger, key, *fields)
    _pairs(ledger)
    _mentorship(ledger)
    _studio(ledger, today)
    _rota(ledger, today)


def _cycle(ledger, key, *fields):
    organiser, kind, form, teacher, subject, title, places, about = fields
    ledger.put(
        f"cycle:{key}",
        PairingCycle,
        organiser=ledger[f"unit:{organiser}"],
        kind=kind,
        form=form,
        teacher=ledger[f"teacher:{teacher}"],
        subject=ledger[f"subject:{subject}"],
        title=title,
        about=about,
        places=places,
        sample=True,
    )


def _pair(ledger, cycle, first, second):
    """A pair made through the door; None where an earlier run made it."""
    cycle, first, second = ledger[f"cycle:{cycle}"], ledger[f"teacher:{first}"], ledger[f"teacher:{second}"]
    if cycle.pairs.filter(first=first, second=second).exists():
        return None
    return pairing.pair_up(cycle, first, second, by=first.user, sample=True)


def _pairs(ledger):
    if pair := _pair(ledger, "two-voices", "chushu", "daxue"):
        _prepared(pair)
    if pair := _pair(ledger, "first-sentence", "qiufen", "guyu"):
        Pair.objects.filter(pk=pair.pk).update(moved_on=timezone.localdate() - timedelta(days=45))
        pairing.watch()


def _prepared(pair):
    """Planned, commented and agreed on: the lesson is next."""
    plan = pairing.add_plan(pair, by=pair.second.user, text=PLAN)
    pairing.comment(plan, "第2步放到手势前面试试：先有低音，耳朵才有地方靠。", by=pair.first.user)
    pairing.add_plan(pair, by=pair.second.user, text=PLAN.replace("手势走旋律", "低声部先站住，再手势走旋律"))
    pairing.agree_on_plan(pair, by=pair.first.user)


def _mentorship(ledger):
    agreement = ledger.put(
        "mentorship:music",
        Mentorship,
        unit=ledger["unit:group-xiyuan"],
        mentor=ledger["teacher:chushu"],
        mentee=ledger["teacher:demo-teacher"],
        subject=ledger["subject:音乐"],
        paper="示例-01",
        signed_on=SIGNED_ON,
        years=2,
        sample=True,
    )
    if ledger.is_new("mentorship:music"):
        MentorshipTarget.objects.bulk_create(
            MentorshipTarget(mentorship=agreement, kind=kind, number=number)
            for kind, number in MentorshipTarget.USUAL.items()
        )


def _studio(ledger, today):
    studio = ledger.put(
        "studio:music",
        MasterStudio,
        once={"visible_from": timezone.now()},
        unit=ledger["unit:group-xiyuan"],
        name="黎处暑音乐工作室",
        master=ledger["teacher:chushu"],
        subject=ledger["subject:音乐"],
        about="让没有专职音乐老师的学校也开得出合唱课：每月一课，线上备，线下上，录下来大家评。",
        sample=True,
    )
    if ledger.is_new("studio:music"):
        for key in ("daxue", "liqiu", "demo-teacher", "demo-teacher-2"):
            StudioMember.objects.create(
                studio=studio, teacher=ledger[f"teacher:{key}"], joined_on=today - timedelta(days=60)
            )
        for kind, number in {"sessions": 4, "lessons": 6, "reviews": 20, "pairs": 3, "shared": 8}.items():
            StudioTarget.objects.create(studio=studio, term=ledger["term:1"], kind=kind, number=number)


def _rota(ledger, today):
    group = ledger.put(
        "research:chinese",
        ResearchGroup,
        school=ledger["school:shili-xiaoxue"],
        name="语文组",
        subject=ledger["subject:语文"],
        leader=ledger["teacher:qingming"],
        meets="每周三下午第二节",
        sample=True,
    )
    if ledger.is_new("research:chinese"):
        group.members.set(
            ledger[f"teacher:{key}"] for key in ("lichun", "yushui", "jingzhe", "chunfen", "guyu")
        )
        ResearchPlan.objects.create(
            group=group,
            term=ledger["term:1"],
            text="每周一人开课，全组去听\n期中前把三年级习作的开头磨出三课\n期末各交一段反思",
        )
    _open_lessons(ledger, group, today)
    _contest(ledger, today)


def _open_lessons(ledger, group, today):
    for key, topic, class_name, day, period in OPEN_LESSONS:
        ledger.put(
            f"open-lesson:{key}",
            OpenLesson,
            group=group,
            teacher=ledger[f"teacher:{key}"],
            topic=topic,
            class_name=class_name,
            held_on=teaching_day(today, day),
            period_no=period,
            place="录播室",
            sample=True,
        )


def _contest(ledger, today):
    contest = ledger.put(
        "contest:writing",
        Contest,
        unit=ledger["unit:shili"],
        title="青年教师习作课赛课",
        subject=ledger["subject:语文"],
        theme="第一句话",
        starts_on=teaching_day(today, 5),
        ends_on=teaching_day(today, 7),
        sample=True,
    )
    if ledger.is_new("contest:writing"):
        for order, (key, topic) in enumerate((("yushui", "那一次，我真高兴"), ("guyu", "猜猜他是谁")), 1):
            ContestEntry.objects.create(
                contest=contest,
                teacher=ledger[f"teacher:{key}"],
                topic=topic,
                order=order,
                held_on=teaching_day(today, 4 + order),
            )


def load_for_sign_ins(ledger):
    """Something to answer and to write, for those who may sign in."""
    first, second = ledger["teacher:demo-teacher"], ledger["teacher:demo-teacher-2"]
    if second.user_id and (pair := _pair(ledger, "tearing-trees", "bailu", "demo-teacher-2")):
        pairing.add_plan(pair, by=pair.first.user, text="先撕大形，再撕枝条；柚子留到最后，一人一个。")
    cycle = ledger["cycle:two-voices"]
    if first.user_id and not cycle.pairs.filter(second=first).exists():
        pairing.propose(cycle, first, by=first.user)
        reviewing.start(ledger["lesson:chorus"], ledger["rubric:common"], by=first.user, sample=True)
