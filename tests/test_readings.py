"""How often pages are read: counted without knowing by whom, gathered, shown to staff alone."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from publishing import counting, reading_chart
from publishing.models import Reading
from tests.factories import person

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 10) MicroMessenger/8.0"}


@pytest.fixture(autouse=True)
def counted(settings, monkeypatch):
    settings.COUNT_READINGS = True
    monkeypatch.setattr(counting, "tally", counting.Tally())


def so_far():
    return {path: count for (path, _), count in counting.tally.counts.items()}


def test_a_page_is_counted_by_path_alone_from_the_cache_too(settings, client):
    settings.PAGE_CACHE = True
    for _ in range(3):
        response = client.get("/news/?from=timeline", headers=PHONE)
    client.get("/news/", headers={**PHONE, "If-None-Match": response.get("ETag", "")})
    assert so_far() == {"/news/": 4}
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/news/", {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"}),
        ("/news/", {"User-Agent": ""}),
        ("/news/", {**PHONE, "Sec-Purpose": "prefetch"}),
        ("/no-such-page/", PHONE),
        ("/news/feed/", PHONE),
        ("/accounts/login/", PHONE),
        ("/healthz/", PHONE),
    ],
)
def test_machines_and_what_is_no_page_are_not_counted(client, path, headers):
    client.get(path, headers=headers)
    assert so_far() == {}


def test_what_was_counted_is_written_in_one_statement_after_a_while(client, django_assert_num_queries):
    client.get("/about/", headers=PHONE)
    assert not Reading.objects.exists()
    counting.tally.wrote_at -= counting.WRITE_EVERY
    client.get("/privacy/", headers=PHONE)
    assert set(Reading.objects.values_list("path", "count")) == {("/about/", 1), ("/privacy/", 1)}
    assert so_far() == {}


def test_a_database_that_is_away_costs_no_reader_and_no_count(client, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError

    counting.tally.add("/about/", timezone.localdate())
    counting.tally.wrote_at -= counting.WRITE_EVERY
    monkeypatch.setattr(Reading.objects, "bulk_create", away)
    assert client.get("/about/", headers=PHONE).status_code == 200
    assert so_far() == {"/about/": 2}


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(counting, "MOST_PAGES", 2)
    for path in ("/a/", "/b/", "/c/", "/a/"):
        counting.tally.add(path, date(2026, 11, 25))
    assert so_far() == {"/a/": 2, "/b/": 1}


@pytest.mark.both
def test_gathering_makes_one_row_of_a_day_and_lets_old_days_go():
    today = timezone.localdate()
    for count in (1, 2, 3):
        Reading.objects.create(path="/news/", day=today, count=count)
    Reading.objects.create(path="/news/", day=today - counting.KEPT - timedelta(days=1), count=9)
    for _ in range(2):
        counting.gather()
    assert list(Reading.objects.values_list("path", "day", "count")) == [("/news/", today, 6)]


def test_the_newsroom_sees_what_was_read_most(client):
    today = timezone.localdate()
    Reading.objects.create(path="/news/", day=today, count=7)
    Reading.objects.create(path="/about/", day=today - timedelta(days=20), count=90)
    client.force_login(person(Role.EDITOR))
    page = reverse("admin:publishing_reading_changelist")
    assert [row[0] for row in client.get(page).context["rows"]] == ["/news/"]
    assert [row[0] for row in client.get(page, {"days": "30"}).context["rows"]] == ["/about/", "/news/"]
    client.force_login(person(Role.HEAD))
    assert client.get(page).status_code == 403


def test_the_chart_draws_what_its_table_says_for_the_site_or_one_page(client):
    today = timezone.localdate()
    for path, days, count in (("/news/", 0, 8), ("/news/", 2, 2), ("/about/", 0, 4)):
        Reading.objects.create(path=path, day=today - timedelta(days=days), count=count)
    client.force_login(person(Role.PUBLISHER))
    page = reverse("admin:publishing_reading_changelist")
    site, one = client.get(page), client.get(page, {"path": "/news/"})
    assert [column.count for column in site.context["chart"]] == [0, 0, 0, 0, 2, 0, 12]
    assert [column.count for column in one.context["chart"]] == [0, 0, 0, 0, 2, 0, 8]
    last = one.context["chart"][-1]
    assert (last.y, last.height, last.x + last.width <= reading_chart.WIDTH) == (
        0,
        reading_chart.HEIGHT,
        True,
    )
    assert (
        f'height="{reading_chart.HEIGHT}.0"' in one.content.decode() and "style=" not in one.content.decode()
    )
    assert len(client.get(page, {"days": "365"}).context["chart"]) in (12, 13)
    sheet = client.post(one.context["export_address"], {"form": "csv"}).content.decode()
    assert "/news/" in sheet and "/about/" not in sheet
