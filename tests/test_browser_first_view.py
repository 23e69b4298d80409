"""How light the front page is on a phone, and how long a profile in print: with the real drawings."""

import gzip
import re

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDEST_BYTES = 200_000
PICTURES = 300_000
CSS = 25_000


@pytest.fixture
def real_demo(media):
    call_command("load_demo", verbosity=0)


def sheets(page):
    """How many A4 sheets the page prints on."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))


def test_the_first_view_of_home_is_light_and_profiles_print_on_two_sheets(real_demo, open_page):
    sizes = {}

    def weigh(response):
        body, kind = response.body(), response.headers.get("content-type", "").partition(";")[0]
        packed = len(body) if kind.startswith("image/") else len(gzip.compress(body))
        group = "css" if kind == "text/css" else "picture" if kind.startswith("image/") else "rest"
        sizes[group] = sizes.get(group, 0) + packed

    page = open_page("/about/", width=360)
    page.on("response", weigh)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert sizes["css"] <= CSS
    assert sizes["css"] + sizes["rest"] <= WIDEST_BYTES
    assert sizes["picture"] <= PICTURES
    for slug in ("shili-xiaoxue", "hucheng-chuji-zhongxue", "lirang-zhongxin-xiaoxue"):
        page.goto(f"/schools/{slug}/")
        assert sheets(page) <= 2, slug
