"""Rotation: planned with the teacher's rank of the day, taken forward one step at a time, and counted twice.

The two shares have two denominators (教师〔2014〕4号): those rotated of the *eligible* teachers, and backbone
teachers of *those rotated*. Eligible here: teachers in service at the group's member schools who are entered;
the district may rule otherwise, so the number is shown beside the share.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit, constraints
from groups.models import Membership, Rotation
from schools.models import Teacher

Status = Rotation.Status


class Refused(Exception):
    """Its text says what to do."""


def take_snapshot(rotation):
    """The school and rank of the teacher as they are now."""
    teacher = rotation.teacher
    rotation.from_school = teacher.school
    rotation.title, rotation.backbone = teacher.title, teacher.backbone
    rotation.specialism = teacher.specialism.name if teacher.specialism else ""
    return rotation


def plan(group, teacher, to_school, *, by=None, **fields):
    """Enter a rotation as 拟定, between two schools of the group."""
    rotation = take_snapshot(Rotation(group=group, teacher=teacher, to_school=to_school, **fields))
    with constraints.spoken_as(Refused), transaction.atomic():
        refuse_foreign(rotation)
        rotation.save()
        audit.record("拟定轮岗", by=by, row=rotation)
    return rotation


def refuse_foreign(rotation):
    schools = set(
        Membership.objects.active(rotation.starts_on)
        .filter(group=rotation.group_id)
        .values_list("school", flat=True)
    )
    if not {rotation.from_school_id, rotation.to_school_id} <= schools:
        raise Refused("派出和接收的学校都要是本集团的成员校。")


def advance(rotation, *, by=None, filing_number="", filed_on=None, result=""):
    """Take the next step of 拟定→校内公示→区教委备案→到岗→期满考核; none is left out or taken back."""
    with constraints.spoken_as(Refused), transaction.atomic():
        rotation = Rotation.objects.select_for_update().get(pk=rotation.pk)
        before, status = rotation.status, rotation.next_status
        if status is None:
            raise Refused("已经期满考核，没有下一步。")
        if status == Status.FILED:
            if not filing_number:
                raise Refused("请填写区教委的备案号。")
            rotation.filing_number = filing_number
            rotation.filed_on = filed_on or timezone.localdate()
        if status == Status.ASSESSED:
            if not result:
                raise Refused("请填写考核结果。")
            rotation.result = result
        rotation.status = status
        rotation.save()
        audit.record("推进轮岗", by=by, row=rotation, change={"status": [before, str(status)]})
    return rotation


@dataclass(frozen=True)
class Shares:
    eligible: int
    rotated: int
    backbone: int

    @property
    def of_eligible(self):
        """轮岗教师占应交流教师, in whole percent; the usual aim is 10."""
        return 100 * self.rotated // self.eligible if self.eligible else None

    @property
    def of_rotated(self):
        """骨干占轮岗教师, in whole percent; the usual aim is 20."""
        return 100 * self.backbone // self.rotated if self.rotated else None


def shares(group, school_year):
    """Those arrived or assessed in a year: rotation and support teaching, not visits by the hour."""
    schools = Membership.objects.active().filter(group=group).values("school")
    counted = Rotation.objects.filter(
        group=group,
        school_year=school_year,
        status__in=(Status.ARRIVED, Status.ASSESSED),
        kind__in=(Rotation.Kind.ROTATION, Rotation.Kind.SUPPORT),
    )
    people = dict(counted.order_by("pk").values_list("teacher", "backbone"))
    return Shares(
        Teacher.objects.serving().filter(school__in=schools).count(),
        len(people),
        sum(1 for level in people.values() if level and level != Teacher.Backbone.SCHOOL),
    )


def clean(rotation):
    """For the admin's form: the refusal as a ValidationError."""
    try:
        refuse_foreign(rotation)
    except Refused as refused:
        raise ValidationError(str(refused)) from refused
