"""Form fields for what a row keeps as a list."""

from django import forms


class LinesField(forms.CharField):
    """A list of words, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or []), "\n".join((data or "").splitlines()))


class GradesField(forms.TypedMultipleChoiceField):
    """The grades of a teaching group, as numbers in order."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        choices = [(number, f"{number}") for number in range(1, 13)]
        super().__init__(choices=choices, coerce=int, **kwargs)

    def clean(self, value):
        return sorted(super().clean(value))
