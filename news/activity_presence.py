"""Where readers meet an activity besides its page: search, the picture ledger, the sections' versions."""

from pictures import uses
from publishing.models import raise_version
from search import index

KIND = "activity"
# An activity stands on the news' pages and on those of the schools and groups it names.
SECTIONS = ("news", "schools", "groups")


def renew(activity):
    """Write anew what follows from the row; call in the transaction that saved it or its album."""
    raise_version(*SECTIONS)
    if activity.visible_from is None:
        leave(activity)
        return
    index.put(**vars(document(activity)))
    uses.show(
        activity.get_absolute_url(),
        pictures_of(activity),
        label=activity.title,
        visible_from=activity.visible_from,
        visible_until=activity.visible_until,
    )


def leave(activity):
    raise_version(*SECTIONS)
    index.remove(KIND, activity.pk)
    uses.hide(activity.get_absolute_url())


def pictures_of(activity):
    album = [one.picture for one in activity.album.select_related("picture")]
    return [activity.picture, *album] if activity.picture else album


def document(activity):
    said = [activity.get_kind_display(), activity.audience, activity.text, activity.unit.name]
    said += [school.name for school in activity.schools.all()]
    return index.Document(
        kind=KIND,
        key=str(activity.pk),
        path=activity.get_absolute_url(),
        title=activity.title,
        summary=f"{activity.when}，{activity.place}。{activity.standfirst}",
        text="\n".join(said),
        visible_from=activity.visible_from,
        visible_until=activity.visible_until,
    )
