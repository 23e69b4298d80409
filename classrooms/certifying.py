"""Hours on paper: numbered certificates for those who were there and for who presented, never for others."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts import inbox
from classrooms.models import Attendance, Certificate
from classrooms.telling import Refused, record

# Without 0/O, 1/I/L: numbers are read aloud and typed from paper. 31^8 leaves nothing to guess.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NUMBER_LENGTH = 8
LEVELS = {"district": "district", "group": "group", "school": "school"}

inbox.register(
    "session.certified",
    title="学时证明已发：{title}",
    body="{hours}学时，编号{number}。可在“学时证书”里打印。下一步：把这节课用到自己的课上，再请同伴来听一次。",
)


def new_number(year):
    """2026-7K3M9QXA"""
    return f"{year}-{''.join(secrets.choice(LETTERS) for _ in range(NUMBER_LENGTH))}"


@transaction.atomic
def issue(session, *, by, at=None, address=None):
    """Give everybody who was there, and the presenter, the certificate they lack; returns the new ones."""
    at = at or timezone.now()
    if session.cancelled_at or session.ends_at > at:
        raise Refused("活动结束以后才能发学时证明。")
    held = type(session).objects.select_for_update(no_key=True).get(pk=session.pk)
    there = Attendance.objects.there().filter(registration__session=held)
    wanted = [
        (one.registration.teacher, Certificate.Role.PARTICIPANT)
        for one in there.select_related("registration__teacher__school", "registration__teacher__user")
    ]
    if held.presenter:
        wanted = [one for one in wanted if one[0].pk != held.presenter_id]
        wanted.append((held.presenter, Certificate.Role.PRESENTER))
    if not wanted:
        raise Refused("还没有登记谁到了场。请先登记出席。")
    have = set(held.certificates.valid().values_list("teacher_id", "role"))
    made = [_make(held, teacher, role, by, at) for teacher, role in wanted if (teacher.pk, role) not in have]
    Certificate.objects.bulk_create(made)
    if made:
        record("发学时证明", held, by, address, certificates=["", f"{len(made)}份"])
    for one in made:
        _tell(one)
    return made


@transaction.atomic
def revoke(certificate, *, by, at=None, address=None):
    """From now on it reads 已作废; the number is never used again."""
    changed = Certificate.objects.valid().filter(pk=certificate.pk).update(revoked_at=at or timezone.now())
    if changed:
        record("作废学时证明", certificate, by, address, revoked=["", certificate.number])
    return bool(changed)


def _make(session, teacher, role, by, at):
    held_on = timezone.localtime(session.starts_at).date()
    return Certificate(
        number=new_number(held_on.year),
        session=session,
        teacher=teacher,
        role=role,
        level=LEVELS[session.organiser.kind],
        issuer=session.organiser,
        hours=session.hours,
        held_on=held_on,
        name=teacher.name,
        school_name=teacher.school.name,
        title=session.title,
        stage=session.get_stage_display(),
        issued_at=at,
        issued_by=by,
        sample=session.sample,
    )


def _tell(certificate):
    user = certificate.teacher.user
    if user is None:
        return
    payload = {"title": certificate.title, "hours": str(certificate.hours), "number": certificate.number}
    path = f"/me/hours/{certificate.number}/"
    inbox.send("session.certified", [user], key=certificate.number, payload=payload, path=path)


def school_year_of(day):
    """2026 for a day from September 2026 to August 2027."""
    return day.year if day.month >= 9 else day.year - 1


def by_year(certificates):
    """[(school year, total hours, [certificates])], the newest year first."""
    years = {}
    for one in certificates:
        years.setdefault(school_year_of(one.held_on), []).append(one)
    return [
        (year, sum(one.hours for one in rows), rows) for year, rows in sorted(years.items(), reverse=True)
    ]
