"""The admin through one mixin: nobody sees, picks, changes, deletes or guesses a row beyond their reach.

    @admin.register(Honour)
    class HonourAdmin(ScopedAdmin, admin.ModelAdmin): ...

    class CampusInline(ScopedInline, admin.TabularInline): ...

Put the mixin first. Rights come from `roles.GRANTS`; the rows they reach from the model's `owned(path)`
queryset; a model without one is reference data, which everybody who may see the table sees whole.
A custom `form` derives from `ScopedForm`. Relations in `list_filter` are scoped by themselves.
Other apps' own verbs: `@admin.action(permissions=["publish"])` with
`def has_publish_permission(self, request, obj=None): return self.holds(request, "publish", obj)`.
"""

import functools

from django.contrib import admin
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import get_fields_from_path, unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured, PermissionDenied
from django.db.models.constants import LOOKUP_SEP
from django.forms import modelform_factory
from django.http import Http404

from accounts import audit, deletion, rights
from accounts.exporting import ExportedList
from accounts.scoped_forms import ScopedForm, refuse_delete

# Pages of django-reversion that show rows, or versions of rows, by themselves.
TABLE_PAGES = ("_recoverlist", "_recover")
ROW_PAGES = ("_change", "_delete", "_history", "_revision", "_compare")


def is_of_a_row(pattern):
    return "object_id" in pattern.pattern.regex.groupindex or (pattern.name or "").endswith(ROW_PAGES)


class ScopedRelatedFilter(admin.RelatedFieldListFilter):
    """A filter that names only the related rows a person may see."""

    def field_choices(self, field, request, model_admin):
        model = field.remote_field.model
        seen = rights.choices(request.user, model)
        return field.get_choices(
            include_blank=False,
            ordering=self.field_admin_ordering(field, request, model_admin),
            limit_choices_to={"pk__in": seen.values("pk")} if rights.is_owned(model) else None,
        )


class ScopedFields:
    """What pages and inlines share: the drop-downs hold only rows within the person's sight."""

    form = ScopedForm
    raw_id_fields = ()

    def related_rows(self, request, db_field):
        """The rows offered for a relation; override to narrow or, with a reason, to widen them."""
        model = db_field.remote_field.model
        owner, rest = self.owner_field()
        if db_field.name != owner:
            return rights.choices(request.user, model)
        found = rights.reach(request.user, "change", self.opts.label_lower)
        if found.everything:
            return rights.choices(request.user, model)
        return model._default_manager.filter(**{f"{rest}__in": found.units})

    def owner_field(self):
        """(the field that says to whom a row belongs, the path from there to the unit)."""
        first, _, rest = (rights.unit_path(self.model) or "").partition(LOOKUP_SEP)
        try:
            field = self.opts.get_field(first)
        except FieldDoesNotExist:
            return None, ""
        return (first, rest or "pk") if field.is_relation and field.concrete else (None, "")

    def get_field_queryset(self, db, db_field, request):
        found = self.related_rows(request, db_field)
        related = self.admin_site._registry.get(db_field.remote_field.model)
        ordering = related.get_ordering(request) if related else ()
        return found.order_by(*ordering) if ordering else found

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._narrow(db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._narrow(db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _narrow(self, db_field, request, kwargs):
        if kwargs.get("queryset") is not None and rights.is_owned(db_field.remote_field.model):
            seen = self.related_rows(request, db_field)
            kwargs["queryset"] = kwargs["queryset"].filter(pk__in=seen.values("pk"))

    def _scope_form(self, form, request):
        if not issubclass(form, ScopedForm):
            raise ImproperlyConfigured(f"{type(self).__name__}.form must derive from ScopedForm")
        form.viewer = request.user
        return form


class ScopedAdmin(ExportedList, ScopedFields):
    """Mixin for a ModelAdmin; see the head of this file."""

    save_as = False
    view_on_site = False
    show_full_result_count = False
    list_per_page = 50
    # Query parameters beyond list_filter and date_hierarchy that a link of ours may carry.
    linkable = ()

    # --- which rows -----------------------------------------------------------------------------------
    def get_queryset(self, request):
        found = super().get_queryset(request)
        if rights.is_owned(self.model):
            return found.viewable_by(request.user)
        return found if rights.may(request.user, "view", self.opts.label_lower) else found.none()

    def holds(self, request, verb, obj=None):
        """Whether the person holds a verb at all, or on this row as the database has it."""
        if not rights.may(request.user, verb, self.opts.label_lower):
            return False
        if obj is None or obj.pk is None:
            return True
        kept = request.__dict__.setdefault("_rows_held", {})
        key = (verb, self.opts.label, obj.pk)
        if key not in kept:
            kept[key] = rights.rows(request.user, verb, self.model).filter(pk=obj.pk).exists()
        return kept[key]

    def has_view_permission(self, request, obj=None):
        return self.holds(request, "view", obj)

    def has_change_permission(self, request, obj=None):
        return self.holds(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.holds(request, "delete", obj)

    def has_add_permission(self, request):
        return self.holds(request, "add")

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404

    @property
    def urls(self):
        """Every page of a row, whoever adds it, is closed before it runs to those who may not see the row."""
        urls = self.get_urls()
        for pattern in urls:
            if (pattern.name or "").endswith(TABLE_PAGES):
                pattern.callback = self._whole_table_only(pattern.callback)
            elif is_of_a_row(pattern):
                pattern.callback = self._own_row_only(pattern.callback)
        return urls

    def _own_row_only(self, view):
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and self.admin_site.has_permission(request):
                object_id = kwargs.get("object_id", args[0] if args else "")
                to_field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
                if to_field and not self.to_field_allowed(request, to_field):
                    raise Http404
                if self.get_object(request, unquote(object_id), to_field) is None:
                    raise Http404
            return view(request, *args, **kwargs)

        return guarded

    def _whole_table_only(self, view):
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not rights.may_see_all(request.user, self.model):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    # --- lists ----------------------------------------------------------------------------------------
    def get_list_filter(self, request):
        return [self._scoped_filter(one) for one in super().get_list_filter(request)]

    def _scoped_filter(self, one):
        path, kind = one if isinstance(one, (list, tuple)) else (one, None)
        if not isinstance(path, str):
            return one
        field = get_fields_from_path(self.model, path)[-1]
        if field.is_relation and (kind is None or not issubclass(kind, ScopedRelatedFilter)):
            return path, ScopedRelatedFilter
        if LOOKUP_SEP in path and not (field.choices or field.get_internal_type() == "BooleanField"):
            raise ImproperlyConfigured(f"{type(self).__name__}: the filter {path} would list foreign values")
        return one

    def lookup_allowed(self, lookup, value, request):
        """Only what a filter on the page itself asks, so that nothing can be guessed letter by letter."""
        listed = [one[0] if isinstance(one, (list, tuple)) else one for one in self.get_list_filter(request)]
        own = {
            one.parameter_name for one in listed if isinstance(one, type) and hasattr(one, "parameter_name")
        }
        paths = [one for one in listed if isinstance(one, str)]
        paths += [path for path in (self.date_hierarchy, *self.linkable) if path]
        tails = ("", "__exact", "__in", "__isnull", "__gte", "__lt", "__year", "__month", "__day")
        keys = {f"{path}{tail}" for path in paths for tail in tails}
        keys |= {f"{path}__{key}__exact" for path in paths for key in ("id", "pk", self._target(path))}
        return lookup in keys | own and "\0" not in str(value)

    def _target(self, path):
        field = get_fields_from_path(self.model, path)[-1]
        return field.target_field.name if field.is_relation else "exact"

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\0", "")[:100])

    # --- actions --------------------------------------------------------------------------------------
    def _get_base_actions(self):
        return [
            (self._scoped_action(function), name, description)
            for function, name, description in super()._get_base_actions()
        ]

    def _scoped_action(self, function):
        """An action reaches the chosen rows on which the person holds the verbs it asks (else: change)."""
        verbs = getattr(function, "allowed_permissions", None) or ["change"]

        @functools.wraps(function)
        def scoped(model_admin, request, queryset):
            for verb in verbs:
                queryset = queryset.filter(pk__in=rights.rows(request.user, verb, self.model).values("pk"))
            return function(model_admin, request, queryset)

        scoped.allowed_permissions = verbs
        return scoped

    # --- forms ----------------------------------------------------------------------------------------
    def get_form(self, request, obj=None, change=False, **kwargs):
        return self._scope_form(super().get_form(request, obj, change=change, **kwargs), request)

    def get_changelist_form(self, request, **kwargs):
        return self._scope_form(super().get_changelist_form(request, **{"form": self.form} | kwargs), request)

    def form_for(self, request, form):
        """A further page's form: its relations are offered, and taken, within the person's reach alone."""

        def field_of(field, **kwargs):
            made = self.formfield_for_dbfield(field, request=request, **kwargs)
            if isinstance(getattr(made, "widget", None), RelatedFieldWidgetWrapper):
                made.widget = made.widget.widget
            return made

        scoped = modelform_factory(form._meta.model, form=form, formfield_callback=field_of)
        return self._scope_form(scoped, request)

    def get_changeform_initial_data(self, request):
        """A person of one school is not asked which school."""
        initial = super().get_changeform_initial_data(request)
        owner, _ = self.owner_field()
        if owner and owner not in initial and not rights.may_see_all(request.user, self.model):
            found = list(
                self.related_rows(request, self.opts.get_field(owner)).values_list("pk", flat=True)[:2]
            )
            if len(found) == 1:
                initial[owner] = found[0]
        return initial

    def save_model(self, request, obj, form, change):
        """The last line behind the form: the row was the person's to change."""
        if change and not self.has_change_permission(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.check_landing(request, form.instance)

    def check_landing(self, request, obj):
        """The row, saved with its relations, belongs to the person still; else the whole is rolled back."""
        if not rights.rows(request.user, "change", self.model).filter(pk=obj.pk).exists():
            raise PermissionDenied

    def save_formset(self, request, form, formset, change):
        self._check_rows(request, "delete", [one.instance for one in getattr(formset, "deleted_forms", [])])
        super().save_formset(request, form, formset, change)
        touched = [
            *getattr(formset, "new_objects", []),
            *(row for row, _ in getattr(formset, "changed_objects", [])),
        ]
        self._check_rows(request, "change", touched)

    def _check_rows(self, request, verb, touched):
        keys = {row.pk for row in touched if row.pk is not None}
        if not keys or not rights.is_owned(type(touched[0])):
            return
        if rights.rows(request.user, verb, type(touched[0])).filter(pk__in=keys).count() != len(keys):
            raise PermissionDenied

    # --- deletion -------------------------------------------------------------------------------------
    def get_deleted_objects(self, objs, request):
        """Django's page lists everything that would go, by name; this one names only what the person sees."""
        if not objs:
            return [], {}, set(), []
        found = deletion.Consequences(list(objs), request.user)
        hidden = found.foreign | found.kept_unseen
        lacking = {row._meta.verbose_name for row in found.foreign} | self._undeletable(request, found)
        tree = found.collector.nested(
            lambda row: "其他单位的内容" if row in hidden else f"{row._meta.verbose_name}：{row}"
        )
        kept = [f"{row._meta.verbose_name}：{row}" for row in found.kept - hidden]
        kept += ["其他单位的内容"] * bool(found.kept_unseen)
        counts = {model._meta.verbose_name: len(rows) for model, rows in found.collector.model_objs.items()}
        return tree, counts, lacking, kept

    def _undeletable(self, request, found):
        return {
            model._meta.verbose_name
            for model, rows in found.collector.model_objs.items()
            if self.admin_site.is_registered(model)
            for row in rows
            if not self.admin_site.get_model_admin(model).has_delete_permission(request, row)
        }

    # --- the trail ------------------------------------------------------------------------------------
    def construct_change_message(self, request, form, formsets, add=False):
        request._change = audit.change_of(form, formsets or [])
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request, obj, message):
        self._record(request, audit.Action.ADDED, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._record(request, audit.Action.CHANGED, obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._record(request, audit.Action.DELETED, obj)
        return super().log_deletions(request, queryset)

    def _record(self, request, action, obj):
        change = request.__dict__.pop("_change", {})
        audit.record(action, by=request.user, row=obj, change=change, address=audit.address_of(request))


class ScopedInline(ScopedFields):
    """Mixin for an inline: its rows, and whether they may be touched, follow from their own model's grant."""

    extra = 0
    show_change_link = False

    def get_queryset(self, request):
        found = super().get_queryset(request)
        verb = "change" if rights.may(request.user, "change", self.opts.label_lower) else "view"
        if rights.is_owned(self.model):
            return found.reachable_by(request.user, verb)
        return found if rights.may(request.user, "view", self.opts.label_lower) else found.none()

    def holds(self, request, verb, parent=None):
        label = self.opts.label_lower
        if not rights.may(request.user, verb, label):
            return False
        found = rights.reach(request.user, verb, label)
        path = self._path_from_parent()
        if found.everything or path is None or parent is None or parent.pk is None:
            return True
        return self.parent_model._default_manager.filter(
            **{"pk": parent.pk, f"{path}__in": found.units}
        ).exists()

    def _path_from_parent(self):
        """From the parent to its rows' unit: the inline's own path less the parent, or the parent's path."""
        first, _, rest = (rights.unit_path(self.model) or "").partition(LOOKUP_SEP)
        if first and first in {field.name for field in self.opts.fields if self._leads_to_parent(field)}:
            return rest or "pk"
        return rights.unit_path(self.parent_model)

    def _leads_to_parent(self, field):
        return field.is_relation and field.remote_field.model is self.parent_model

    def has_view_permission(self, request, obj=None):
        return self.holds(request, "view", obj)

    def has_change_permission(self, request, obj=None):
        return self.holds(request, "change", obj)

    def has_delete_permission(self, request, obj=None):
        return self.holds(request, "delete", obj)

    def has_add_permission(self, request, obj=None):
        return self.holds(request, "add", obj)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        self._scope_form(formset.form, request).hand_clean_DELETE = refuse_delete
        return formset
