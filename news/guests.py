"""Signed links: a reviewer without an account reads one story, for a few days, and answers once."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from news.models import GuestLink
from news.reviewing import GUEST_DAYS

_signer = TimestampSigner(sep=".", salt="news.guests")


def path_of(link):
    return reverse("news:guest", args=[_signer.sign(link.code)])


def link_of(token):
    """The link a token names, while it is open; None for any other token."""
    try:
        code = _signer.unsign(token, max_age=timedelta(days=GUEST_DAYS))
    except BadSignature:
        return None
    rows = GuestLink.objects.select_related(
        "step__review__article", "step__review__report", "step__review__activity", "given_by"
    )
    link = rows.filter(code=code).first()
    return link if link and (link.is_open or link.answer) else None
