"""The shape of what is asked on the pages of relays; the rules are in `receipts.py` and `rescheduling.py`."""

import re
from datetime import date

from django import forms

from classrooms.models import ClassTour, Receipt
from schools.models import Teacher

NEEDED = {"required": "请写明原因，两边的教师都会看到。"}


class FailForm(forms.Form):
    reason = forms.ChoiceField(
        label="原因",
        choices=Receipt.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": "没有上成，请选原因。"},
    )
    note = forms.CharField(label="说明", max_length=120, required=False, help_text="选“其他”时必填。")


class CorrectForm(forms.Form):
    state = forms.ChoiceField(
        label="改为", choices=[("confirmed", "已上课"), ("failed", "未上课")], widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label="未上课的原因", choices=[("", "—"), *Receipt.Reason.choices], required=False
    )
    why = forms.CharField(
        label="更正理由",
        max_length=120,
        help_text="会留在记录里。",
        error_messages={"required": "更正要写明理由，会留在记录里。"},
    )


class DayPicker(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class MoveForm(forms.Form):
    day = forms.DateField(label="改到哪一天", widget=DayPicker)
    period_no = forms.IntegerField(label="主讲学校第几节", min_value=1, max_value=15)
    reason = forms.CharField(label="原因", max_length=120, error_messages=NEEDED)


class ExtraLessonForm(forms.Form):
    day = forms.DateField(label="哪一天", widget=DayPicker)
    period_no = forms.IntegerField(label="主讲学校第几节", min_value=1, max_value=15)


class CallOffForm(forms.Form):
    reason = forms.CharField(label="取消原因", max_length=120, error_messages=NEEDED)


class CodeForm(forms.Form):
    code = forms.CharField(
        label="确认码",
        max_length=12,
        help_text="8位数字，在群里那条通知的末尾。",
        error_messages={"required": "请填8位确认码。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_code(self):
        code = re.sub(r"\D", "", self.cleaned_data["code"])
        if len(code) != 8:
            raise forms.ValidationError("确认码是8位数字，请核对。")
        return code


class TourForm(forms.ModelForm):
    class Meta:
        model = ClassTour
        fields = ["finding", "note"]


def colleagues_of(receivers):
    """{school: {teacher key: teacher}} of the receivers' schools, in one question."""
    found = {}
    schools = {receiver.group.school_id for receiver in receivers}
    for teacher in Teacher.objects.serving().filter(school__in=schools).order_by("pinyin", "pk"):
        found.setdefault(teacher.school_id, {})[teacher.pk] = teacher
    return found


class ReceiverForm(forms.Form):
    """Who helps in the receiving classroom, and in which of the school's own periods."""

    assistant = forms.TypedChoiceField(label="辅助教师", coerce=int, empty_value=None, required=False)
    period_no = forms.IntegerField(
        label="接收节次",
        min_value=1,
        max_value=15,
        required=False,
        help_text="空着：按两校作息，取时间重合最多的一节。",
    )

    def __init__(self, *args, receiver, colleagues, **kwargs):
        initial = {"assistant": receiver.assistant_id, "period_no": receiver.period_no}
        super().__init__(*args, initial=initial, prefix=f"receiver-{receiver.pk}", **kwargs)
        self.colleagues = colleagues.get(receiver.group.school_id, {})
        names = [(pk, teacher.name) for pk, teacher in self.colleagues.items()]
        self.fields["assistant"].choices = [("", "还没有定"), *names]

    def clean_assistant(self):
        return self.colleagues.get(self.cleaned_data["assistant"])


class SlotForm(forms.Form):
    """One of the free hours that the page offered: 2026-12-01.3."""

    slot = forms.RegexField(
        r"^\d{4}-\d\d-\d\d\.\d{1,2}$",
        error_messages={"required": "请选一个补课时间。", "invalid": "请从列出的时间里选。"},
    )

    def clean_slot(self):
        day, _, number = self.cleaned_data["slot"].partition(".")
        try:
            return date.fromisoformat(day), int(number)
        except ValueError:
            raise forms.ValidationError("请从列出的时间里选。") from None
