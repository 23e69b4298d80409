"""The one place where HTML that people wrote is printed as HTML, cleaned again each time; and what else the
blocks of an edition need to be printed."""

from datetime import date
from itertools import zip_longest

from django import template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from news import richtext

register = template.Library()


@register.filter
def rich(html):
    return mark_safe(richtext.clean(html))  # noqa: S308


@register.filter
def beside(cells, marks):
    """Each cell with its column's mark."""
    return list(zip_longest(cells, marks))[: len(cells)]


@register.filter
def day(text):
    """A date of an edition's content: 2026年11月25日."""
    return date_format(date.fromisoformat(text), "Y年n月j日")
