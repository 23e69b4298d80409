"""Taking the demo away: every row that `load_demo` wrote, and no other.

A demo row that a row of someone else needs or points to (a figure typed in for one of the schools, an article
that shows one of the pictures) stays, and so does whatever it needs in turn.
"""

from contextlib import suppress

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import NoReverseMatch

from liangping_portal.demo import accounts
from liangping_portal.demo.loading import SECTIONS
from liangping_portal.models import DemoRow
from pictures import renditions, uses
from pictures.models import Document, Picture
from publishing.models import raise_version
from search.models import Entry

# Rows that live and die with their owner, whoever wrote them: model → the fields that name the owner.
PARTS = {
    "pictures.file": ("picture",),
    "pictures.use": ("picture",),
    "pictures.albumpicture": ("album",),
    "pictures.documentuse": ("document",),
    "schools.programmestep": ("programme",),
    "schools.bellperiod": ("school",),
    "schools.lesson": ("group",),
    "schools.curriculumstandard": ("version",),
    "classrooms.coverageday": ("school",),
    "classrooms.subjectneed": ("group",),
    "classrooms.matchline": ("proposal",),
    "classrooms.matchreceiver": ("line",),
    "enrolment.catchmententry": ("catchment",),
    "classrooms.registration": ("session",),
    "classrooms.sessionquota": ("session",),
    "classrooms.cover": ("registration",),
    "classrooms.attendance": ("registration",),
    "classrooms.certificate": ("session",),
    "classrooms.lastlesson": ("session",),
    "classrooms.relaylesson": ("course",),
    "classrooms.receipt": ("lesson",),
    "classrooms.classtour": ("lesson",),
    "classrooms.relayreceiver": ("course",),
    "classrooms.relayslot": ("course",),
    "classrooms.rubricitem": ("rubric",),
    "classrooms.lessonreview": ("lesson",),
    "classrooms.score": ("review",),
    "classrooms.pair": ("cycle",),
    "classrooms.timedcomment": ("recording",),
    "classrooms.resourceversion": ("resource",),
    "classrooms.consultation": ("showcase",),
    "classrooms.consultationreply": ("consultation",),
    "classrooms.pairstep": ("pair",),
    "classrooms.planversion": ("pair",),
    "classrooms.plancomment": ("plan",),
    "classrooms.studiomember": ("studio",),
    "classrooms.studiotarget": ("studio",),
    "groups.mentorshiptarget": ("mentorship",),
    "schools.researchplan": ("group",),
    "schools.contestentry": ("contest",),
    "news.section": ("parent",),
    "news.pictureblock": ("parent",),
    "news.quote": ("parent",),
    "news.keyfigures": ("parent",),
    "news.note": ("parent",),
    "news.galleryblock": ("parent",),
    "news.videoblock": ("parent",),
    "news.tableblock": ("parent",),
    "news.fileblock": ("parent",),
    "news.card": ("parent",),
    "news.byline": ("article",),
    "news.reportentry": ("report",),
    "news.activitypicture": ("activity",),
    "news.edition": ("article", "report"),
    "news.review": ("article", "report", "activity"),
    "news.reviewstep": ("review",),
    "news.reviewremark": ("step",),
    "news.guestlink": ("step",),
    "news.routestep": ("route",),
    "accounts.staffrole": ("user",),
    "accounts.message": ("recipient",),
    "accounts.activationcode": ("user",),
}
# The trail stays, and holds nothing back.
APART = {"accounts.auditevent"}


@transaction.atomic
def remove():
    """Delete the demo's rows; returns (how many went, names of those that stay because others need them)."""
    accounts.remove()
    entries = [entry for entry in DemoRow.objects.order_by("-pk") if _row(entry) is not None]
    rows = {(entry.label, entry.key): entry for entry in entries}
    needed = _needed(rows)
    leaving = [entry for key, entry in rows.items() if key not in needed]
    for entry in leaving:
        _leave_no_trace(_row(entry))
    _delete(leaving)
    DemoRow.objects.exclude(pk__in=[rows[key].pk for key in needed]).delete()
    raise_version(*SECTIONS)
    return len(leaving), sorted(rows[key].name for key in needed)


def _row(entry):
    return apps.get_model(entry.label)._base_manager.filter(pk=entry.key).first()


def _needed(rows):
    """Keys of the demo's rows that must stay, found from the outside in."""
    holders = {}
    for label in {label for label, _ in rows}:
        keys = [key for other, key in rows if other == label]
        for key, holder in _references(apps.get_model(label), keys):
            holders.setdefault(key, set()).add(holder)
    needed = {key for key, found in holders.items() if any(holder not in rows for holder in found)}
    while True:
        more = {key for key, found in holders.items() if key not in needed and found & needed}
        if not more:
            return needed
        needed |= more


def _references(model, keys):
    """((label, key) of a row, (label, key) of a row that points to it) for all rows of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        holder = relation.related_model
        owners = _owners(holder)
        if holder._meta.label_lower in APART or relation.field.name in owners:
            continue
        target = relation.field.attname
        columns = [holder._meta.get_field(name).attname for name in owners]
        for target_key, own_key, *owner_keys in holder._base_manager.filter(
            **{f"{target}__in": keys}
        ).values_list(target, "pk", *columns):
            yield (
                (model._meta.label_lower, str(target_key)),
                _holder(holder, own_key, zip(owners, owner_keys, strict=True)),
            )


def _owners(model):
    """Names of the fields through which a row belongs to another."""
    if model._meta.auto_created:
        return [field.name for field in model._meta.fields if field.related_model is model._meta.auto_created]
    return PARTS.get(model._meta.label_lower, ())


def _holder(model, key, owners):
    """The row itself, or the one it is a part of."""
    for name, owner_key in owners:
        if owner_key is not None:
            owner = model._meta.get_field(name).related_model
            return _holder_of(owner, owner_key)
    return model._meta.label_lower, str(key)


def _holder_of(model, key):
    """A part of a part belongs to the whole: the schools of an edition to its article."""
    owners = _owners(model)
    if not owners:
        return model._meta.label_lower, str(key)
    values = model._base_manager.filter(pk=key).values_list(
        *(model._meta.get_field(name).attname for name in owners)
    )
    return _holder(model, key, zip(owners, values[0], strict=True))


def _leave_no_trace(row):
    """What no foreign key leads to: entries of the index, uses of pictures, files."""
    if isinstance(row, Picture):
        for file in row.files.all():
            transaction.on_commit(lambda file=file: file.file.delete(save=False))
        transaction.on_commit(lambda: renditions.discard(row.code))
    if isinstance(row, Document):
        transaction.on_commit(lambda: row.file.delete(save=False))
    with suppress(AttributeError, NoReverseMatch):
        path = row.get_absolute_url()
        Entry.objects.filter(path=path).delete()
        uses.hide(path)


def _delete(entries):
    """First the parts of all rows, which may hold the rows of others; then the rows, in an order the
    database allows: what is still needed waits for the next round."""
    for entry in entries:
        _delete_parts(_row(entry))
    waiting = entries
    while waiting:
        held = [entry for entry in waiting if not _gone(entry)]
        if len(held) == len(waiting):
            raise RuntimeError(f"These demo rows hold each other: {', '.join(map(str, held))}")
        waiting = held


def _delete_parts(row):
    _delete_parts_of(type(row), [row.pk])


def _delete_parts_of(owner, keys):
    """The parts of parts first: who was there goes before the seat."""
    for label, names in PARTS.items():
        model = apps.get_model(label)
        for name in names:
            if model._meta.get_field(name).related_model is owner:
                parts = model._base_manager.filter(**{f"{name}__in": keys})
                if found := list(parts.values_list("pk", flat=True)):
                    _delete_parts_of(model, found)
                    parts.delete()


def _gone(entry):
    row = _row(entry)
    try:
        with transaction.atomic():
            if row is not None:
                row.delete()
    except ProtectedError:
        return False
    return True
