"""Restoring an older version with the button, in a real browser under the strict policy."""

import pytest

from news import editions
from tests.factories import ArticleFactory, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000


def test_the_restore_button_brings_an_old_version_back_and_the_public_page_stays(open_page):
    article = ArticleFactory(title="原题", text="<p>原来的话</p>")
    page = open_page(f"/admin/news/article/{article.pk}/change/", user=person("editor"))
    save(page)
    editions.publish_article(article, by=None)
    page.fill("#id_title", "改过的题")
    page.locator("#id_news_section_set-0-DELETE").check()
    save(page)
    assert not article.news_section_set.exists()

    page.goto(f"/admin/news/article/{article.pk}/history/")
    page.locator("#change-history a[href*='/history/']").last.click()
    assert page.input_value("#id_title") == "原题"
    with page.expect_navigation(timeout=PATIENCE):
        page.press("input[name=_save]", "Enter")
    article.refresh_from_db()
    assert article.title == "原题"
    assert article.news_section_set.get().text == "<p>原来的话</p>"
    page.goto(article.get_absolute_url())
    assert "原来的话" in page.inner_text("main")


def save(page):
    with page.expect_navigation(timeout=PATIENCE):
        page.press("input[name=_continue]", "Enter")
    page.wait_for_selector(".messagelist .success")
