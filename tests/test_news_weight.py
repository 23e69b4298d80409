"""A special report of five articles and twenty pictures: what it costs the database, and a phone."""

import gzip

import pytest
from django.urls import reverse
from PIL import Image

from news import editions
from news.models import PictureBlock
from pictures import library
from tests.factories import ReportFactory, district
from tests.test_pictures_library import file_of

PHONE = 360 * 2  # pixels of a phone's screen, at the density most have
MEGABYTE = 1_000_000
REPORT_QUERIES = 2


def report_of(pictures):
    report = ReportFactory(articles=5)
    for place, entry in enumerate(report.entries.all()):
        for number in range(pictures):
            PictureBlock.objects.create(
                parent=entry.article, picture=photograph(place * 10 + number), ordering=20 + number
            )
    return editions.publish_report(report, by=None)


def photograph(seed):
    """As heavy as a photograph: noise over an even ground, which no compression makes away with."""
    noise = Image.effect_noise((1200, 800), 35 + seed % 5).convert("RGB")
    image = Image.blend(
        noise.resize((300, 200)).resize((1200, 800)), Image.new("RGB", (1200, 800), "green"), 0.5
    )
    return library.add(district(), file_of(image), title=f"图{seed}", alt="操场上的红色跑道")


@pytest.mark.django_db
def test_a_report_costs_the_same_with_one_picture_an_article_and_with_four(
    client, media, django_assert_num_queries
):
    for pictures in (1, 4):
        edition = report_of(pictures)
        with django_assert_num_queries(REPORT_QUERIES):
            client.get(reverse("news:report", args=[edition.slug]))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_report_of_five_articles_and_twenty_pictures_is_light_on_a_phone(open_page, media):
    edition = report_of(4)
    sizes = {}

    def weigh(response):
        body, kind = response.body(), response.headers.get("content-type", "")
        sizes[response.url] = len(body) if kind.startswith("image/") else len(gzip.compress(body))

    page = open_page("/about/", width=360, device_scale_factor=2)
    page.on("response", weigh)
    page.goto(edition.get_absolute_url())
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
    assert len([url for url in sizes if url.endswith(".webp")]) == 20
    assert sum(sizes.values()) < MEGABYTE
