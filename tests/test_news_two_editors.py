"""Two editors of one story: warned on opening, shown both texts on saving; versions beside each other."""

import pytest
from django.core.cache import cache

from accounts.roles import Role
from news import differences, presence
from news.models import PictureBlock, Quote
from tests.factories import ArticleFactory, PictureFactory, ReportFactory, person
from tests.test_news_admin import address
from tests.test_news_restoring import form_data, page_of, save, versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return person(Role.EDITOR, name="张三"), person(Role.PUBLISHER, name="李四")


def opened(client, user, article):
    client.force_login(user)
    return form_data(client.get(address(article, "change")))


# --- on opening ---------------------------------------------------------------------------------------------
def test_the_second_to_open_a_story_is_told_who_has_it_and_since_when(client, two):
    article = ArticleFactory()
    opened(client, two[0], article)
    client.force_login(two[1])
    page = client.get(address(article, "change")).content.decode()
    assert "张三从" in page and "也开着这一页" in page
    client.force_login(two[0])
    heard = client.post(address(article, "presence")).json()
    assert "李四从" in heard["others"]


def test_whoever_leaves_or_falls_silent_is_no_longer_there(client, two, monkeypatch):
    article = ArticleFactory()
    opened(client, two[0], article)
    client.post(address(article, "presence"), {"left": "1"})
    assert presence.note(article, two[1]) == ""
    presence.note(article, two[0])
    monkeypatch.setattr(presence, "PATIENCE", -1)
    assert presence.note(article, two[1]) == ""
    cache.clear()
    assert presence.note(article, two[1]) == ""


def test_presence_is_said_only_of_what_one_may_see(client):
    from tests.factories import UnitFactory

    client.force_login(person(Role.CORRESPONDENT, UnitFactory()))
    assert client.post(address(ArticleFactory(), "presence")).status_code == 404


# --- on saving ----------------------------------------------------------------------------------------------
def test_the_second_to_save_sees_both_texts_and_what_the_other_changed(client, two):
    article = ArticleFactory(title="原来的题目", text="<p>第一句话写在这里。</p>")
    client.force_login(two[0])
    save(client, article)
    mine = opened(client, two[1], article)
    client.force_login(two[0])
    save(client, article, **{"title": "原来的题目甲", "news_section_set-0-text": "<p>第一句话改在这里。</p>"})
    client.force_login(two[1])
    response = client.post(address(article, "change"), mine | {"title": "原来的题目乙"})
    page = response.content.decode()
    assert "张三在" in page and "两份放在一起看" in page
    assert "<ins>甲</ins>" in page  # what the other changed
    assert "<del>甲</del>" in page and "<ins>乙</ins>" in page  # theirs beside mine
    assert "<del>改</del>" in page and "<ins>写</ins>" in page
    article.refresh_from_db()
    assert article.title == "原来的题目甲"


def test_a_block_the_other_added_and_one_i_wrote_both_stand_in_the_comparison(client, two):
    article = ArticleFactory()
    mine = opened(client, two[1], article)
    Quote.objects.create(parent=article, ordering=30, text="对方加的引语")
    type(article).objects.update(version=3)
    extra = {"news_note_set-TOTAL_FORMS": 1, "news_note_set-0-text": "我写的编者按"}
    extra |= {"news_note_set-0-region": "main", "news_note_set-0-ordering": 40}
    page = client.post(address(article, "change"), mine | extra).content.decode()
    shown = page.split('class="conflict"')[1].split("</section>")[0]
    assert "对方加的引语" in shown and "我写的编者按" in shown


def test_nothing_is_lost_after_the_third_press(client, two):
    article = ArticleFactory(title="原题")
    mine = opened(client, two[1], article)
    client.force_login(two[0])
    save(client, article, title="甲的题")
    client.force_login(two[1])
    told = client.post(address(article, "change"), mine | {"title": "乙的题"})
    client.post(address(article, "change"), form_data(told))
    article.refresh_from_db()
    assert article.title == "乙的题"
    assert [one.field_dict["title"] for one in versions_of(article)] == ["甲的题", "乙的题"]


def test_a_report_changed_by_two_is_compared_with_its_order(client, two):
    report = ReportFactory(articles=2)
    mine = opened(client, two[1], report)
    type(report).objects.update(version=3)
    report.entries.filter(weight=3).update(weight=2)
    page = client.post(address(report, "change"), mine).content.decode()
    assert "<del>重点</del>" in page and "<ins>头条</ins>" in page


# --- versions -----------------------------------------------------------------------------------------------
def test_two_versions_stand_beside_each_other_with_their_pictures(client, two):
    client.force_login(two[0])
    article = ArticleFactory(text="<p>山那边也是邻居。</p>")
    PictureBlock.objects.create(parent=article, ordering=20, picture=PictureFactory(title="操场"))
    save(client, article)
    other = PictureFactory(alt="蓝色的门")
    save(client, article, **{"news_pictureblock_set-0-picture": other.pk})
    old, new = versions_of(article)
    query = {"version_id1": new.pk, "version_id2": old.pk}
    page = client.get(page_of(article, "compare"), query).content.decode()
    assert "1处不同" in page and page.count("<img") >= 2
    assert client.get(page_of(article, "compare"), {"version_id1": old.pk}).status_code == 404


def test_versions_of_another_story_are_not_compared(client, two):
    client.force_login(two[0])
    first, second = ArticleFactory(), ArticleFactory()
    save(client, first), save(client, second)
    query = {"version_id1": versions_of(first)[0].pk, "version_id2": versions_of(second)[0].pk}
    assert client.get(page_of(first, "compare"), query).status_code == 404


def part(text, kind="段落"):
    return {"kind": kind, "text": text}


def test_parts_are_paired_by_what_they_say():
    rows = differences.side_by_side(
        [part("甲乙丙丁戊"), part("不见了的一段话"), part("末")],
        [part("新来的一段"), part("甲乙丙丁己"), part("末")],
    )
    assert [row.state for row in rows] == ["new", "changed", "gone", "same"]
    assert rows[1].left.pieces == [("same", "甲乙丙丁"), ("changed", "戊")]


def test_sections_are_told_by_their_paragraphs():
    block = {"type": "section", "subhead": ["上", "下"], "html": "<p>甲&amp;乙</p><ul><li>丙</li></ul>"}
    assert [one["text"] for one in differences.parts_of_block(block)] == ["上　下", "甲&乙", "丙"]
