"""Consent beside the picture: nothing recognisable is shown without it, and taking it back takes it down."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Unit
from accounts.roles import Role
from news import editions
from pictures import consent, uses
from pictures.models import Consent, Picture
from pictures.views import PUBLIC_SECONDS
from publishing.models import ContentVersion
from tests.factories import ArticleFactory, SchoolFactory, StaffRoleFactory, UnitFactory
from tests.picture_kit import address, picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
TODAY = timezone.localdate


def pupils(**values):
    return picture(people=Picture.People.PUPILS, **values)


def agree(found, **values):
    return Consent.objects.create(picture=found, paper="2026-001", **({"given_on": TODAY()} | values))


def test_recognisable_pupils_without_consent_are_an_obstacle():
    found = pupils()
    assert "监护人同意" in " ".join(consent.obstacles(found))
    agree(found)
    assert list(consent.obstacles(found)) == []


@pytest.mark.parametrize(
    ("date", "days"),
    [("given_on", 1), ("valid_until", -1), ("withdrawn_on", 0)],
    ids=["not yet given", "run out", "taken back"],
)
def test_a_consent_that_does_not_hold_today_is_none(date, days):
    found = pupils()
    agree(found, **({"given_on": TODAY() - timedelta(9)} | {date: TODAY() + timedelta(days)}))
    assert list(consent.obstacles(found))


def test_lapsed_names_shown_pictures_whose_consent_ended():
    found = pupils()
    agree(found, given_on=TODAY() - timedelta(9), valid_until=TODAY() - timedelta(1))
    assert not consent.lapsed().exists()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    assert list(consent.lapsed()) == [found]


def test_at_its_midnight_a_consent_ends_for_the_media_view_and_the_worker_clears_every_page(client):
    found = pupils()
    row = agree(found, given_on=TODAY() - timedelta(9), valid_until=TODAY())
    school = SchoolFactory(lead_picture=found)
    article = ArticleFactory(cover=found)
    editions.publish_article(article, by=None)
    assert consent.lapse() == 0 and client.get(address(found)).status_code == 200
    Consent.objects.filter(pk=row.pk).update(valid_until=TODAY() - timedelta(1))
    assert client.get(address(found)).status_code == 404
    before = dict(ContentVersion.objects.values_list("section", "number"))
    assert (consent.lapse(), consent.lapse()) == (1, 0)
    after = dict(ContentVersion.objects.values_list("section", "number"))
    assert all(after[section] > number for section, number in before.items())
    school.refresh_from_db()
    assert school.lead_picture is None and article.editions.get().cover == {}
    assert AuditEvent.objects.get(action="picture.withdrawn").text == consent.LAPSED
    for page in (school.get_absolute_url(), article.get_absolute_url(), reverse("news:list")):
        assert found.code not in client.get(page).content.decode()


def test_the_worker_looks_for_ended_consents_each_minute_and_copies_lapse_within_five():
    sweeps = {name: seconds for name, seconds, _ in apps.get_app_config("pictures").sweeps()}
    assert (sweeps["consents"], PUBLIC_SECONDS) == (60, 300)


def test_a_new_consent_gives_the_picture_back_and_a_withdrawal_by_hand_stays():
    lapsed, by_hand = pupils(), pupils()
    for found, reason in ((lapsed, consent.LAPSED), (by_hand, "家长要求")):
        consent.withdraw(found, by=None, reason=reason)
        assert not consent.give_back(found, by=None)
        agree(found)
    assert consent.give_back(lapsed, by=None) and not consent.give_back(by_hand, by=None)
    assert list(consent.obstacles(lapsed)) == [] and list(consent.obstacles(by_hand))


def test_withdrawal_takes_the_picture_and_its_renditions_down_and_is_on_record(
    client,
    media,
    django_capture_on_commit_callbacks,
):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    client.get(address(found))
    assert list((media / "renditions" / found.code).iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        consent.withdraw(found, by=None, reason="家长要求")
    assert client.get(address(found)).status_code == 404
    assert not list((media / "renditions" / found.code).iterdir())
    assert AuditEvent.objects.get(action="picture.withdrawn").change == {"used": [["/news/a/"], []]}


def test_a_withdrawn_picture_is_not_shown_again_by_publishing(client):
    found = picture()
    consent.withdraw(found, by=None, reason="家长要求")
    uses.show("/news/b/", [found], visible_from=timezone.now())
    assert client.get(address(found)).status_code == 404


def test_a_withdrawal_needs_a_reason():
    with pytest.raises(ValidationError, match="原因"):
        consent.withdraw(picture(), by=None, reason=" ")


@pytest.fixture
def correspondent(client):
    role = StaffRoleFactory(role=Role.CORRESPONDENT, unit=UnitFactory(kind=Unit.Kind.SCHOOL))
    client.force_login(role.user)
    return role


def form(unit, **values):
    empty = {
        f"consents-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    base = {
        "unit": unit.pk,
        "title": "操场",
        "alt": "红色跑道",
        "people": "none",
        "focal_x": 50,
        "focal_y": 40,
    }
    return base | empty | values


def test_a_correspondent_adds_a_picture_to_the_own_school(client, correspondent, media):
    client.post(reverse("admin:pictures_picture_add"), form(correspondent.unit, upload=upload()))
    found = Picture.objects.get()
    assert (found.unit, found.current, found.added_by) == (correspondent.unit, 1, correspondent.user)


@pytest.mark.parametrize(
    ("values", "told"),
    [({"alt": "IMG_001.jpg"}, "不能是文件名"), ({"alt": ""}, "请写一句"), ({"upload": ""}, "请选择一张图片")],
)
def test_an_incomplete_picture_is_refused_in_words(client, correspondent, media, values, told):
    data = form(correspondent.unit, upload=upload()) | values
    response = client.post(reverse("admin:pictures_picture_add"), data)
    assert told in response.content.decode()
    assert not Picture.objects.exists()


def test_another_schools_picture_can_be_neither_seen_nor_withdrawn(client, correspondent):
    found = picture()
    for name in ("change", "withdraw"):
        url = reverse(f"admin:pictures_picture_{name}", args=[found.pk])
        assert client.get(url).status_code == 404
    client.post(reverse("admin:pictures_picture_withdraw", args=[found.pk]), {"reason": "x"})
    found.refresh_from_db()
    assert found.withdrawn_at is None


def test_a_picture_is_withdrawn_by_a_post_with_a_reason(client, correspondent):
    found = picture()
    Picture.objects.update(unit=correspondent.unit)
    url = reverse("admin:pictures_picture_withdraw", args=[found.pk])
    assert client.get(url).status_code == 200
    client.post(url, {"reason": ""})
    found.refresh_from_db()
    assert found.withdrawn_at is None
    client.post(url, {"reason": "家长要求"})
    found.refresh_from_db()
    assert found.withdrawn_reason == "家长要求"
