"""Lessons and sessions as entries of the course interface, for who may see them.

A teachers' session is never written as a relay: master and network by their classroom, 上一节课 and other
events of the relay classroom as meetings, so that nobody counts them as periods that pupils got.
"""

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from classrooms.exchange import TIME, CourseType, LiveStatus, Refused
from classrooms.models import Classroom, Receipt, Recording, RelayLesson, Session

MOST = 5_000
TYPES = {Classroom.MASTER: CourseType.MASTER, Classroom.NETWORK: CourseType.NETWORK}


def own_id(lesson):
    """How we call a lesson of our own to others; a lesson that came to us keeps its name."""
    return lesson.external_id or f"{own_mark()}{lesson.pk}"


def own_mark():
    return f"{settings.SITE_DOMAIN or 'portal'}:"


def document(user, first, last):
    """Everything of these days that the person may see, both days included."""
    lessons = RelayLesson.objects.viewable_by(user).standing().between(first, last).for_list()
    receipts = Receipt.objects.standing().select_related("group__school")
    lessons = list(lessons.prefetch_related(Prefetch("receipts", receipts, to_attr="shown"))[: MOST + 1])
    sessions = Session.objects.viewable_by(user).filter(cancelled_at=None).for_list()
    sessions = sessions.filter(starts_at__date__range=(first, last)).order_by("starts_at", "pk")
    open_to_all = Recording.objects.public()
    sessions = list(
        sessions.prefetch_related(Prefetch("recordings", open_to_all, to_attr="shown"))[: MOST + 1]
    )
    if len(lessons) + len(sessions) > MOST:
        raise Refused(f"这些天超过{MOST}节课，请缩短日期，分几次导出。")
    entries = [*map(_lesson, lessons), *map(_session, sessions)]
    return {"exportedAt": _said(timezone.now()), "source": settings.SITE_NAME, "courses": entries}


def _lesson(lesson):
    course = lesson.course
    return {
        "courseId": own_id(lesson),
        "courseName": course.title,
        "courseType": int(CourseType.RELAY),
        "planType": 1 if course.kind == course.Kind.PLANNED else 2,
        **_organ(course.school),
        "className": course.presenting_group.name if course.presenting_group else "",
        "memberName": lesson.presenter.name,
        "stageCode": course.school.stage,
        "gradeCode": ",".join(map(str, course.grades)),
        "subjectName": course.subject.name,
        **_times(lesson),
        "actualStartTime": _said(lesson.actual_start),
        "actualEndTime": _said(lesson.actual_end),
        "ruleId": lesson.period_no,
        "isLive": int(lesson.is_live),
        "isRecord": int(lesson.is_record),
        "isQualityCourse": int(lesson.is_quality),
        "viewAuth": lesson.view_auth,
        "liveStatus": _status(lesson),
        "recordUrl": lesson.recording_link,
        "attendList": [
            {**_organ(one.group.school), "className": one.group.name, "ruleId": one.period_no}
            for one in sorted(lesson.shown, key=lambda row: row.pk)
        ],
    }


def _session(session):
    presenter, subject = session.presenter, session.subject
    return {
        "courseId": f"{own_mark()}s{session.pk}",
        "courseName": session.title,
        "courseType": int(TYPES.get(session.classroom, CourseType.MEETING)),
        **(_organ(session.host) if session.host else {"organCode": "", "organName": session.organiser.name}),
        "memberName": presenter.name if presenter else "",
        "subjectName": subject.name if subject else "",
        **_times(session),
        "recordUrl": next((one.link for one in session.shown if one.link), ""),
        "attendList": [],
    }


def _organ(school):
    return {"organCode": school.slug, "organName": school.name}


def _times(row):
    return {"timeBegin": _said(row.starts_at), "timeEnd": _said(row.ends_at)}


def _said(at):
    return timezone.localtime(at).strftime(TIME) if at else ""


def _status(lesson):
    if lesson.state == RelayLesson.State.LIVE:
        return int(LiveStatus.LIVE)
    over = lesson.state != RelayLesson.State.PLANNED or lesson.ends_at <= timezone.now()
    return int(LiveStatus.ENDED if over else LiveStatus.NOT_BEGUN)
