"""Rows that are a unit themselves, a school or a group: the unit is made with them and bears their name."""

from django.core.exceptions import ValidationError

from accounts.models import Unit
from accounts.scoped_forms import ScopedForm


class OwnUnitForm(ScopedForm):
    """A form with a `name`; of a kind, no two units have the same."""

    unit_kind = None

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Unit.objects.filter(kind=self.unit_kind, name=name).exclude(pk=self.instance.unit_id).exists():
            raise ValidationError("已有同名单位。")
        return name


class OwnUnit:
    """Mixin for the ModelAdmin; put it before ScopedAdmin."""

    def save_model(self, request, obj, form, change):
        if not change:
            obj.unit = Unit.objects.create(kind=form.unit_kind, name=obj.name)
        elif "name" in form.changed_data:
            Unit.objects.filter(pk=obj.unit_id).update(name=obj.name)
        super().save_model(request, obj, form, change)
