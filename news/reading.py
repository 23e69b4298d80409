"""Pages of one story, put together from the editions that readers see now."""

from dataclasses import dataclass, field

from django.db.models import F

from news.models import Edition, ReportEntry


def withdrawn(kind, slug):
    """The last edition of a story that readers saw and that was then withdrawn; None: never public."""
    seen = Edition.objects.filter(kind=kind, slug=slug, withdrawn_at__isnull=False)
    return seen.filter(visible_until__gt=F("visible_from")).order_by("-number").first()


@dataclass
class Spread:
    """A report as it is printed: the lead story, the side stories by weight, all in the editor's order."""

    edition: Edition
    stories: list = field(default_factory=list)

    @property
    def lead(self):
        return next((story for weight, story in self.stories if weight == ReportEntry.Weight.LEAD), None)

    @property
    def major(self):
        return [story for weight, story in self.stories if weight == ReportEntry.Weight.MAJOR]

    @property
    def minor(self):
        return [story for weight, story in self.stories if weight == ReportEntry.Weight.MINOR]

    @property
    def count(self):
        return len(self.stories)


def spread(edition):
    """The report's articles as readers see them now; a withdrawn one is left out."""
    entries = edition.content["entries"]
    standing = {
        story.article_id: story
        for story in Edition.objects.published().filter(article__in=[entry["article"] for entry in entries])
    }
    return Spread(
        edition,
        [(entry["weight"], standing[entry["article"]]) for entry in entries if entry["article"] in standing],
    )


@dataclass
class Bundle:
    """An article's place in its report: the report, and the stories before and after it."""

    report: Edition
    previous: dict | None = None
    next: dict | None = None


def bundle_of(edition):
    """The `Bundle` of an article that belongs to a report readers see; else None."""
    if edition.part_of_id is None:
        return None
    report = Edition.objects.published().filter(report=edition.part_of_id).first()
    if report is None:
        return None
    keys = [entry["article"] for entry in report.content["entries"]]
    seen = Edition.objects.published().filter(article__in=keys).values("article_id", "slug", "title")
    by_key = {row["article_id"]: row for row in seen}
    row = [by_key[key] for key in keys if key in by_key]
    places = [story["article_id"] for story in row]
    if edition.article_id not in places:
        return None
    here = places.index(edition.article_id)
    return Bundle(report, row[here - 1] if here else None, row[here + 1] if here + 1 < len(row) else None)
