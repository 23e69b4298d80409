"""Teachers of two schools: no constraint compares two timetables, whose bells differ; here the hours are."""

from datetime import timedelta

from schools.models import Lesson
from schools.models.timetable import meet
from schools.timetables import Bells


def lessons_elsewhere(school, on):
    """{teacher: their lessons at other schools} of a school's teachers, by the timetables of a day."""
    found = {}
    lessons = Lesson.objects.on(on).filter(teacher__school=school).exclude(group__school=school)
    for lesson in lessons.select_related("group__school").order_by("pk"):
        found.setdefault(lesson.teacher_id, []).append(lesson)
    return found


def at_the_same_time(lesson, other, on):
    """Whether the two ever take the same time; where a school's bells are not known, by their numbers."""
    if lesson.weekday != other.weekday or not meet(lesson.weeks, other.weeks):
        return False
    day = on + timedelta(days=(lesson.weekday - on.isoweekday()) % 7)
    places = [one.group.school_id for one in (lesson, other)]
    bells = Bells(places)
    here, there = (
        bells.on(at, day).get(one.period_no) for at, one in zip(places, (lesson, other), strict=True)
    )
    if here is None or there is None:
        return lesson.period_no == other.period_no
    return here.starts_at < there.ends_at and there.starts_at < here.ends_at
