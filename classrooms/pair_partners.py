"""The partner of a standing pair is one to register with (结对同报)."""

from classrooms import partners
from classrooms.models import Pair


@partners.register
def of_pairs(teacher):
    """The other of each of the teacher's pairs that stands."""
    standing = Pair.objects.standing()
    found = standing.filter(first=teacher).values_list("second", flat=True)
    return [*found, *standing.filter(second=teacher).values_list("first", flat=True)]
