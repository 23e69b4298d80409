"""Two editors of one story: the second to save is told what the first changed, and loses nothing.

Every save raises the story's version; the form carries the version it started from. Where another save came
between, the form comes back with its own text and says who changed what; saved again, it stands, and the
other's text is in the history.
"""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.utils import timezone

from accounts.scoped_forms import ScopedForm
from news import approval, differences, versions
from news.models import Report


class LockedForm(ScopedForm):
    # While an old version is being restored the row itself is that old version; this is the one before it.
    standing_version = None

    # Set where another save came between: the version this form started from.
    overtaken = None

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        if self.standing_version is not None:
            self.initial["seen_version"] = self.standing_version

    def current_version(self):
        if self.standing_version is not None:
            return self.standing_version
        rows = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk)
        return rows.values_list("version", flat=True).get()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            return cleaned
        seen, current = self.cleaned_data.get("seen_version"), self.current_version()
        if seen != current:
            self.overtaken = seen or 0
            self.add_error(None, told(self.instance, saves=max(current - (seen or 0), 1)))
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_version")] = current
        return cleaned


def told(story, *, saves):
    """The sentences that say who saved since, when, and what they changed."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(story), object_id=str(story.pk)
    ).select_related("user")
    sentences = [
        f"{entry.user.get_full_name()}在{timezone.localtime(entry.action_time):%H:%M}保存过：{entry.get_change_message()}"
        for entry in entries.order_by("-action_time")[:saves]
    ]
    return [
        "您打开这一页之后，别人也改了它。您写的都还在下面，没有丢。",
        *(sentences or ["别处的一次保存改了它。"]),
        "两份都在下面，对着看；再按一次保存，就以您这一份为准，对方的那份留在“历史”里。",
    ]


def beside(story, posted, rows, *, seen):
    """What the other changed since version `seen`, and the story as it stands beside what was written here.

    `posted` and `rows`: the unsaved story and its unsaved rows as the form has them.
    """
    standing = approval.snapshot(story)[approval.key_of(story)]["parts"]
    mine, base = versions.parts_of_rows(posted, rows), versions.numbered(story, seen)
    if isinstance(story, Report):
        standing = versions.parts_of_rows(story, list(story.entries.select_related("article")))
    theirs = differences.side_by_side(versions.parts_of(base), standing) if base else []
    pairs = {"theirs": theirs, "both": differences.side_by_side(standing, mine)}
    return {name: _changed(story, pair) for name, pair in pairs.items()}


def _changed(story, pair):
    rows = differences.changed(pair)
    return [(str(story), rows)] if rows else []


def without_lost_rows(data, formsets):
    """A copy of posted data in which rows that another has deleted meanwhile are posted as new ones.

    `formsets` is [(prefix, keys of the rows that still exist)].
    """
    data = data.copy()
    for prefix, living in formsets:
        _renew(data, prefix, living)
    return data


def _renew(data, prefix, living):
    total, initial = (_number(data.get(f"{prefix}-{name}_FORMS")) for name in ("TOTAL", "INITIAL"))
    lost = [n for n in range(min(initial, total)) if _number(data.get(f"{prefix}-{n}-id")) not in living]
    if not lost:
        return
    order = [n for n in range(initial) if n not in lost] + lost + list(range(initial, total))
    rows = [_take(data, f"{prefix}-{n}-") for n in order]
    for place, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{prefix}-{place}-{name}", values)
    for place in range(initial - len(lost), initial):
        data[f"{prefix}-{place}-id"] = ""
    data[f"{prefix}-INITIAL_FORMS"] = str(initial - len(lost))


def _take(data, start):
    names = [name for name in data if name.startswith(start)]
    return {name.removeprefix(start): data.pop(name) for name in names}


def _number(text):
    text = str(text or "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0
