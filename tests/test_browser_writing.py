"""Writing an article in a real browser: by keyboard alone, through a lost session, a paste from elsewhere."""

import pytest
from django.conf import settings
from PIL import Image

from news.models import Article, Section
from pictures.models import Picture
from tests.browser import sign_in
from tests.factories import ArticleFactory, ColumnFactory, district, person
from tests.picture_kit import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICIAL_ACCOUNT = (
    "<section><section style='text-align:center'><span style='font-weight:bold'>秋收</span>了</section>"
    "<p><img data-src='https://mmbiz.qpic.cn/a/640?wx_fmt=png' alt='稻田'></p>"
    "<section>第二段<script>alert(1)</script></section></section>"
)


def write(page, place, words):
    page.locator(f"#news_section_set-{place} .ProseMirror").focus()
    page.keyboard.type(words)


def press(page, name, container="body"):
    """A button reached by focus and pressed by key, as without a mouse."""
    found = page.locator(container).get_by_role("button", name=name).first
    found.focus()
    page.keyboard.press("Enter")


def save(page):
    with page.expect_navigation():
        press(page, "保存并继续编辑")


def paste(page, place, html):
    page.locator(f"#news_section_set-{place} .ProseMirror").evaluate(
        """(text, html) => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            data.setData("text/plain", "文字")
            text.focus()
            const given = {clipboardData: data, bubbles: true, cancelable: true}
            text.dispatchEvent(new ClipboardEvent("paste", given))
        }""",
        html,
    )


def test_an_article_is_composed_by_keyboard_alone(open_page, axe):
    ColumnFactory()
    page = open_page("/admin/news/article/add/", user=person("editor"))
    page.locator("#id_title").focus()
    page.keyboard.type("稻子熟了")
    page.locator("#id_column").focus()
    page.keyboard.press("ArrowDown")
    press(page, "添加 段落")
    write(page, 0, "先写的一段")
    press(page, "添加 段落")
    write(page, 1, "后写的一段")
    press(page, "添加 引语")
    page.locator("#id_news_quote_set-0-text").focus()
    page.keyboard.type("谷子满仓")
    press(page, "上移", "#news_section_set-1")
    assert "已移到第1块，共3块" in page.locator("[role=status]").all_inner_texts()
    axe(page)
    save(page)
    article = Article.objects.get()
    assert [section.text for section in article.news_section_set.all()] == [
        "<p>后写的一段</p>",
        "<p>先写的一段</p>",
    ]
    assert article.news_quote_set.get().ordering > max(Section.objects.values_list("ordering", flat=True))


def test_writing_survives_a_lost_session_and_is_put_back_only_when_asked(open_page, live_server):
    editor, article = person("editor"), ArticleFactory(text="<p>原来的话</p>")
    path = f"/admin/news/article/{article.pk}/change/"
    page = open_page(path, user=editor)
    write(page, 0, "没存上的话。")
    press(page, "添加 编者按")
    page.fill("#id_news_note_set-0-text", "新的编者按")
    page.get_by_text("已存在本机浏览器里").wait_for()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    assert "/login/" in page.url
    sign_in(page.context, editor, live_server.url)
    page.goto(path)
    assert "没存上的话" not in page.inner_text("#news_section_set-0")
    with page.expect_navigation():
        press(page, "放回来看看")
    assert "没存上的话" in page.inner_text("#news_section_set-0")
    assert page.input_value("#id_news_note_set-0-text") == "新的编者按"
    assert "没存上的话" not in Section.objects.get().text
    save(page)
    assert "没存上的话" in Section.objects.get().text
    assert not page.locator("[data-draft-offer]").is_visible()
    page.goto("/admin/news/article/")
    page.goto(path)
    assert not page.locator("[data-draft-offer]").is_visible()


def test_a_paste_from_the_official_account_is_clean_and_names_what_is_missing(open_page):
    article = ArticleFactory(text="<p>开头</p>")
    page = open_page(f"/admin/news/article/{article.pk}/change/", user=person("editor"))
    paste(page, 0, OFFICIAL_ACCOUNT)
    page.locator(".paste-told").wait_for()
    assert "稻田" in page.inner_text(".paste-told")
    save(page)
    text = Section.objects.get().text
    assert "<strong>秋收</strong>了" in text
    assert "第二段" in text and "alert" not in text
    assert "没有粘贴进来：稻田" in page.inner_text(".messagelist")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desks_own_pages_pass_axe_and_the_focal_point_is_picked_by_key(open_page, axe, media, width):
    shown = picture(title="操场")
    article = ArticleFactory(text="<p>原来的话</p>")
    page = open_page("/admin/pictures/picture/upload/", user=person("editor"), width=width)
    axe(page)
    for path in (
        f"/admin/pictures/picture/describe/?pictures={shown.pk}",
        f"/admin/news/article/{article.pk}/account/",
        "/admin/news/article/word/",
        f"/admin/pictures/picture/{shown.pk}/change/",
    ):
        page.goto(path)
        axe(page)
    page.locator("[data-focal]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert (page.input_value("#id_focal_x"), page.input_value("#id_focal_y")) == ("51", "50")


def test_many_pictures_are_sent_one_by_one_with_a_bar(open_page, media, tmp_path):
    district()
    files = []
    for number in range(3):
        files.append(tmp_path / f"稻田{number}.jpg")
        Image.effect_noise((300, 200), 20 + 30 * number).convert("RGB").save(files[-1])
    page = open_page("/admin/pictures/picture/upload/", user=person("editor"))
    page.set_input_files("[type=file]", files)
    press(page, "上传", "#content-main")
    page.wait_for_url("**/describe/**")
    assert Picture.objects.count() == 3
