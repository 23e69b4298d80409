"""What a school's page shows of pairs: how many, never who; and the studios led from there."""

from classrooms.models import MasterStudio, Pair
from schools import panels


@panels.register("pairings", 62, "classrooms/pairs/panel.html", title="结对与工作室", side=True)
def pairings_of(schools, viewer):
    """{school: {"active": …, "done": …, "studios": …}}."""
    keys, State = {school.pk for school in schools}, Pair.State
    found = {}
    rows = Pair.objects.standing().values_list("first__school", "second__school", "state", "sample")
    for first, second, state, sample in rows.filter(first__school__in=keys) | rows.filter(
        second__school__in=keys
    ):
        for key in {first, second} & keys:
            row = found.setdefault(key, {"active": 0, "done": 0, "sample": False, "studios": []})
            row["done" if state == State.DONE else "active"] += 1
            row["sample"] |= sample
    studios = MasterStudio.objects.published().for_list().filter(master__school__in=keys)
    for studio in studios:
        row = found.setdefault(
            studio.master.school_id, {"active": 0, "done": 0, "sample": False, "studios": []}
        )
        row["studios"].append(studio)
    return found
