"""The newsroom's main job in a real browser: compose, preview, publish; a visitor sees it in its time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article, Edition, Report, Review
from pictures import library
from tests.factories import ArticleFactory, ColumnFactory, district, person
from tests.test_pictures import upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000
OTHERS = ("校门连着田埂", "五十年老校", "八校同心", "沙水虫鸟")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def save(page):
    """By the keyboard, as whoever writes all day does."""
    with page.expect_navigation(timeout=PATIENCE):
        page.press("input[name=_continue]", "Enter")
    page.wait_for_selector(".messagelist .success")


def add_block(page, name):
    page.locator(".order-machine-insert-target.last").click()
    page.locator(f".plugin-button[title={name}]").click()


def write(page, place, subhead, words):
    page.fill(f"#id_news_section_set-{place}-subhead", subhead)
    page.locator(f"#news_section_set-{place} .ProseMirror").click()
    page.keyboard.type(words)


def choose(page, box, name):
    """Pick a row in a select2 box by typing a part of its name."""
    page.locator(box).click()
    page.locator(".select2-search__field").last.fill(name)
    page.locator(".select2-results__option--highlighted", has_text=name).click()


def compose_article(page):
    page.fill("#id_title", "一根网线连起山里山外")
    page.fill("#id_title_second", "一张课表补上那节课")
    page.select_option("#id_column", label="集团动态")
    add_block(page, "段落")
    write(page, 0, "管理融到深处", "山那边也是邻居。")
    add_block(page, "段落")
    write(page, 1, "三个课堂各有用处", "音乐课有人来教。")
    add_block(page, "图片")
    choose(page, "#news_pictureblock_set-0 .select2-selection", "操场")
    save(page)


def place_of(page, number):
    return int(page.input_value(f"#id_news_section_set-{number}-ordering"))


def move_second_block_up(page):
    """A drag's events without the mouse, whose drag may hang on a busy machine, deaf to all input."""
    above = page.locator("#news_section_set-0 h3")
    # Higher than any block, so before it, wherever editors that open have moved it.
    carried = {"dataTransfer": page.evaluate_handle("new DataTransfer()"), "clientY": -100_000}
    page.dispatch_event("#news_section_set-1 h3", "dragstart", carried)
    above.dispatch_event("dragover", carried)
    above.dispatch_event("drop", carried)
    page.dispatch_event("#news_section_set-1 h3", "dragend", carried)
    assert place_of(page, 1) < place_of(page, 0)
    save(page)


def link_the_text(page, place, address):
    text = page.locator(f"#news_section_set-{place} .ProseMirror")
    text.click()
    page.keyboard.press("Control+a")
    page.locator(f"#news_section_set-{place} button[data-name=link]").click()
    page.fill("dialog input[name=href]", address)
    page.click("dialog button[type=submit]")


def test_an_editor_composes_an_article_of_blocks_under_the_strict_policy(open_page):
    ColumnFactory()
    library.add(district(), upload(), title="操场", alt="红色跑道")
    page = open_page("/admin/news/article/add/", user=person("editor"))
    compose_article(page)
    move_second_block_up(page)
    link_the_text(page, 0, "https://example.org/")
    save(page)
    article = Article.objects.get()
    first, second = article.news_section_set.all()
    assert (first.subhead, second.subhead) == ("三个课堂各有用处", "管理融到深处")
    assert 'href="https://example.org/"' in first.text + second.text
    assert article.news_pictureblock_set.get().picture.title == "操场"
    assert article.slug.startswith("yi-gen-wang-xian")
    page.goto(f"/admin/news/article/{article.pk}/preview/")
    assert "读者看不到" in page.inner_text("main")
    page.locator("figure.picture img").scroll_into_view_if_needed()
    # Waiting by a text of script would need unsafe-eval; decoding ends when the picture is there, or fails.
    page.locator("figure.picture img").evaluate("picture => picture.decode()")


def compose_report(page, titles):
    page.fill("#id_title", "集团办学走得更深")
    for place, title in enumerate(titles):
        page.locator(".add-row a").click()
        choose(page, f"#entries-{place} .select2-selection", title)
        page.select_option(f"#id_entries-{place}-weight", label="普通" if place else "头条")
        page.fill(f"#id_entries-{place}-order", str(place))
    save(page)


def pass_the_step(open_page, review, user):
    page = open_page(f"/admin/news/review/{review.pk}/read/", user=user, width=360)
    with page.expect_navigation(timeout=PATIENCE):
        page.click("button[value=approve]")
    assert "已通过" in page.inner_text("main")
    return page


def review_by_three(open_page, axe, report, author):
    """Handed in by its author, read on phones by two editors and a publisher; returns the publisher."""
    page = open_page(f"/admin/news/report/{report.pk}/submit/", user=author)
    axe(page, "#content-main")
    with page.expect_navigation(timeout=PATIENCE):
        page.click("input[type=submit][value=送审]")
    review = Review.objects.get()
    reviewers = [person("editor"), person("editor"), person("publisher")]
    first = open_page(f"/admin/news/review/{review.pk}/read/", user=reviewers[0], width=360)
    axe(first)
    assert not first.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    for user in reviewers:
        pass_the_step(open_page, review, user)
    return reviewers[-1]


def schedule(page, report):
    page.goto(f"/admin/news/report/{report.pk}/publish/")
    later = timezone.localtime() + timedelta(days=1)
    page.fill("#id_at", later.strftime("%Y-%m-%dT%H:%M"))
    page.click("input[type=submit][value=发布]")
    page.wait_for_selector(".messagelist .success")


def test_a_report_of_five_is_composed_reviewed_scheduled_and_seen_whole_at_its_instant(
    open_page, axe, settings
):
    settings.PAGE_CACHE = False
    titles = ["一根网线", *OTHERS]
    for title in titles:
        ArticleFactory(title=title)
    author = person("editor")
    page = open_page("/admin/news/report/add/", user=author)
    compose_report(page, titles)
    report = Report.objects.get()
    assert [entry.article.title for entry in report.entries.all()] == titles
    page = open_page("/admin/", user=review_by_three(open_page, axe, report, author))
    schedule(page, report)

    visitor = open_page(report.get_absolute_url())
    assert "集团办学走得更深" not in visitor.inner_text("main")
    instant = timezone.now() + timedelta(seconds=5)
    Edition.objects.update(visible_from=instant)
    visitor.goto(report.get_absolute_url())
    assert "集团办学走得更深" not in visitor.inner_text("main") or timezone.now() >= instant
    visitor.wait_for_timeout(max(0, (instant - timezone.now()).total_seconds()) * 1000 + 300)
    visitor.goto(report.get_absolute_url())
    assert all(title in visitor.inner_text("main") for title in titles)

    page.goto(f"/admin/news/article/{report.entries.last().article_id}/publish/")
    page.fill("input[name=reason]", "内容有误")
    page.click("input[type=submit][value=撤下]")
    page.wait_for_selector(".messagelist .success")
    visitor.goto(report.get_absolute_url())
    assert titles[-1] not in visitor.inner_text("main") and titles[0] in visitor.inner_text("main")
    visitor.goto(report.entries.last().article.get_absolute_url())
    assert "内容有误" in visitor.inner_text("main")
    for path in ("/admin/news/column/board/", "/admin/news/review/calendar/"):
        page.goto(path)
        axe(page, "#content-main")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_news_pages_pass_axe(open_page, axe, width):
    from tests.test_news_pages import published_report

    report = published_report(title="集团办学走得更深", articles=5, standfirst="导语")
    article = report.entries.last().article
    page = open_page(report.get_absolute_url(), width=width)
    for path in (report.get_absolute_url(), article.get_absolute_url(), "/news/", "/news/notices/"):
        page.goto(path)
        axe(page, dark=True)
