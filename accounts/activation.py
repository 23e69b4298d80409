"""First use, and a forgotten password: a one-time code on a printed slip sets the password."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit, own_phone, rights, throttle
from accounts.models import ActivationCode, StaffRole
from accounts.roles import COLLEAGUES, Role

# Without 0 O 1 I L U V: read from paper and typed on a phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 10
VALID = timedelta(days=14)
TRIES = 5


def _digest(user, code):
    words = f"activation:{user.pk}:{code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()


def normalise(code):
    return "".join(sign for sign in code.upper() if sign.isalnum())


def may_issue(user, by):
    """A correspondent helps own colleagues without other roles; the system administrator all but two kinds.

    The security and the audit administrator are appointed on the server alone, so that whoever runs the
    accounts cannot become whoever watches.
    """
    if user.pk == by.pk or not rights.rows(by, "reset", type(user)).filter(pk=user.pk).exists():
        return False
    roles = set(user.staff_roles.values_list("role", flat=True))
    if rights.reach(by, "reset", "accounts.user").everything:
        return not roles & {Role.SECURITY, Role.AUDIT}
    within = rights.reach(by, "reset", "accounts.user").units
    elsewhere = StaffRole.objects.filter(user=user).exclude(unit__in=within).exists()
    return roles <= COLLEAGUES and not elsewhere


@transaction.atomic
def issue(user, *, by=None, address=None):
    """Make the person's code anew and return it as printed (ABCDE-FGHJK); only its digest is kept.

    `by` None: from the server's command line.
    """
    if by is not None and not may_issue(user, by):
        raise PermissionDenied
    code = _new_code()
    now = timezone.now()
    ActivationCode.objects.update_or_create(
        user=user,
        defaults={
            "digest": _digest(user, code),
            "issued_by": by,
            "issued_at": now,
            "expires_at": now + VALID,
            "failures": 0,
        },
    )
    audit.record(audit.Action.CODE_ISSUED, by=by, row=user, address=address)
    return _printed(code)


@transaction.atomic
def issue_many(users, *, by, address=None):
    """[(user, code)] for those of the users to whom this person may give one; see `issue`."""
    slips = [(user, _new_code()) for user in users if may_issue(user, by)]
    now = timezone.now()
    ActivationCode.objects.filter(user__in=[user for user, _ in slips]).delete()
    ActivationCode.objects.bulk_create(
        ActivationCode(
            user=user, digest=_digest(user, code), issued_by=by, issued_at=now, expires_at=now + VALID
        )
        for user, code in slips
    )
    for user, _ in slips:
        audit.record(audit.Action.CODE_ISSUED, by=by, row=user, address=address)
    return [(user, _printed(code)) for user, code in slips]


def _new_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _printed(code):
    return f"{code[:5]}-{code[5:]}"


def fits(user, code):
    """Whether this is the person's code, unused, in time, within five tries; a wrong one counts."""
    if user is None or not user.is_active:
        return False
    tries = ActivationCode.objects.filter(user=user, expires_at__gt=timezone.now(), failures__lt=TRIES)
    if not tries.update(failures=F("failures") + 1):
        return False
    kept = ActivationCode.objects.get(user=user)
    if not hmac.compare_digest(kept.digest, _digest(user, normalise(code))):
        return False
    tries_taken = ActivationCode.objects.filter(pk=kept.pk)
    tries_taken.update(failures=F("failures") - 1)
    return True


@transaction.atomic
def use(user, code, password, *, address=None):
    """Set the password and burn the code; False where another request was first."""
    if not ActivationCode.objects.filter(user=user, digest=_digest(user, normalise(code))).delete()[0]:
        return False
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    throttle.unlock(user)
    own_phone.forget(user)
    audit.record(audit.Action.CODE_USED, by=user, row=user, address=address)
    return True
