"""The demo beside what was there before it, and in another school year: each test loads it itself."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from groups.models import EducationGroup
from liangping_portal.demo import loading, removal
from schools.models import Programme, School, Subject, Township
from tests.factories import SchoolFactory
from tests.test_demo import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_art")]


def files(folder=""):
    folders, names = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    inner = [path for name in folders for path in files(f"{folder}/{name}".strip("/"))]
    return sorted([*inner, *(f"{folder}/{name}" for name in names)])


@pytest.mark.both
def test_removal_takes_every_row_and_file_and_leaves_those_that_were_there(
    django_capture_on_commit_callbacks,
):
    SchoolFactory(name="邻区小学")
    Subject.objects.create(name="音乐")
    before, stored = rows(), files()
    call_command("load_demo", "--accounts")
    with django_capture_on_commit_callbacks(execute=True):
        gone, needed = removal.remove()
    assert rows() == before
    assert files() == stored
    assert gone > 200 and needed == []


def test_a_row_that_was_there_is_used_and_left_as_it_was():
    town = Township.objects.create(name="礼让镇", order=7)
    loading.load()
    town.refresh_from_db()
    assert town.order == 7
    assert School.objects.get(slug="lirang-zhongxin-xiaoxue").township == town


def test_a_new_school_year_does_not_break_the_loader():
    loading.load(today=date(2027, 8, 15))
    assert EducationGroup.objects.published().count() == 3
    assert Programme.objects.filter(note="").exists()
