"""Groups and catchments in the admin: overlaps are named in the form, rows of one page change together."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from enrolment.models import CatchmentEntry
from groups.models import EducationGroup, Membership
from tests import factories as make
from tests.forms import posted

pytestmark = pytest.mark.django_db


def url_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def save(client, row, **changes):
    url = url_of(row)
    return client.post(url, posted(client.get(url)) | changes)


def new_member(number, group, school, role):
    prefix = f"memberships-{number}"
    return {
        "memberships-TOTAL_FORMS": str(number + 1),
        f"{prefix}-group": group.pk,
        f"{prefix}-school": school.pk,
        f"{prefix}-role": role,
    }


@pytest.fixture
def editor(client):
    client.force_login(make.person(Role.EDITOR))
    return client


def test_new_lead_takes_over_on_the_page_on_which_the_old_one_leaves(editor):
    old = make.MembershipFactory(role="lead")
    today = str(timezone.localdate())
    rows = new_member(1, old.group, make.SchoolFactory(), "lead")
    assert "的时间重叠了" in save(editor, old.group, **rows).text
    rows |= {"memberships-0-left_on": today, "memberships-1-joined_on": today}
    assert save(editor, old.group, **rows).status_code == 302
    assert Membership.objects.active().get(group=old.group).school != old.school


def test_school_of_another_group_is_named(editor):
    there = make.MembershipFactory(group__name="别的集团")
    group = make.EducationGroupFactory()
    response = save(editor, group, **new_member(0, group, there.school, "member"))
    assert "这段时间已在别的集团（起始未注明至今）" in response.text
    assert not group.memberships.exists()


def test_group_staff_keep_their_own_group_and_not_its_name(client):
    own = make.MembershipFactory(group__name="自己的集团").group
    other = make.MembershipFactory(group__name="别的集团").group
    client.force_login(make.person(Role.GROUP, own.unit))
    assert client.get(url_of(other)).status_code == 404
    save(client, own, standfirst="一起备课", name="改名集团")
    own.refresh_from_db()
    assert (own.name, own.standfirst) == ("自己的集团", "一起备课")


def test_direction_of_a_group_with_members_is_refused_in_words(editor):
    group = make.MembershipFactory().group
    response = save(editor, group, direction=EducationGroup.Direction.VERTICAL)
    assert "方向不能再改" in response.text


def test_entries_are_written_with_their_aliases(editor):
    catchment = make.CatchmentFactory()
    rows = {
        "entries-TOTAL_FORMS": "1",
        "entries-0-catchment": catchment.pk,
        "entries-0-kind": "village",
        "entries-0-name": "百里村",
        "entries-0-aliases": "老百里\n百里大队",
        "entries-0-order": "0",
    }
    assert save(editor, catchment, **rows).status_code == 302
    entry = CatchmentEntry.objects.get()
    assert entry.aliases == ["老百里", "百里大队"]
    assert "bailidadui" in entry.tokens


def test_correspondent_reads_the_catchment_and_does_not_write_it(client):
    catchment = make.CatchmentFactory(note="按通知")
    client.force_login(make.person(Role.CORRESPONDENT, catchment.school.unit))
    assert client.get(url_of(catchment)).status_code == 200
    assert client.post(url_of(catchment), {"note": "改了"}).status_code == 403
    catchment.refresh_from_db()
    assert catchment.note == "按通知"
