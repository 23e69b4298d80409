"""The loaded demo: loaded again it is the same, edited rows stay, and it can be taken away."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEvent, User
from classrooms.models import Session
from liangping_portal.demo import loading, removal
from liangping_portal.demo.accounts import USERNAMES
from liangping_portal.models import DemoRow
from pictures.models import Use
from publishing.models import ContentVersion
from schools.models import Figure, School, Teacher

pytestmark = pytest.mark.django_db
# What is never taken back: the trail, and numbers that only ever rise.
STAYS = {AuditEvent, ContentVersion, DemoRow}
OURS = ("accounts", "schools", "groups", "enrolment", "classrooms", "news", "pictures", "search", "liangping")


def rows():
    """{model: its keys} of everything the portal keeps."""
    models = [model for model in apps.get_models(include_auto_created=True) if model not in STAYS]
    ours = [model for model in models if model._meta.app_label.startswith(OURS)]
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in ours}


@pytest.mark.both
def test_loading_twice_changes_nothing(demo):
    before = rows()
    again = loading.load()
    assert rows() == before
    assert not again.made and not again.renewed and not again.edited


def test_untouched_sessions_move_with_the_days_and_edited_ones_stay(demo):
    edited, untouched = Session.objects.filter(title__contains="结对").order_by("pk")[:2]
    Session.objects.filter(pk=edited.pk).update(place="改过的地点")
    run = loading.load(today=timezone.localdate() + timedelta(days=7))
    before = edited.starts_at, untouched.starts_at
    edited.refresh_from_db()
    untouched.refresh_from_db()
    assert (edited.place, edited.starts_at) == ("改过的地点", before[0])
    assert untouched.starts_at > before[1]
    assert len(run.edited) == 1


def test_removal_keeps_what_a_row_of_someone_else_needs(demo):
    school = School.objects.get(slug="hucheng-chuji-zhongxue")
    figure = Figure.objects.create(school=school, kind="在校学生", value=1200, source="学校填报")
    _, needed = removal.remove()
    assert set(needed) == {
        "picture:football",
        "school:hucheng-chuji-zhongxue",
        "unit:district",
        "unit:hucheng-chuji-zhongxue",
    }
    assert Figure.objects.get() == figure
    assert School.objects.get() == school
    assert Use.objects.filter(where=school.get_absolute_url()).exists()


def test_removal_and_loading_again_give_the_whole_demo(demo):
    first = {model: len(keys) for model, keys in rows().items()}
    removal.remove()
    loading.load()
    assert {model: len(keys) for model, keys in rows().items()} == first


def test_sign_ins_are_linked_to_their_teachers_and_seated(demo):
    call_command("load_demo", "--accounts")
    call_command("load_demo", "--accounts")
    teacher = Teacher.objects.get(user__username="demo-teacher")
    assert teacher.registrations.count() == 1
    assert User.objects.filter(username__in=USERNAMES).count() == len(USERNAMES)
