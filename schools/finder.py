"""What a choice of filters finds: the form, the filters in force and the schools' keys, in order."""

from dataclasses import dataclass

from publishing.fragments import kept
from schools.filters import SECTIONS, SchoolFilter
from schools.models import School
from schools.typed import understood

# Choices of filters are countless: of their answers only the most asked stay in memory.
MOST_CHOICES = 500


@dataclass(frozen=True)
class Found:
    filters: dict
    keys: tuple

    @property
    def brings(self):
        """Of the filters in force those of which dropping one alone would bring something."""
        return [one for one in self.filters["chosen"] if one.brings]


def in_filters(data):
    """The address in which words typed as free text are the filters they name; "" where none is."""
    if not data.get("q", "").strip():
        return ""
    chosen, left = understood(data["q"])
    if not chosen:
        return ""
    query = data.copy()
    for name in ("q", "page"):
        query.pop(name, None)
    for name, value in chosen.items():
        query[name] = value
    if left:
        query["q"] = left
    return f"?{query.urlencode()}"


def find(data):
    """The answer to a query; kept where it is made of choices alone, not of free text or unknown values."""
    asked = tuple(sorted((name, value) for name, value in data.items() if value and name != "page"))
    if any(name == "q" or len(value) > 40 for name, value in asked):
        return _find(data)
    answer = kept(SECTIONS, "finder", asked, lambda: _known(_find(data)), MOST_CHOICES)
    return answer or _find(data)


def _find(data):
    found = SchoolFilter(data, School.objects.listed())
    return Found(found.prepared(), tuple(found.qs.values_list("pk", flat=True)))


def _known(found):
    return None if found.filters["unknown"] else found
