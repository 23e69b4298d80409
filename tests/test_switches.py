"""The publisher's switches: grey between two moments, a bar above every page, an address taken down."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from news import editions, withdrawal
from publishing import pagecache, switching, takedown
from publishing.models import Mourning, SiteNotice, TakeDown, versions
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    EducationGroupFactory,
    GuideFactory,
    MasterStudioFactory,
    RecordingFactory,
    ReportFactory,
    SchoolFactory,
    SessionFactory,
    person,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def look_again():
    versions.forget()
    switching.remembered.forget()


def text(response):
    return response.content.decode()


def mourn(start, end):
    now = timezone.now()
    row = Mourning.objects.create(starts_at=now + start, ends_at=now + end, reason="公祭日")
    look_again()
    return row


@pytest.mark.parametrize(("start", "end", "grey"), [(-HOUR, HOUR, True), (HOUR, 2 * HOUR, False)])
def test_the_site_is_grey_between_two_moments(client, start, end, grey):
    mourn(start, end)
    assert ("data-mourning" in text(client.get("/about/"))) is grey


def test_pages_kept_turn_grey_at_the_moment(settings, client, monkeypatch):
    settings.PAGE_CACHE = True
    mourn(timedelta(seconds=60), HOUR)
    assert "data-mourning" not in text(client.get("/news/"))
    (page,) = pagecache.memory.pages.values()
    assert page.expires <= (timezone.now() + timedelta(seconds=60)).timestamp()
    later = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(pagecache.time, "time", later.timestamp)
    assert "data-mourning" in text(client.get("/news/"))


def test_a_notice_stands_above_every_page_for_its_time(client):
    now = timezone.now()
    SiteNotice.objects.create(
        text="大雾，推迟上课", path="/news/", visible_from=now, visible_until=now + HOUR
    )
    SiteNotice.objects.create(text="明天的事", visible_from=now + HOUR)
    look_again()
    for path in ("/", "/about/", "/no-such-page/"):
        page = text(client.get(path))
        assert "大雾，推迟上课" in page and "明天的事" not in page


def test_setting_a_switch_makes_every_kept_page_anew(settings, client, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE = True
    client.get("/news/")
    with django_capture_on_commit_callbacks(execute=True):
        SiteNotice.objects.create(text="停水", visible_from=timezone.now())
    look_again()
    assert "停水" in text(client.get("/news/"))


@pytest.mark.both
@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/"])
def test_a_notice_leads_nowhere_else(path):
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteNotice.objects.create(text="去别处", path=path, visible_from=timezone.now())


def test_switches_cost_no_query_until_one_is_set(django_assert_num_queries):
    switching.remembered.known()
    with django_assert_num_queries(0):
        switching.frame()


# --- taking an address down ---------------------------------------------------------------------------------
def published_article(**values):
    article = ArticleFactory(**values)
    editions.publish_article(article, by=None)
    return article


def test_an_address_taken_down_answers_nobody_even_from_the_cache(settings, client):
    settings.PAGE_CACHE = True
    article = published_article(title="要停的稿")
    path = article.get_absolute_url()
    assert client.get(path).status_code == 200
    takedown.take_down(f"http://testserver{path}?from=wx", by=person(Role.PUBLISHER), reason="失实")
    response = client.get(path)
    assert (response.status_code, response["Cache-Control"]) == (410, "no-store")
    assert "此页暂停访问" in text(response) and "失实" not in text(response)
    assert AuditEvent.objects.filter(action="紧急停用", text__contains="失实").exists()


@pytest.mark.both
def test_it_leaves_lists_feed_search_and_site_map_and_comes_back_when_lifted(client):
    article = published_article(title="要停的稿")
    places = ["/news/", "/news/feed/", "/search/?q=要停的稿", "/sitemap.xml"]
    path = article.get_absolute_url()

    def shown():
        return [path in text(client.get(place)) for place in places]

    assert shown() == [True] * 4
    taken = takedown.take_down(path, by=None, reason="失实")
    assert shown() == [False] * 4
    takedown.lift(taken, by=None)
    assert shown() == [True] * 4
    assert client.get(path).status_code == 200


def test_a_report_closes_the_gap_of_an_article_taken_down(client):
    report = ReportFactory(articles=3)
    editions.publish_report(report, by=None)
    article = report.entries.last().article
    takedown.take_down(article.get_absolute_url(), by=None, reason="失实")
    assert article.title not in text(client.get(report.get_absolute_url()))


@pytest.mark.parametrize("make", [SchoolFactory, EducationGroupFactory, SessionFactory, ActivityFactory])
def test_whatever_has_a_page_ends_and_stands_again_as_before(client, make):
    until = timezone.now() + timedelta(days=3)
    row = make(visible_until=until)
    path = row.get_absolute_url()
    taken = takedown.take_down(path, by=None, reason="失实")
    row.refresh_from_db()
    assert row.visible_until <= timezone.now()
    takedown.lift(taken, by=None)
    row.refresh_from_db()
    assert row.visible_until == until
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("make", "values", "shown"),
    [
        (GuideFactory, {}, "/search/?q=四川来渝"),
        (MasterStudioFactory, {}, "/classrooms/studios/"),
        (RecordingFactory, {"view": "public"}, "/classrooms/network/recordings/"),
    ],
)
def test_guides_studios_and_shared_things_leave_their_lists_too(client, make, values, shown):
    path = make(**values).get_absolute_url()
    assert path in text(client.get(shown))
    taken = takedown.take_down(path, by=None, reason="失实")
    assert client.get(path).status_code == 410 and path not in text(client.get(shown))
    takedown.lift(taken, by=None)
    assert client.get(path).status_code == 200 and path in text(client.get(shown))


def test_what_stands_beneath_a_pages_address_goes_with_it(client):
    school = SchoolFactory()
    takedown.take_down(school.get_absolute_url(), by=None, reason="失实")
    assert client.get(reverse("schools:poster", args=[school.slug])).status_code == 410
    assert client.get(reverse("schools:list")).status_code == 200


def test_what_was_published_meanwhile_is_not_put_back():
    article = published_article()
    taken = takedown.take_down(article.get_absolute_url(), by=None, reason="失实")
    article.title = "更正"
    article.save()
    editions.publish_article(article, by=None)
    takedown.lift(taken, by=None)
    assert article.editions.published().get().title == "更正"


def test_what_was_withdrawn_meanwhile_stays_away(client):
    article = published_article()
    taken = takedown.take_down(article.get_absolute_url(), by=None, reason="失实")
    article.editions.update(withdrawn_at=timezone.now(), withdrawn_reason="失实")
    takedown.lift(taken, by=None)
    assert client.get(article.get_absolute_url()).status_code in (404, 410)
    with pytest.raises(ValidationError):
        withdrawal.withdraw(article, by=None, reason="再撤")


@pytest.mark.parametrize("path", ["/", "/admin/", "/accounts/login/", "/me/", "/no-such-page/", ""])
def test_the_way_back_in_cannot_be_closed(path):
    with pytest.raises(ValidationError):
        takedown.take_down(path, by=None, reason="误停")
    assert not TakeDown.objects.exists()


def test_a_publisher_takes_down_and_lifts_in_the_admin_and_an_editor_cannot(client):
    path = published_article().get_absolute_url()
    add = reverse("admin:publishing_takedown_add")
    client.force_login(person(Role.EDITOR))
    assert client.post(add, {"path": path, "reason": "失实"}).status_code == 403
    client.force_login(person(Role.PUBLISHER))
    assert "本站没有这个地址" in text(client.post(add, {"path": "/no/such/", "reason": "失实"}))
    assert client.post(add, {"path": path, "reason": "失实"}).status_code == 302
    assert client.get(path).status_code == 410
    taken = TakeDown.objects.get()
    listing = reverse("admin:publishing_takedown_changelist")
    client.post(listing, {"action": "lift", "_selected_action": [taken.pk]})
    assert client.get(path).status_code == 200
