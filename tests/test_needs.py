"""Needs from timetables, who can meet them, and proposals that become courses."""

from datetime import time
from decimal import Decimal

import pytest

from accounts.roles import Role
from classrooms import needs, proposals
from classrooms.booking import Refused
from classrooms.models import MatchProposal, MatchReceiver, Receipt, RelayCourse, SubjectNeed
from tests import factories as make
from tests.coverage_kit import Class, owe

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = SubjectNeed.State
HOURS = (time(8, 30), time(9, 20), time(10, 25))


def ring(school):
    for number, starts in enumerate(HOURS, 1):
        ends = starts.replace(minute=(starts.minute + 40) % 60, hour=starts.hour + (starts.minute + 40) // 60)
        make.BellPeriodFactory(school=school, number=number, starts_at=starts, ends_at=ends)


@pytest.fixture
def lacking():
    """A class that is owed two periods of music, has a slot for them and nobody to teach."""
    owe(3, 2)
    own = Class(make.TermFactory())
    ring(own.school)
    for weekday in range(1, 6):
        for period in (1, 3):
            own.lesson(weekday, period, subject="语文")
    return own


@pytest.fixture
def offer(lacking):
    """A music teacher elsewhere, twice a week in the second period."""
    teacher = make.TeacherFactory(name="示例教师", specialism=make.SubjectFactory())
    ring(teacher.school)
    return make.SubjectOfferFactory(teacher=teacher, term=lacking.term, hours=[[2, 2], [4, 2]])


def need_of(lacking):
    needs.refresh()
    return SubjectNeed.objects.get(group=lacking.group)


def test_need_is_what_the_coming_weeks_leave_open(lacking):
    need = need_of(lacking)
    assert (need.computed, need.periods, need.state) == (Decimal(2), 2, State.OPEN)
    lacking.lesson(2, 2)
    needs.refresh()
    need.refresh_from_db()
    assert (need.computed, need.periods) == (Decimal(1), 1)
    lacking.lesson(4, 2)
    needs.refresh()
    need.refresh_from_db()
    assert need.state == State.ARRANGED


def test_adjusting_asks_for_a_reason_and_stands(lacking):
    need = need_of(lacking)
    with pytest.raises(Refused, match="写明原因"):
        needs.adjust(need, 1, reason=" ")
    needs.adjust(need, 1, reason="新教师下月到岗")
    lacking.lesson(1, 2, by="nobody")
    needs.refresh()
    need.refresh_from_db()
    assert (need.periods, need.reason) == (1, "新教师下月到岗")
    needs.adjust(need, 0, reason="不再需要")
    needs.refresh()
    need.refresh_from_db()
    assert need.state == State.WITHDRAWN


def test_proposal_becomes_a_course_whose_lessons_meet_the_need(lacking, offer):
    need = need_of(lacking)
    made = proposals.make(make.district())
    assert (made.needed, made.periods, made.bound, made.proven, made.unmet) == (2, 2, 2, True, [])
    assert (made.worst_before, made.worst_after) == (Decimal("0.0"), Decimal("100.0"))
    receiver = MatchReceiver.objects.first()
    assert receiver.reasons == ["不在同一集团", "同年级", "两校作息一致"]
    (course,) = proposals.confirm(made, by=make.person(Role.RESEARCHER))
    assert (course.presenter, course.slots.count(), course.receivers_count) == (offer.teacher, 2, 1)
    assert Receipt.objects.filter(group=lacking.group).exists()
    need.refresh_from_db()
    assert need.state == State.ARRANGED
    needs.refresh()
    need.refresh_from_db()
    assert (need.computed, need.state) == (0, State.ARRANGED)
    with pytest.raises(Refused, match="已确认"):
        proposals.confirm(made)


def test_confirming_nothing_or_half_of_it(lacking, offer):
    need = need_of(lacking)
    made = proposals.make(make.district())
    proposals.keep_only(made, [])
    with pytest.raises(Refused, match="至少勾选"):
        proposals.confirm(made)
    assert not RelayCourse.objects.exists()
    proposals.keep_only(made, [MatchReceiver.objects.first().pk])
    proposals.confirm(made)
    need.refresh_from_db()
    assert (need.periods, need.state) == (1, State.OPEN)


def test_unmet_needs_say_what_stood_in_the_way(lacking, offer):
    need_of(lacking)
    offer.hours = [[2, 1]]
    offer.save()
    made = proposals.make(make.district())
    assert (made.periods, [row["why"] for row in made.unmet]) == (0, ["主讲教师的时段，这个班都有课"])


def test_there_is_no_proposal_without_needs_or_offers(lacking):
    with pytest.raises(Refused, match="没有待安排"):
        proposals.make(make.district())
    need_of(lacking)
    with pytest.raises(Refused, match="主讲意向"):
        proposals.make(make.district())


def test_rural_head_finds_in_three_taps_who_can_give_the_lesson(client, lacking, offer):
    need = need_of(lacking)
    client.force_login(make.person(Role.HEAD, lacking.school.unit))
    path = "/classrooms/coverage/needs/"
    for following in (f"{path}{need.pk}/", "?hour=2.2#answers"):
        assert f'href="{following}"' in client.get(path).text
        path = following if following.startswith("/") else f"{path}{following.partition('#')[0]}"
    page = client.get(path)
    assert [row["offer"] for row in page.context["rows"]] == [offer]
    assert "两校作息一致" in page.text


def test_head_adjusts_the_own_need_only(client, lacking):
    need, other = need_of(lacking), make.SubjectNeedFactory()
    client.force_login(make.person(Role.HEAD, lacking.school.unit))
    response = client.post(f"/classrooms/coverage/needs/{need.pk}/", {"periods": 1, "reason": "只缺一节"})
    assert response.status_code == 302
    need.refresh_from_db()
    assert need.periods == 1
    assert client.get(f"/classrooms/coverage/needs/{other.pk}/").status_code == 404


def test_group_makes_edits_and_confirms_on_the_page(client, lacking, offer):
    need_of(lacking)
    group = make.MembershipFactory(school=lacking.school).group
    client.force_login(make.person(Role.GROUP, group.unit))
    page = client.post("/classrooms/coverage/proposals/", {"organiser": group.unit.pk}, follow=True)
    made = MatchProposal.objects.get()
    assert "已证明" in page.text
    path = f"/classrooms/coverage/proposals/{made.pk}/"
    kept = list(MatchReceiver.objects.values_list("pk", flat=True))
    page = client.post(path, {"act": "confirm", "kept": kept}, follow=True)
    assert "已开1门专递课程" in page.text
    assert RelayCourse.objects.get().organiser == group.unit
    assert (
        client.post("/classrooms/coverage/proposals/", {"organiser": make.district().pk}).status_code == 404
    )


def test_what_if_says_how_much_a_teacher_would_add(client, lacking, offer):
    need_of(lacking)
    offer.hours = [[2, 2]]
    offer.save()
    client.force_login(make.person(Role.RESEARCHER))
    page = client.get(f"/classrooms/coverage/proposals/what-if/?subject={offer.subject_id}")
    found = {answer.text: answer.periods for answer in page.context["found"]}
    assert found["按现有的主讲意向"] == 1
    assert found[f"多一位能主讲{offer.subject}的教师（不限时段、年级和版本）"] == 1
    assert found[f"派一位{offer.subject}专任教师到{lacking.school.short_name}"] == 2
