"""A number that no row can have is as good as absent, on every address that takes one."""

import pytest
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter

from accounts.models import Unit
from accounts.roles import Role
from tests.factories import UnitFactory, district, person

pytestmark = pytest.mark.django_db
FAR = 9223372036854775808


def numbered(resolver=None, prefix=""):
    """Names of routes whose arguments are numbers alone, with those arguments."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from numbered(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif (taken := pattern.pattern.converters) and all(
            isinstance(one, IntConverter) for one in taken.values()
        ):
            yield f"{prefix}{pattern.name}", dict.fromkeys(taken, FAR)


@pytest.mark.both
@pytest.mark.parametrize("role", [Role.AFFAIRS, Role.RESEARCHER, Role.PUBLISHER])
def test_a_number_no_row_can_have_is_absent(client, role):
    unit = UnitFactory(kind=Unit.Kind.SCHOOL) if role == Role.AFFAIRS else district()
    client.force_login(person(role, unit))
    client.raise_request_exception = False
    wrong = {}
    for name, arguments in numbered():
        for method in (client.get, client.post):
            status = method(reverse(name, kwargs=arguments)).status_code
            if status >= 500 or status == 200:
                wrong[name, method.__name__] = status
    assert wrong == {}
