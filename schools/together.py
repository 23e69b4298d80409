"""Inline rows that must not clash: judged with each other as posted, and with all other rows as saved.

Django checks no conditional constraint that names the parent in an inline form, and compares a row with the
others of its page as these were before. A model used here has `judged_with`, the keys its own `clean` leaves
out, and `clash_with(other)`, a sentence or "".
"""

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet


class JudgedTogether(BaseInlineFormSet):
    def full_clean(self):
        together = {form.instance.pk for form in self.forms if form.instance.pk}
        for form in self.forms:
            form.instance.judged_with = together
        super().full_clean()

    def clean(self):
        super().clean()
        kept = [form.instance for form in self.forms if self._stays(form)]
        for number, row in enumerate(kept):
            for other in kept[:number]:
                if sentence := row.clash_with(other):
                    raise ValidationError(sentence)

    def _stays(self, form):
        filled = form.instance.pk or form.has_changed()
        return filled and form.is_valid() and not self._should_delete_form(form)
