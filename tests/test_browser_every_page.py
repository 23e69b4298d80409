"""Every kind of public page in a real browser, with the district's own content: nothing axe objects to,
nothing wider than a phone, nothing from another host, and a first view that is light."""

import gzip
import re

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/enrolment/policy/",
    "/schools/?q=示例镇 寄宿 初中 足球",
    "/schools/map/?boarding=1",
    "/schools/compare/?s=shili-chuji-zhongxue&s=shiliba-chuji-zhongxue&s=hucheng-chuji-zhongxue",
    "/schools/shili-chuji-zhongxue/",
    "/schools/lirang-zhongxin-xiaoxue/",
    "/",
    "/enrolment/",
    "/enrolment/catchments/?q=示例",
    "/enrolment/guides/sichuan/",
    "/enrolment/guides/border/",
    "/enrolment/self-check/?registered=yes&housing=no&living=yes",
    "/enrolment/enquiries/",
    "/enrolment/enquiries/ask/",
    "/enrolment/enquiries/follow/",
    "/enrolment/enquiries/statistics/",
    "/schools/",
    "/schools/?stage=senior&boarding=on",
    "/schools/hucheng-chuji-zhongxue/",
    "/schools/shili-xiaoxue/",
    "/groups/",
    "/groups/guixiang-jituan/",
    "/cooperation/",
    "/classrooms/",
    "/classrooms/relay/",
    "/classrooms/relay/code/",
    "/classrooms/relay/last-lessons/",
    "/classrooms/master/",
    "/classrooms/coverage/",
    "/classrooms/coverage/method/",
    "/classrooms/sessions/",
    "/classrooms/review-code/",
    "/classrooms/studios/",
    "/classrooms/research/",
    "/classrooms/network/recordings/",
    "/classrooms/network/resources/",
    "/news/",
    "/news/notices/",
    "/news/activities/",
    "/news/archive/",
    "/news/corrections/article/daozi-shu-de-shihou/",
    "/news/daozi-shu-de-shihou/",
    "/news/shili-xiaoxue-wucan/",
    "/news/reports/he-qilai-banxue/",
    "/search/?q=足球",
    "/search/?q=冰壶",
    "/about/",
    "/privacy/",
    "/sitemap/",
    "/no-such-page/",
    "/accounts/login/",
    "/accounts/activate/",
]
WIDEST_BYTES = 200_000
PICTURES = 300_000
CSS = 25_000


@pytest.fixture
def real_demo(media):
    call_command("load_demo", verbosity=0)


@pytest.fixture
def small_demo(small_art, media):
    call_command("load_demo", verbosity=0)


def sheets(page):
    """How many A4 sheets the page prints on."""
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


# What larger text can break; the rest does not change with it.
OF_SIZE = {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}


def faults(page, axe, **options):
    """Pages that are wider than the window; what axe objects to fails at once."""
    wide = []
    for path in PAGES:
        page.goto(path)
        axe(page, **options)
        if scrolls_sideways(page):
            wide.append(path)
    return wide


@pytest.mark.parametrize("width", [1280, 360])
def test_every_public_page_is_accessible_and_fits(small_demo, open_page, axe, width):
    assert faults(open_page("/", width=width), axe, dark=True) == []


def test_every_public_page_is_accessible_and_fits_in_large_text(small_demo, open_page, axe, live_server):
    page = open_page("/", width=360)
    for display, options in (("huge", OF_SIZE), ("default.elder", {})):
        page.context.add_cookies([{"name": "display", "value": display, "url": live_server.url}])
        assert faults(page, axe, **options) == [], display


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
