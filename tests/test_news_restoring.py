"""Older versions of a story: shown, compared, and restored as a new version while the public page stays."""

import pytest
from django.urls import reverse
from reversion.models import Version

from news import editions
from news.models import Article, Byline, PictureBlock, Quote, Section
from tests.factories import ArticleFactory, PictureFactory, ReportFactory, SchoolFactory, UnitFactory, person

pytestmark = pytest.mark.django_db


def page_of(story, name="change", *more):
    return reverse(f"admin:news_{story._meta.model_name}_{name}", args=[story.pk, *more])


def form_data(response):
    """What a browser would post of the form it was sent, untouched."""
    form = response.context["adminform"].form
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for shown in response.context["inline_admin_formsets"]:
        formset = shown.formset
        for row in [formset.management_form, *formset.forms]:
            data |= {row.add_prefix(name): row[name].value() for name in row.fields if name != "DELETE"}
    return {name: "" if value is None else value for name, value in data.items()}


def save(client, story, **changes):
    data = form_data(client.get(page_of(story))) | changes
    assert client.post(page_of(story), data).status_code == 302


def versions_of(story):
    return list(Version.objects.get_for_object_reference(type(story), story.pk).order_by("pk"))


def restore(client, story, version):
    address = page_of(story, "revision", version.pk)
    return client.post(address, form_data(client.get(address)))


@pytest.fixture
def editor(client):
    client.force_login(person("editor"))
    return client


@pytest.fixture
def article(editor):
    """Saved once with blocks of three kinds, a byline and a school; then changed beyond recognition."""
    article = ArticleFactory(title="原题")
    article.schools.add(SchoolFactory())
    PictureBlock.objects.create(parent=article, ordering=20, picture=PictureFactory(title="操场"))
    Quote.objects.create(parent=article, ordering=30, text="原话")
    Byline.objects.create(article=article, name="甘立琼")
    save(editor, article)
    editions.publish_article(article, by=None)
    return article


def spoil(client, article):
    data = {"title": "改过的题", "news_section_set-0-text": "<p>改过</p>", "news_section_set-0-ordering": 90}
    data |= {"news_quote_set-0-DELETE": "on", "news_pictureblock_set-0-DELETE": "on", "schools": []}
    save(client, article, **data)
    article.refresh_from_db()


def test_restoring_brings_back_every_block_its_words_and_order(editor, article):
    spoil(editor, article)
    assert not Quote.objects.exists()
    assert restore(editor, article, versions_of(article)[0]).status_code == 302
    article.refresh_from_db()
    assert article.title == "原题"
    assert article.news_quote_set.get().text == "原话"
    assert article.news_pictureblock_set.get().picture.title == "操场"
    assert article.news_section_set.get().ordering < article.news_quote_set.get().ordering
    assert article.news_section_set.get().text == "<p>山那边也是邻居。</p>"
    assert (article.bylines.get().name, article.schools.count()) == ("甘立琼", 1)


def test_the_public_page_stays_while_versions_come_and_go(editor, article, client):
    spoil(editor, article)
    restore(editor, article, versions_of(article)[0])
    assert article.editions.count() == 1
    client.logout()
    assert "原话" in client.get(article.get_absolute_url()).content.decode()


def test_a_restored_version_is_a_new_one(editor, article):
    spoil(editor, article)
    before = article.version
    restore(editor, article, versions_of(article)[0])
    article.refresh_from_db()
    assert article.version == before + 1
    assert len(versions_of(article)) == 3
    restore(editor, article, versions_of(article)[1])
    article.refresh_from_db()
    assert article.title == "改过的题"


def test_looking_at_an_old_version_changes_nothing(editor, article):
    spoil(editor, article)
    response = editor.get(page_of(article, "revision", versions_of(article)[0].pk))
    assert "原话" in response.content.decode()
    assert not Quote.objects.exists()
    article.refresh_from_db()
    assert article.title == "改过的题"


def test_two_versions_are_compared_without_scripts_or_styles_of_their_own(editor, article):
    spoil(editor, article)
    old, new = versions_of(article)
    query = {"version_id1": old.pk, "version_id2": new.pk}
    page = editor.get(page_of(article, "compare"), query).content.decode()
    assert "改过的题" in page and "原话" in page
    assert "<style" not in page and "style=" not in page
    history = editor.get(page_of(article, "history")).content.decode()
    assert "对照两版" in history and "style=" not in history.split('id="content"')[1].split("</main>")[0]


def test_restoring_tells_of_a_save_that_came_between(editor, article):
    spoil(editor, article)
    address = page_of(article, "revision", versions_of(article)[0].pk)
    data = form_data(editor.get(address))
    Article.objects.update(version=9)
    assert "别人也改了它" in editor.post(address, data).content.decode()
    article.refresh_from_db()
    assert article.title == "改过的题"


@pytest.mark.both
def test_a_version_whose_picture_is_gone_asks_for_another(editor, article):
    version = versions_of(article)[0]
    picture = article.news_pictureblock_set.get().picture
    spoil(editor, article)
    picture.delete()
    response = restore(editor, article, version)
    assert response.status_code == 200 and "errorlist" in response.content.decode()
    assert Article.objects.get().title == "改过的题"
    data = form_data(response) | {"news_pictureblock_set-0-picture": PictureFactory().pk}
    assert editor.post(page_of(article, "revision", version.pk), data).status_code == 302
    assert Article.objects.get().title == "原题"


def test_a_reports_entries_come_back(editor):
    report = ReportFactory(articles=3)
    save(editor, report)
    save(editor, report, **{"entries-2-DELETE": "on", "title": "改过的题"})
    assert report.entries.count() == 2
    restore(editor, report, versions_of(report)[0])
    assert report.entries.count() == 3


def test_a_version_of_another_kind_of_row_is_not_reached_through_an_article(editor):
    report = ReportFactory()
    save(editor, report)
    version = versions_of(report)[0]
    article = ArticleFactory(pk=report.pk)
    assert editor.get(page_of(article, "revision", version.pk)).status_code == 404


def test_versions_of_a_foreign_article_are_not_there(client, article):
    Article.objects.update(unit=UnitFactory())
    client.force_login(person("correspondent", UnitFactory()))
    for address in (page_of(article, "history"), page_of(article, "revision", versions_of(article)[0].pk)):
        assert client.get(address).status_code == 404
    assert Section.objects.count() == 1


def test_there_is_no_list_of_deleted_stories(editor):
    assert editor.get("/admin/news/article/recover/").status_code == 404
