"""Every factory makes a row that passes its model's own checks."""

import pytest
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = [
    kind
    for kind in vars(factories).values()
    if isinstance(kind, type) and issubclass(kind, DjangoModelFactory) and kind is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FACTORIES, ids=lambda kind: kind.__name__)
def test_factory_makes_a_valid_row(kind):
    row = kind()
    row.full_clean()
    assert row.pk
