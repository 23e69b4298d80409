"""Forms of pairs: offering, planning, teaching, looking back; and what an organiser does."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from accounts.models import Unit
from classrooms import file_kinds
from classrooms.circles import circle_of
from classrooms.models import ObservedLesson, Pair, PairingCycle, PlanComment, PlanVersion
from classrooms.prepared_choices import PreparedChoices
from schools.models import Teacher

MOST_BYTES = 20 * 1024 * 1024


def organisers_for(user):
    """Where a person's offer is put: their groups, their school, the district."""
    return Unit.objects.filter(Q(pk__in=circle_of(user).units) | Q(kind=Unit.Kind.DISTRICT)).distinct()


class OfferForm(PreparedChoices, forms.ModelForm):
    """A teacher's own offer to pair."""

    class Meta:
        model = PairingCycle
        fields = ["title", "form", "subject", "about", "places", "closes_on", "organiser"]
        widgets = {
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "about": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"organiser": "由谁组织"}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = organisers_for(user)
        self.fields["organiser"].empty_label = None
        self.fields["subject"].empty_label = "不分学科"
        self.prepare()


class PlanForm(forms.ModelForm):
    file = forms.FileField(
        label="文件", required=False, help_text="Word、PPT、PDF、WPS或图片，最大20 MB；也可以只写文字。"
    )

    class Meta:
        model = PlanVersion
        fields = ["text", "file"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("文件超过20 MB，请压缩图片后再传。")
        file_kinds.check(upload, upload.name, file_kinds.PLANS)
        return upload

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("text", "").strip() and not self.errors:
            raise forms.ValidationError("请写几句，或选一个文件。")
        return cleaned


class CommentForm(forms.ModelForm):
    class Meta:
        model = PlanComment
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class HoldForm(PreparedChoices, forms.Form):
    """Which lesson was held: one that was entered, or a new entry by topic and day."""

    lesson = forms.ModelChoiceField(
        ObservedLesson.objects.none(), label="已登记的课", required=False, empty_label="没有登记过，填在下面"
    )
    presenter = forms.ModelChoiceField(
        Teacher.objects.none(), label="谁上的", required=False, empty_label=None
    )
    topic = forms.CharField(label="课题", max_length=60, required=False)
    class_name = forms.CharField(label="班级", max_length=30, required=False)
    held_on = forms.DateField(
        label="上课日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )

    def __init__(self, *args, pair, **kwargs):
        super().__init__(*args, **kwargs)
        both = [pair.first_id, pair.second_id]
        self.fields["lesson"].queryset = ObservedLesson.objects.filter(
            presenter__in=both, held_on__gte=pair.proposed_at.date()
        ).select_related("presenter")
        self.fields["presenter"].queryset = Teacher.objects.filter(pk__in=both).select_related("school")
        self.prepare()

    def clean(self):
        cleaned = super().clean()
        entered = all(cleaned.get(name) for name in ("presenter", "topic", "held_on"))
        if not cleaned.get("lesson") and not entered and not self.errors:
            raise forms.ValidationError("请选一节登记过的课，或写上课题和日期。")
        if cleaned.get("held_on") and cleaned["held_on"] > timezone.localdate():
            self.add_error("held_on", "课上过以后再登记。")
        return cleaned


class FollowUpForm(forms.Form):
    day = forms.DateField(
        label="哪天回头看", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OutcomeForm(forms.ModelForm):
    class Meta:
        model = Pair
        fields = ["outcome"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"outcome": "哪里变了？学生那边看得出来吗？还要试什么？"}


class EndForm(forms.Form):
    reason = forms.CharField(label="原因（两位教师会看到）", max_length=120)


class DueForm(forms.Form):
    step = forms.ChoiceField(label="步骤", choices=[(one.value, one.label) for one in Pair.State.active()])
    day = forms.DateField(label="改到", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AnewForm(PreparedChoices, forms.Form):
    """Whom each of the two goes on with; one of the old pair stays."""

    stays = forms.ModelChoiceField(Teacher.objects.none(), label="谁继续", empty_label=None)
    partner = forms.ModelChoiceField(Teacher.objects.none(), label="和谁结对", empty_label="请选择")
    reason = forms.CharField(label="原因（几位教师都会看到）", max_length=120)

    def __init__(self, *args, pair, user, **kwargs):
        super().__init__(*args, **kwargs)
        both = [pair.first_id, pair.second_id]
        seen = Teacher.objects.viewable_by(user).serving().select_related("school")
        self.fields["stays"].queryset = Teacher.objects.filter(pk__in=both).select_related("school")
        subject = pair.cycle.subject_id
        near = seen.exclude(pk__in=both)
        self.fields["partner"].queryset = near.filter(specialism=subject) if subject else near
        self.prepare()
