"""Every kind of public page in a real browser, with the district's own content: nothing axe objects to,
nothing wider than a phone, nothing from another host."""

import pytest

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


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


# What larger text and the colours of elder mode can break; the rest does not change with them.
OF_SIZE = ["target-size", "scrollable-region-focusable", "color-contrast", "link-in-text-block"]


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
def test_every_public_page_is_accessible_and_fits(shown_demo, open_page, axe, width):
    assert faults(open_page("/", width=width), axe, dark=True) == []


def test_every_public_page_is_accessible_and_fits_in_large_text(shown_demo, open_page, axe, live_server):
    """The largest there is: what fits in elder mode at its largest fits in each of the two alone."""
    page = open_page("/", width=360)
    page.context.add_cookies([{"name": "display", "value": "huge.elder", "url": live_server.url}])
    assert faults(page, axe, runOnly={"type": "rule", "values": OF_SIZE}) == []
