"""Whole page bodies that everybody sees alike, kept in this process; the frame around them (who is signed in,
text size, place in the navigation) is drawn anew for each request.

A page whose blocks say nothing about the viewer answers signed-in readers and rare addresses at the cost of
its frame. What anonymous readers get is kept whole by `pagecache.py` before this is ever asked.

Such a page begins with `{% extends base|default:"base.html" %}`: it is rendered once over `parts/cut.html`,
which sets its blocks down one after another, and then shown over `parts/framed.html`.
"""

import secrets

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from publishing.fragments import kept

MOST = 1_000
# The blocks of base.html that a page may fill, in the order of parts/cut.html.
BLOCKS = ("title", "description", "head_extra", "main_class", "breadcrumbs", "content")


def render_kept(request, template, sections, make_context, *, key=None):
    """The page `template` in this request's frame, its blocks rendered once for each state of `sections`.

    `make_context()` is asked only where they are not in memory, and may raise Http404. `key` is what else the
    blocks depend on (the whole address).
    """
    key = request.get_full_path() if key is None else key
    parts = kept(sections, template, key, lambda: _parts(request, template, make_context()), MOST)
    return render(request, "parts/framed.html", {"parts": parts})


def _parts(request, template, context):
    cut = secrets.token_hex(16)
    whole = render_to_string(template, context | {"base": "parts/cut.html", "cut": cut}, request)
    # Rendered and escaped already: these are pieces of what the template engine itself gave.
    return {name: mark_safe(part) for name, part in zip(BLOCKS, whole.split(cut), strict=True)}  # noqa: S308
