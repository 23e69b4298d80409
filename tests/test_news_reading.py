"""What a reader finds around an article: neighbours, kin, what happens there, archive, a word on errors."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts import desk
from accounts.roles import Role
from news import corrections, editions, listing, reading
from news.models import Column, Correction, Edition
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    ColumnFactory,
    ReportFactory,
    SchoolFactory,
    SessionFactory,
    person,
)

pytestmark = pytest.mark.django_db


def published(days_ago=0, **values):
    article = ArticleFactory(**values)
    editions.publish_article(article, by=None)
    back = timedelta(days=days_ago)
    article.editions.update(
        first_published_at=F("first_published_at") - back, visible_from=F("visible_from") - back
    )
    return article


def text(response):
    return response.content.decode()


def test_an_article_leads_to_its_neighbours_in_the_column(client):
    old, middle, new = (published(days_ago=days) for days in (3, 2, 1))
    published(days_ago=2, column=ColumnFactory(slug="other", name="别的"))
    context = client.get(middle.get_absolute_url()).context
    assert (context["previous"].article_id, context["next"].article_id) == (old.pk, new.pk)
    assert client.get(old.get_absolute_url()).context["previous"] is None


def test_related_are_those_of_the_same_school_and_not_of_its_own_report(client):
    school = SchoolFactory()
    report = ReportFactory(articles=2)
    for entry in report.entries.all():
        entry.article.schools.add(school)
    editions.publish_report(report, by=None)
    kin = ArticleFactory(title="同校的另一篇")
    kin.schools.add(school)
    editions.publish_article(kin, by=None)
    published(title="不相干")
    first = report.entries.first().article
    assert [row.title for row in client.get(first.get_absolute_url()).context["related"]] == ["同校的另一篇"]


def test_what_happens_at_its_schools_stands_beside_it(client):
    article, school = ArticleFactory(), SchoolFactory()
    article.schools.add(school)
    editions.publish_article(article, by=None)
    activity, session = ActivityFactory(), SessionFactory(host=school)
    activity.schools.add(school)
    ActivityFactory()
    context = client.get(article.get_absolute_url()).context
    assert (context["activities"], context["sessions"]) == ([activity], [session])


def test_an_official_document_says_what_it_is_filed_by(client):
    notices = ColumnFactory(slug="gonggao", name="公告", kind=Column.Kind.NOTICE)
    values = {"index_number": "0115/2026-3", "document_number": "梁教〔2026〕3号", "issuing_body": "区教委"}
    notice = published(column=notices, issued_on=date(2026, 3, 5), **values)
    page = text(client.get(notice.get_absolute_url()))
    for words in (*values.values(), "索引号", "2026年3月5日"):
        assert words in page
    listed = text(client.get(reverse("news:notices")))
    assert "梁教〔2026〕3号" in listed and "区教委" in listed


def test_lists_reach_only_so_far_back_and_lead_to_the_archive(client, monkeypatch):
    monkeypatch.setattr(listing, "MOST_LISTED", 3)
    for days in range(5):
        published(days_ago=days)
    page = client.get(reverse("news:list"))
    assert len(page.context["page"].object_list) == 3
    assert reverse("news:archive_newest") in text(page)


@pytest.mark.both
def test_the_archive_has_each_month_in_which_something_stands(client):
    now = timezone.localtime().replace(day=15)
    for months, title in ((0, "这个月"), (400, "去年")):
        article = published(title=title)
        moment = now - timedelta(days=months)
        article.editions.update(first_published_at=moment, visible_from=moment - timedelta(days=20))
    ArticleFactory(title="草稿")
    newest = client.get(reverse("news:archive_newest"), follow=True)
    assert [row.title for row in newest.context["page"].object_list] == ["这个月"]
    assert newest.context["months"] == [now.month]
    year = now.year - 1 if now.month > 1 else now.year - 2
    last = client.get(reverse("news:archive_year", args=[year]), follow=True)
    assert year in newest.context["years"]
    assert [row.title for row in last.context["page"].object_list] == ["去年"]


@pytest.mark.parametrize(("year", "month"), [(1999, 1), (2026, 13), (2026, 0), (9999, 1)])
def test_no_month_is_not_found(client, year, month):
    assert client.get(f"/news/archive/{year}/{month}/").status_code == 404


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 25])
def test_the_archive_costs_the_same_however_much_it_holds(client, django_assert_num_queries, count):
    for _ in range(count):
        published()
    today = timezone.localdate()
    with django_assert_num_queries(4):
        client.get(reverse("news:archive", args=[today.year, today.month]))


# --- telling of an error ------------------------------------------------------------------------------------
def tell(client, article, **values):
    path = reverse("news:correction", args=["article", article.slug])
    return client.post(path, {"text": "第二段的年份写错了", **values})


def test_a_reader_tells_and_the_newsroom_finds_it_on_the_desk_and_ticks_it_off(client):
    article = published(title="有错的稿")
    assert tell(client, article).url == reverse("news:correction_thanks")
    editor = person(Role.EDITOR)
    assert "条读者报错等待处理" in [row.text for row in desk.rows_for(editor)]
    client.force_login(editor)
    listing_page = reverse("admin:news_correction_changelist")
    assert "第二段的年份写错了" in text(client.get(listing_page, {"state": "open"}))
    client.post(listing_page, {"action": "handle", "_selected_action": [Correction.objects.get().pk]})
    assert Correction.objects.get().handled_by == editor
    assert not Correction.objects.open().exists()


def test_machines_and_floods_are_kept_out(client):
    article = published()
    assert "请看一遍内容" in text(tell(client, article, subject_line="http://spam"))
    assert "至少4个字" in text(tell(client, article, text="错"))
    for _ in range(12):
        response = tell(client, article)
    assert "提交得太多了" in text(response)
    assert Correction.objects.count() == 10


def test_only_what_readers_see_can_be_told_of(client):
    draft = ArticleFactory()
    assert tell(client, draft).status_code == 404
    assert not Correction.objects.exists()


def test_words_of_readers_are_forgotten_after_a_year():
    old = corrections.keep(Edition.objects.get(article=published()), "写错了")
    Correction.objects.filter(pk=old.pk).update(told_at=timezone.now() - corrections.KEPT - timedelta(days=1))
    fresh = corrections.keep(Edition.objects.first(), "还有一处")
    corrections.forget()
    assert list(Correction.objects.all()) == [fresh]


# --- the rows of a special report ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("weights", "columns"),
    [
        ([], []),
        ([1], [[12]]),
        ([1, 1], [[7, 5]]),
        ([2, 1], [[8, 4]]),
        ([1, 2], [[4, 8]]),
        ([1, 1, 1], [[4, 4, 4]]),
        ([2, 1, 1], [[8, 4], [12]]),
        ([1, 1, 1, 1], [[7, 5], [5, 7]]),
        ([1, 1, 1, 1, 1], [[4, 4, 4], [5, 7]]),
    ],
)
def test_a_report_is_composed_into_unequal_rows_by_weight_in_the_editors_order(weights, columns):
    stories = [SimpleNamespace(weight=weight) for weight in weights]
    rows = reading.rows_of(stories)
    assert [[width for _, width in row] for row in rows] == columns
    assert [story for row in rows for story, _ in row] == stories
