"""The lessons a teacher leaves behind: noted with the seat, swapped or lent, decided, taken back."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Message
from accounts.roles import Role
from classrooms import booking, covering, ways
from classrooms.fit import fits
from classrooms.models import Cover
from schools import busy, occurrences
from schools.models import LessonChange
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.both]
# A Monday of an even week far ahead; the term below holds it whatever the day of the test.
MONDAY = date(2035, 9, 10)
TUESDAY = date(2035, 9, 11)


def moment(day, hour, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


class Place:
    """A school, a class, its music teacher's lesson on Monday and a colleague's on Tuesday."""

    def __init__(self):
        self.teacher = make.TeacherFactory(signed_up=True, name="何立春")
        self.school = self.teacher.school
        self.colleague = make.TeacherFactory(signed_up=True, school=self.school, name="周雨水")
        make.BellPeriodFactory(school=self.school, number=1)
        make.BellPeriodFactory(school=self.school, number=2, starts_at=time(9, 20), ends_at=time(10))
        year = make.SchoolYearFactory(start=2035)
        term = make.TermFactory(school_year=year, starts_on=date(2035, 9, 3), ends_on=date(2036, 1, 20))
        self.group = make.TeachingGroupFactory(school=self.school, school_year=year, name="三年级1班")
        timetable = make.TimetableFactory(school=self.school, term=term)
        self.lesson = make.LessonFactory(group=self.group, timetable=timetable, teacher=self.teacher)
        self.other = make.LessonFactory(
            group=self.group,
            timetable=timetable,
            teacher=self.colleague,
            weekday=2,
            period_no=2,
            subject__name="数学",
        )
        self.affairs = make.person(Role.AFFAIRS, self.school.unit)
        self.session = make.SessionFactory(starts_at=moment(MONDAY, 8), ends_at=moment(MONDAY, 9))

    def register(self):
        return booking.register(self.session, self.teacher, by=self.teacher.user)

    def cover(self):
        return self.register().covers.get()

    def dates(self, teacher):
        return [(one.date, one.period) for one in occurrences.of_teachers([teacher.pk], MONDAY, TUESDAY)]


@pytest.fixture
def place():
    return Place()


def test_before_choosing_the_teacher_reads_what_it_costs(place):
    free = make.SessionFactory(starts_at=moment(MONDAY, 14), ends_at=moment(MONDAY, 15))
    clashing = make.SessionFactory(starts_at=moment(MONDAY, 8, 30), ends_at=moment(MONDAY, 12))
    found = fits(place.teacher, [place.session, free])
    assert [found[one.pk].kind for one in (place.session, free)] == ["cover", "free"]
    assert found[place.session.pk].periods == "三年级1班 音乐 第1节"
    place.register()
    fit = fits(place.teacher, [clashing])[clashing.pk]
    assert (fit.kind, fit.session) == ("booked", place.session.pk)
    assert fits(place.teacher, [place.session])[place.session.pk].booked == []


def test_seat_notes_the_lessons_it_takes_and_a_place_in_the_queue_does_not(place):
    cover = place.cover()
    assert (cover.lesson, cover.date, cover.state) == (place.lesson, MONDAY, Cover.State.NEEDED)
    booking.cancel(cover.registration, by=place.teacher.user)
    assert not Cover.objects.exists()
    make.registered(place.session, 2)
    waiting = place.register()
    assert waiting.is_waiting and not waiting.covers.exists()
    booking.change_capacity(place.session, 3, by=make.UserFactory())
    assert waiting.covers.count() == 1


def test_substitute_is_found_approved_and_busy(place):
    cover = place.cover()
    (found,) = ways.colleagues(cover)
    assert found.free and found.knows and "周雨水" in found.text
    covering.propose(cover, by=place.teacher.user, substitute=place.colleague)
    assert Message.objects.get(kind="cover.proposed").recipient == place.affairs
    for _ in range(2):
        cover = covering.approve(cover, by=place.affairs)
    assert place.dates(place.teacher) == [] and place.dates(place.colleague) == [(MONDAY, 1), (TUESDAY, 2)]
    told = Message.objects.filter(kind="cover.approved")
    assert {one.recipient for one in told} == {place.teacher.user, place.colleague.user}


def test_swap_moves_both_lessons_and_cancelling_moves_them_back(place):
    cover = place.cover()
    swap = ways.swaps(cover)[0]
    assert (swap.lesson, swap.on) == (place.other, TUESDAY)
    covering.propose(cover, by=place.teacher.user, swap=(swap.lesson, swap.on))
    cover = covering.approve(cover, by=place.affairs)
    assert place.dates(place.teacher) == [(TUESDAY, 2)] and place.dates(place.colleague) == [(MONDAY, 1)]
    assert busy.busy(place.teacher, moment(MONDAY, 8, 30), moment(MONDAY, 9))[0].kind == "session"
    booking.cancel(cover.registration, by=place.teacher.user)
    assert place.dates(place.teacher) == [(MONDAY, 1)] and not LessonChange.objects.exists()
    assert Message.objects.filter(kind="cover.called_off").count() == 2


def test_approval_looks_again_whether_the_substitute_is_free(place):
    cover = place.cover()
    covering.propose(cover, by=place.teacher.user, substitute=place.colleague)
    other = make.SessionFactory(starts_at=moment(MONDAY, 8), ends_at=moment(MONDAY, 9))
    booking.register(other, place.colleague, by=place.colleague.user)
    with pytest.raises(booking.Refused, match="周雨水那一节已有安排"):
        covering.approve(cover, by=place.affairs)
    covering.refuse(cover, by=place.affairs, note="换一位")
    cover.refresh_from_db()
    assert (cover.state, cover.note) == (Cover.State.REFUSED, "换一位")


def test_moved_session_notes_its_new_lessons_and_forgets_the_old(place):
    registration = place.register()
    move = {"starts_at": moment(TUESDAY, 9), "ends_at": moment(TUESDAY, 10)}
    make.LessonFactory(group=place.group, timetable=place.lesson.timetable, teacher=place.teacher, weekday=3)
    booking.reschedule(place.session, by=make.UserFactory(), **move)
    assert not registration.covers.exists()
    booking.reschedule(
        place.session,
        by=make.UserFactory(),
        starts_at=moment(date(2035, 9, 12), 8),
        ends_at=moment(date(2035, 9, 12), 9),
    )
    assert [one.date for one in registration.covers.all()] == [date(2035, 9, 12)]


# --- the pages ----------------------------------------------------------------------------------------------
def path(name, cover):
    return reverse(f"classrooms:cover_{name}", args=[cover.pk])


def test_teacher_arranges_and_affairs_approve_through_the_pages(client, place):
    cover = place.cover()
    client.force_login(place.teacher.user)
    assert "安排这节课" in client.get("/classrooms/cover/").text
    assert "周雨水" in client.get(path("arrange", cover)).text
    assert "请选一个办法" in client.post(path("arrange", cover)).text
    client.post(path("arrange", cover), {"way": f"s:{place.colleague.pk}"})
    client.force_login(place.affairs)
    assert "何立春" in client.get("/classrooms/cover/").text
    client.post(path("decide", cover))
    cover.refresh_from_db()
    assert cover.state == Cover.State.APPROVED
    assert "代课单" in client.get(path("slip", cover)).text


@pytest.mark.parametrize("name", ["arrange", "decide", "slip"])
def test_cover_of_another_school_is_as_good_as_absent(client, place, name):
    cover = place.cover()
    client.force_login(make.person(Role.AFFAIRS, make.UnitFactory()))
    answer = client.post if name == "decide" else client.get
    assert answer(path(name, cover)).status_code == 404
    client.force_login(make.person(Role.HEAD, place.school.unit))
    assert client.get(path("slip", cover)).status_code == 200
    assert client.post(path("decide", cover)).status_code == 404
    client.force_login(make.person(Role.RESEARCHER))
    assert "何立春" in client.get("/classrooms/cover/").text


@pytest.mark.parametrize("rows", [1, 12])
def test_list_asks_as_much_for_one_as_for_many(client, django_assert_num_queries, place, rows):
    cover = place.cover()
    Cover.objects.bulk_create(
        [
            Cover(registration=cover.registration, lesson=place.lesson, date=date(2035, 10, day), period_no=1)
            for day in range(1, rows)
        ]
    )
    client.force_login(place.affairs)
    client.get("/classrooms/cover/")
    with django_assert_num_queries(7):
        client.get("/classrooms/cover/")
