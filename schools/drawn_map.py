"""The drawn map of found schools (示意): points on a plain grid with township names; no outline is invented.

Only what has coordinates is drawn, to scale; the list beside it is complete.
"""

from dataclasses import dataclass
from math import ceil, cos, floor, radians

from schools.models import School

WIDTH, HEIGHT, MARGIN = 340, 300, 26
KM_A_DEGREE = 111.32
# A lone school is not magnified into a street plan.
LEAST_KM = 6
STEPS_KM = (1, 2, 5, 10, 20, 50, 100)
MOST_LINES = 8
# More points than this carry no number and are small.
MOST_NUMBERED = 40


@dataclass(frozen=True)
class Point:
    school: School
    number: int
    x: float
    y: float


def drawn(keys):
    """The context of the map for the schools of these keys, in their order."""
    rows = School.objects.select_related("township").in_bulk(keys) if keys else {}
    schools = [rows[key] for key in keys if key in rows]
    placed = [one for one in schools if one.latitude is not None and one.longitude is not None]
    frame = Frame(placed) if placed else None
    points = [Point(one, number, *frame.place(one)) for number, one in enumerate(placed, 1)]
    return {
        "points": points,
        "numbered": len(points) <= MOST_NUMBERED,
        "unplaced": [one for one in schools if one.latitude is None or one.longitude is None],
        "frame": frame,
        "townships": _townships(points),
    }


class Frame:
    """Kilometres east and north of the middle, fitted into the picture."""

    width, height = WIDTH, HEIGHT

    def __init__(self, schools):
        souths = [float(one.latitude) for one in schools]
        wests = [float(one.longitude) for one in schools]
        self.north = (min(souths) + max(souths)) / 2
        self.east = (min(wests) + max(wests)) / 2
        # A degree of longitude shrinks towards the pole.
        self.km_east = KM_A_DEGREE * cos(radians(self.north))
        wide = max((max(wests) - min(wests)) * self.km_east, LEAST_KM)
        high = max((max(souths) - min(souths)) * KM_A_DEGREE, LEAST_KM)
        self.scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
        self.step = next((km for km in STEPS_KM if WIDTH / self.scale / km <= MOST_LINES), STEPS_KM[-1])

    def place(self, school):
        east = (float(school.longitude) - self.east) * self.km_east
        north = (float(school.latitude) - self.north) * KM_A_DEGREE
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)

    def lines(self, length):
        """Where the grid's lines cut an edge of this length; one goes through the middle."""
        gap = self.step * self.scale
        first, last = ceil(-length / 2 / gap), floor(length / 2 / gap)
        return [round(length / 2 + number * gap, 1) for number in range(first, last + 1)]

    @property
    def columns(self):
        return self.lines(WIDTH)

    @property
    def rows(self):
        return self.lines(HEIGHT)


def _townships(points):
    """(name, x, y) of each township with a point: above the northernmost of its schools."""
    places = {}
    for point in points:
        if point.school.township:
            places.setdefault(point.school.township.name, []).append(point)
    return [
        (name, round(sum(one.x for one in here) / len(here), 1), round(min(one.y for one in here) - 18, 1))
        for name, here in places.items()
    ]
