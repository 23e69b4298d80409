"""Joining and leaving a group. The rule against overlaps is the membership's own (`Membership.save`)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from groups.models import Membership


@transaction.atomic
def join(group, school, *, by=None, role=Membership.Role.MEMBER, on=None, **fields):
    """Make a school a member from a day on (today); ValidationError says in which group it already is."""
    membership = Membership(
        group=group, school=school, role=role, joined_on=on or timezone.localdate(), **fields
    )
    membership.save()
    audit.record("加入集团", by=by, row=membership)
    return membership


@transaction.atomic
def leave(membership, *, by=None, on=None):
    """End a membership: `on` (today) is the first day the school no longer belongs."""
    on = on or timezone.localdate()
    if membership.joined_on and on <= membership.joined_on:
        raise ValidationError("退出日期要晚于加入日期。")
    before = membership.left_on
    membership.left_on = on
    membership.save()
    audit.record("退出集团", by=by, row=membership, change={"left_on": [before and str(before), str(on)]})
    return membership
