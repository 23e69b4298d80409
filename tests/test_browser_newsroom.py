"""A newsroom's week in a real browser under the strict policy: two editors of one article, a guardian who
takes a consent back, an article returned with a remark."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from news import editions, review_page, reviewing
from news.models import PictureBlock, TableBlock
from pictures import library
from pictures.models import Consent, Picture
from publishing.models import Reading
from tests.factories import ActivityFactory, ArticleFactory, SchoolFactory, district, person
from tests.reviewing_kit import submitted
from tests.test_pictures import upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.PAGE_CACHE = False


def save(page):
    with page.expect_navigation(timeout=PATIENCE):
        page.press("input[name=_continue]", "Enter")


def test_the_second_of_two_editors_is_warned_sees_both_and_loses_nothing(open_page):
    article = ArticleFactory(title="原题", text="<p>原来的话</p>")
    path = f"/admin/news/article/{article.pk}/change/"
    first_editor, second_editor = person("editor"), person("editor")
    first = open_page(path, user=first_editor)
    second = open_page(path, user=second_editor)
    assert first_editor.name in second.inner_text("#presence")
    first.fill("#id_title", "甲改的题")
    save(first)
    first.wait_for_selector(".messagelist .success")
    second.fill("#id_title", "乙改的题")
    save(second)
    told = second.inner_text("#content")
    assert f"{first_editor.name}在" in told and "两份放在一起看" in told
    assert "甲改的题" in second.inner_text(".conflict") and second.input_value("#id_title") == "乙改的题"
    save(second)
    second.wait_for_selector(".messagelist .success")
    article.refresh_from_db()
    assert article.title == "乙改的题"


def test_a_consent_taken_back_takes_the_picture_off_every_page(open_page):
    shown = library.add(district(), upload(), title="跳绳", alt="三个学生在跳绳")
    Picture.objects.filter(pk=shown.pk).update(people=Picture.People.PUPILS)
    Consent.objects.create(picture=shown, paper="2026-1", given_on=timezone.localdate())
    school = SchoolFactory(lead_picture=Picture.objects.get(pk=shown.pk))
    article = ArticleFactory(cover=school.lead_picture)
    PictureBlock.objects.create(parent=article, ordering=20, picture=school.lead_picture)
    editions.publish_article(article, by=None)
    pages = [article.get_absolute_url(), school.get_absolute_url(), "/news/", "/"]
    visitor = open_page(pages[0])
    photograph = visitor.locator("figure.picture img").first
    address = photograph.get_attribute("src")
    assert visitor.request.get(address).status == 200

    page = open_page(f"/admin/pictures/picture/{shown.pk}/change/", user=person("editor"))
    page.fill("#id_consents-0-withdrawn_on", f"{timezone.localdate()}")
    save(page)
    assert "已从全站撤下" in page.inner_text(".messagelist")
    assert visitor.request.get(address).status == 404
    for path in pages:
        visitor.goto(path)
        assert shown.code not in visitor.content()


def test_a_remark_stands_at_its_block_and_pasted_cells_are_drawn_as_a_table(open_page, axe):
    article, editor = ArticleFactory(), person("editor")
    table = TableBlock.objects.create(
        parent=article, ordering=20, caption="人数", cells="学校\t人数\n甲校\t320"
    )
    review = submitted(article)
    remarks = [(place, "人数有误") for place in review_page.places(article) if "表格" in place.name]
    reviewing.send_back(reviewing.current_step(review), by=editor, remarks=remarks)
    page = open_page(f"/admin/news/article/{article.pk}/change/", user=editor)
    block = page.locator(".inline-related", has=page.locator(f"input[value='{table.pk}'][name$='-id']"))
    expect(block.locator(".remark")).to_contain_text("人数有误")
    page.fill("textarea[data-cells]", "学校\t人数\n甲校\t321\n乙校\t<b>9")
    drawn = page.locator(".cells-preview")
    assert drawn.locator("th").all_inner_texts() == ["学校", "人数"]
    assert drawn.locator("td").all_inner_texts() == ["甲校", "321", "乙校", "<b>9"]
    for own in (".remarks", ".remark", ".cells-preview"):
        axe(page, own)


@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_of_activities_and_readings_pass_axe_on_a_phone(open_page, axe, dark):
    public, waiting = ActivityFactory(), ActivityFactory(visible_from=None)
    Reading.objects.create(path="/news/", day=timezone.localdate(), count=7)
    page = open_page("/admin/publishing/reading/", user=person("publisher"), width=360, dark=dark)
    axe(page, "#content-main")
    for activity in (public, waiting):
        page.goto(f"/admin/news/activity/{activity.pk}/publish/")
        axe(page, "#content-main")
    page.goto(f"/admin/news/activity/{public.pk}/change/")
    axe(page, ".review-state")
