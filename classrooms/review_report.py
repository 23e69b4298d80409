"""What a lesson's report shows, prepared so that the template asks nothing.

The profile draws each scored row's mean share of its maximum as a point on one line down the rows, with the
span between the reviewers. It describes one lesson; lessons and teachers are never put beside one another.
"""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from classrooms.models import LessonReview, RubricItem

# The drawing's own units: labels to the left of LEFT, 0 % at LEFT, 100 % at RIGHT.
WIDTH, LEFT, RIGHT, ROW, HEAD = 360, 132, 344, 30, 22
LABEL = 9


@dataclass
class Row:
    """A row of the template with what each sheet says to it."""

    item: RubricItem
    said: list = field(default_factory=list)
    mean: Decimal | None = None


@dataclass(frozen=True)
class Mark:
    """A row in the drawing."""

    label: str
    y: float
    x: float
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """The sheets that were written on one template."""

    rubric: object
    reviews: list
    rows: list
    marks: list
    line: str
    height: int
    mean: Decimal | None
    of: Decimal | None
    word: str


def parts(lesson, user):
    """The sheets of a lesson that the person may read, one `Part` for each template in use."""
    reviews = (
        LessonReview.objects.readable_by(user)
        .submitted()
        .filter(lesson=lesson)
        .select_related("rubric", "reviewer__teacher__school")
        .prefetch_related("scores")
        .order_by("submitted_at", "pk")
    )
    by_rubric = {}
    for review in reviews:
        by_rubric.setdefault(review.rubric, []).append(review)
    items = {}
    for item in RubricItem.objects.filter(rubric__in=by_rubric):
        items.setdefault(item.rubric_id, []).append(item)
    return [_part(rubric, found, items.get(rubric.pk, [])) for rubric, found in by_rubric.items()]


def _part(rubric, reviews, items):
    rows = rows_of(items, reviews)
    marks = drawn(rows)
    shares = [review.share for review in reviews if review.share is not None]
    share = sum(shares) / len(shares) if shares else None
    scored = [review for review in reviews if review.points is not None]
    return Part(
        rubric=rubric,
        reviews=reviews,
        rows=rows,
        marks=marks,
        line=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        height=HEAD + ROW * len(marks),
        mean=_rounded(sum(review.points for review in scored) / len(scored)) if scored else None,
        of=scored[0].points_of if scored else None,
        word=rubric.word_for(share) if share is not None else "",
    )


def rows_of(items, reviews):
    """Each row of a template with the sheets' scores in the order of the sheets."""
    scores = {(score.review_id, score.item_id): score for review in reviews for score in review.scores.all()}
    rows = []
    for item in items:
        said = [scores.get((review.pk, item.pk)) for review in reviews]
        points = [score.points for score in said if score is not None and score.points is not None]
        rows.append(Row(item, said, _rounded(sum(points) / len(points)) if points else None))
    return rows


def drawn(rows):
    """The scored rows as marks of the profile; none where two or fewer would make no line."""
    scored = [row for row in rows if row.mean is not None]
    if len(scored) < 3:
        return []
    return [_mark(row, HEAD + ROW * place + ROW / 2) for place, row in enumerate(scored)]


def _mark(row, y):
    points = [score.points for score in row.said if score is not None and score.points is not None]
    clause = re.split("[，、；：（]", row.item.title)[0]
    label = clause if len(clause) <= LABEL else f"{clause[: LABEL - 1]}…"
    return Mark(
        label,
        y,
        *(_x(value / row.item.maximum) for value in (sum(points) / len(points), min(points), max(points))),
    )


def _x(share):
    return round(LEFT + float(share) * (RIGHT - LEFT), 1)


def _rounded(value):
    return Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
