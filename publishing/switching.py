"""The switches of the whole site as every process knows them, at most a second old.

Nothing is asked of the database while the site's version stands: `versions` is read each second anyway.
"""

import time
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils import timezone

from publishing.models import SITE, Mourning, SiteNotice, TakeDown, versions


@dataclass(frozen=True)
class Switches:
    """`mournings` and `notices` with their times, of now and to come; `down`: addresses taken down."""

    mournings: tuple = ()
    notices: tuple = ()
    down: frozenset = frozenset()

    def mourning(self, now):
        return any(start <= now < end for start, end in self.mournings)

    def notices_at(self, now):
        return [
            notice
            for notice in self.notices
            if notice.visible_from <= now and (notice.visible_until is None or notice.visible_until > now)
        ]

    def is_down(self, path):
        """The address itself, and what stands beneath it (its poster, its calendar file)."""
        return bool(self.down) and (
            path in self.down or any(path.startswith(one) for one in self.down if one.count("/") > 2)
        )


class Remembered:
    """What this process last read."""

    READ_EVERY = 1.0

    def __init__(self):
        self.switches, self.number, self.looked_at = Switches(), None, float("-inf")

    def known(self):
        if time.monotonic() - self.looked_at >= self.READ_EVERY:
            self.looked_at = time.monotonic()
            try:
                self._look()
            except DatabaseError:
                # While the database is away, what was known holds.
                self.looked_at = float("-inf")
        return self.switches

    def _look(self):
        number = versions.known().get(SITE, 0)
        if number != self.number:
            self.switches, self.number = read(), number

    def forget(self):
        self.number, self.looked_at = None, float("-inf")


remembered = Remembered()


def read():
    now = timezone.now()
    mournings = Mourning.objects.filter(ends_at__gt=now).values_list("starts_at", "ends_at")
    notices = SiteNotice.objects.filter(visible_from__isnull=False).exclude(visible_until__lte=now)
    down = TakeDown.objects.filter(lifted_at=None).values_list("path", flat=True)
    return Switches(tuple(mournings), tuple(notices), frozenset(down))


def next_moment(now):
    """When the look of every page next changes by a switch."""
    known = remembered.known()
    moments = [moment for span in known.mournings for moment in span]
    moments += [moment for one in known.notices for moment in (one.visible_from, one.visible_until)]
    return min((moment for moment in moments if moment and moment > now), default=None)


def frame():
    """What the frame of a page shows of the switches now; the outermost middleware has just looked."""
    now, known = timezone.now(), remembered.switches
    return {"mourning": known.mourning(now), "site_notices": known.notices_at(now)}
