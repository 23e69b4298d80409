"""A school year opens, and what each school's file asks for then."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts import desk
from accounts.roles import Role
from enrolment.models import Catchment, EnrolmentPlan
from liangping_portal import first_steps
from schools import calendar, completeness
from schools.models import CalendarDay, Figure, School, SchoolYear, TeachingGroup, Term
from tests.factories import (
    CalendarDayFactory,
    CatchmentEntryFactory,
    EnrolmentPlanFactory,
    FigureFactory,
    SchoolFactory,
    SchoolYearFactory,
    TeachingGroupFactory,
    TermFactory,
    person,
)

pytestmark = pytest.mark.django_db


def roll_over(*args):
    out = StringIO()
    call_command("roll_over", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def year():
    TermFactory()
    CalendarDayFactory(date=date(2026, 10, 1), note="国庆节")
    CalendarDayFactory(date=date(2026, 10, 10), taught_as=4)
    return SchoolYearFactory()


def test_a_trial_says_all_and_changes_nothing(year):
    TeachingGroupFactory(school_year=year)
    said = roll_over()
    assert "升级的教学班 1 个" in said
    assert "试运行" in said
    assert (SchoolYear.objects.count(), TeachingGroup.objects.count()) == (1, 1)


def test_terms_and_holidays_are_carried_over_but_not_days_made_up(year):
    roll_over("--go")
    term = Term.objects.get(school_year__start=2027)
    assert (term.starts_on, term.starts_on.isoweekday()) == (date(2027, 8, 31), 2)
    assert list(CalendarDay.objects.filter(date__year=2027).values_list("date", flat=True)) == [
        date(2027, 10, 1)
    ]


def test_classes_move_up_and_the_last_grade_leaves(year):
    third = TeachingGroupFactory(school_year=year, name="三年级2班", grades=[3])
    TeachingGroupFactory(school_year=year, school=third.school, name="六年级1班", grades=[6])
    roll_over("--go")
    fresh = TeachingGroup.objects.get(school_year__start=2027)
    assert (fresh.name, fresh.grades) == ("四年级2班", [4])
    assert TeachingGroup.objects.filter(school_year=year).count() == 2


def test_catchments_are_prepared_unpublished_and_the_old_ones_stay(year):
    old = CatchmentEntryFactory(name="示例村", catchment__school_year=year).catchment
    roll_over("--go")
    fresh = Catchment.objects.get(school_year__start=2027)
    assert (fresh.visible_from, fresh.entries.get().name) == (None, "示例村")
    assert Catchment.objects.published().get() == old


def test_plans_are_prepared_unpublished_and_marked_to_be_checked(year):
    old = EnrolmentPlanFactory(school_year=year, classes=2, places=90)
    EnrolmentPlanFactory(school_year=year, school__status=School.Status.CLOSED)
    assert "招生计划 1 个" in roll_over("--go")
    fresh = EnrolmentPlan.objects.get(school_year__start=2027)
    assert (fresh.school, fresh.places, fresh.visible_from) == (old.school, 90, None)
    assert "待核" in fresh.source
    roll_over("2027", "--go")
    assert EnrolmentPlan.objects.filter(school_year__start=2027).count() == 1


def test_opening_a_year_twice_adds_nothing(year):
    TeachingGroupFactory(school_year=year)
    CatchmentEntryFactory(catchment__school_year=year)
    roll_over("2027", "--go")
    before = (Term.objects.count(), TeachingGroup.objects.count(), Catchment.objects.count())
    roll_over("2027", "--go")
    assert (Term.objects.count(), TeachingGroup.objects.count(), Catchment.objects.count()) == before


def running_term(**fields):
    today = timezone.localdate()
    start = calendar.year_of(today)
    year = SchoolYearFactory(start=start)
    TermFactory(school_year=year, starts_on=today, ends_on=date(start + 1, 8, 31))
    return year, SchoolYearFactory(start=start - 1)


def test_figures_are_asked_anew_with_last_years_value_beside(client):
    year, before = running_term()
    last = FigureFactory(kind="在校学生", value=320, school_year=before)
    client.force_login(person(Role.CORRESPONDENT, last.school.unit))
    address = f"/admin/schools/figure/asked/{last.school_id}/"
    assert address in client.get("/admin/").content.decode()
    page = client.get(address).content.decode()
    assert "只需您填1项" in page
    assert "上年：320人" in page
    client.post(address, {f"figure-{last.pk}": "331"})
    assert Figure.objects.get(school_year=year).value == 331
    assert Figure.objects.filter(school_year=before).get().value == 320
    assert "在校学生" not in client.get(address).content.decode()


def test_twenty_working_days_pass_over_holidays_and_take_days_made_up():
    for day in range(1, 8):
        CalendarDayFactory(date=date(2026, 10, day))
    CalendarDayFactory(date=date(2026, 10, 10), taught_as=4)
    assert calendar.working_day_after(date(2026, 9, 1), 20) == date(2026, 9, 29)
    assert calendar.working_day_after(date(2026, 9, 30), 2) == date(2026, 10, 9)
    assert calendar.working_day_after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_standings_cost_the_same_for_one_school_and_thirty(django_assert_num_queries):
    running_term()
    FigureFactory()
    for _ in range(2):
        with django_assert_num_queries(4):
            assert completeness.standings(School.objects.all())
        for _ in range(29):
            FigureFactory()


def test_the_district_sees_who_is_late(client):
    today = timezone.localdate()
    term = TermFactory(starts_on=date(2020, 9, 1), ends_on=date(today.year + 1, 8, 31))
    SchoolFactory(phone="")
    assert completeness.standings(School.objects.all())[0].overdue
    editor = person(Role.EDITOR)
    assert "待更新学校" in " ".join(row.text for row in desk.rows_for(editor))
    client.force_login(editor)
    assert "（已过）" in client.get("/admin/schools/school/standing/").content.decode()
    assert term.number == 1


def test_an_empty_site_leads_its_administrators_step_by_step(client):
    user = person(Role.SYSTEM)
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert "让网站用起来" in page
    assert "/admin/accounts/importrun/new/schools/" in page
    SchoolFactory()
    done = {step.text: step.done for step in first_steps.steps_for(user)}
    assert done["导入学校"]
    assert not done["导入教育集团"]
    assert first_steps.steps_for(person(Role.CORRESPONDENT, SchoolFactory().unit)) == []
