"""The style sheets keep their own rules, and stay light."""

import gzip
import re

import pytest
from django.conf import settings
from django.template import Context, Template

CSS = settings.BASE_DIR / "static" / "css"
SHEETS = ["base", "layout", "components", "pages", "print"]
HEAVIEST = 25 * 1024


def sheet(name):
    return re.sub(r"/\*.*?\*/", "", (CSS / f"{name}.css").read_text(), flags=re.DOTALL)


def render(source, **context):
    return Template("{% load portal %}" + source).render(Context(context))


def test_all_style_sheets_together_stay_light():
    whole = "".join((CSS / f"{name}.css").read_text() for name in SHEETS)
    assert len(gzip.compress(whole.encode())) <= HEAVIEST


@pytest.mark.parametrize("name", SHEETS)
def test_style_sheets_use_classes_and_no_force(name):
    selectors = re.findall(r"([^{};]+)\{", sheet(name))
    assert not [one.strip() for one in selectors if re.search(r"#[\w-]", one)]
    assert "!important" not in sheet(name)


@pytest.mark.parametrize("name", SHEETS)
def test_everything_stands_in_a_layer(name):
    outside = re.sub(r"@layer [\w, ]+;", "", sheet(name)).strip()
    assert outside.startswith("@layer")


@pytest.mark.parametrize("name", [*SHEETS, "admin"])
def test_nothing_is_fetched_from_another_host(name):
    assert not re.search(r"url\([\"']?(https?:)?//|@import", sheet(name))


def test_a_headline_of_two_clauses_breaks_between_them():
    assert render("{{ title|clauses }}", title="城里老师下乡　乡里孩子上课") == (
        '<span class="clause">城里老师下乡</span> <span class="clause">乡里孩子上课</span>'
    )


def test_a_headline_is_escaped():
    assert "<b>" not in render("{{ title|clauses }}", title="<b>一</b>，二")


def test_bars_are_their_own_table():
    shown = render('{% bars rows "课时" unit="节" %}', rows=[("音乐", 6), ("美术", 12)])
    assert 'width="50.0%"' in shown and "6节" in shown and "<th" in shown


def test_parts_of_nothing_are_empty_bars():
    assert "NaN" not in render('{% parts rows "四部分" %}', rows=[("专任", 0, "0")])


@pytest.mark.parametrize(("value", "level"), [(0, 0), (50, 2), (100, 4), (None, "none")])
def test_heat_has_five_shades_and_none(value, level):
    assert render("{{ value|heat:100 }}", value=value) == str(level)
