"""Where readers meet a group besides its page: the search entry, its picture, its section's version."""

from django.urls import reverse

from pictures import uses
from publishing.models import raise_version
from search import index

KIND = "group"


def renew(group):
    """Write anew what follows from the group's row; call in the transaction that saved it."""
    raise_version("groups")
    entry = document(group)
    index.put(**vars(entry))
    uses.show(
        entry.path,
        [group.lead_picture] if group.lead_picture else [],
        label=group.name,
        visible_from=group.visible_from,
        visible_until=group.visible_until,
    )


def document(group):
    """What the search index knows of a group."""
    return index.Document(
        kind=KIND,
        key=str(group.pk),
        path=group.get_absolute_url(),
        title=group.name,
        names=(group.name,),
        summary=group.standfirst,
        text=group.about,
        visible_from=group.visible_from,
        visible_until=group.visible_until,
    )


def leave(group):
    raise_version("groups")
    index.remove(KIND, group.pk)
    uses.hide(group.get_absolute_url())


def renew_activity(activity):
    """An activity's picture stands on the page of the cooperation, for the activity's own time."""
    uses.show(
        _address(activity),
        [activity.picture] if activity.picture else [],
        label=activity.title,
        visible_from=activity.visible_from,
        visible_until=activity.visible_until,
    )


def leave_activity(activity):
    uses.hide(_address(activity))


def _address(activity):
    return f"{reverse('groups:cooperation')}#activity-{activity.pk}"
