"""School files in the admin: a correspondent keeps their own school true; the district decides the rest."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent, Unit
from accounts.roles import Role
from schools.models import Figure, Programme, School, TeachingGroup
from tests import factories as make
from tests.forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return make.SchoolFactory(name="虎城初级中学", short_name="虎城初中", aliases=["虎中"])


@pytest.fixture
def at_desk(client, own):
    """The client, signed in as the school's correspondent."""
    client.force_login(make.person(Role.CORRESPONDENT, own.unit))
    return client


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def save(client, url, **changes):
    """Post the form at a page as a browser would, with some fields changed."""
    return client.post(url, posted(client.get(url)) | changes)


def test_correspondent_keeps_the_facts_true(at_desk, own):
    url = change_url(own)
    response = save(at_desk, url, phone="023-00000000", aliases="虎中\n虎城中学\n", boarding="true")
    assert response.status_code == 302
    own.refresh_from_db()
    assert (own.phone, own.aliases, own.boarding) == ("023-00000000", ["虎中", "虎城中学"], True)
    assert "aliases" in AuditEvent.objects.get(action="changed").change


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "改名中学"),
        ("slug", "other"),
        ("stage", "senior"),
        ("status", "closed"),
        ("visible_from_0", ""),
    ],
)
def test_what_the_district_decides_is_ignored_from_a_correspondent(at_desk, own, field, value):
    before = School.objects.values().get(pk=own.pk)
    save(at_desk, change_url(own), **{field: value})
    after = School.objects.values().get(pk=own.pk)
    assert {**after, "updated_at": 0} == {**before, "updated_at": 0}


def test_another_school_is_not_there(at_desk):
    other = make.SchoolFactory(name="别的学校")
    assert at_desk.get(change_url(other)).status_code == 404
    assert at_desk.post(change_url(other), {"phone": "1"}).status_code == 404
    assert "别的学校" not in at_desk.get(reverse("admin:schools_school_changelist")).text


def test_figure_remembers_who_reported_it(at_desk, own):
    rows = {
        "figures-TOTAL_FORMS": "1",
        "figures-0-school": own.pk,
        "figures-0-kind": "在校学生",
        "figures-0-value": "900",
        "figures-0-qualifier": "exact",
        "figures-0-source": "学校填报",
        "figures-0-order": "0",
    }
    assert save(at_desk, change_url(own), **rows).status_code == 302
    figure = Figure.objects.get(school=own)
    assert figure.reported_by.staff_roles.get().unit == own.unit


def test_programme_of_another_school_cannot_be_made(at_desk):
    other = make.SchoolFactory()
    url = reverse("admin:schools_programme_add")
    save(at_desk, url, school=other.pk, kind="sport", title="足球", form="parts", source="学校填报")
    assert not Programme.objects.exists()


def test_editor_opens_a_school_with_its_unit(client):
    client.force_login(make.person(Role.EDITOR))
    url = reverse("admin:schools_school_add")
    response = save(
        client, url, name="新建小学", short_name="新建小学", slug="xinjian", stage="primary", status="open"
    )
    assert response.status_code == 302
    assert School.objects.get(slug="xinjian").unit == Unit.objects.get(kind="school", name="新建小学")


def test_second_school_of_a_name_is_refused_in_words(client):
    make.SchoolFactory(name="新建小学")
    client.force_login(make.person(Role.EDITOR))
    url = reverse("admin:schools_school_add")
    fields = {"name": "新建小学", "short_name": "新建", "slug": "other", "stage": "primary", "status": "open"}
    assert "已有同名单位" in save(client, url, **fields).text


def test_renamed_school_renames_its_unit(client, own):
    client.force_login(make.person(Role.EDITOR))
    save(client, change_url(own), name="虎城中学")
    own.refresh_from_db()
    assert own.unit.name == own.name == "虎城中学"


def test_affairs_write_a_class_and_clashes_are_named(client, own):
    client.force_login(make.person(Role.AFFAIRS, own.unit))
    group = make.TeachingGroupFactory(school=own)
    first = make.LessonFactory(group=group)
    rows = {
        "grades": ["3", "4"],
        "lessons-TOTAL_FORMS": "2",
        "lessons-1-group": group.pk,
        "lessons-1-timetable": first.timetable.pk,
        "lessons-1-weekday": "1",
        "lessons-1-period_no": "1",
        "lessons-1-subject": make.SubjectFactory(name="美术").pk,
        "lessons-1-weeks": "21",
    }
    assert "这个班周一第1节已排了音乐" in save(client, change_url(group), **rows).text
    assert save(client, change_url(group), **rows | {"lessons-1-period_no": "2"}).status_code == 302
    assert TeachingGroup.objects.get().grades == [3, 4]
    assert group.lessons.count() == 2


def test_lessons_of_one_page_change_places(client, own):
    client.force_login(make.person(Role.AFFAIRS, own.unit))
    group = make.TeachingGroupFactory(school=own)
    make.LessonFactory(group=group, period_no=1)
    make.LessonFactory(group=group, period_no=2, subject__name="美术")
    url = change_url(group)
    assert "这个班" in save(client, url, **{"lessons-0-period_no": "2"}).text
    assert save(client, url, **{"lessons-0-period_no": "3"}).status_code == 302


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SYSTEM, Role.HEAD, Role.CORRESPONDENT, Role.AFFAIRS])
def test_every_page_of_the_section_opens_for_whoever_may_see_it(client, own, role):
    unit = None if role in {Role.EDITOR, Role.SYSTEM} else own.unit
    client.force_login(make.person(role, unit))
    index = client.get(reverse("admin:index"))
    for app in index.context["app_list"]:
        for model in app["models"]:
            for url in filter(None, [model["admin_url"], model["add_url"]]):
                assert client.get(url).status_code == 200, url
