"""Rows of drop-downs read before the page renders: a template asks the database nothing."""

from django import forms


class PreparedChoices:
    """Mixin for a form: call `prepare()` once the fields' querysets are narrowed."""

    def prepare(self):
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.choices = list(field.choices)
