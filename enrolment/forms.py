"""The shape of what parents ask; what becomes of it: `enquiring.py`."""

from itertools import groupby

from django import forms

from accounts import phone
from enrolment.models import Enquiry
from schools.models import School

DISTRICT = "区教委（不知道问谁，选这里）"


def whom_to_ask():
    """The district first, then the schools by stage in the district's order."""
    rows = School.objects.published().open().in_order().values_list("slug", "short_name", "stage")
    stages = dict(School.Stage.choices)
    schools = [
        (stages[stage], [(slug, name) for slug, name, _ in same])
        for stage, same in groupby(rows, key=lambda row: row[2])
    ]
    return [("", DISTRICT), *schools]


class EnquiryForm(forms.Form):
    NOT_BY_HAND = "这次没有提交成功。请看一遍内容，再点一次“提交”。"

    school = forms.ChoiceField(label="问谁", required=False)
    topic = forms.ChoiceField(label="问什么事", choices=[("", "请选择"), *Enquiry.Topic.choices])
    question = forms.CharField(
        label="您的问题",
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="500字以内。不要写孩子的姓名、身份证号和家庭住址的门牌。",
        error_messages={"min_length": "请写得再具体一些，至少5个字。"},
    )
    phone = forms.CharField(
        label="手机号",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        help_text="仅用于回电，加密保存，不公开。不留也会答复。",
    )
    # Hidden on the page: a person leaves it empty, a machine fills in whatever there is.
    subject_line = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = whom_to_ask()

    @property
    def shown(self):
        return [self[name] for name in ("school", "topic", "question", "phone")]

    def clean_question(self):
        return self.cleaned_data["question"].replace("\0", "")

    def clean_phone(self):
        text = self.cleaned_data["phone"]
        return phone.normalise(text) if text else ""

    def clean(self):
        if self.cleaned_data.get("subject_line"):
            raise forms.ValidationError(self.NOT_BY_HAND)
        return self.cleaned_data


class CodeForm(forms.Form):
    code = forms.CharField(
        label="查询码",
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text="提交后页面上给出的12位字母和数字，大小写、横线都不要紧。",
    )
