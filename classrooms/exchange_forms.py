"""What is asked on the page of the course interface."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.utils import timezone

from accounts.models import Unit
from accounts.rights import reach, roles_of
from classrooms.exchange import MOST_BYTES, MOST_COURSES
from classrooms.models import RelayCourse
from classrooms.relay_forms import DayPicker
from schools.calendar import current_term

MOST_DAYS = 400
# A checked file comes back with the page, sealed for who checked it; so long it may be carried out.
WAITS = timedelta(hours=2)


class ExportForm(forms.Form):
    first = forms.DateField(label="从", widget=DayPicker)
    last = forms.DateField(label="到", widget=DayPicker)

    def __init__(self, *args, **kwargs):
        term, today = current_term(), timezone.localdate()
        span = (term.starts_on, term.ends_on) if term else (today - timedelta(days=30), today)
        super().__init__(*args, initial={"first": span[0], "last": span[1]}, **kwargs)

    def clean(self):
        found = super().clean()
        first, last = found.get("first"), found.get("last")
        if first and last and not 0 <= (last - first).days <= MOST_DAYS:
            self.add_error("last", f"结束不能早于开始，最多{MOST_DAYS}天。")
        return found


def units_for(user):
    """The units in whose name a person may plan relays: those where they have a role that may."""
    held, found = {unit for _, unit, _ in roles_of(user)}, reach(user, "add", RelayCourse._meta.label_lower)
    units = held if found.everything else held & found.units
    return Unit.objects.filter(pk__in=units).order_by("kind", "name", "pk")


class _Units(forms.Form):
    organiser = forms.TypedChoiceField(label="新课归哪个单位组织", help_text="平台上已有的课，组织单位不变。")

    def __init__(self, units, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = {str(unit.pk): unit for unit in units}
        self.fields["organiser"].choices = [(key, unit.name) for key, unit in rows.items()]
        self.fields["organiser"].coerce = rows.get


class UploadForm(_Units):
    file = forms.FileField(
        label="课程文件",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text=f"JSON，最多{MOST_COURSES}节课、{MOST_BYTES // 1_000_000}MB。先检查，不会马上改动。",
        error_messages={"required": "请选择一个文件。", "empty": "这个文件是空的。"},
    )
    field_order = ["file", "organiser"]


class CarryOutForm(_Units):
    """The checked text as the page carried it; only the person who checked it opens the seal."""

    sealed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, user, units, *args, **kwargs):
        super().__init__(units, *args, **kwargs)
        self.user = user
        self.fields["organiser"].widget = forms.HiddenInput()

    def clean_sealed(self):
        try:
            return signing.loads(self.cleaned_data["sealed"], salt=_salt(self.user), max_age=WAITS)
        except signing.BadSignature:
            raise forms.ValidationError("检查过的文件已过期，请重新上传。") from None


def seal(text, user):
    return signing.dumps(text, salt=_salt(user), compress=True)


def _salt(user):
    return f"classrooms.exchange.{user.pk}"
