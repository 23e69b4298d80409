"""Forms of the library: what is shared, with whom; words, questions."""

import re

from django import forms
from django.db import models
from django.db.models import Q

from classrooms.circles import circle_of
from classrooms.models import MasterStudio, Recording, Resource, Shared, Showcase, StoredFile
from classrooms.prepared_choices import PreparedChoices
from schools.models import Subject, Teacher

CLOCK = re.compile(r"(?:(\d{1,2})[:：])?(\d{1,3})(?:[:：](\d{1,2}))?")


class SharedForm(PreparedChoices, forms.ModelForm):
    """What all share: the file uploaded before stands as its token; the password is asked, never shown."""

    password_text = forms.CharField(
        label="口令",
        max_length=40,
        required=False,
        help_text="只在“谁能看”选了“知道口令的人”时填；改时再填。",
    )

    class Meta:
        model = Recording
        fields = []

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "不选"
        self.narrow()
        self.prepare()

    def narrow(self):
        pass

    def clean(self):
        cleaned = super().clean()
        asks = cleaned.get("view") == Shared.View.PASSWORD
        if asks and not cleaned.get("password_text") and not self.instance.password:
            self.add_error("password_text", "请设一个口令。")
        return cleaned

    def _post_clean(self):
        """The database's rules speak when the row is saved, by `library.share`."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields)


def uploaded(user, token):
    return StoredFile.objects.filter(by=user, upload__token=token).first() if token else None


class RecordingForm(SharedForm):
    upload = forms.CharField(required=False, max_length=43, widget=forms.HiddenInput)
    link = forms.URLField(
        label="录像链接",
        required=False,
        assume_scheme="https",
        help_text="没有上传时填：区里的录播平台、国家中小学智慧教育平台等。",
    )

    class Meta:
        model = Recording
        fields = ["title", "about", "subject", "class_name", "recorded_on", "link", "view"]
        widgets = {
            "recorded_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "about": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self):
        cleaned = super().clean()
        self.instance.file = uploaded(self.user, cleaned.get("upload")) or self.instance.file
        if self.instance.file and not self.instance.file.is_video:
            self.add_error(None, "录像要是MP4或WebM。")
        if not self.instance.file and not cleaned.get("link"):
            self.add_error("link", "请上传录像，或填写链接。")
        return cleaned


class ResourceForm(SharedForm):
    upload = forms.CharField(required=False, max_length=43, widget=forms.HiddenInput)
    link = forms.URLField(
        label="链接", required=False, assume_scheme="https", help_text="没有文件时填，如国家平台的网址。"
    )
    note = forms.CharField(label="这一版改了什么", max_length=120, required=False)

    class Meta:
        model = Resource
        fields = [
            "title",
            "about",
            "subject",
            "stage",
            "grade",
            "textbook",
            "volume",
            "chapter",
            "licence",
            "view",
        ]
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        cleaned = super().clean()
        self.file = uploaded(self.user, cleaned.get("upload"))
        if not self.file and not cleaned.get("link") and not self.instance.pk:
            self.add_error("link", "请上传文件，或填写链接。")
        return cleaned

    def clean_grade(self):
        grade = self.cleaned_data["grade"]
        if grade is not None and not 1 <= grade <= 12:
            raise forms.ValidationError("年级填1到12。")
        return grade


class ShowcaseForm(SharedForm):
    class Meta:
        model = Showcase
        fields = ["title", "about", "subject", "recording", "resource", "view"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def narrow(self):
        for name, model in (("recording", Recording), ("resource", Resource)):
            self.fields[name].queryset = model.objects.of(self.user)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("recording") and not cleaned.get("resource"):
            raise forms.ValidationError("请选一段录像，或一份教案课件。")
        return cleaned


FORMS = {"recordings": RecordingForm, "resources": ResourceForm, "showcases": ShowcaseForm}


class OpenForm(forms.Form):
    password = forms.CharField(label="口令", max_length=40)


class ClockField(forms.CharField):
    """2:05 or 1:02:05 or 125, as whole seconds."""

    def to_python(self, value):
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        parts = re.split("[:：]", text)
        if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= 5 for part in parts):
            raise forms.ValidationError("时间写成2:05。")
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + int(part)
        if seconds > 24 * 3600:
            raise forms.ValidationError("时间超出了录像。")
        return seconds


class TimedCommentForm(forms.Form):
    starts = ClockField(label="从", required=False)
    ends = ClockField(label="到", required=False)
    text = forms.CharField(label="评语", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts") or 0, cleaned.get("ends")
        if ends is not None and ends <= starts:
            self.add_error("ends", "结束要在开始之后。")
        return cleaned


def masters_for(user):
    """Whom a question may be put to: masters of studios, and the district's and city's backbone teachers."""
    led = MasterStudio.objects.published().values("master")
    levels = (Teacher.Backbone.DISTRICT, Teacher.Backbone.CITY, Teacher.Backbone.NATIONAL)
    known = Q(pk__in=led) | Q(backbone__in=levels, public=True) | Q(pk__in=circle_of(user).partners)
    return Teacher.objects.serving().filter(known, user__isnull=False).exclude(user=user)


class AskForm(PreparedChoices, forms.Form):
    master = forms.ModelChoiceField(Teacher.objects.none(), label="请谁会诊", empty_label="请选择")
    title = forms.CharField(label="问什么", max_length=60)
    text = forms.CharField(
        label="说清楚一点",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="哪节课、哪一步、试过什么。",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["master"].queryset = masters_for(user).select_related("school")
        self.prepare()


class ReplyForm(forms.Form):
    text = forms.CharField(label="回复", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class NarrowForm(forms.Form):
    """What a list of the library may be narrowed to."""

    subject = forms.ChoiceField(label="学科", required=False)
    q = forms.CharField(label="名称里有", required=False, max_length=30)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        subjects = [(str(pk), name) for pk, name in Subject.objects.values_list("pk", "name")]
        self.fields["subject"].choices = [("", "全部学科"), *subjects]

    def narrow(self, rows):
        if not self.is_valid():
            return rows
        cleaned = self.cleaned_data
        if cleaned["subject"]:
            rows = rows.filter(subject=cleaned["subject"])
        text = cleaned["q"].replace("\0", "").strip()
        return (
            rows.filter(models.Q(title__icontains=text) | models.Q(about__icontains=text)) if text else rows
        )
