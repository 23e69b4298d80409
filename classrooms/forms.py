"""The shape of what is asked; the rules are in `booking.py`."""

from django import forms


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="原因",
        max_length=120,
        help_text="会写进教师收到的消息。",
        error_messages={"required": "请写明原因，教师会看到。"},
    )


class CapacityForm(forms.Form):
    capacity = forms.IntegerField(
        label="名额", min_value=1, max_value=100_000, help_text="增加的名额按候补先后自动递补。"
    )
