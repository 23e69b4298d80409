"""Who may register for a session, and in which units' quotas a teacher's seat counts."""

from accounts.models import Unit
from groups.models import Membership
from schools.models import Teacher

# The levels of 骨干, lowest first.
RANKS = list(Teacher.Backbone.values)


def groups_of(school_pk, on=None):
    """Keys of the groups that a school belongs to on a day."""
    return set(Membership.objects.active(on).filter(school=school_pk).values_list("group", flat=True))


def units_of(school_pk):
    """Keys of the units whose quota a seat of a teacher of this school counts in."""
    groups = groups_of(school_pk)
    return set(Unit.objects.filter(school=school_pk).values_list("pk", flat=True)) | set(
        Unit.objects.filter(group__in=groups).values_list("pk", flat=True)
    )


def why_not(session, teacher):
    """Why a teacher is not among those the session is for, in words; "" for who is."""
    if session.for_stage and teacher.school.stage != session.for_stage:
        return f"这场活动面向{session.get_for_stage_display()}教师。"
    if session.for_subject_id and teacher.specialism_id != session.for_subject_id:
        return f"这场活动面向{session.for_subject.name}教师；您的任教学科有变，请让学校信息员更正。"
    if session.for_backbone and not _ranks(teacher, session.for_backbone):
        return f"这场活动面向{session.get_for_backbone_display()}及以上教师。"
    if session.for_group_id and session.for_group_id not in groups_of(teacher.school_id):
        return f"这场活动面向{session.for_group.name}的教师。"
    return ""


def _ranks(teacher, least):
    return teacher.backbone in RANKS and RANKS.index(teacher.backbone) >= RANKS.index(least)


def audience(session):
    """面向：小学、音乐、区级骨干及以上; "" where everybody may come."""
    parts = [
        session.for_group.name if session.for_group_id else "",
        session.get_for_stage_display() if session.for_stage else "",
        session.for_subject.name if session.for_subject_id else "",
        f"{session.get_for_backbone_display()}及以上" if session.for_backbone else "",
    ]
    return "、".join(filter(None, parts))
