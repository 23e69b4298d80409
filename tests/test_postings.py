"""A teacher moves or leaves, and nothing of before is lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent, StaffRole
from accounts.roles import Role
from schools import postings
from schools.models import Teacher
from tests.factories import SchoolFactory, StaffRoleFactory, TeacherFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    found = TeacherFactory(signed_up=True)
    StaffRoleFactory(user=found.user, unit=found.school.unit, role=Role.TEACHER)
    StaffRoleFactory(user=found.user, unit=found.school.unit, role=Role.AFFAIRS)
    return found


def test_a_move_keeps_where_the_teacher_was(teacher):
    old, new = teacher.school, SchoolFactory()
    moved = postings.move(teacher, new, on=date(2026, 9, 1), by=person(Role.EDITOR))
    assert moved.school == new
    assert postings.school_on(moved, date(2026, 8, 31)) == old
    assert postings.school_on(moved, date(2026, 9, 1)) == new
    assert AuditEvent.objects.filter(action="调动").exists()


def test_rights_at_the_old_school_end_with_the_move(teacher):
    new = SchoolFactory()
    postings.move(teacher, new, by=person(Role.EDITOR))
    held = StaffRole.objects.filter(user=teacher.user)
    assert [(row.unit, row.role) for row in held] == [(new.unit, Role.TEACHER)]


def test_who_leaves_stays_on_record_and_may_come_back(teacher):
    old = teacher.school
    left = postings.leave(teacher, on=date(2026, 7, 1), by=person(Role.EDITOR))
    assert not Teacher.objects.serving().exists()
    assert postings.school_on(left, date(2026, 7, 1)) is None
    with pytest.raises(ValidationError, match="已离校"):
        postings.leave(left, by=person(Role.EDITOR))
    back = postings.move(left, old, on=date(2026, 9, 1), by=person(Role.EDITOR))
    assert (back.left_on, back.postings.count()) == (None, 1)


def test_a_correspondent_marks_leaving_but_sends_nobody_to_another_school(client, teacher):
    client.force_login(person(Role.CORRESPONDENT, teacher.school.unit))
    address = f"/admin/schools/teacher/{teacher.pk}/move/"
    refused = client.post(address, {"school": SchoolFactory().pk, "on": "2026-09-01"})
    assert (refused.status_code, teacher.postings.count()) == (200, 0)
    assert client.post(address, {"school": "", "on": "2026-09-01"}).status_code == 302
    teacher.refresh_from_db()
    assert teacher.left_on == date(2026, 9, 1)


def test_another_schools_teacher_is_not_there(client, teacher):
    client.force_login(person(Role.CORRESPONDENT, SchoolFactory().unit))
    assert client.post(f"/admin/schools/teacher/{teacher.pk}/move/", {"on": "2026-09-01"}).status_code == 404
