"""Short addresses that lead on, posters and cards that are drawn, for each kind of public page."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from news import editions, withdrawal
from pictures import lettering, posters, sharing
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    EducationGroupFactory,
    MembershipFactory,
    PictureFactory,
    ReportFactory,
    SchoolFactory,
    SessionFactory,
)
from tests.picture_kit import picture

pytestmark = pytest.mark.django_db
needs_font = pytest.mark.skipif(not lettering.can_write(), reason="no font with Chinese on this machine")


def article(**values):
    row = ArticleFactory(**values)
    editions.publish_article(row, by=None)
    return row


def report():
    row = ReportFactory(articles=2)
    editions.publish_report(row, by=None)
    return row


MAKERS = {
    "a": article,
    "r": report,
    "h": ActivityFactory,
    "x": SchoolFactory,
    "j": EducationGroupFactory,
    "k": SessionFactory,
}


@pytest.mark.parametrize("letter", MAKERS)
def test_a_short_address_leads_to_the_page_and_its_poster_names_it(client, letter):
    row = MAKERS[letter]()
    short = sharing.short_path(letter, row.pk)
    assert client.get(short).url == row.get_absolute_url()
    page = client.get(f"{short}poster/").content.decode()
    assert sharing.card(short.split("/")[2]).name in page
    assert client.get(f"{short}qr.png")["Content-Type"] == "image/png"


@pytest.mark.parametrize("letter", MAKERS)
def test_what_readers_may_not_see_has_none(client, letter):
    hidden = {"a": ArticleFactory, "r": ReportFactory}.get(letter)
    row = hidden() if hidden else MAKERS[letter](visible_from=None)
    short = sharing.short_path(letter, row.pk)
    for path in ("", "poster/", "poster.png", "card.jpg", "qr.png"):
        assert client.get(short + path).status_code == 404


def is_the_cover(colour):
    """The test's pictures are plain green, a brighter one than the house's."""
    red, green, blue = colour
    return red < 30 and green > 105 and blue < 40


def test_codes_are_short_and_read_back():
    assert [sharing.code_of("a", pk) for pk in (1, 31, 32, 10**9)] == ["a1", "az", "a10", "axsnjg0"]


@pytest.mark.parametrize("code", ["a", "q1", "a0", "a01", "ai1", "a" + "z" * 30, "a-1", "A1"])
def test_what_is_no_code_is_not_found(client, code):
    assert client.get(f"/s/{code}/").status_code == 404


def test_the_address_of_a_withdrawn_article_still_leads_to_its_explanation(client):
    row = article()
    short = sharing.short_path("a", row.pk)
    withdrawal.withdraw(row, by=None, reason="失实")
    response = client.get(short, follow=True)
    assert (response.status_code, response.redirect_chain[0][0]) == (410, row.get_absolute_url())
    assert client.get(f"{short}poster.png").status_code == 404


def test_anything_behind_the_address_leads_to_the_one_that_is_drawn_once(client):
    short = sharing.short_path("a", article().pk)
    assert client.get(f"{short}poster.png?x=1").url == f"{short}poster.png"


@needs_font
def test_posters_and_cards_are_pictures_with_the_cover_in_them(client, media):
    cover = picture()
    short = sharing.short_path("a", article(cover=cover, title="五十年老校", title_second="每周开门上课").pk)
    poster = Image.open(io.BytesIO(client.get(f"{short}poster.png").content)).convert("RGB")
    card = Image.open(io.BytesIO(client.get(f"{short}card.jpg").content)).convert("RGB")
    assert poster.width == posters.WIDE and card.size == (posters.SIDE, posters.SIDE)
    assert is_the_cover(card.getpixel((400, 200))) and is_the_cover(poster.getpixel((500, 700)))


@needs_font
@pytest.mark.parametrize("title", ["短", "一个很长的题目" * 5])
def test_a_poster_is_as_high_as_its_words_need(title):
    plain = sharing.Card(path="/", title=(title,), lines=("一行",) * 3)
    sheet = posters.poster(plain, "http://127.0.0.1/s/a1/")
    assert sheet.image.height > 700
    # Paper is left between the code's white and the green edge at the foot.
    assert sheet.image.getpixel((20, sheet.image.height - 30)) == (251, 247, 236)


@needs_font
def test_a_withdrawn_picture_is_on_no_card(client, media):
    from pictures import consent

    cover = picture()
    short = sharing.short_path("a", article(cover=cover).pk)
    consent.withdraw(cover, by=None, reason="家长要求")
    card = Image.open(io.BytesIO(client.get(f"{short}card.jpg").content)).convert("RGB")
    assert not any(is_the_cover(colour) for _, colour in card.getcolors(10**7))


def test_without_a_font_the_code_alone_is_given(client, settings):
    settings.FONT_PATH = "/nowhere/font.ttf"
    short = sharing.short_path("a", article(cover=PictureFactory()).pk)
    assert client.get(f"{short}poster.png").content == client.get(f"{short}qr.png").content
    assert client.get(f"{short}card.jpg").url.endswith(".png")


def test_the_card_of_a_page_names_its_short_address(client):
    row = article()
    page = client.get(reverse("news:article", args=[row.slug])).content.decode()
    assert sharing.short_path("a", row.pk) in page


def test_a_groups_poster_names_its_lead_and_members_and_its_page_has_the_code(client):
    group = EducationGroupFactory(name="城西小学教育集团")
    lead = MembershipFactory(group=group, role="lead").school
    member = MembershipFactory(group=group).school
    code = sharing.code_of("j", group.pk)
    said = " ".join(sharing.card(code).lines)
    assert f"牵头校：{lead.short_name}" in said and f"成员校：{member.short_name}" in said
    assert reverse("sharing:poster", args=[code]) in client.get(group.get_absolute_url()).content.decode()
