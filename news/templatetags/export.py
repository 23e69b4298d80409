"""Rich text on another site: links within this one are written in full."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

from news import richtext

register = template.Library()


@register.filter
def rich_abroad(html, host):
    cleaned = richtext.clean(html)
    return mark_safe(re.sub(r'href="(?=/[^/])', f'href="{escape(host)}', cleaned))  # noqa: S308
