"""Articles on their way out: the official account's HTML, Markdown, feeds."""

import re

import pytest
from django.urls import reverse

from news import composing, editions, exporting
from news.models import (
    Card,
    GalleryBlock,
    KeyFigures,
    Note,
    PictureBlock,
    Quote,
    Section,
    TableBlock,
    VideoBlock,
)
from pictures.models import Album, AlbumPicture
from tests.factories import (
    ArticleFactory,
    ColumnFactory,
    EducationGroupFactory,
    PictureFactory,
    SchoolFactory,
    UnitFactory,
    district,
    person,
)

pytestmark = pytest.mark.django_db
HOST = "https://portal.example"


@pytest.fixture
def whole():
    """An article with a block of each kind."""
    article = ArticleFactory(
        title="稻子熟了", title_second="课开到田里", text="", standfirst="秋天的课", kicker="秋收"
    )
    text = '<p>一<strong>二</strong> <a href="/schools/">学校</a></p>'
    text += "<ul><li><p>甲</p></li><li><p>乙*</p></li></ul>"
    album = Album.objects.create(unit=district(), title="秋收")
    AlbumPicture.objects.create(album=album, picture=PictureFactory(alt="稻田"))
    blocks = [
        Section(subhead="田里的课", subhead_second="也是课", text=text),
        PictureBlock(picture=PictureFactory(alt="推磨", credit="本站摄"), caption="磨豆子"),
        GalleryBlock(album=album),
        Quote(text="谷子满仓", speaker="老农"),
        KeyFigures(lines="40人|参加", source="年报"),
        TableBlock(caption="各班人数", cells="班\t人\n一班\t40|1"),
        VideoBlock(title="开学", link="https://example.org/v(1)"),
        Card(school=SchoolFactory(standfirst="山下")),
        Note(text="编者的话"),
    ]
    for order, block in enumerate(blocks):
        block.parent, block.ordering = article, order
        block.save()
    return article


def test_the_accounts_html_carries_its_looks_and_nothing_else(whole):
    html = exporting.as_inline_html(composing.compose_article(whole), host=HOST)
    assert not re.search(r"<(script|style|link|iframe)|\sclass=|\sid=|\son\w+=", html)
    assert re.search(r'<h2 style="[^"]*text-align: center', html)
    assert f'href="{HOST}/schools/"' in html
    assert html.count(f'src="{HOST}/') == 2
    for word in ("磨豆子", "谷子满仓", "年报", "各班人数", "编者的话", "开学"):
        assert word in html


def test_a_hostile_title_and_cell_stay_text_on_the_account(whole):
    whole.title = "<img src=x onerror=alert(1)>"
    TableBlock.objects.update(caption="<script>alert(1)</script>")
    html = exporting.as_inline_html(composing.compose_article(whole), host=HOST)
    assert "<img src=x" not in html
    assert "<script" not in html


def test_markdown_says_the_same_and_escapes_what_would_mean_more(whole):
    text = exporting.as_markdown(composing.compose_article(whole), host=HOST)
    assert text.startswith("# 稻子熟了 课开到田里\n\n*秋收*\n\n> 秋天的课\n")
    assert "## 田里的课 也是课\n\n一**二** [学校](https://portal.example/schools/)" in text
    assert "- 甲" in text and "- 乙\\*" in text
    assert "| 班 | 人 |\n| --- | --- |\n| 一班 | 40\\|1 |" in text
    assert "[视频：开学](https://example.org/v%281%29)" in text
    assert re.search(r"!\[推磨\]\(https://portal\.example/\S+\.webp\)\n\n\*磨豆子\*", text)


def test_an_editor_sees_the_accounts_page_and_saves_markdown(client, whole):
    client.force_login(person("editor"))
    page = client.get(reverse("admin:news_article_account", args=[whole.pk])).content.decode()
    assert "复制到公众号" in page
    assert "&lt;h1 style=" in page
    answer = client.get(reverse("admin:news_article_markdown", args=[whole.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.decode().startswith("# 稻子熟了")


def test_another_school_takes_nothing_along(client, whole):
    client.force_login(person("correspondent", UnitFactory(kind="school")))
    for name in ("account", "markdown"):
        assert client.get(reverse(f"admin:news_article_{name}", args=[whole.pk])).status_code == 404


def published(**values):
    schools, groups = values.pop("schools", ()), values.pop("groups", ())
    article = ArticleFactory(**values)
    article.schools.set(schools)
    article.groups.set(groups)
    return editions.publish_article(article, by=None)


@pytest.mark.parametrize("mark", ["", "_rss"])
def test_a_column_a_school_and_a_group_have_a_feed_of_their_own(client, mark):
    school, group, column = (
        SchoolFactory(),
        EducationGroupFactory(),
        ColumnFactory(slug="xiaoyuan", name="校园"),
    )
    published(title="本校的事", schools=[school])
    published(title="集团的事", groups=[group])
    published(title="栏目的事", column=column)
    for name, thing, own in (
        ("school", school, "本校的事"),
        ("group", group, "集团的事"),
        ("column", column, "栏目的事"),
    ):
        feed = client.get(reverse(f"news:{name}_feed{mark}", args=[thing.slug])).content.decode()
        assert own in feed
        assert feed.count("的事</title>") == 1
        assert ("<rss" in feed) == bool(mark)


@pytest.mark.parametrize("name", ["school", "group", "column"])
def test_a_feed_of_what_readers_do_not_know_is_absent(client, name):
    slug = SchoolFactory(visible_from=None).slug if name == "school" else "absent"
    assert client.get(reverse(f"news:{name}_feed", args=[slug])).status_code == 404
