"""The database is forbidden while one of our own templates renders: a view prepares all that its page shows.

Active in every test (see conftest). The stock admin's templates ask for rows by their nature and are let be.
"""

from pathlib import Path

from django.conf import settings
from django.db import connections
from django.template.backends.django import Template

OWN = Path(settings.BASE_DIR) / "templates"
STOCK = OWN / "admin"


class QueryInTemplate(Exception):
    """A template asked the database; its view should have."""


def refuse(execute, sql, params, many, context):
    raise QueryInTemplate(sql)


def is_own(template):
    path = Path(getattr(template.origin, "name", None) or "")
    return path.is_relative_to(OWN) and not path.is_relative_to(STOCK)


def forbid_queries(monkeypatch):
    plain = Template.render

    def render(self, context=None, request=None):
        if not is_own(self):
            return plain(self, context, request)
        with connections["default"].execute_wrapper(refuse):
            return plain(self, context, request)

    monkeypatch.setattr(Template, "render", render)
