"""The news as readers see it: lists, articles, reports, notices, the feed, what is withdrawn."""

from datetime import date

import pytest
from django.urls import reverse

from news import editions, front, urls, withdrawal
from news.models import RESERVED_SLUGS, Byline, Column, Edition, Section
from tests.factories import (
    ArticleFactory,
    ColumnFactory,
    EducationGroupFactory,
    PictureFactory,
    ReportFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db
LIST_QUERIES = 3
ARTICLE_QUERIES = 9
REPORT_QUERIES = 2


def published(**values):
    article = ArticleFactory(**values)
    editions.publish_article(article, by=None)
    return article


def published_report(**values):
    report = ReportFactory(**values)
    editions.publish_report(report, by=None)
    return report


def text(response):
    return response.content.decode()


def notices():
    return ColumnFactory(slug="gonggao", name="通知公告", kind=Column.Kind.NOTICE)


@pytest.mark.parametrize("name", ["list", "notices"])
def test_an_empty_list_says_what_to_do_next(client, name):
    response = client.get(reverse(f"news:{name}"))
    assert "还没有" in text(response)
    assert 'class="empty__next"' in text(response)


def test_an_empty_column_leads_to_all_news(client):
    response = client.get(ColumnFactory().get_absolute_url())
    assert reverse("news:list") in text(response)


def test_drafts_and_what_is_scheduled_are_in_no_list_and_at_no_address(client):
    draft = ArticleFactory(title="草稿题")
    for name in ("list", "feed"):
        assert "草稿题" not in text(client.get(reverse(f"news:{name}")))
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_news_and_notices_are_kept_apart(client):
    published(title="一条新闻")
    published(title="一则公告", column=notices())
    news, notice_page = (text(client.get(reverse(f"news:{name}"))) for name in ("list", "notices"))
    assert "一条新闻" in news and "一则公告" not in news
    assert "一则公告" in notice_page and "一条新闻" not in notice_page


def test_empty_columns_are_not_offered(client):
    ColumnFactory(slug="kong", name="空栏目")
    published()
    assert "空栏目" not in text(client.get(reverse("news:list")))


def test_a_list_has_pages_and_takes_any_number(client):
    for _ in range(21):
        published()
    address = reverse("news:list")
    assert len(client.get(address).context["page"].object_list) == 20
    for number in ("2", "99"):
        assert len(client.get(address, {"page": number}).context["page"].object_list) == 1
    assert client.get(address, {"page": "甲\0"}).status_code == 200


def test_an_article_shows_its_head_blocks_names_and_dates(client):
    article = ArticleFactory(
        kicker="集团办学",
        title="山里山外",
        title_second="一张课表",
        source="本站",
        editor="王编辑",
        rewritten_from="据公开报道改写",
        happened_on=date(2026, 4, 8),
    )
    Section.objects.create(parent=article, ordering=20, subhead="管理融到深处", text="<p>第二段</p>")
    for place, name in enumerate(("甘立琼", "李晓妍")):
        Byline.objects.create(article=article, kind=Byline.Kind.ORIGINAL, name=name, order=place)
    editions.publish_article(article, by=None)
    page = text(client.get(article.get_absolute_url()))
    for words in (
        "集团办学",
        "一张课表",
        "管理融到深处",
        "据公开报道改写",
        "甘立琼 李晓妍",
        "2026年4月8日",
        "王编辑",
    ):
        assert words in page
    assert "原报道记者" in page


def test_an_article_names_only_schools_and_groups_that_are_public(client):
    article = ArticleFactory()
    shown, hidden = SchoolFactory(name="甲校"), SchoolFactory(name="乙校", visible_from=None)
    article.schools.set([shown, hidden])
    article.groups.set([EducationGroupFactory(name="甲集团")])
    editions.publish_article(article, by=None)
    page = text(client.get(article.get_absolute_url()))
    assert "甲校" in page and "甲集团" in page and "乙校" not in page


def test_an_article_leads_back_to_its_report_and_on_to_its_neighbours(client):
    report = published_report(articles=3)
    first, middle, last = [entry.article for entry in report.entries.all()]
    context = client.get(middle.get_absolute_url()).context
    assert context["report"].report == report
    assert (context["previous"].article, context["next"].article) == (first, last)
    assert [story.article for story in context["siblings"]] == [first, last]


def test_a_report_puts_its_lead_first_and_keeps_the_order_of_the_rest(client):
    report = published_report(articles=5)
    context = client.get(report.get_absolute_url()).context
    stories = [context["lead"], *context["side"], *context["rest"]]
    assert [story.article for story in stories] == [entry.article for entry in report.entries.all()]
    assert len(context["side"]) == 2


def test_a_correction_of_one_article_shows_on_its_reports_page(client):
    report = published_report(articles=2)
    article = report.entries.last().article
    article.title = "更正后的题"
    article.save()
    editions.publish_article(article, by=None)
    assert "更正后的题" in text(client.get(report.get_absolute_url()))
    assert client.get(article.get_absolute_url()).context["report"].report == report


def test_a_withdrawn_article_explains_and_leaves_its_report(client):
    report = published_report(articles=3)
    article = report.entries.last().article
    withdrawal.withdraw(article, by=None, reason="家长撤回授权")
    response = client.get(article.get_absolute_url())
    assert response.status_code == 410
    assert "家长撤回授权" in text(response)
    assert article.title not in text(client.get(report.get_absolute_url()))


def test_a_revision_is_dated(client):
    article = published()
    assert "修订" not in text(client.get(article.get_absolute_url()))
    article.title = "改过"
    article.save()
    editions.publish_article(article, by=None)
    assert "日修订" in text(client.get(article.get_absolute_url()))


def test_the_feed_is_atom_of_what_readers_see(client):
    published(title="一条新闻", standfirst="导语", cover=PictureFactory())
    response = client.get(reverse("news:feed"))
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "一条新闻" in text(response) and "导语" in text(response)


def test_the_front_has_the_newest_of_each_kind():
    published(title="一条新闻")
    published(title="一则公告", column=notices())
    report = published_report(title="组", articles=2)
    assert front.lead_report().get_absolute_url() == report.get_absolute_url()
    assert [row.title for row in front.notices(3)] == ["一则公告"]
    assert len(front.latest(2)) == 2
    assert len(front.stories_of(front.lead_report(), 4)) == 1


def test_a_schools_page_shows_its_news():
    from schools import panels

    school = SchoolFactory()
    article = ArticleFactory()
    article.schools.add(school)
    editions.publish_article(article, by=None)
    panel = next(panel for panel in panels.of_school(school, None) if panel.name == "news")
    assert [row.slug for row in panel.rows.stories] == [article.slug]
    assert panel.rows.feed == reverse("news:school_feed", args=[school.slug])


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", ["news:list", "news:notices", "news:feed"])
def test_lists_cost_the_same_however_long(client, django_assert_num_queries, count, name):
    for _ in range(count):
        published(column=notices() if name == "news:notices" else ColumnFactory())
    with django_assert_num_queries(1 if name == "news:feed" else LIST_QUERIES):
        client.get(reverse(name))


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 30])
def test_an_article_costs_the_same_however_long_and_wherever_it_stands(
    client, django_assert_num_queries, count
):
    article = published_report(articles=count).entries.first().article
    for place in range(count):
        Section.objects.create(parent=article, ordering=20 + place, text="<p>一段</p>")
        article.schools.add(SchoolFactory())
    editions.publish_article(article, by=None)
    with django_assert_num_queries(ARTICLE_QUERIES):
        assert len(client.get(article.get_absolute_url()).context["schools"]) == count


@pytest.mark.both
@pytest.mark.parametrize("count", [1, 30])
def test_a_report_costs_the_same_however_many_articles(client, django_assert_num_queries, count):
    report = published_report(articles=count)
    with django_assert_num_queries(REPORT_QUERIES):
        client.get(report.get_absolute_url())


@pytest.mark.parametrize("name", ["list", "notices", "feed"])
def test_pages_carry_nothing_of_a_visitor(client, name):
    response = client.get(reverse(f"news:{name}"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("name", ["list", "notices", "feed"])
def test_pages_are_only_read(client, name):
    assert client.post(reverse(f"news:{name}")).status_code == 405


def test_every_edition_has_its_own_row_alone():
    published_report(articles=2)
    assert Edition.objects.published().count() == 3


def test_no_story_takes_an_address_that_the_news_use_themselves():
    first = {str(one.pattern).partition("/")[0] for one in urls.urlpatterns}
    assert first - {"", "<slug:slug>"} == RESERVED_SLUGS
