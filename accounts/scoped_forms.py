"""Forms that offer and accept only rows the person may see, and leave alone what they may not."""

from django import forms

from accounts import deletion, rights

UNSEEN = "其他单位的内容（不可查看）"


class ScopedForm(forms.ModelForm):
    """The form of every scoped admin. `viewer` is set on the class, which the admin makes anew a request.

    A value that is already in the row stays selectable under a neutral name when its own row is out of the
    person's sight, so that saving loses nothing and shows nothing.
    """

    viewer = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and rights.is_owned(field.queryset.model):
                if name in self.declared_fields:
                    seen = rights.choices(self.viewer, field.queryset.model)
                    field.queryset = field.queryset.filter(pk__in=seen.values("pk"))
                self._keep_unseen(name, field)

    def _keep_unseen(self, name, field):
        kept = _pks(self.initial.get(name)) if self.instance.pk else set()
        if not kept:
            return
        model = field.queryset.model
        unseen = kept - set(field.queryset.filter(pk__in=kept).values_list("pk", flat=True))
        hidden = unseen - set(
            rights.choices(self.viewer, model).filter(pk__in=unseen).values_list("pk", flat=True)
        )
        if unseen:
            ordering = field.queryset.query.order_by
            offered = model._default_manager.filter(pk__in=field.queryset.order_by().values("pk"))
            both = offered | model._default_manager.filter(pk__in=unseen)
            field.queryset = both.order_by(*ordering) if ordering else both
        if hidden:
            shown = field.label_from_instance
            field.label_from_instance = lambda row: UNSEEN if row.pk in hidden else shown(row)


def _pks(value):
    values = value if isinstance(value, (list, tuple, set)) else [value]
    return {getattr(one, "pk", one) for one in values if one not in (None, "")}


def refuse_delete(form):
    """An inline row on which others depend stays, without a word on what these are.

    Replaces Django's own check, which would print the names of rows that the person may not see.
    """
    if not form.cleaned_data.get("DELETE") or form.instance.pk is None:
        return
    if deletion.Consequences([form.instance], form.viewer).blocked:
        form._errors = {}
        form.add_error(None, "有其他内容依赖这一行，不能删除。")
