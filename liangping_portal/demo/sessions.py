"""Invented sessions around the present day, two in each state a reader can meet and one called off.

Days are counted in teaching days from today, so that loading again next week moves whatever nobody touched.
Seats are taken through `booking`, as anybody's would be.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from classrooms import booking
from classrooms.models import Classroom, Session, SessionSeries
from liangping_portal.demo.calendar import teaching_day
from liangping_portal.demo.sample_school import CLASS_TEACHERS, MATHEMATICS
from liangping_portal.demo.sample_school import SLUG as SAMPLE

Phase, Stage = Session.Phase, Session.Stage
ONLINE = "线上会议室（示例）"
MEETING = {
    "meeting_provider": Session.Provider.TENCENT,
    "meeting_link": "https://meeting.example.com/shili",
    "meeting_number": "512 340 118",
    "meeting_password": "shili",
}
LANGUAGE, NUMBERS = list(CLASS_TEACHERS), list(MATHEMATICS)

# `day`: teaching days from today; `seated` register in this order, those beyond `capacity` wait.
SESSIONS = {
    "music-recording": {
        "phase": Phase.SOON,
        "day": 7,
        "at": (time(14, 30), time(16, 30)),
        "classroom": Classroom.RELAY,
        "stage": Stage.LAST_LESSON,
        "title": "“上一节课”音乐：五个音的山歌",
        "summary": "会前看完录像，记下一处想问的。线上先听授课教师讲五分钟，再轮流发言，各写一条能用上的。",
        "organiser": "district",
        "host": "lirang-zhongxin-xiaoxue",
        "presenter": "demo-teacher",
        "subject": "音乐",
        "place": ONLINE,
        "capacity": 40,
    },
    "reading-clinic": {
        "phase": Phase.SOON,
        "day": 8,
        "at": (time(15, 0), time(16, 30)),
        "classroom": Classroom.NETWORK,
        "stage": Stage.DISCUSSION,
        "title": "名师会诊：故事课怎样提问",
        "summary": "每人带一个自己问冷了场的问题来，当场改，改完再问一遍。",
        "organiser": "group-guixiang",
        "host": "guixiang-xiaoxue",
        "presenter": "shuangjiang",
        "subject": "语文",
        "place": ONLINE,
        "capacity": 30,
    },
    "fractions-lesson": {
        "phase": Phase.OPEN,
        "day": 3,
        "at": (time(10, 25), time(11, 5)),
        "classroom": Classroom.MASTER,
        "stage": Stage.TEACH,
        "title": "结对上课：三年级认识分数",
        "summary": "两位教师结对备的课，由一位来上。听课的教师分看三处：板书、提问、后排学生。",
        "organiser": "group-liangshan",
        "host": "liangshan-xiaoxue",
        "presenter": "hanlu",
        "subject": "数学",
        "place": "梁山小学（教室以通知为准）",
        "capacity": 24,
        "seated": NUMBERS[:2],
    },
    "art-recording": {
        "phase": Phase.OPEN,
        "day": 4,
        "at": (time(14, 30), time(16, 30)),
        "classroom": Classroom.RELAY,
        "stage": Stage.LAST_LESSON,
        "title": "“上一节课”美术：撕一棵柚子树",
        "summary": "录像里只用旧报纸和浆糊。讨论两件事：没有专用教室怎么上，低年级手劲小怎么教。",
        "organiser": "district",
        "host": "xiyuan-xiaoxue",
        "presenter": "bailu",
        "subject": "美术",
        "place": ONLINE,
        "capacity": 40,
        "seated": ["liqiu", "daxue", *LANGUAGE[:3]],
    },
    "writing-preparation": {
        "phase": Phase.QUEUE,
        "day": 4,
        "at": (time(9, 20), time(11, 5)),
        "classroom": Classroom.MASTER,
        "stage": Stage.PREPARE,
        "title": "结对备课：三年级习作怎样开头",
        "summary": "六人一桌，一桌一课。备完交换，另一桌来挑毛病。",
        "organiser": "group-liangshan",
        "host": "liangshan-xiaoxue",
        "presenter": "qiufen",
        "subject": "语文",
        "place": "梁山小学（教室以通知为准）",
        "capacity": 6,
        "seated": [*LANGUAGE, "xiazhi", "shuangjiang"],
    },
    "contour-lines": {
        "phase": Phase.QUEUE,
        "day": 5,
        "at": (time(8, 30), time(11, 5)),
        "classroom": Classroom.MASTER,
        "stage": Stage.SAME_TOPIC,
        "title": "同课异构：把等高线讲明白",
        "summary": "两位教师上同一课，一位用地图，一位捏泥沙。两堂都听完再评。",
        "organiser": "hucheng-chuji-zhongxue",
        "host": "hucheng-chuji-zhongxue",
        "presenter": "lidong",
        "subject": "地理",
        "place": "虎城初级中学（教室以通知为准）",
        "capacity": 2,
        "seated": ["dongzhi", "xiaoshu", "mangzhong"],
    },
    "ball-games": {
        "phase": Phase.CLOSED,
        "day": 1,
        "at": (time(14, 30), time(16, 0)),
        "classroom": Classroom.RELAY,
        "stage": Stage.OUTREACH,
        "title": "送教下乡：一个球够全班玩的体育课",
        "summary": "器材少、操场小也能上。带运动鞋，来了就一起跑。",
        "organiser": "group-xiyuan",
        "host": "lirang-zhongxin-xiaoxue",
        "presenter": "xiaoxue",
        "subject": "体育与健康",
        "place": "礼让镇中心小学（场地以通知为准）",
        "capacity": 20,
        "seated": ["dashu", "liqiu", "guyu"],
    },
    "science-lesson": {
        "phase": Phase.CLOSED,
        "day": 2,
        "at": (time(15, 20), time(16, 40)),
        "classroom": Classroom.NETWORK,
        "stage": Stage.DEMONSTRATION,
        "title": "示范课：水往哪里去",
        "summary": "科学课，线上看，看完留二十分钟提问。",
        "organiser": "group-xiyuan",
        "host": SAMPLE,
        "presenter": "xiaoshu",
        "subject": "科学",
        "place": ONLINE,
        "capacity": 50,
        "seated": [*NUMBERS, "chunfen", "dongzhi"],
    },
    "fractions-review": {
        "phase": Phase.HELD,
        "day": -1,
        "at": (time(15, 20), time(16, 40)),
        "classroom": Classroom.MASTER,
        "stage": Stage.REVIEW,
        "title": "结对评课：上周那堂乘法",
        "summary": "先让上课的人说，再让听课的人说，只说看见的，不打分。",
        "organiser": "group-liangshan",
        "host": "liangshan-xiaoxue",
        "presenter": "hanlu",
        "subject": "数学",
        "place": "梁山小学（教室以通知为准）",
        "capacity": 24,
        "seated": [*NUMBERS, "xiaoshu", "guyu"],
    },
    "choir-recording": {
        "phase": Phase.HELD,
        "day": -4,
        "at": (time(14, 30), time(16, 30)),
        "classroom": Classroom.RELAY,
        "stage": Stage.LAST_LESSON,
        "title": "“上一节课”音乐：没有钢琴怎样教合唱",
        "summary": "录像里用的是口风琴和一只手机。讨论集中在一处：起音。",
        "organiser": "district",
        "host": "xiyuan-xiaoxue",
        "presenter": "chushu",
        "subject": "音乐",
        "place": ONLINE,
        "capacity": 40,
        "seated": ["daxue", "guyu", "lichun", "liqiu"],
    },
    "labour-visit": {
        "phase": Phase.CANCELLED,
        "day": 6,
        "at": (time(14, 30), time(16, 0)),
        "classroom": Classroom.NETWORK,
        "stage": Stage.DISCUSSION,
        "title": "专题研讨：劳动课的一张工序单",
        "summary": "把一件活拆成几步，写成学生看得懂的单子。",
        "organiser": "group-xiyuan",
        "host": "lirang-zhongxin-xiaoxue",
        "presenter": "xiaoxue",
        "subject": "劳动",
        "place": ONLINE,
        "capacity": 30,
        "seated": ["lixia", "chunfen"],
    },
}
# The clinic comes again, each week at its hour: sessions of their own in one series.
AGAIN = {"reading-clinic-2": 13, "reading-clinic-3": 18}
SERIES = "series:reading-clinic"
# At most so many of a unit's teachers.
QUOTAS = {"art-recording": {"lirang-zhongxin-xiaoxue": 1, "xiyuan-xiaoxue": 4}}
# Full; one leaves, and the seat is offered to somebody who chose to be asked first.
OFFERED = "contour-lines"
ASKED_FIRST = "demo-teacher-2"
CANCEL_REASON = "与另一场活动时间相撞，改期另行通知（示例）"
# Those who may sign in have something on their desk from the first day.
SEATS_OF_SIGN_INS = (("demo-teacher", "ball-games"), ("demo-teacher-2", "art-recording"))


def load(ledger, today):
    for key, fields in SESSIONS.items():
        session = _session(ledger, key, today, **fields)
        if not ledger.is_new(f"session:{key}"):
            continue
        for teacher in fields.get("seated", ()):
            _seat(session, ledger[f"teacher:{teacher}"])
        if fields["phase"] == Phase.CANCELLED:
            booking.cancel_session(session, by=None, reason=CANCEL_REASON)
        for unit, limit in QUOTAS.get(key, {}).items():
            booking.set_quota(session, ledger[f"unit:{unit}"], limit, by=None)
    _series(ledger, today)


def _series(ledger, today):
    first = ledger["session:reading-clinic"]
    series = ledger.put(SERIES, SessionSeries, title=first.title, organiser=first.organiser)
    if first.series_id is None:
        first.series = series
        first.save(update_fields=["series"])
    for key, day in AGAIN.items():
        _session(ledger, key, today, series=series, **SESSIONS["reading-clinic"] | {"day": day})


def load_seats(ledger):
    """Seats of those who may sign in, once they have their accounts."""
    for username, key in SEATS_OF_SIGN_INS:
        teacher, session = ledger[f"teacher:{username}"], ledger[f"session:{key}"]
        if teacher.user_id and not session.registrations.filter(teacher=teacher).exists():
            _seat(session, teacher)
    _offer(ledger[f"session:{OFFERED}"], ledger[f"teacher:{ASKED_FIRST}"])


def _offer(session, teacher):
    """An offer to be answered by one button; once, for it lapses as any other does."""
    if not teacher.user_id or session.registrations.filter(teacher=teacher).exists():
        return
    booking.register(session, teacher, by=teacher.user, ask_first=True)
    for before in session.registrations.in_queue().exclude(teacher=teacher).select_related("teacher__user"):
        booking.cancel(before, by=before.teacher.user)
    leaver = session.registrations.confirmed().select_related("teacher__user").first()
    if leaver:
        booking.cancel(leaver, by=leaver.teacher.user)


def _session(ledger, key, today, *, phase, day, at, organiser, host, presenter, subject, seated=(), **fields):
    return ledger.put(
        f"session:{key}",
        Session,
        once={"visible_from": timezone.now()},
        organiser=ledger[f"unit:{organiser}"],
        host=ledger[f"school:{host}"],
        presenter=ledger[f"teacher:{presenter}"],
        subject=ledger[f"subject:{subject}"],
        **(MEETING if fields["place"] == ONLINE else {}),
        hours=2,
        sample=True,
        **times(phase, day, at, today),
        **fields,
    )


def times(phase, day, at, today):
    """When it takes place, and a window for registering that puts it in that phase all day long."""
    held_on = teaching_day(today, day)
    opens, closes = today - timedelta(days=3), held_on - timedelta(days=1)
    if phase == Phase.SOON:
        opens = today + timedelta(days=1)
    elif phase in {Phase.CLOSED, Phase.HELD}:
        closes = min(held_on, today) - timedelta(days=1)
        opens = closes - timedelta(days=10)
    return {
        "starts_at": _moment(held_on, at[0]),
        "ends_at": _moment(held_on, at[1]),
        "opens_at": _moment(opens, time(9)),
        "closes_at": _moment(closes, time(18)),
    }


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


def _seat(session, teacher):
    booking.register(session, teacher, by=teacher.user, at=session.opens_at + timedelta(hours=1))
