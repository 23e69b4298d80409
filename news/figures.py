"""Key figures fetched from the portal's own data: `schools.measures`, each with its parts."""

from schools import measures
from schools.models import School


def choices():
    return measures.choices()


def exists(key):
    return key in dict(measures.choices())


def read(keys, *, school=None, group=None):
    """[[number, what it counts, key]] for the measures that exist and have a value in that scope."""
    schools = _schools(school, group)
    found = []
    for key in keys:
        if exists(key):
            measure = measures.get(key)
            reading = measure.read(schools)
            number = _number(reading, measure.unit)
            if number:
                found.append([number, _label(reading, measure), key])
    return found


def _schools(school, group):
    """The queryset that measures take; None: the whole district."""
    if school is not None:
        return School.objects.filter(pk=school.pk)
    if group is not None:
        return School.objects.filter(pk__in=group.memberships.shown().values("school"))
    return None


def _number(reading, unit):
    if unit != "%":
        return f"{reading.part}{unit}"
    if reading.ratio is None:
        return ""
    # Cut, not rounded: 100 % stands only where nothing is left out.
    return f"{int(reading.ratio * 1000) / 10:g}%"


def _label(reading, measure):
    if measure.unit == "%" or (reading.whole and reading.whole != reading.part):
        return f"{measure.label}（{reading.part}/{reading.whole}）"
    return measure.label
