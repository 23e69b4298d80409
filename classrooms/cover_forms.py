"""The choice among the ways to cover a lesson."""

from datetime import date

from django import forms

from classrooms import ways
from schools.models import Lesson, Teacher


class ArrangeForm(forms.Form):
    """One choice among the ways: s:teacher or w:lesson:date."""

    way = forms.ChoiceField(
        label="怎么安排",
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个办法。", "invalid_choice": "这个办法已不合适，请重新选。"},
    )

    def __init__(self, cover, *args, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues, swaps = ways.colleagues(cover), ways.swaps(cover)
        self.fields["way"].choices = [
            ("代课：空着的同事", [(f"s:{one.teacher.pk}", one.text) for one in colleagues if one.free]),
            ("调课：与本班的课对换", [(f"w:{one.value}", one.text) for one in swaps]),
        ]
        self.nothing = not swaps and not any(one.free for one in colleagues)

    def chosen(self):
        kind, _, rest = self.cleaned_data["way"].partition(":")
        if kind == "s":
            return {"substitute": Teacher.objects.get(pk=rest)}
        lesson, _, day = rest.partition(":")
        found = Lesson.objects.select_related("teacher", "subject").get(pk=lesson)
        return {"swap": (found, date.fromisoformat(day))}
