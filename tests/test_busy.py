"""What teachers and classes have when: the timetable on real days, and what higher rooms register."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from schools import busy, occurrences
from schools.models import Lesson, Timetable
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.both]
# Monday of week 12 (even) and of week 13; the term opened on Tuesday 1 September 2026.
MONDAY, NEXT_MONDAY, SATURDAY = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def teacher():
    teacher = make.TeacherFactory()
    make.BellPeriodFactory(school=teacher.school, number=1)
    make.BellPeriodFactory(school=teacher.school, number=2, starts_at=time(9, 20), ends_at=time(10))
    return teacher


def lesson(teacher, **fields):
    if "group" not in fields:
        fields["group"] = make.TeachingGroupFactory(school=teacher.school, name="三年级1班")
    return make.LessonFactory(teacher=teacher, **fields)


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def dates(teacher, first=MONDAY, last=NEXT_MONDAY):
    return [one.date for one in occurrences.of_teachers([teacher.pk], first, last)]


def test_lesson_keeps_its_teacher_busy_at_the_hours_of_the_school(teacher):
    lesson(teacher)
    (span,) = busy.busy(teacher, moment(MONDAY, 8), moment(MONDAY, 18))
    assert (span.start, span.end) == (moment(MONDAY, 8, 30), moment(MONDAY, 9, 10))
    assert (span.kind, span.text) == ("lesson", "三年级1班 音乐 第1节")
    assert busy.busy(teacher, moment(MONDAY, 9, 10), moment(MONDAY, 18)) == []


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        (Lesson.Weeks.EVERY, [MONDAY, NEXT_MONDAY]),
        (Lesson.Weeks.EVEN, [MONDAY]),
        (Lesson.Weeks.ODD, [NEXT_MONDAY]),
        (Lesson.Weeks.THIRD_OF_3, [MONDAY]),
        (Lesson.Weeks.FIRST_OF_3, [NEXT_MONDAY]),
        (Lesson.Weeks.SECOND_OF_4, []),
    ],
)
def test_rotation_falls_in_its_weeks(teacher, weeks, expected):
    lesson(teacher, weeks=weeks)
    assert dates(teacher) == expected


def test_calendar_moves_and_stops_lessons(teacher):
    lesson(teacher)
    make.CalendarDayFactory(date=SATURDAY, taught_as=1)
    make.CalendarDayFactory(date=NEXT_MONDAY)
    assert dates(teacher) == [MONDAY, SATURDAY]
    make.ExamPeriodFactory(starts_on=MONDAY, ends_on=MONDAY)
    assert dates(teacher) == [SATURDAY]


def test_in_exams_teachers_are_wanted_from_the_first_bell_to_the_last(teacher):
    make.ExamPeriodFactory(starts_on=MONDAY, ends_on=SUNDAY, school=teacher.school)
    stranger = make.TeacherFactory()
    spans = busy.busy_spans([teacher, stranger], moment(MONDAY, 0), moment(NEXT_MONDAY, 0))
    assert spans[stranger.pk] == []
    assert len(spans[teacher.pk]) == 5
    assert (spans[teacher.pk][0].start, spans[teacher.pk][0].end) == (
        moment(MONDAY, 8, 30),
        moment(MONDAY, 10),
    )


def test_new_timetable_takes_over_on_its_day_and_the_old_stays(teacher):
    old = lesson(teacher, weekday=1)
    later = make.TimetableFactory(school=teacher.school, starts_on=date(2026, 11, 18))
    new = lesson(teacher, group=old.group, timetable=later, weekday=5)
    assert dates(teacher, MONDAY, date(2026, 11, 27)) == [MONDAY, date(2026, 11, 20), date(2026, 11, 27)]
    assert [list(Lesson.objects.on(day)) for day in (date(2026, 11, 17), date(2026, 11, 18))] == [
        [old],
        [new],
    ]
    assert list(Timetable.objects.on(date(2027, 2, 1))) == []


def test_bells_change_with_the_season(teacher):
    lesson(teacher)
    make.BellPeriodFactory(school=teacher.school, from_on=NEXT_MONDAY, starts_at=time(8), ends_at=time(8, 40))
    found = occurrences.of_teachers([teacher.pk], MONDAY, NEXT_MONDAY)
    assert [timezone.localtime(one.start).time() for one in found] == [time(8, 30), time(8)]


def test_lesson_without_a_bell_is_known_but_keeps_nobody_busy(teacher):
    lesson(teacher, period_no=7)
    (found,) = occurrences.of_teachers([teacher.pk], MONDAY, MONDAY)
    assert found.start is None
    assert busy.busy(teacher, moment(MONDAY, 0), moment(MONDAY, 23)) == []


def test_substitute_is_busy_instead(teacher):
    other = make.TeacherFactory(school=teacher.school)
    make.LessonChangeFactory(lesson=lesson(teacher), teacher=other)
    assert dates(teacher) == [NEXT_MONDAY]
    assert dates(other) == [MONDAY]


def test_swapped_lessons_change_places_across_days(teacher):
    other = make.TeacherFactory(school=teacher.school)
    mine = lesson(teacher)
    theirs = lesson(other, group=mine.group, weekday=3, period_no=2)
    wednesday = date(2026, 11, 18)
    make.LessonChangeFactory(lesson=mine, teacher=teacher, held_on=wednesday, period_no=2)
    make.LessonChangeFactory(lesson=theirs, teacher=other, date=wednesday, held_on=MONDAY, period_no=1)
    assert dates(teacher, MONDAY, SUNDAY) == [wednesday]
    assert dates(other, MONDAY, SUNDAY) == [MONDAY]
    (moved,) = occurrences.of_teachers([teacher.pk], wednesday, wednesday)
    assert (moved.due, moved.period, moved.changed) == (MONDAY, 2, True)


def test_class_is_busy_with_its_lessons_but_not_with_what_falls_out(teacher):
    first = lesson(teacher)
    make.LessonFactory(group=first.group, period_no=2, subject__name="美术")
    make.LessonChangeFactory(lesson=first)
    spans = busy.busy_groups([first.group], moment(MONDAY, 0), moment(MONDAY, 23))
    assert [span.text for span in spans[first.group.pk]] == ["三年级1班 美术 第2节"]


def test_higher_rooms_register_what_keeps_teachers_busy(teacher, monkeypatch):
    monkeypatch.setitem(busy._sources, "teachers", {})
    span = busy.Span(moment(MONDAY, 9), moment(MONDAY, 10), "relay", "专递课堂", "/x/")
    busy.register("relay")(lambda teachers, start, end: [(pk, span) for pk in teachers])
    assert busy.busy(teacher, moment(MONDAY, 9, 59), moment(MONDAY, 11)) == [span]
    assert busy.busy(teacher, moment(MONDAY, 10), moment(MONDAY, 11)) == []


@pytest.mark.parametrize("count", [1, 20])
def test_many_teachers_cost_as_many_queries_as_one(django_assert_max_num_queries, count):
    teachers = make.TeacherFactory.create_batch(count)
    for one in teachers:
        make.BellPeriodFactory(school=one.school)
        lesson(one)
    make.ExamPeriodFactory(starts_on=SUNDAY, ends_on=SUNDAY)
    with django_assert_max_num_queries(30) as counted:
        found = busy.busy_spans(teachers, moment(MONDAY, 0), moment(NEXT_MONDAY, 0))
    assert sum(map(len, found.values())) == count
    own = [query for query in counted.captured_queries if 'FROM "schools_' in query["sql"]]
    assert len(own) == 10


# --- what the database refuses ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (Lesson.Weeks.EVERY, Lesson.Weeks.EVERY, True),
        (Lesson.Weeks.EVERY, Lesson.Weeks.ODD, True),
        (Lesson.Weeks.EVEN, Lesson.Weeks.EVERY, True),
        (Lesson.Weeks.ODD, Lesson.Weeks.ODD, True),
        (Lesson.Weeks.FIRST_OF_3, Lesson.Weeks.FIRST_OF_3, True),
        (Lesson.Weeks.ODD, Lesson.Weeks.EVEN, False),
        (Lesson.Weeks.FIRST_OF_3, Lesson.Weeks.SECOND_OF_3, False),
    ],
)
@pytest.mark.parametrize("who", ["group", "teacher"])
def test_database_refuses_two_lessons_at_a_time(teacher, who, first, second, refused):
    made = lesson(teacher, weeks=first)
    group = made.group if who == "group" else make.TeachingGroupFactory(school=teacher.school)
    other = make.LessonFactory.build(
        group=group,
        teacher=teacher if who == "teacher" else None,
        timetable=made.timetable,
        subject=made.subject,
        weeks=second,
    )
    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save()
        with pytest.raises(ValidationError, match="周一第1节"):
            other.full_clean()
    else:
        other.full_clean()
        other.save()
    assert Lesson.objects.count() == (1 if refused else 2)


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [(21, 41, True), (22, 41, False), (33, 42, True), (31, 32, False), (11, 44, True)],
)
def test_rotations_that_meet_are_named(teacher, first, second, meet):
    made = lesson(teacher, weeks=first)
    other = Lesson(group=made.group, timetable=made.timetable, subject=made.subject, weekday=1, period_no=1)
    other.weeks = second
    assert bool(other.clash_with(made)) == meet


def test_lesson_belongs_to_a_timetable_of_its_class(teacher):
    made = lesson(teacher)
    abroad = make.LessonFactory.build(
        group=make.TeachingGroupFactory(), timetable=made.timetable, subject=made.subject
    )
    with pytest.raises(ValidationError, match="不是这个班的学校的"):
        abroad.full_clean()
    early = make.TimetableFactory.build(
        school=teacher.school, term=made.timetable.term, starts_on=date(2026, 8, 1)
    )
    with pytest.raises(ValidationError, match="要在这个学期里"):
        early.full_clean()
