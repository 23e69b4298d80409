"""What is pasted from Word, WPS, 公众号 and 秀米 becomes paragraphs, and what cannot come along is named."""

import json
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from news import composing, pasting, richtext
from news.drafts import PUT_BACK
from news.models import Section
from tests.factories import ArticleFactory, UnitFactory, person
from tests.test_news_admin import posted

# As these programmes put it on the clipboard, shortened.
WORD, XIUMI, WPS = (
    (Path(__file__).parent / "pastes" / f"{name}.html").read_text(encoding="utf-8")
    for name in ("word", "xiumi", "wps")
)


def test_word_gives_paragraphs_a_list_and_the_name_of_its_picture():
    html, missing = pasting.tidied(WORD)
    kept = richtext.clean(html)
    assert kept.startswith("<p>梁平区</p><ul><li><p>第一条</p></li><li><p>第二条</p></li></ul>")
    assert "<p><strong>结尾</strong></p>" in kept
    assert missing == ["clip_image002.jpg"]


def test_xiumi_gives_paragraphs_without_its_boxes():
    html, missing = pasting.tidied(XIUMI)
    kept = richtext.clean(html)
    assert "<p><strong>标题行</strong></p>" in kept
    assert "<p>第一段<br>第二行</p>" in kept
    assert missing == ["a.png"]


def test_wps_gives_paragraphs_and_no_empty_ones_count():
    assert "<p><strong>一、</strong>内容</p>" in richtext.clean(pasting.tidied(WPS)[0])


def test_a_table_in_a_text_becomes_lines():
    html, _ = pasting.tidied("<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>")
    assert html == "<p>甲　1</p><p>乙　2</p>"


def test_a_spacer_is_no_picture():
    assert pasting.tidied("<p>一<img src=x.gif width=1 height=1></p>") == ("<p>一</p>", [])


@given(st.text(alphabet="<>/abipulo= \"'strongem一二&;!-", max_size=200))
def test_whatever_is_pasted_ends_in_paragraphs_and_is_stable(text):
    once = richtext.tidy(text)
    assert richtext.clean(once) == once


def test_a_very_long_paste_takes_no_time():
    assert pasting.tidied("<section><b>" * 40_000 + "一")[0]


@pytest.mark.django_db
def test_a_picture_left_out_is_named_when_saved_and_keeps_the_article_from_readers(client):
    client.force_login(person("editor"))
    article = ArticleFactory(text="<p>一</p>")
    section = article.news_section_set.get()
    row = {
        "id": section.pk,
        "parent": article.pk,
        "text": XIUMI,
        "region": "main",
        "ordering": 10,
        "subhead": "田里",
    }
    path = reverse("admin:news_article_change", args=[article.pk])
    page = client.post(path, posted(article, [row]), follow=True).content.decode()
    assert "“田里”里的图片没有粘贴进来：a.png" in page
    assert "没有粘贴进来的图（a.png）" in " ".join(composing.lacks_of(article))


@pytest.mark.django_db
def test_only_those_who_write_have_pastes_tidied(client):
    path = reverse("admin:news_article_tidy")
    client.force_login(person("editor"))
    answer = json.loads(client.post(path, {"html": XIUMI + "<script>alert(1)</script>"}).content)
    assert answer["missing"] == ["a.png"]
    assert "script" not in answer["html"]
    client.force_login(person("researcher"))
    assert client.post(path, {"html": "一"}).status_code == 403


@pytest.mark.django_db
def test_a_draft_is_drawn_again_with_its_version_and_nothing_is_saved(client):
    client.force_login(person("editor"))
    article = ArticleFactory(text="<p>一</p>")
    old = posted(article)
    type(article).objects.filter(pk=article.pk).update(version=7)
    path = reverse("admin:news_article_change", args=[article.pk])
    data = old | {"title": "草稿里的题目", "from_draft": "on", "draft_key": "abc"}
    page = client.post(path, data).content.decode()
    assert PUT_BACK in page
    assert 'value="草稿里的题目"' in page
    assert f'name="seen_version" value="{old["seen_version"]}"' in page
    assert 'name="draft_key" value="abc"' in page
    assert 'name="from_draft" value="on"' not in page
    article.refresh_from_db()
    assert article.title != "草稿里的题目"


@pytest.mark.django_db
def test_a_draft_of_anothers_article_is_not_drawn(client):
    client.force_login(person("correspondent", UnitFactory(kind="school")))
    article = ArticleFactory()
    path = reverse("admin:news_article_change", args=[article.pk])
    assert client.post(path, posted(article) | {"from_draft": "on"}).status_code in {302, 404}
    assert Section.objects.count() == 1
