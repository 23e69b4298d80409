"""The board: which columns go stale, what an inspection would find, what a run over all pages finds."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from enrolment.models import Enquiry
from news import checking, editions, freshness, links, plan
from news.models import CheckRun, Edition, Finding, OutsideLink, WordRule
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    ColumnFactory,
    EnquiryFactory,
    ReportFactory,
    SchoolFactory,
    UnitFactory,
    person,
)
from tests.reviewing_kit import approved, submitted

pytestmark = pytest.mark.django_db
BOARD = "admin:news_column_board"


def days_ago(number):
    return timezone.now() - timedelta(days=number, minutes=1)


def column(slug, age=None, **values):
    """A column whose newest article is so many days old; None: an empty one."""
    made = ColumnFactory(slug=slug, name=slug, **values)
    if age is not None:
        edition = editions.publish_article(ArticleFactory(column=made), by=None)
        past = {"first_published_at": days_ago(age), "visible_from": days_ago(age), "made_at": days_ago(age)}
        Edition.objects.filter(pk=edition.pk).update(**past)
    return made


def judged():
    return {row.rule[:4]: row.state for row in freshness.verdicts(freshness.columns())}


# --- columns ------------------------------------------------------------------------------------------------
@pytest.mark.both
def test_a_column_is_fresh_about_to_go_stale_stale_or_empty_by_its_own_limit():
    for slug, age, limit in (("a", 3, 14), ("b", 12, 14), ("c", 15, 14), ("d", None, 14), ("e", 100, 180)):
        column(slug, age, limit_days=limit)
    states = {one.column.slug: (one.state, one.left) for one in freshness.columns()}
    assert states == {
        "a": ("fresh", 11),
        "b": ("soon", 2),
        "c": ("stale", -1),
        "d": ("empty", None),
        "e": ("fresh", 80),
    }


def test_all_columns_cost_one_question_more_than_their_own_list(django_assert_num_queries):
    for slug in "abcdef":
        column(slug, 1)
    with django_assert_num_queries(2):
        freshness.columns()


def test_an_empty_column_is_hidden_from_readers(client):
    column("full", 1), column("bare")
    page = client.get("/news/").content.decode()
    assert "full" in page and "/news/columns/bare/" not in page


# --- the inspection -----------------------------------------------------------------------------------------
def test_a_site_kept_up_passes():
    column("a", 1)
    assert set(judged().values()) == {"ok"}


def test_a_home_page_without_news_for_two_weeks_fails():
    column("a", 14)
    assert judged()["首页两周"] == "fail"


def test_five_late_news_columns_fail_and_three_are_near():
    for slug in "abc":
        column(slug, 15)
    column("notice", 100, kind="notice", limit_days=180)
    assert judged()["新闻栏目"] == "soon"
    column("d", 15), column("e", 184, kind="notice", limit_days=180)
    assert judged()["新闻栏目"] == "fail"


def test_five_empty_columns_fail():
    for slug in "abcde":
        column(slug)
    assert judged()["空栏目不"] == "fail"


def test_a_question_unanswered_for_three_months_fails():
    EnquiryFactory()
    assert judged()["家长咨询"] == "ok"
    Enquiry.objects.update(asked_at=days_ago(91))
    assert judged()["家长咨询"] == "fail"


def test_a_published_date_cannot_be_set_back():
    article = ArticleFactory()
    with pytest.raises(ValidationError, match="不能倒填"):
        editions.publish_article(article, by=None, at=days_ago(1))
    first = editions.publish_article(article, by=None)
    article.title = "改过"
    article.save()
    second = editions.publish_article(article, by=None)
    assert second.first_published_at == first.first_published_at
    assert judged()["没有倒填"] == "ok"
    Edition.objects.filter(pk=first.pk).update(visible_from=days_ago(9), first_published_at=days_ago(9))
    assert judged()["没有倒填"] == "fail"


# --- links --------------------------------------------------------------------------------------------------
def test_links_inside_lead_to_what_readers_find(settings):
    settings.SITE_DOMAIN = "lp.example.com"
    school, hidden = SchoolFactory(), SchoolFactory(visible_from=None)
    alive = [school.get_absolute_url(), "/news/", "/enrolment/catchments/?q=村"]
    dead = [hidden.get_absolute_url(), "/news/no-such/", "/nowhere/", "/admin/", "/me/"]
    assert [links.is_alive(links.inside(path)) for path in alive] == [True] * 3
    assert [links.is_alive(links.inside(path)) for path in dead] == [False] * 5
    assert links.inside(f"https://lp.example.com{school.get_absolute_url()}") == school.get_absolute_url()
    assert links.inside("https://example.org/news/") is None


def test_a_dead_link_blocks_publishing_and_names_article_and_address():
    article = ArticleFactory(text='<p><a href="/schools/nobody/">学校</a></p>')
    with pytest.raises(ValidationError, match=f"《{article.title}》里的链接打不开：/schools/nobody/"):
        editions.publish_article(article, by=None)


def test_articles_of_one_report_may_lead_to_each_other_before_either_is_public():
    report = ReportFactory(articles=2)
    first, second = (entry.article for entry in report.entries.all())
    text = f'<p><a href="{second.get_absolute_url()}">另一篇</a></p>'
    first.news_section_set.update(text=text)
    editions.publish_report(report, by=None)
    assert Edition.objects.published().count() == 3


# --- the run over everything --------------------------------------------------------------------------------
def test_a_run_finds_wordings_dead_links_and_missing_words_on_all_public_pages(capsys):
    gone = SchoolFactory()
    article = ArticleFactory(text=f'<p>梁平县<a href="{gone.get_absolute_url()}">校</a></p>')
    editions.publish_article(article, by=None)
    SchoolFactory(name="梁平县中学")
    type(gone).objects.filter(pk=gone.pk).update(visible_from=None)
    WordRule.objects.create(text="梁平县", action="suggest", replacement="梁平区")
    call_command("check_content")
    found = {(one.kind, one.path): one.blocks for one in Finding.objects.all()}
    assert found[("wording", article.get_absolute_url())] is False
    assert found[("link", article.get_absolute_url())] is True
    assert any(kind == "wording" and "/schools/" in path for kind, path in found)
    assert "发现" in capsys.readouterr().out
    assert CheckRun.objects.get().findings == len(found)


def test_a_second_run_replaces_the_first_and_keeps_what_was_said_of_outside_links():
    article = ArticleFactory(text='<p><a href="https://example.org/a">甲</a></p>')
    editions.publish_article(article, by=None)
    checking.run()
    link = OutsideLink.objects.get()
    checking.mark(link, by=person(Role.EDITOR), alive=False)
    checking.run()
    assert OutsideLink.objects.get().state == "dead"
    assert judged()["没有打不"] == "fail"
    Edition.objects.update(visible_until=timezone.now())
    checking.run()
    assert not OutsideLink.objects.exists()


def test_without_a_proxy_nothing_outside_is_asked():
    OutsideLink.objects.create(address="https://example.org/", title="甲", path="/")
    assert checking.try_outside() == (0, 0)
    assert OutsideLink.objects.get().state == "unknown"


def test_a_proxy_that_answers_for_nobody_marks_the_link_dead(settings):
    settings.LINK_CHECK_PROXY = "http://127.0.0.1:1"
    OutsideLink.objects.create(address="http://example.org/", title="甲", path="/")
    assert checking.try_outside() == (0, 1)
    assert OutsideLink.objects.get().checked_by is None


# --- the pages ----------------------------------------------------------------------------------------------
def test_the_board_shows_columns_verdicts_findings_and_takes_marks(client):
    column("late", 20)
    link = OutsideLink.objects.create(address="https://example.org/x", title="甲", path="/news/")
    client.force_login(person(Role.PUBLISHER))
    page = client.get(reverse(BOARD)).content.decode()
    assert "过期6天" in page and "首页两周内有更新" in page and "example.org/x" in page
    client.post(reverse(BOARD), {"act": "dead", "link": link.pk})
    assert OutsideLink.objects.get().checked_by is not None
    assert "检查了" in client.post(reverse(BOARD), {"act": "check"}, follow=True).content.decode()
    assert client.post(reverse(BOARD), {"act": "dead", "link": "x"}).status_code == 404
    assert "更新看板" in client.get("/admin/").content.decode()


def test_the_calendar_shows_what_is_published_scheduled_and_in_review(client):
    article = approved(ArticleFactory(title="定时的"))
    publisher = person(Role.PUBLISHER)
    editions.publish_article(article, by=publisher, at=timezone.now() + timedelta(hours=1))
    editions.publish_article(ArticleFactory(title="公开的"), by=None)
    review = submitted(ArticleFactory(title="在审的"))
    ActivityFactory(title="开放日")
    client.force_login(publisher)
    calendar = reverse("admin:news_review_calendar")
    months = {timezone.localdate(), review.steps.first().due_on, timezone.localdate() + timedelta(hours=25)}
    pages = "".join(client.get(f"{calendar}?month={day:%Y-%m}").content.decode() for day in months)
    for title, label in (
        ("定时的", "定时"),
        ("公开的", "公开"),
        ("活动：开放日", "公开"),
        ("在审的", "一审到期"),
    ):
        assert title in pages and label in pages
    assert "上个月" in client.get(f"{calendar}?month=nonsense").content.decode()


def test_a_school_sees_its_own_part_of_the_calendar(django_assert_num_queries):
    unit = UnitFactory()
    for owner in (unit, UnitFactory()):
        editions.publish_article(ArticleFactory(unit=owner, title=owner.name), by=None)
        submitted(ArticleFactory(unit=owner, title=f"{owner.name}在审"))
    user = person(Role.CORRESPONDENT, unit)
    with django_assert_num_queries(4):  # the person's roles among them
        weeks = plan.weeks(plan.month_of(""), user)
    titles = {one.title for week in weeks for day in week for one in day.entries}
    assert titles <= {unit.name, f"{unit.name}在审"} and unit.name in titles
