"""Pages of one story, put together from the editions that readers see now."""

from dataclasses import dataclass, field

from django.db.models import F, Q

from classrooms.models import Session
from news import listing
from news.models import Activity, Edition, ReportEntry


def standing(kind, slug):
    """The edition that readers see under an address; None: nothing."""
    return Edition.objects.published().select_related("column").filter(kind=kind, slug=slug).first()


def withdrawn(kind, slug):
    """The last edition of a story that readers saw and that was then withdrawn; None: never public."""
    seen = Edition.objects.filter(kind=kind, slug=slug, withdrawn_at__isnull=False)
    return seen.filter(visible_until__gt=F("visible_from")).order_by("-number").first()


def stories_of(report):
    """The report's articles as readers see them now, in order and weighted; a withdrawn one is left out."""
    weights = {entry["article"]: entry["weight"] for entry in report.content["entries"]}
    standing = Edition.objects.published().filter(article__in=weights)
    by_article = {story.article_id: story for story in standing}
    stories = [by_article[key] for key in weights if key in by_article]
    for story in stories:
        story.weight = weights[story.article_id]
    return stories


def related(edition, schools, groups, count):
    """Other stories of the same schools and groups, newest first; its own report's are named beside it."""
    if not schools and not groups:
        return []
    same = Edition.objects.filter(Q(schools__in=schools) | Q(groups__in=groups)).values("pk")
    found = Edition.objects.filter(pk__in=same).exclude(article=edition.article_id)
    if edition.part_of_id:
        found = found.exclude(part_of=edition.part_of_id).exclude(report=edition.part_of_id)
    return listing.newest(found, count)


def happening(schools, count):
    """(activities, teachers' sessions) to come at the schools that a story names."""
    if not schools:
        return [], []
    activities = Activity.objects.published().coming().filter(schools__in=schools).distinct()
    sessions = Session.objects.published().coming().filter(cancelled_at=None, host__in=schools)
    return list(activities[:count]), list(sessions.for_list()[:count])


# Of twelve columns, for rows of one, two and three stories. Two of one weight stand unequal as well, now the
# left wider and now the right: a spread of equal boxes reads like a catalogue.
EVEN, HEAVIER_FIRST, HEAVIER_LAST, THREE = (7, 5), (8, 4), (4, 8), (4, 4, 4)


def rows_of(stories):
    """Stories composed into rows by weight: [[(story, columns of twelve)]], in the editor's order."""
    rows, left = [], list(stories)
    while left:
        row = left[:3] if len(left) in (3, 5) and _alike(left[:3]) else left[:2]
        left = left[len(row) :]
        rows.append(list(zip(row, _columns(row, len(rows)), strict=True)))
    return rows


def _alike(stories):
    return len({story.weight for story in stories}) == 1


def _columns(row, place):
    if len(row) != 2:
        return THREE if len(row) == 3 else (12,)
    first, second = (story.weight for story in row)
    if first == second:
        return EVEN[::-1] if place % 2 else EVEN
    return HEAVIER_FIRST if first > second else HEAVIER_LAST


BESIDE_LEAD = 2


def report_page(edition, stories):
    """A report as it is printed: the lead story, heavy stories beside it, the rest below.

    `stories` are article editions in the editor's order, each with its `weight`.
    """
    lead = next((story for story in stories if story.weight == ReportEntry.Weight.LEAD), None)
    others = [story for story in stories if story is not lead]
    heavy = [story for story in others if story.weight == ReportEntry.Weight.MAJOR]
    side = (heavy or others)[:BESIDE_LEAD]
    rest = [story for story in others if story not in side]
    return {"edition": edition, "lead": lead, "side": side, "rest": rest, "rows": rows_of(rest)}


@dataclass
class Bundle:
    """An article's place in its report: the report, its other stories, the ones before and after."""

    report: Edition | None = None
    siblings: list = field(default_factory=list)
    previous: Edition | None = None
    next: Edition | None = None


def bundle_of(edition):
    """The `Bundle` of an article that belongs to a report readers see; else an empty one."""
    report = edition.part_of_id and Edition.objects.published().filter(report=edition.part_of_id).first()
    if not report:
        return Bundle()
    keys = [entry["article"] for entry in report.content["entries"]]
    found = Edition.objects.published().filter(article__in=keys).defer("content", "cover")
    row = sorted(found, key=lambda story: keys.index(story.article_id))
    here = next((place for place, story in enumerate(row) if story.pk == edition.pk), None)
    if here is None:
        return Bundle(report, row)
    return Bundle(
        report,
        row[:here] + row[here + 1 :],
        row[here - 1] if here else None,
        row[here + 1] if here + 1 < len(row) else None,
    )


OTHER_ACTIVITIES = 4


def activity_page(found):
    """What the page of an activity, public or previewed, needs."""
    others = Activity.objects.published().coming().for_list().exclude(pk=found.pk)
    return {
        "activity": found,
        "host": found.unit.name,
        "picture": found.picture and found.picture.prepared(),
        "album": [one.prepared() for one in found.album.all()],
        "schools": [school for school in found.schools.all() if school.is_published],
        "group": found.group if found.group and found.group.is_published else None,
        "partnership": found.partnership if found.partnership and found.partnership.is_published else None,
        "others": list(others[:OTHER_ACTIVITIES]),
    }
