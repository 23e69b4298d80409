"""Form fields for what a row keeps as a list."""

from django import forms

from schools.models.teaching import WEEKDAYS

# Hours to be ticked: Monday to Friday, the first to the eighth period.
HOURS = [
    (f"{weekday}.{period}", f"{name}第{period}节") for weekday, name in WEEKDAYS[:5] for period in range(1, 9)
]


class HoursField(forms.MultipleChoiceField):
    """[[2, 2], [4, 1]] as ticks of a week."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=HOURS, **kwargs)

    def prepare_value(self, value):
        return [one if isinstance(one, str) else f"{one[0]}.{one[1]}" for one in value or []]

    def clean(self, value):
        return sorted([int(number) for number in one.split(".")] for one in super().clean(value))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)
