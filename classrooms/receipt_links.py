"""A link for one lesson of one class, to be pasted into the group chat, and the code beside it.

The link says nothing but which receipt and which issue of its link; it is signed, ends three days after the
lesson, with the answer, and when a new one is issued. Opening it writes nothing.
"""

import secrets
from datetime import timedelta

from django.core import signing
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from classrooms.models import Receipt
from classrooms.receipts import ANSWER_WITHIN

_signer = signing.Signer(salt="classrooms.receipt", sep="~")
# A code is asked for around its lesson alone, so that eight digits are not many tries.
EARLY = timedelta(hours=2)
CODE_DIGITS = 8


def new_code():
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def path_of(receipt):
    return reverse("classrooms:relay_confirm_link", args=[_signer.sign(f"{receipt.pk}.{receipt.link_no}")])


def found_by(token):
    """The receipt a token stands for; None where it is forged, replaced by a newer one, or over."""
    try:
        pk, _, number = _signer.unsign(token).partition(".")
        found = _open().filter(pk=int(pk), link_no=int(number))
    except (signing.BadSignature, ValueError):
        return None
    return found.first()


def found_by_code(code):
    """The awaited receipt with this code whose lesson is near; None where there is none."""
    now = timezone.now()
    near = _open().awaited().filter(lesson__starts_at__lt=now + EARLY)
    return near.filter(code=code).first() if code else None


def renew(receipt, *, by, address=None):
    """End the link and the code that were given out."""
    Receipt.objects.filter(pk=receipt.pk).update(link_no=F("link_no") + 1, code=new_code())
    audit.record("换上课确认链接", by=by, row=receipt, address=address)


def _open():
    """Receipts whose lesson stands and is not over for longer than the answering time."""
    since = timezone.now() - ANSWER_WITHIN
    return Receipt.objects.standing().filter(lesson__ends_at__gt=since).for_list()
