"""Parts of pages kept in the process: fresh after each publishing, bounded, never of another state."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import fragments, pagecache
from publishing.models import raise_version, versions
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on(settings):
    settings.FRAGMENTS = True
    versions.forget()
    yield
    fragments.forget()
    versions.forget()


class Part:
    def __init__(self):
        self.made = 0

    def __call__(self):
        self.made += 1
        return f"part {self.made}"


def test_part_is_made_once_until_its_section_is_published_to():
    part = Part()
    assert [fragments.kept(("schools",), "part", "a", part) for _ in range(2)] == ["part 1", "part 1"]
    raise_version("news")
    versions.forget()
    assert fragments.kept(("schools",), "part", "a", part) == "part 1"
    raise_version("schools")
    versions.forget()
    assert fragments.kept(("schools",), "part", "a", part) == "part 2"


def test_part_is_made_anew_at_the_next_scheduled_moment(monkeypatch):
    moments = [timezone.now() - timedelta(seconds=1)]
    monkeypatch.setattr(pagecache, "_moments", {"schools": [lambda now: moments[0]]})
    part = Part()
    fragments.kept(("schools",), "part", "a", part)
    moments[0] = None
    assert fragments.kept(("schools",), "part", "a", part) == "part 2"
    assert fragments.kept(("schools",), "part", "a", part) == "part 2"


def test_only_missing_parts_are_asked_for():
    asked = []

    def make_many(keys):
        asked.append(keys)
        return {key: f"part {key}" for key in keys}

    fragments.kept_many(("schools",), "card", [1, 2], make_many)
    assert fragments.kept_many(("schools",), "card", [2, 3], make_many) == {2: "part 2", 3: "part 3"}
    assert asked == [[1, 2], [3]]


def test_memory_is_bounded_and_what_is_used_stays():
    part = Part()
    for key in ("a", "b", "a", "c"):
        fragments.kept(("schools",), "part", key, part, most=2)
    assert fragments.kept(("schools",), "part", "a", part) == "part 1"
    assert fragments.kept(("schools",), "part", "b", part) == "part 4"


def test_pages_of_a_school_follow_its_row(client, django_capture_on_commit_callbacks):
    school = SchoolFactory(name="老名小学")
    for path in ("/schools/", school.get_absolute_url()):
        assert "老名小学" in client.get(path).text
    with django_capture_on_commit_callbacks(execute=True):
        school.name = "新名小学"
        school.save()
    for path in ("/schools/", school.get_absolute_url()):
        assert "新名小学" in client.get(path).text


def test_kept_pages_cost_few_queries(client, django_assert_max_num_queries):
    school = SchoolFactory()
    for path, most in (("/schools/?stage=primary", 1), (school.get_absolute_url(), 1)):
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_unknown_values_are_said_and_not_kept(client):
    SchoolFactory()
    for _ in range(2):
        assert "没有这个选项，已忽略" in client.get("/schools/?stage=moon").text
    assert not fragments._parts["finder"]


def test_hidden_school_is_not_kept(client, django_capture_on_commit_callbacks):
    school = SchoolFactory()
    client.get(school.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        school.visible_from = None
        school.save()
    assert client.get(school.get_absolute_url()).status_code == 404
