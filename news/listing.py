"""Rows of lists: what a list needs of an edition and nothing more, one query for a page of them."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from news.models import Column, Edition

PER_PAGE = 20
FIELDS = (
    "kind",
    "slug",
    "kicker",
    "title",
    "standfirst",
    "cover",
    "first_published_at",
    "revised_at",
    "happened_on",
    "sample",
    "column__name",
    "column__slug",
    "part_of__title",
)


def in_order(editions):
    return editions.published().newest_first().values(*FIELDS)


def newest(editions, count):
    """Prepared rows of the newest published editions."""
    return [row(values) for values in in_order(editions)[:count]]


def row(values):
    return values | {
        "path": reverse(f"news:{values['kind']}", args=[values["slug"]]),
        "at": timezone.localtime(values["first_published_at"]),
    }


def page_of(editions, number):
    """One page of a list; a page number that does not exist gives the nearest."""
    page = Paginator(in_order(editions), PER_PAGE).get_page(number)
    page.object_list = [row(values) for values in page.object_list]
    return page


def columns():
    """The columns in which something is to be read; empty ones are not shown."""
    filled = Edition.objects.published().filter(column__isnull=False).values("column")
    return list(Column.objects.filter(pk__in=filled))


def chips(chosen=None):
    """(text, address, whether it is this page) of the news' ways in."""
    found = columns()
    news = [column for column in found if column.kind == Column.Kind.NEWS]
    links = [("全部新闻", reverse("news:list"), chosen == "list")]
    links += [(column.name, column.get_absolute_url(), chosen == column) for column in news]
    if len(news) < len(found):
        links.append(("通知公告", reverse("news:notices"), chosen == "notices"))
    return links
