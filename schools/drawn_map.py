"""The drawn map of found schools (示意): points on a plain grid with township names; no outline is invented.

Only what has coordinates is drawn, to scale; the list beside it is complete.
"""

from dataclasses import dataclass
from math import ceil, cos, floor, hypot, radians

from schools.models import School

WIDTH, HEIGHT, MARGIN = 340, 300, 26
KM_A_DEGREE = 111.32
# A lone school is not magnified into a street plan.
LEAST_KM = 6
STEPS_KM = (1, 2, 5, 10, 20, 50, 100)
MOST_LINES = 8
# More points than this carry no number and are small.
MOST_NUMBERED = 40
# A numbered point's radius and the room between two middles; the size of a township's letters, and how far
# above and under a point they stand.
RADIUS, ROOM, ROUNDS = 13, 29, 40
LETTER, ABOVE, BELOW = 12, 18, 26


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
    places = [frame.place(one) for one in placed]
    if len(places) <= MOST_NUMBERED:
        places = apart(places)
    points = [
        Point(one, number, *place) for number, (one, place) in enumerate(zip(placed, places, strict=True), 1)
    ]
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


def apart(places):
    """The places moved until no two numbers cover each other; none leaves the picture."""
    places = [list(place) for place in places]
    for _ in range(ROUNDS):
        pairs = [(one, other) for number, one in enumerate(places) for other in places[:number]]
        close = [pair for pair in pairs if _distance(*pair) < ROOM]
        if not close:
            break
        for one, other in close:
            _push(one, other)
    return [(round(x, 1), round(y, 1)) for x, y in places]


def _distance(one, other):
    return hypot(one[0] - other[0], one[1] - other[1])


def _push(one, other):
    """Both a little further from each other; two at the same spot, side by side."""
    distance = _distance(one, other)
    east, north = ((one[0] - other[0]) / distance, (one[1] - other[1]) / distance) if distance else (1.0, 0.0)
    step = (ROOM - distance) / 2 + 0.1
    for place, sign in ((one, 1), (other, -1)):
        place[0] = min(max(place[0] + sign * east * step, RADIUS + 1), WIDTH - RADIUS - 1)
        place[1] = min(max(place[1] + sign * north * step, RADIUS + 1), HEIGHT - RADIUS - 1)


def _townships(points):
    """(name, x, y) of each township with a point: above its schools, or where fewer points are in the way."""
    places = {}
    for point in points:
        if point.school.township:
            places.setdefault(point.school.township.name, []).append(point)
    return [(name, *_label(name, here, points)) for name, here in places.items()]


def _label(name, here, points):
    half = len(name) * LETTER / 2
    x = sum(one.x for one in here) / len(here)
    x = min(max(x, half + 2), WIDTH - half - 2)
    above, below = min(one.y for one in here) - ABOVE, max(one.y for one in here) + BELOW
    spots = [(x, above), (x, below), (x, above - LETTER), (x, below + LETTER)]
    inside = [spot for spot in spots if LETTER <= spot[1] <= HEIGHT - 4] or spots
    best = min(inside, key=lambda spot: _covered(spot, half, points))
    return round(best[0], 1), round(best[1], 1)


def _covered(spot, half, points):
    """How many points stand in the way of a label."""
    x, y = spot
    reach = RADIUS + 2
    return sum(abs(one.x - x) < half + reach and y - LETTER - reach < one.y < y + reach for one in points)
