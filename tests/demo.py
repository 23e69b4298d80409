"""The demo for tests: with small stand-ins for the drawings, and once for all tests that only read it."""

import pytest
from django.db import transaction
from PIL import Image

from liangping_portal.demo import loading, pictures


@pytest.fixture(scope="session")
def small_art(tmp_path_factory):
    """A folder of pictures of the same names, so that no test waits for twelve large ones."""
    folder = tmp_path_factory.mktemp("art")
    for key in pictures.PICTURES:
        Image.new("RGB", (160, 100), "white").save(folder / f"{key}.webp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "FOLDER", folder)
        yield folder


@pytest.fixture(scope="module")
def demo(small_art, django_db_setup, django_db_blocker):
    """The loaded demo, rolled back after the module: for tests that read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loading.load()
        transaction.set_rollback(True)
