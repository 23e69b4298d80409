"""An older version of a story as the row of parts that it said, read from what django-reversion keeps."""

from django.core.exceptions import ObjectDoesNotExist
from reversion.models import Version

from news import composing, differences
from news.models import BLOCKS, Byline, Report, ReportEntry

LOST = "（这一块引用的内容已经不在了）"


def parts_of(version):
    """The parts (see `news.differences`) of a version of an article or report; RevertError: unreadable."""
    rows = [one._object_version.object for one in version.revision.version_set.all()]
    story = next(row for row in rows if type(row) is version._model and str(row.pk) == version.object_id)
    return parts_of_rows(story, rows)


def parts_of_rows(story, rows):
    """The parts of a story made of these rows, whether the database has them so or not."""
    if isinstance(story, Report):
        entries = sorted((row for row in rows if isinstance(row, ReportEntry)), key=_order)
        parts = differences.parts_of(_whole(composing.compose_report, story, []))
        return parts + [_entry(entry) for entry in entries]
    blocks = sorted((row for row in rows if isinstance(row, BLOCKS)), key=lambda row: row.ordering)
    bylines = sorted((row for row in rows if isinstance(row, Byline)), key=_order)
    edition = _whole(composing.compose_article, story, blocks=[], bylines=bylines)
    edition.content["blocks"] = [_prepared(block) for block in blocks]
    return differences.parts_of(edition)


def _order(row):
    return row.order or 0, row.pk or 0


def _whole(compose, story, *args, **kwargs):
    """The story composed; without its cover where that is gone from the library."""
    try:
        return compose(story, *args, **kwargs)
    except ObjectDoesNotExist:
        story.cover = None
        return compose(story, *args, **kwargs)


def _prepared(block):
    try:
        return block.prepared()
    except (ObjectDoesNotExist, AttributeError):
        return {"type": "note", "text": LOST}


def _entry(entry):
    try:
        title = entry.article.full_title
    except ObjectDoesNotExist:
        title = LOST
    return {"kind": "稿件", "text": f"{entry.get_weight_display()}：{title}"}


def numbered(story, number):
    """The newest kept version of a story that bears this number of the lock; None: none is kept."""
    versions = Version.objects.get_for_object(story)[:50]
    return next((one for one in versions if one.field_dict.get("version") == number), None)
