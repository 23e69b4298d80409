"""Rows of pictures for tests."""

import factory
from factory.django import DjangoModelFactory

from pictures.models import Picture
from tests.factories.accounts import district


class PictureFactory(DjangoModelFactory):
    """A picture without a file of its own: enough for whatever shows its address and its words."""

    class Meta:
        model = Picture

    unit = factory.LazyFunction(district)
    title = factory.Sequence(lambda n: f"图{n}")
    alt = "操场上的红色跑道"
    current = 1
    width = 1200
    height = 800
