"""The shape of what organisers of 上一节课 fill in; the rules are in `last_lessons.py`."""

from django import forms

from classrooms import last_lessons, slots
from classrooms.forms import Moment
from classrooms.models import LastLesson, Recording, Session
from classrooms.prepared_choices import PreparedChoices

# The newest of those a person may see: a longer list is not looked through on a phone.
MOST_RECORDINGS = 200
HELP = "从您能看到的课堂录像里选；看不到的，请那位教师先分享给您。没有对登录的教师开放的，要等本人同意才放。"


def recordings_for(user):
    return Recording.objects.visible_to(user).select_related("owner__school", "owner__user", "subject")


class RecordingChoice(forms.TypedChoiceField):
    """A recording by its title and whose it is."""

    def __init__(self, **kwargs):
        super().__init__(label="哪一节课", empty_value=None, **kwargs)

    def offer(self, user, chosen=None):
        found = list(recordings_for(user)[:MOST_RECORDINGS])
        if chosen and chosen not in found:
            found.append(chosen)
        self.rows = {str(one.pk): one for one in found}
        names = [(key, f"{one.title}（{one.owner.school.short_name}）") for key, one in self.rows.items()]
        self.choices = [("", "请选择"), *names]
        self.coerce = self.rows.get


class ShowForm(forms.Form):
    """Which recording, and when it may be watched."""

    recording = RecordingChoice(help_text=HELP)
    watch_from = forms.DateTimeField(label="从什么时候可以看", widget=Moment)
    watch_until = forms.DateTimeField(label="看到什么时候", widget=Moment)

    def __init__(self, row, user, *args, **kwargs):
        initial = kwargs.pop("initial", {})
        if row is not None:
            initial = {"recording": row.recording_id, "watch_from": row.watch_from} | initial
            initial["watch_until"] = row.watch_until
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["recording"].offer(user, row and row.recording)


class HoldForm(PreparedChoices, forms.ModelForm):
    """A whole new event: the lesson, the window, the discussion."""

    recording = RecordingChoice(help_text=HELP)
    watch_from = forms.DateTimeField(label="从什么时候可以看", widget=Moment)
    watch_until = forms.DateTimeField(
        label="看到什么时候", widget=Moment, required=False, help_text="空着：看到讨论结束。"
    )
    meeting_link = forms.URLField(
        label="线上会议", required=False, assume_scheme="https", help_text="只给报上名的人看。"
    )
    sure = forms.BooleanField(label="知道时间有冲突，仍要这个时间", required=False)

    class Meta:
        model = Session
        fields = [
            "organiser",
            "title",
            "summary",
            "starts_at",
            "ends_at",
            "place",
            "meeting_provider",
            "meeting_link",
            "meeting_number",
            "meeting_password",
            "capacity",
            "hours",
        ]
        field_classes = {"starts_at": forms.DateTimeField, "ends_at": forms.DateTimeField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "starts_at": Moment,
            "ends_at": Moment,
        }
        labels = {"starts_at": "讨论开始", "ends_at": "讨论结束"}

    field_order = ["recording", "watch_from", "watch_until"]

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recording"].offer(user)
        self.fields["meeting_provider"].choices = [("", "不选"), *Session.Provider.choices]
        organiser = self.fields["organiser"]
        organiser.queryset, organiser.empty_label = last_lessons.organising_units(user), None
        self.prepare()

    def clean(self):
        found = super().clean()
        starts, ends = found.get("starts_at"), found.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "结束要在开始之后。")
        found["watch_until"] = found.get("watch_until") or ends
        if starts and ends and found.get("recording") and not found.get("sure"):
            self._refuse_clashes(starts, ends, found["recording"])
        return found

    def _refuse_clashes(self, starts, ends, recording):
        tried = Session(starts_at=starts, ends_at=ends, presenter=recording.owner)
        clashes = slots.clashes(tried)
        if clashes:
            self.add_error("starts_at", [*clashes, "仍要这个时间，请勾选“知道时间有冲突，仍要这个时间”。"])

    def _post_clean(self):
        """The database's rules speak when the row is saved, by `last_lessons.hold`."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields)


class WriteUpForm(forms.ModelForm):
    class Meta:
        model = LastLesson
        fields = ["minutes", "outcome"]
        widgets = {
            "minutes": forms.Textarea(attrs={"rows": 8}),
            "outcome": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "minutes": "谁说了什么，登录的教师看得到。不写学生姓名。",
            "outcome": "定下来的做法、能用上的办法。所有人看得到。",
        }

    def _post_clean(self):
        """`last_lessons.write_up` writes the row."""
