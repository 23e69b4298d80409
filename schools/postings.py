"""A teacher moves to another school, or leaves: the time before stays on record, the account goes along."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints
from accounts.models import StaffRole
from accounts.roles import COLLEAGUES, Role
from schools.models import Posting, Teacher


def move(teacher, school, *, on=None, by=None, note=""):
    """The teacher works at `school` from a day on (today)."""
    with constraints.spoken_as(ValidationError), transaction.atomic():
        return _move(teacher, school, on or timezone.localdate(), by, note)


def leave(teacher, *, on=None, by=None, note=""):
    """From a day on (today) the teacher works at no school of the district; what they did stays."""
    with constraints.spoken_as(ValidationError), transaction.atomic():
        return _move(teacher, None, on or timezone.localdate(), by, note)


def _move(teacher, school, on, by, note):
    teacher = (
        Teacher.objects.select_for_update(of=("self",))
        .select_related("school__unit", "user")
        .get(pk=teacher.pk)
    )
    if school == teacher.school and teacher.left_on is None:
        raise ValidationError("这位教师已在这所学校。")
    if school is None and teacher.left_on is not None:
        raise ValidationError("这位教师已离校。")
    old, was_away = teacher.school, teacher.left_on is not None
    if not was_away:
        Posting.objects.create(teacher=teacher, school=old, from_on=_arrived(teacher), until_on=on, note=note)
    teacher.left_on = on if school is None else None
    teacher.school = school or old
    teacher.save()
    _carry_roles(teacher, old, school)
    what = "离校" if school is None else "调动"
    change = {"school": [old.pk, school and school.pk], "on": [None, str(on)]}
    audit.record(what, by=by, row=teacher, change=change)
    return teacher


def _arrived(teacher):
    """When the present time began: where the last one ended, else unknown."""
    last = teacher.postings.order_by("-until_on").first()
    return last.until_on if last else None


def _carry_roles(teacher, old, new):
    """Rights at the old school end with the work there; at the new one they begin as a teacher's."""
    if teacher.user is None:
        return
    StaffRole.objects.filter(user=teacher.user, unit=old.unit, role__in=COLLEAGUES).delete()
    if new is not None:
        StaffRole.objects.get_or_create(user=teacher.user, unit=new.unit, role=Role.TEACHER)


def school_on(teacher, day):
    """Where the teacher was on a day; None once they have left."""
    past = teacher.postings.filter(until_on__gt=day).order_by("until_on").first()
    if past:
        return past.school if past.from_on is None or past.from_on <= day else None
    return None if teacher.left_on and teacher.left_on <= day else teacher.school
