"""Rows of lists: what a list needs of an edition and nothing more, one query for a page of them."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from news.composing import TITLE_GAP
from news.models import Column, Edition

PER_PAGE = 20
# Pages of a list reach this far back, so that one of 200,000 stories costs what one of 2,000 does: neither
# the count nor the rows skipped grow any further. What is older stands in the archive by month.
MOST_LISTED = 1_000
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
    "report",
    "article",
    "column__slug",
    "column__name",
    "part_of__title",
)


class Row(NamedTuple):
    """An edition in a list; answers to the same names in a template as the edition itself."""

    kind: str
    slug: str
    kicker: str
    title: str
    standfirst: str
    cover: dict
    first_published_at: datetime
    revised_at: datetime | None
    happened_on: date | None
    sample: bool
    report_id: int | None
    article_id: int | None
    column_slug: str | None
    column_name: str | None
    bundle: str | None

    def get_absolute_url(self):
        return reverse(f"news:{self.kind}", args=[self.slug])

    @property
    def title_lines(self):
        return self.title.split(TITLE_GAP)

    @property
    def shown_at(self):
        return timezone.localtime(self.first_published_at)

    @property
    def column(self):
        if self.column_slug is None:
            return None
        return SimpleNamespace(
            name=self.column_name, get_absolute_url=reverse("news:column", args=[self.column_slug])
        )


class BoundedPaginator(Paginator):
    """Pages of the newest `MOST_LISTED` rows."""

    @cached_property
    def count(self):
        return self.object_list.values("pk")[:MOST_LISTED].count()


def _in_order(editions):
    return editions.published().newest_first().values_list(*FIELDS)


def rows(values):
    return [Row._make(one) for one in values]


def beside(edition):
    """(the one before, the one after) of an edition in its column, by first publication; each a `Row`."""
    column = Edition.objects.filter(column=edition.column_id).exclude(slug=edition.slug)
    at = edition.first_published_at
    older = rows(_in_order(column.filter(first_published_at__lte=at))[:1])
    newer = _in_order(column.filter(first_published_at__gt=at)).order_by("first_published_at", "pk")
    return next(iter(older), None), next(iter(rows(newer[:1])), None)


def newest(editions, count):
    """The newest published editions as rows."""
    return rows(_in_order(editions)[:count])


def page_of(editions, number):
    """One page of a list; a page number that does not exist gives the nearest."""
    page = BoundedPaginator(_in_order(editions), PER_PAGE).get_page(number)
    page.object_list = rows(page.object_list)
    return page


class Notice(NamedTuple):
    """A row of the list of notices: the row, its document's number and who issued it."""

    row: Row
    number: str
    body: str


def notices_page_of(editions, number):
    """As `page_of`, each row with what an official document is known by."""
    more = ("content__document_number", "content__document")
    values = editions.published().newest_first().values_list(*FIELDS, *more)
    page = BoundedPaginator(values, PER_PAGE).get_page(number)
    page.object_list = [
        Notice(Row._make(row), number or "", dict(document or []).get("发文机关", ""))
        for *row, number, document in page.object_list
    ]
    return page


def columns():
    """The columns in which something is to be read; empty ones are not shown."""
    filled = Edition.objects.published().filter(column=OuterRef("pk"))
    return list(Column.objects.filter(Exists(filled)))


def chips(found, chosen=None):
    """(text, address, whether it is this page) of the news' ways in; `found` as `columns()` gives it."""
    news = [column for column in found if column.kind == Column.Kind.NEWS]
    links = [("全部新闻", reverse("news:list"), chosen == "list")]
    links += [(column.name, column.get_absolute_url(), chosen == column) for column in news]
    if len(news) < len(found):
        links.append(("通知公告", reverse("news:notices"), chosen == "notices"))
    return links
