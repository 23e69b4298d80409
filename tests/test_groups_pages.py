"""Groups as readers see them: the site's own share beside the report's figure, members, the cooperation."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from groups.shares import share
from schools import measures
from schools.models import Figure, School
from tests import factories as make

pytestmark = pytest.mark.django_db


def lead(group, **fields):
    return make.MembershipFactory(group=group, role="lead", **fields)


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    for _ in range(count):
        group = make.EducationGroupFactory()
        lead(group)
        make.MembershipFactory(group=group)
    with django_assert_num_queries(5):
        response = client.get("/groups/")
    assert len(response.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 30])
def test_group_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    group = make.EducationGroupFactory()
    make.MembershipFactory.create_batch(count, group=group)
    with django_assert_num_queries(5):
        response = client.get(group.get_absolute_url())
    assert len(response.context["row"].members) == count


@pytest.mark.parametrize("count", [1, 30])
def test_cooperation_costs_a_constant_number_of_queries(client, count, django_assert_num_queries):
    border = make.TownshipFactory(border=True)
    for _ in range(count):
        make.PartnershipFactory()
        activity = make.PartnershipActivityFactory()
        activity.schools.add(make.SchoolFactory(township=border))
    with django_assert_num_queries(5):
        assert client.get("/cooperation/").status_code == 200


def test_share_counts_real_compulsory_schools_that_readers_can_open():
    group = make.EducationGroupFactory()
    lead(group)
    make.SchoolFactory(stage=School.Stage.JUNIOR)
    for outside in (
        {"stage": School.Stage.PRESCHOOL},
        {"stage": School.Stage.VOCATIONAL},
        {"sample": True},
        {"visible_from": None},
        {"status": School.Status.CLOSED},
    ):
        make.MembershipFactory(group=group, school=make.SchoolFactory(**outside))
    assert (share().part, share().whole) == (1, 2)


def test_past_coming_and_hidden_memberships_do_not_count():
    today = timezone.localdate()
    day = timedelta(days=1)
    make.MembershipFactory(joined_on=today - 9 * day, left_on=today)
    make.MembershipFactory(joined_on=today + day)
    make.MembershipFactory(group__visible_from=None)
    assert (share().part, share().whole) == (0, 3)


def test_share_is_a_measure_with_its_definition():
    measure = measures.get("group_share")
    assert measure.read().ratio is None
    assert "幼儿园、高中、中职" in measure.definition


def test_reports_figure_stands_beside_the_sites_own(client):
    lead(make.EducationGroupFactory())
    make.FigureFactory(
        school=None, topic=Figure.Topic.GROUPS, kind="以城带乡覆盖面", value=100, unit="%", source="公开报道"
    )
    make.FigureFactory(kind="某校的数")
    text = client.get("/groups/").text
    assert "以城带乡覆盖面" in text
    assert "来源：公开报道，未注明日期" in text
    assert "1/2" in text
    assert "某校的数" not in text


def test_schools_that_the_source_does_not_name_are_not_made_up(client):
    group = make.EducationGroupFactory(stated_size=8)
    lead(group)
    text = client.get(group.get_absolute_url()).text
    assert "8所，本站已录入1所" in text
    assert "其余7所未列名" in text


def test_direction_is_said_only_where_it_is_stated(client):
    stated, left_open = make.EducationGroupFactory(), make.EducationGroupFactory(direction="")
    assert client.get("/groups/").text.count("同学段") == 1
    assert "同学段" in client.get(stated.get_absolute_url()).text
    assert 'class="kicker"' not in client.get(left_open.get_absolute_url()).text


def test_lead_stands_first_then_members_in_the_districts_order(client):
    group = make.EducationGroupFactory()
    for name, order in (("丙小学", 3), ("乙小学", 2)):
        make.MembershipFactory(group=group, school=make.SchoolFactory(name=name, official_order=order))
    lead(group, school=make.SchoolFactory(name="牵头小学", official_order=9))
    row = client.get(group.get_absolute_url()).context["row"]
    assert row.lead.school.name == "牵头小学"
    assert [member.school.name for member in row.members] == ["乙小学", "丙小学"]


def test_members_that_readers_cannot_open_are_not_listed(client):
    group = make.EducationGroupFactory()
    make.MembershipFactory(group=group, school__name="未公开小学", school__visible_from=None)
    make.MembershipFactory(group=group, school__name="停办小学", school__status=School.Status.CLOSED)
    text = client.get(group.get_absolute_url()).text
    assert "未公开小学" not in text
    assert "停办小学" not in text


def test_unpublished_group_is_nowhere(client):
    row = make.MembershipFactory(group__name="未公开集团", group__visible_from=None)
    assert client.get(row.group.get_absolute_url()).status_code == 404
    for path in ("/groups/", row.school.get_absolute_url(), "/schools/", "/sitemap.xml"):
        assert "未公开集团" not in client.get(path).text
        assert row.group.slug not in client.get(path).text


def test_school_page_names_its_group_and_lead(client):
    group = make.EducationGroupFactory(name="西苑小学教育集团")
    head = lead(group, school=make.SchoolFactory(name="西苑小学"))
    member = make.MembershipFactory(group=group, joined_on=date(2024, 9, 1), tightness="tight")
    text = client.get(member.school.get_absolute_url()).text
    assert "西苑小学教育集团" in text
    assert f'牵头校 <a href="{head.school.get_absolute_url()}">西苑小学</a>' in text
    assert "2024年9月加入" in text
    assert "牵头校 <a" not in client.get(head.school.get_absolute_url()).text


def test_school_list_is_narrowed_by_group(client):
    row = make.MembershipFactory(school__name="成员小学", group__slug="xiyuan")
    make.SchoolFactory(name="别的小学")
    response = client.get("/schools/", {"group": "xiyuan"})
    assert [card.school.name for card in response.context["cards"]] == ["成员小学"]
    assert f"{row.group.name}成员校" in response.text
    assert response.context["filters"]["chosen"][0].label == row.group.name


def test_agreements_count_the_schools_of_both_sides_together(client):
    make.PartnershipFactory(schools_stated=14)
    make.PartnershipFactory(title="未公开协议", visible_from=None)
    text = client.get("/cooperation/").text
    assert "双方学校合计 14 所（来源未列名）" in text
    assert "1月（年份未注明）" in text
    assert "未公开协议" not in text


def test_border_townships_show_their_open_schools(client):
    make.SchoolFactory(short_name="边界小学", township=make.TownshipFactory(name="碧山镇", border=True))
    make.SchoolFactory(short_name="城里小学", township=make.TownshipFactory(name="梁山街道"))
    border = client.get("/cooperation/").context["border"]
    assert [(name, [school.short_name for school in schools]) for name, schools in border] == [
        ("碧山镇", ["边界小学"])
    ]


def test_group_staff_see_the_schools_of_their_group():
    group = make.EducationGroupFactory()
    member = make.MembershipFactory(group=group)
    make.MembershipFactory(group=group, left_on=timezone.localdate())
    make.SchoolFactory()
    staff = make.person(Role.GROUP, group.unit)
    assert list(School.objects.viewable_by(staff)) == [member.school]
    assert not School.objects.editable_by(staff)


def test_a_school_names_what_it_takes_part_in_across_the_border(client):
    school = make.SchoolFactory()
    shown, hidden = make.PartnershipActivityFactory(), make.PartnershipActivityFactory(visible_from=None)
    for activity in (shown, hidden):
        activity.schools.add(school)
    text = client.get(school.get_absolute_url()).text
    assert shown.title in text
    assert hidden.title not in text


def test_machines_read_which_group_a_school_is_in(client):
    row = make.MembershipFactory(group__name="示例集团")
    text = client.get(row.school.get_absolute_url()).text
    assert 'itemprop="memberOf"' in text
    assert '<meta itemprop="name" content="示例集团">' in text
