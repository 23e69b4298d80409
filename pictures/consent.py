"""Whether a picture may be shown, and taking one down everywhere at once.

A consent ends by the clock: from that midnight the media view hands out nothing (`Use.objects.consented()`),
and within a minute the worker takes the picture off every page (`lapse`).
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from pictures import naming, renditions
from pictures.models import Consent, Picture, Use
from publishing.models import raise_every_version

_followers = []
LAPSED = "监护人同意已到期或收回"


def when_withdrawn(function):
    """Register `function(picture)`, called in the withdrawal's transaction: kept pages let it go too."""
    _followers.append(function)
    return function


def obstacles(picture):
    """Sentences that say why the picture may not be published; none: it may."""
    if picture.withdrawn_at is not None:
        yield f"图片“{picture.title}”已撤下（{picture.withdrawn_reason}），请换一张。"
    if not picture.current:
        yield f"图片“{picture.title}”还没有文件，请上传。"
    if not picture.decorative and not picture.alt.strip():
        yield f"图片“{picture.title}”没有替代文字，请写一句图上有什么。"
    elif not picture.decorative and naming.is_file_name(picture.alt):
        yield f"图片“{picture.title}”的替代文字是文件名，请写一句图上有什么。"
    if picture.people == Picture.People.PUPILS and not picture.consents.valid().exists():
        yield f"图片“{picture.title}”里有能认出的学生，还没有有效的监护人同意，请先登记。"


def lapsed(on=None):
    """Shown pictures of recognisable pupils whose consent has run out or been taken back."""
    shown = Picture.objects.filter(
        people=Picture.People.PUPILS, uses__in=Use.objects.published(), withdrawn_at=None
    )
    return shown.exclude(pk__in=Consent.objects.valid(on).values("picture")).distinct()


@transaction.atomic
def withdraw(picture, *, by, reason):
    """Take a picture down everywhere: no page shows it, its address answers 404, nothing is cached of it.

    What other people's browsers and proxies still hold lapses within `views.PUBLIC_SECONDS`.
    """
    if not reason.strip():
        raise ValidationError("请写明撤下的原因。")
    picture.withdrawn_at, picture.withdrawn_reason = timezone.now(), reason.strip()[:120]
    picture.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    used = list(picture.uses.values_list("where", flat=True))
    picture.uses.all().delete()
    _let_rows_go(picture)
    for function in _followers:
        function(picture)
    raise_every_version()
    audit.record("picture.withdrawn", by=by, row=picture, text=reason, change={"used": [used, []]})
    transaction.on_commit(lambda: renditions.discard(picture.code))


def _let_rows_go(picture):
    """Rows that can be without a picture (SET_NULL) are from now on; saved, so that their pages follow."""
    for relation in picture._meta.related_objects:
        if relation.on_delete is models.SET_NULL:
            name = relation.field.name
            for row in relation.related_model._base_manager.filter(**{name: picture}):
                setattr(row, name, None)
                row.save()


def lapse():
    """The worker's sweep: shown pictures whose consent has ended come down, each on record."""
    found = list(lapsed())
    for picture in found:
        withdraw(picture, by=None, reason=LAPSED)
    return len(found)


@transaction.atomic
def give_back(picture, *, by):
    """A picture that came down with its consent may be chosen again once a new one is on record."""
    if picture.withdrawn_reason != LAPSED or not picture.consents.valid().exists():
        return False
    picture.withdrawn_at, picture.withdrawn_reason = None, ""
    picture.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    audit.record("picture.given_back", by=by, row=picture)
    return True
