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

    def clean_alt(self):
        alt = self.cleaned_data["alt"].strip()
        if alt.lower().endswith((".jpg", ".jpeg", ".png", ".webp")):
            raise ValidationError("替代文字不能是文件名，请写图上有什么。")
        return alt


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
