"""The newsroom's pages: who may do what on them, and what each of them changes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from news import editions
from news.admin.lock import without_lost_rows
from news.models import BLOCKS, Article, Edition, KeyFigures, Section
from tests.factories import (
    ArticleFactory,
    ColumnFactory,
    ReportFactory,
    UnitFactory,
    person,
)
from tests.reviewing_kit import approved

pytestmark = pytest.mark.django_db
WRITING = ("publish", "withdraw", "unschedule")


def address(story, name):
    return reverse(f"admin:news_{story._meta.model_name}_{name}", args=[story.pk])


def signed_in(client, role, unit=None):
    client.force_login(person(role, unit))
    return client


def formset(prefix, rows=(), initial=None):
    """Posted data of an inline formset; a row with an id is an existing one."""
    existing = sum(1 for row in rows if row.get("id")) if initial is None else initial
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": existing}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def posted(article, sections=None, **values):
    """What the form of an article posts, as it stands in the database but for `values`."""
    if sections is None:
        sections = [section_row(section) for section in article.news_section_set.all()]
    data = {"title": article.title, "slug": article.slug, "seen_version": article.version}
    data |= {"unit": article.unit_id, "column": article.column_id, "kicker": article.kicker}
    data |= formset("news_section_set", sections)
    for block in BLOCKS[1:]:
        data |= formset(f"news_{block._meta.model_name}_set")
    return data | formset("bylines") | values


def section_row(section):
    return {
        "id": section.pk,
        "parent": section.parent_id,
        "subhead": section.subhead,
        "text": section.text,
        "region": "main",
        "ordering": section.ordering,
    }


# --- Who ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["preview", *WRITING])
def test_anonymous_people_are_sent_to_sign_in(client, name):
    response = client.post(address(ArticleFactory(), name))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize("name", ["change", "preview", *WRITING])
def test_a_foreign_article_is_not_there(client, name):
    article = ArticleFactory(unit=UnitFactory())
    signed_in(client, "correspondent", UnitFactory())
    assert client.post(address(article, name), {"reason": "过时"}).status_code == 404
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", WRITING)
def test_who_may_write_may_not_thereby_publish(client, name):
    article = ArticleFactory()
    editions.publish_article(article, by=None)
    signed_in(client, "editor")
    assert client.post(address(article, name), {"reason": "过时", "version": 0}).status_code == 403
    assert Edition.objects.get().visible_until is None


@pytest.mark.parametrize("name", ["withdraw", "unschedule"])
def test_taking_back_is_no_reading(client, name):
    article = ArticleFactory()
    assert signed_in(client, "publisher").get(address(article, name)).status_code == 405


def test_a_publisher_of_one_school_cannot_publish_another_schools_article_in_a_report(client):
    unit = UnitFactory()
    report = ReportFactory(unit=unit, articles=2)
    Article.objects.filter(pk=report.entries.first().article_id).update(unit=unit)
    signed_in(client, "publisher", unit)
    response = client.post(address(report, "publish"), {"version": report.version})
    assert "无权发布" in response.content.decode()
    assert not Edition.objects.exists()


def test_a_correspondent_is_offered_only_the_own_school(client):
    own, other = UnitFactory(name="甲校"), UnitFactory(name="乙校")
    ArticleFactory(unit=other, title="乙校的稿件")
    signed_in(client, "correspondent", own)
    page = client.get(reverse("admin:news_article_add")).content.decode()
    assert "甲校" in page and "乙校" not in page
    assert "乙校的稿件" not in client.get(reverse("admin:news_article_changelist")).content.decode()


def test_published_editions_are_only_read(client):
    article = ArticleFactory()
    edition = editions.publish_article(article, by=None)
    signed_in(client, "publisher")
    assert client.get(reverse("admin:news_edition_changelist")).status_code == 200
    assert client.get(reverse("admin:news_edition_add")).status_code == 403
    page = reverse("admin:news_edition_change", args=[edition.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "篡改"}).status_code == 403


# --- Composing ----------------------------------------------------------------------------------------------


def test_an_article_is_added_with_its_blocks_and_an_address_of_its_own(client):
    signed_in(client, "editor")
    unit, column = Unit.objects.get(kind="district"), ColumnFactory()
    article = Article(title="山里山外", unit=unit, column=column)
    row = {"subhead": "第一段", "text": "<p>字<script>x</script></p>", "region": "main", "ordering": 10}
    response = client.post(
        reverse("admin:news_article_add"), posted(article, [row], slug="", seen_version="")
    )
    assert response.status_code == 302
    saved = Article.objects.get()
    assert (saved.slug, saved.version, saved.changed_by.name) == (
        "shan-li-shan-wai",
        1,
        saved.changed_by.name,
    )
    assert saved.news_section_set.get().text == "<p>字</p>"


def test_two_articles_of_one_title_get_two_addresses(client):
    from news.addresses import address_for

    ArticleFactory(slug="shan-li")
    assert address_for(Article, "山里") == "shan-li-2"
    assert address_for(Article, "feed") == "feed-2"
    assert address_for(Article, "！！") == "wen"


def test_what_is_missing_comes_back_with_what_was_written(client):
    article = ArticleFactory()
    signed_in(client, "editor")
    response = client.post(address(article, "change"), posted(article, title="", kicker="写了一半"))
    assert response.status_code == 200
    assert "写了一半" in response.content.decode()
    article.refresh_from_db()
    assert article.version == 0


def test_a_line_of_figures_without_a_bar_is_refused():
    with pytest.raises(Exception, match="竖线"):
        KeyFigures(lines="40余人", source="报道").clean()


def test_a_public_address_is_no_longer_offered_for_change(client):
    article = ArticleFactory()
    editions.publish_article(article, by=None)
    signed_in(client, "editor")
    assert 'name="slug"' not in client.get(address(article, "change")).content.decode()
    client.post(address(article, "change"), posted(article, slug="another"))
    article.refresh_from_db()
    assert article.slug != "another"


def test_the_block_editors_copying_by_key_does_nothing(client):
    """It would copy any row of any kind into the article it belongs to, whoever owns that."""
    mine, foreign = ArticleFactory(), ArticleFactory(unit=UnitFactory())
    section = foreign.news_section_set.get()
    signed_in(client, "editor")
    clone = {"_clone": f"news.section:{section.pk}", "_clone_region": "main", "_clone_ordering": 10}
    assert client.post(address(mine, "change"), posted(mine, **clone)).status_code == 302
    assert Section.objects.count() == 2


# --- Two editors --------------------------------------------------------------------------------------------


def test_the_second_save_is_told_who_changed_what_and_keeps_its_words(client):
    article = ArticleFactory(title="原题")
    data = posted(article)
    signed_in(client, "editor").post(address(article, "change"), data | {"title": "甲改的题"})
    client.force_login(person("publisher", name="李四"))
    response = client.post(address(article, "change"), data | {"title": "乙改的题"})
    page = response.content.decode()
    assert "保存过" in page and "标题" in page and "乙改的题" in page
    article.refresh_from_db()
    assert (article.title, article.version) == ("甲改的题", 1)


def test_a_third_press_after_being_told_stands(client):
    article = ArticleFactory(title="原题")
    data = posted(article)
    signed_in(client, "editor").post(address(article, "change"), data | {"title": "甲改的题"})
    told = client.post(address(article, "change"), data | {"title": "乙改的题"})
    seen = told.context["adminform"].form["seen_version"].value()
    client.post(address(article, "change"), data | {"title": "乙改的题", "seen_version": seen})
    article.refresh_from_db()
    assert (article.title, article.version) == ("乙改的题", 2)


def test_words_written_into_a_block_that_another_deleted_are_kept(client):
    article = ArticleFactory()
    Section.objects.create(parent=article, ordering=20, text="<p>第二段</p>")
    signed_in(client, "editor")
    data = posted(article) | {"news_section_set-0-text": "<p>我改的第一段</p>"}
    article.news_section_set.first().delete()
    Article.objects.update(version=1)
    told = client.post(address(article, "change"), data)
    assert "我改的第一段" in told.content.decode()
    assert client.post(address(article, "change"), data | {"seen_version": 1}).status_code == 302
    assert [section.text for section in article.news_section_set.all()] == [
        "<p>我改的第一段</p>",
        "<p>第二段</p>",
    ]


def test_rows_deleted_meanwhile_are_posted_as_new_after_the_living_ones():
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update(formset("b", [{"id": 1, "text": "甲"}, {"id": 2, "text": "乙"}, {"id": "", "text": "丙"}]))
    kept = without_lost_rows(data, [("b", {2})])
    assert kept["b-INITIAL_FORMS"] == "1"
    assert [str(kept[f"b-{n}-id"]) for n in range(3)] == ["2", "", ""]
    assert [kept[f"b-{n}-text"] for n in range(3)] == ["乙", "甲", "丙"]


# --- Preview and publishing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [ArticleFactory, ReportFactory])
def test_a_preview_shows_the_working_copy_and_is_kept_nowhere(client, factory):
    story = factory(title="还没公开的题")
    response = signed_in(client, "editor").get(address(story, "preview"))
    page = response.content.decode()
    assert "还没公开的题" in page and address(story, "change") in page
    assert "no-store" in response["Cache-Control"]
    assert not Edition.objects.exists()


def test_the_publishing_page_lists_what_is_missing(client):
    report = ReportFactory(articles=2)
    Section.objects.all().delete()
    page = signed_in(client, "publisher").get(address(report, "publish")).content.decode()
    assert page.count("还没有正文") == 2


def test_publishing_now_makes_the_report_public_and_says_so(client):
    report = approved(ReportFactory(articles=2))
    signed_in(client, "publisher")
    response = client.post(address(report, "publish"), {"version": report.version}, follow=True)
    assert "已发布" in response.content.decode()
    assert Edition.objects.published().count() == 3
    assert Edition.objects.first().published_by is not None


def test_publishing_at_a_time_waits_for_it(client):
    article = approved(ArticleFactory())
    at = timezone.localtime() + timedelta(days=1)
    data = {"version": article.version, "at": at.strftime("%Y-%m-%dT%H:%M")}
    signed_in(client, "publisher").post(address(article, "publish"), data)
    assert not Edition.objects.published().exists()
    assert Edition.objects.published(at).exists()
    client.post(address(article, "unschedule"))
    assert not Edition.objects.published(at).exists()


@pytest.mark.parametrize(
    "data", [{"at": "昨天"}, {"at": "2020-01-01T10:00"}, {"version": "9"}, {"version": ""}]
)
def test_a_wrong_time_or_an_older_copy_publishes_nothing(client, data):
    article = ArticleFactory()
    response = signed_in(client, "publisher").post(address(article, "publish"), {"version": 0} | data)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Edition.objects.exists()


def test_withdrawing_needs_a_reason_that_readers_get(client):
    article = ArticleFactory()
    editions.publish_article(article, by=None)
    signed_in(client, "publisher")
    assert client.post(address(article, "withdraw"), {"reason": ""}).status_code == 200
    assert Edition.objects.published().exists()
    client.post(address(article, "withdraw"), {"reason": "内容有误"})
    assert not Edition.objects.published().exists()
    client.logout()
    assert "内容有误" in client.get(article.get_absolute_url()).content.decode()


def test_only_the_editors_page_carries_the_nonce_and_the_styles_it_needs(client):
    article = ArticleFactory()
    editions.publish_article(article, by=None)
    signed_in(client, "editor")
    policy = client.get(address(article, "change"))["Content-Security-Policy"]
    assert "nonce-" in policy and "sha256-" in policy and "unsafe" not in policy
    public = client.get(article.get_absolute_url())["Content-Security-Policy"]
    assert "nonce-" not in public and "sha256-" not in public
