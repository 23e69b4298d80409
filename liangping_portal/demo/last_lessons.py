"""Invented events of 上一节课: recordings for the sessions of that form, one of them held and written up."""

from datetime import UTC, timedelta

from django.utils import timezone

from classrooms import attending, last_lessons
from classrooms.models import Attendance, LastLesson

# session → the recording it is about, which its owner has agreed to show, but for one.
EVENTS = {
    "music-recording": "recording:mountain-song",
    "art-recording": "recording:paper-tree",
    "choir-recording": "recording:choir",
}
HELD = "choir-recording"
# Its owner may sign in, and has this to answer.
UNANSWERED = "music-recording"
CAME = {"daxue": "present", "guyu": "present", "lichun": "late", "liqiu": "excused"}
MINUTES = (
    "授课教师先讲五分钟：学校没有钢琴，起音用口风琴，只给一次。\n"
    "乡镇学校的教师接着说：班上人少，两个声部分不开；建议先让低声部的人站到前排。\n"
    "议定：回去各试一课，记下第几遍合得上。（示例）"
)
OUTCOME = (
    "能用上的三条：起音只给一次；低声部站前排；先哼后唱。各校回去试一课，月底把录像放到“我的分享”。（示例）"
)


def load(ledger):
    for key, recording in EVENTS.items():
        session = ledger[f"session:{key}"]
        row = ledger.put(
            f"last-lesson:{key}",
            LastLesson,
            once={"agreed_at": None if key == UNANSWERED else timezone.now()},
            session=session,
            recording=ledger[recording],
            # In one zone, so that a second run asks for the same.
            watch_from=min(session.opens_at, session.starts_at - timedelta(days=3)).astimezone(UTC),
            watch_until=session.ends_at.astimezone(UTC),
        )
        if key == HELD and ledger.is_new(f"last-lesson:{key}"):
            _hold(ledger, row)


def _hold(ledger, row):
    for name, state in CAME.items():
        registration = row.session.registrations.get(teacher=ledger[f"teacher:{name}"])
        attending.note(registration, Attendance.State(state), by=None, at=row.session.ends_at)
    last_lessons.write_up(row, minutes=MINUTES, outcome=OUTCOME, by=None, at=row.session.ends_at)
