"""The guard that keeps queries out of templates does guard."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.base import Origin

from accounts.models import Unit
from tests import rendering
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def template(source, path):
    made = engines["django"].from_string(source)
    made.template.origin = Origin(str(path))
    return made


def test_a_query_in_an_own_template_is_refused():
    UnitFactory()
    page = template("{% for unit in units %}{{ unit.name }}{% endfor %}", rendering.OWN / "x.html")
    with pytest.raises(rendering.QueryInTemplate):
        page.render({"units": Unit.objects.all()})


def test_prepared_rows_render():
    page = template("{% for unit in units %}{{ unit.name }}{% endfor %}", rendering.OWN / "x.html")
    assert page.render({"units": [SimpleNamespace(name="西苑小学")]}) == "西苑小学"


def test_the_stock_admin_may_ask():
    UnitFactory(name="西苑小学")
    page = template("{% for unit in units %}{{ unit.name }}{% endfor %}", rendering.STOCK / "x.html")
    assert page.render({"units": Unit.objects.all()}) == "西苑小学"
