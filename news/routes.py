"""Which steps a story passes, and who may decide each: by unit and column, else as built in."""

from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import Unit
from accounts.roles import PLACES, Role
from news.models import ReviewRoute, Step

# The usual way: the school's head or the group's own staff, an editor of the district, the final word.
BUILT_IN = {
    Unit.Kind.SCHOOL: Role.HEAD,
    Unit.Kind.GROUP: Role.GROUP,
    Unit.Kind.DISTRICT: Role.EDITOR,
}
DAYS = 2


@dataclass(frozen=True)
class Stop:
    """One step of a story's way. `place`: the unit at which the role must be held; None: anywhere."""

    step: int
    role: str
    place: Unit | None = None
    people: list = field(default_factory=list)
    days: int = DAYS

    @property
    def label(self):
        return Step(self.step).label

    @property
    def who(self):
        """Who decides, in words: 示例小学校长; the named by name."""
        names = "、".join(person.name for person in self.people)
        return names or f"{self.place.name if self.place else ''}{Role(self.role).label}"


@dataclass(frozen=True)
class Way:
    stops: list
    paper: bool = False


def way_of(story):
    """The `Way` of an article or report."""
    route = _route_of(story)
    if route is None:
        roles = (BUILT_IN[story.unit.kind], Role.EDITOR, Role.PUBLISHER)
        return Way([_stop(story, step, role) for step, role in zip(Step, roles, strict=True)])
    rows = list(route.steps.prefetch_related("people").order_by("step"))
    stops = [_stop(story, row.step, row.role, list(row.people.all()), row.days) for row in rows]
    if not any(stop.step == Step.FINAL for stop in stops):
        stops.append(_stop(story, Step.FINAL, Role.PUBLISHER))
    return Way(stops, route.paper)


def _stop(story, step, role, people=(), days=DAYS):
    at_home = story.unit.kind in PLACES[role]
    place = story.unit if at_home and story.unit.kind != Unit.Kind.DISTRICT else None
    return Stop(int(step), str(role), place, list(people), days)


def _route_of(story):
    """The narrowest route that fits: unit and column, unit, column, all."""
    column = getattr(story, "column_id", None)
    fitting = ReviewRoute.objects.filter(
        Q(unit=None) | Q(unit=story.unit_id), Q(column=None) | Q(column=column)
    )
    return max(
        fitting, key=lambda route: (route.unit_id is not None, route.column_id is not None), default=None
    )
