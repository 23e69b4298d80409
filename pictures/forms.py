"""Uploading and describing a picture."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.scoped_forms import ScopedForm
from pictures import filing, library
from pictures.models import Document, Picture


class PictureForm(ScopedForm):
    upload = forms.FileField(label="图片文件", required=False, help_text="JPG、PNG或WebP，不超过20 MB。")

    class Meta:
        model = Picture
        fields = [
            "unit",
            "title",
            "alt",
            "decorative",
            "caption",
            "credit",
            "illustration",
            "people",
            "focal_x",
            "focal_y",
        ]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload is None and not self.instance.current:
            raise ValidationError("请选择一张图片。")
        return library.normalise(upload) if upload else None


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyField(forms.FileField):
    """Any number of files; each is judged for itself, so that one bad one keeps none of the others out."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        return [super(ManyField, self).clean(one, initial) for one in data or [None]]


class UploadForm(ScopedForm):
    """Many at once: what they have in common is said here, what each shows on the next page."""

    files = ManyField(label="图片文件", help_text="可以一次选很多张：JPG、PNG或WebP，每张不超过20 MB。")

    class Meta:
        model = Picture
        fields = ["unit", "credit", "people"]

    def _post_clean(self):
        """The pictures themselves are described later."""


class DescribeForm(ScopedForm):
    class Meta:
        model = Picture
        fields = ["title", "alt", "decorative", "caption", "credit", "people"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="撤下的原因", max_length=120, help_text="写进审计记录；稿件编辑会看到。")


class DocumentForm(ScopedForm):
    upload = forms.FileField(
        label="文件",
        help_text="PDF、.docx、.xlsx、.pptx不超过20 MB；MP4视频不超过100 MB。旧格式请在WPS中另存。",
    )

    class Meta:
        model = Document
        fields = ["title", "unit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        filing.kind_of(upload)
        return upload
