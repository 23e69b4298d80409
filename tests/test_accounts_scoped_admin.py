"""The one mixin behind every admin page, tried on an admin of its own with every door open."""

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import include, path

from accounts.admin_site import PortalAdminSite
from accounts.models import AuditEvent, StaffRole, Unit
from accounts.roles import Role
from accounts.scoped_admin import ScopedAdmin, ScopedInline
from liangping_portal import urls as portal
from pictures.models import Picture
from schools.models import Campus, Honour, School
from tests.factories import CampusFactory, HonourFactory, MembershipFactory, SchoolFactory, person

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
CANARY = "金丝雀中学"

site = PortalAdminSite()


class CampusInline(ScopedInline, admin.TabularInline):
    model = Campus


@admin.register(School, site=site)
class SchoolAdmin(ScopedAdmin, admin.ModelAdmin):
    fields = ["unit", "slug", "name", "short_name", "stage", "lead_picture", "successor"]
    list_filter = ["unit", "township"]
    search_fields = ["name"]
    inlines = [CampusInline]


@admin.register(Honour, site=site)
class HonourAdmin(ScopedAdmin, admin.ModelAdmin):
    list_filter = ["school"]
    search_fields = ["title"]
    actions = ["shout"]

    @admin.action(description="加感叹号")
    def shout(self, request, queryset):
        for honour in queryset:
            Honour.objects.filter(pk=honour.pk).update(title=honour.title + "！")


@admin.register(Picture, site=site)
class PictureAdmin(ScopedAdmin, admin.ModelAdmin):
    fields = ["unit", "title", "alt"]
    search_fields = ["title"]


@admin.register(Unit, site=site)
class UnitAdmin(ScopedAdmin, admin.ModelAdmin):
    search_fields = ["name"]


urlpatterns = [path("admin/", site.urls), path("", include(portal))]


@pytest.fixture
def own():
    return SchoolFactory(name="自家小学")


@pytest.fixture
def other():
    school = SchoolFactory(name=CANARY)
    CampusFactory(school=school, name=f"{CANARY}校区")
    HonourFactory(school=school, title=f"{CANARY}荣誉")
    Picture.objects.create(unit=school.unit, title=f"{CANARY}图片", alt="x")
    return school


@pytest.fixture
def correspondent(client, own):
    user = person(Role.CORRESPONDENT, own.unit)
    client.force_login(user)
    return user


def form_of(school, **changes):
    fields = {name: getattr(school, name) for name in ("slug", "name", "short_name", "stage")}
    fields |= {"unit": school.unit_id, "lead_picture": "", "successor": ""}
    rows = {"campuses-TOTAL_FORMS": 0, "campuses-INITIAL_FORMS": 0}
    return fields | rows | changes


def test_pages_of_a_foreign_row_answer_as_those_of_an_absent_one(client, correspondent, other):
    for key in (other.pk, 999999, "x"):
        for page in ("change", "delete", "history"):
            assert client.get(f"/admin/schools/school/{key}/{page}/").status_code == 404
        assert (
            client.post(f"/admin/schools/school/{key}/change/", form_of(other, name="盗")).status_code == 404
        )
    other.refresh_from_db()
    assert other.name == CANARY


@pytest.mark.parametrize(
    "address",
    [
        "/admin/schools/school/",
        f"/admin/schools/school/?q={CANARY}",
        "/admin/schools/school/?_facets=1",
        "/admin/schools/honour/",
        "/admin/schools/honour/add/",
        "/admin/schools/honour/add/?_popup=1",
        "/admin/pictures/picture/add/",
        f"/admin/autocomplete/?app_label=schools&model_name=honour&field_name=school&term={CANARY}",
        f"/admin/autocomplete/?app_label=schools&model_name=school&field_name=lead_picture&term={CANARY}",
    ],
)
def test_no_page_names_a_foreign_row(client, correspondent, other, address):
    response = client.get(address)
    assert response.status_code == 200
    assert CANARY not in response.content.decode().replace(f'value="{CANARY}"', "")


def test_own_change_form_offers_only_rows_in_sight(client, correspondent, own, other):
    page = client.get(f"/admin/schools/school/{own.pk}/change/").content.decode()
    assert "自家小学" in page
    assert CANARY not in page


def test_guessing_through_lookups_is_refused(client, correspondent, other):
    for query in ("school__unit__name__startswith=金", "school__name=x", "title__startswith=金"):
        assert client.get(f"/admin/schools/honour/?{query}").status_code == 400
    assert client.get(f"/admin/schools/honour/?school__id__exact={other.pk}").status_code == 200


def test_a_posted_foreign_key_is_refused(client, correspondent, own, other):
    picture = Picture.objects.get(title__startswith=CANARY)
    response = client.post(
        f"/admin/schools/school/{own.pk}/change/", form_of(own, lead_picture=picture.pk, name="新名")
    )
    assert response.status_code == 200
    own.refresh_from_db()
    assert (own.lead_picture, own.name) == (None, "自家小学")


def test_a_new_row_lands_in_an_own_unit_only(client, correspondent, own, other):
    fields = {"title": "荣誉", "level": "9_unstated", "order": 0, "source": "公开报道"}
    client.post("/admin/schools/honour/add/", fields | {"school": other.pk})
    assert Honour.objects.count() == 1
    client.post("/admin/schools/honour/add/", fields | {"school": own.pk})
    assert Honour.objects.filter(school=own, title="荣誉").exists()


def test_a_person_of_one_school_is_not_asked_which(client, correspondent, own, other):
    form = client.get("/admin/schools/honour/add/").context["adminform"].form
    assert form.initial["school"] == own.pk


def test_an_unseen_value_is_kept_without_its_name(client, correspondent, own, other):
    School.objects.filter(pk=own.pk).update(successor=other)
    page = client.get(f"/admin/schools/school/{own.pk}/change/").content.decode()
    assert CANARY not in page
    client.post(f"/admin/schools/school/{own.pk}/change/", form_of(own, successor=other.pk, name="新名"))
    own.refresh_from_db()
    assert (own.name, own.successor) == ("新名", other)


def test_inline_rows_of_another_school_are_out_of_reach(client, correspondent, own, other):
    foreign = Campus.objects.get(school=other)
    posted = {
        "campuses-TOTAL_FORMS": 1,
        "campuses-INITIAL_FORMS": 1,
        "campuses-0-id": foreign.pk,
        "campuses-0-school": own.pk,
        "campuses-0-name": "盗",
        "campuses-0-order": 0,
        "campuses-0-DELETE": "on",
    }
    client.post(f"/admin/schools/school/{own.pk}/change/", form_of(own, **posted))
    foreign.refresh_from_db()
    assert (foreign.name, foreign.school) == (f"{CANARY}校区", other)


def test_a_viewer_posts_in_vain(client, own):
    client.force_login(person(Role.HEAD, own.unit))
    assert client.get(f"/admin/schools/school/{own.pk}/change/").status_code == 200
    assert (
        client.post(f"/admin/schools/school/{own.pk}/change/", form_of(own, name="新名")).status_code == 403
    )
    own.refresh_from_db()
    assert own.name == "自家小学"


def test_an_action_skips_rows_the_person_only_sees(client, own, other):
    both = person(Role.CORRESPONDENT, own.unit)
    StaffRole.objects.create(user=both, unit=other.unit, role=Role.HEAD)
    mine = HonourFactory(school=own)
    client.force_login(both)
    keys = list(Honour.objects.values_list("pk", flat=True))
    client.post("/admin/schools/honour/", {"action": "shout", "_selected_action": keys})
    assert list(Honour.objects.filter(title__endswith="！")) == [Honour.objects.get(pk=mine.pk)]


def test_deleting_names_and_takes_no_foreign_row(client, own, other):
    editor = person(Role.CORRESPONDENT, own.unit)
    request = RequestFactory().get("/")
    request.user = editor
    tree, _, lacking, kept = site.get_model_admin(School).get_deleted_objects([other], request)
    assert CANARY not in str((tree, kept))
    assert "学校" in lacking
    MembershipFactory(school=own, group__name=f"{CANARY}集团")
    tree, _, lacking, kept = site.get_model_admin(School).get_deleted_objects([own], request)
    assert kept == ["其他单位的内容"]
    assert CANARY not in str(tree)


def test_save_model_is_a_last_line_behind_the_form(own, other, correspondent):
    request = RequestFactory().post("/")
    request.user = correspondent
    with pytest.raises(PermissionDenied):
        site.get_model_admin(School).save_model(request, other, None, change=True)


def test_each_change_writes_who_what_before_and_after(client, correspondent, own):
    client.post(f"/admin/schools/school/{own.pk}/change/", form_of(own, name="新名小学"))
    row = AuditEvent.objects.get(action="changed", label="学校")
    assert row.actor == correspondent
    assert row.key == str(own.pk)
    assert row.change["name"] == ["自家小学", "新名小学"]


def test_a_role_taken_away_acts_on_the_next_request(client, correspondent, own):
    assert client.get(f"/admin/schools/school/{own.pk}/change/").status_code == 200
    correspondent.staff_roles.all().delete()
    assert client.get(f"/admin/schools/school/{own.pk}/change/").status_code == 302


def test_the_admin_signs_in_through_the_portal(client):
    response = client.get("/admin/schools/school/")
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
    assert client.get("/admin/r/1/1/").status_code in (302, 404)
