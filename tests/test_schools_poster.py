"""What goes round outside the site: poster, code, card of a pasted link, what machines read, old figures."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from pictures import lettering
from schools import poster
from schools.models import School
from tests.factories import FigureFactory, ProgrammeFactory, SchoolFactory
from tests.picture_kit import picture

pytestmark = pytest.mark.django_db


def test_code_is_a_png_of_the_schools_address(client, monkeypatch):
    texts = []
    monkeypatch.setattr("schools.views.qr_png", lambda text: texts.append(text) or poster.qr_png(text))
    response = client.get("/schools/xiyuan/poster.png")
    assert response.status_code == 404
    SchoolFactory(slug="xiyuan")
    response = client.get("/schools/xiyuan/poster.png")
    assert texts == ["http://testserver/schools/xiyuan/"]
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size[0] >= 250


def test_code_names_the_sites_own_domain(rf, settings):
    settings.SITE_DOMAIN = "jituan.example.cn"
    assert poster.public_address(rf.get("/"), "/schools/a/") == "https://jituan.example.cn/schools/a/"


def test_poster_says_the_school_and_its_page_leads_there(client):
    school = SchoolFactory(name="西苑小学", phone="023-0000-0000")
    text = client.get(f"{school.get_absolute_url()}poster/").text
    assert f"{school.get_absolute_url()}poster.png" in text
    assert "电话 023-0000-0000" in text
    assert f"{school.get_absolute_url()}poster/" in client.get(school.get_absolute_url()).text


@pytest.mark.parametrize("hidden", [{"visible_from": None}, {"status": School.Status.CLOSED}])
def test_unpublished_and_closed_schools_have_no_poster(client, hidden):
    school = SchoolFactory(**hidden)
    for page in ("poster/", "poster.png"):
        assert client.get(school.get_absolute_url() + page).status_code == 404


def test_a_pasted_link_has_the_schools_name_and_its_card(client):
    school = SchoolFactory(name="西苑小学")
    text = client.get(school.get_absolute_url()).text
    assert '<meta property="og:title" content="西苑小学">' in text
    assert f'content="http://testserver{school.get_absolute_url()}card.jpg?v=' in text


def card(client, school):
    response = client.get(f"{school.get_absolute_url()}card.jpg")
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(BytesIO(response.content)).convert("RGB")


@pytest.mark.parametrize("font", [True, False])
def test_the_card_is_the_picture_with_the_name_where_there_is_a_font(client, settings, media, font):
    if font and not lettering.can_write():
        pytest.skip("no font with Chinese on this machine")
    if not font:
        settings.FONT_PATH = "/nowhere/font.ttf"
    school = SchoolFactory(name="西苑小学", lead_picture=picture())
    ProgrammeFactory(school=school, tag="足球")
    image = card(client, school)
    assert image.size == (800, 800)
    red, green, blue = image.getpixel((400, 100))
    assert green > red and green > blue
    darkest, lightest = image.convert("L").crop((0, 510, 800, 800)).getextrema()
    written = darkest < 90 and lightest > 200
    assert written is font


def test_a_withdrawn_picture_is_not_on_the_card(client, media):
    taken = picture()
    taken.withdrawn_at = timezone.now()
    taken.save()
    assert card(client, SchoolFactory(lead_picture=taken)).getpixel((400, 100)) != (0, 128, 0)


@pytest.mark.parametrize(("days", "marked"), [(30, False), (400, True)])
def test_figures_older_than_a_year_are_marked(client, days, marked):
    figure = FigureFactory(school=SchoolFactory(), as_of=timezone.localdate() - timedelta(days=days))
    assert ("超过一年" in client.get(figure.school.get_absolute_url()).text) is marked


def test_machines_read_what_people_read(client):
    school = SchoolFactory(stage=School.Stage.PRESCHOOL, address="示例路1号", phone="023-0000-0000")
    text = client.get(school.get_absolute_url()).text
    assert 'itemscope itemtype="https://schema.org/Preschool"' in text
    assert '<meta itemprop="address" content="示例路1号">' in text
    assert '<meta itemprop="telephone" content="023-0000-0000">' in text
    assert 'itemprop="geo"' not in text


def test_machines_read_where_the_school_is(client):
    text = client.get(SchoolFactory(latitude="30.7", longitude="107.8").get_absolute_url()).text
    assert '<meta itemprop="latitude" content="30.700000">' in text


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"latitude": "30.7", "longitude": "107.8"}, "marker?position=107.800000%2C30.700000&amp;name="),
        ({"address": "示例路1号"}, "search?keyword="),
        ({}, None),
    ],
)
def test_the_place_opens_in_a_map_app(client, fields, address):
    text = client.get(SchoolFactory(**fields).get_absolute_url()).text
    assert ("用地图打开" in text) is bool(address)
    assert address is None or f"https://uri.amap.com/{address}" in text
