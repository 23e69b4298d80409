"""The demo for tests: with small stand-ins for the drawings, and once for all tests that only read it."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import TransactionTestCase, override_settings
from PIL import Image

from liangping_portal.demo import loading, pictures
from tests.ready_database import empty_filled_tables


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


@pytest.fixture(scope="module")
def shown_demo(small_art, tmp_path_factory, django_db_setup, django_db_blocker):
    """The demo and its sign-ins, committed for a module's browser tests, which look and change nothing."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        call_command("load_demo", "--accounts", verbosity=0)
        yield
        empty_filled_tables()
