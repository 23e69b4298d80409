"""Nobody finds a trace of another school's rows in any admin page: canaries under every registered admin.

The rows are planted once for all tests of the class; each test walks every role and model, so that an admin
registered tomorrow is watched without a line here.
"""

import pytest
from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.test import Client, RequestFactory, TestCase
from django.urls import NoReverseMatch, reverse

from accounts import rights
from accounts.models import ImportRun
from accounts.roles import GRANTS, Role
from accounts.scoped_admin import ScopedAdmin, ScopedInline, is_of_a_row
from tests.canary import BAIT, CANARY, as_it_stands, make_place, make_row, plant
from tests.factories import person

TRESPASSERS = (Role.CORRESPONDENT, Role.AFFAIRS, Role.HEAD, Role.GROUP)
REGISTERED = list(admin.site._registry)
SCOPED = [model for model in REGISTERED if rights.unit_path(model) is not None]


def page(model, name, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def found_in(response):
    """Where the canary stands in an answer, with some of what surrounds it."""
    text = response.content.decode() if not response.streaming else b"".join(response).decode()
    place = text.find(CANARY)
    return text[max(0, place - 120) : place + 40] if place >= 0 else ""


def row_pages(model, key):
    """The addresses of all pages of one row, whoever added them."""
    for pattern in admin.site._registry[model].urls:
        if pattern.name and is_of_a_row(pattern):
            places = pattern.pattern.regex.groups
            named = pattern.pattern.regex.groupindex or pattern.pattern.converters
            args = [key] * (len(named) or places)
            yield reverse(f"admin:{pattern.name}", args=args)


def related_fields(model):
    fields = [*model._meta.fields, *model._meta.many_to_many]
    registered = admin.site._registry
    return [field for field in fields if field.is_relation and field.remote_field.model in registered]


def posted(response):
    """What a browser would post of the form as shown, without inline rows."""
    data = {}
    for bound in response.context["adminform"].form:
        value = bound.value()
        if value is not None and value is not False and not hasattr(value, "url"):
            data[bound.html_name] = value
    for inline in response.context["inline_admin_formsets"]:
        prefix = inline.formset.prefix
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return data


def test_every_admin_and_inline_is_scoped():
    for model_admin in admin.site._registry.values():
        assert isinstance(model_admin, ScopedAdmin)
        assert type(model_admin).raw_id_fields == ()
        assert not model_admin.save_as
        assert model_admin.view_on_site is False
        for inline in model_admin.inlines:
            assert issubclass(inline, ScopedInline), inline


@pytest.mark.django_db
def test_a_sheet_somebody_uploaded_is_theirs_alone(client):
    place = make_place("自家")
    mine, theirs = (
        person(Role.CORRESPONDENT, place.school.unit),
        person(Role.CORRESPONDENT, place.school.unit),
    )
    report = {"new": 1, "changed": 0, "same": 0, "faulty": 0}
    run = ImportRun.objects.create(kind="figures", by=theirs, file_name=f"{CANARY}.xlsx", report=report)
    client.force_login(mine)
    assert found_in(client.get(page(ImportRun, "changelist"))) == ""
    assert found_in(client.post(page(ImportRun, "export"), {"form": "csv"})) == ""
    assert client.get(page(ImportRun, "change", run.pk)).status_code == 404
    client.force_login(theirs)
    assert found_in(client.get(page(ImportRun, "changelist")))


class TestCanary(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.foreign = plant(make_place(CANARY))
        cls.place = make_place("自家")
        made = {}
        cls.rows = {model: make_row(model, cls.place, made) for model in SCOPED}
        cls.people = {
            role: person(role, cls.place.group.unit if role == Role.GROUP else cls.place.school.unit)
            for role in TRESPASSERS
        }

    def each(self, models):
        """Every role with every model: (a signed-in client, the role, the model)."""
        for role, user in self.people.items():
            client = Client()
            client.force_login(user)
            client.user = user
            for model in models:
                with self.subTest(role=role, model=model._meta.label):
                    yield client, model

    def silent(self, response, *about):
        assert found_in(response) == "", about

    def test_lists_forms_and_popups_show_no_trace(self):
        for client, model in self.each(REGISTERED):
            listed, add = page(model, "changelist"), page(model, "add")
            asked = (listed, f"{listed}?q={BAIT}", f"{listed}?_facets=True", add, f"{add}?_popup=1")
            for address in asked:
                self.silent(client.get(address), address)
            self.silent(client.post(add, {}), add)
            self.silent(client.post(f"{page(model, 'export')}?q={BAIT}", {"form": "csv"}), "export")

    def test_pages_of_a_foreign_row_are_as_good_as_absent(self):
        for client, model in self.each(SCOPED):
            row = self.foreign[model]
            before = as_it_stands(row)
            for address in row_pages(model, row.pk):
                response = client.get(address)
                assert response.status_code == 404, address
                self.silent(response)
                assert client.post(address, {"post": "yes"}).status_code == 404, address
            assert as_it_stands(row) == before

    def test_pages_of_an_own_row_show_no_trace_of_others(self):
        for client, model in self.each(SCOPED):
            row = self.rows[model]
            may_see = rights.rows(client.user, "view", model).filter(pk=row.pk).exists()
            for name in ("change", "delete", "history"):
                response = client.get(page(model, name, row.pk))
                self.silent(response, name)
                if name == "change":
                    assert response.status_code == (200 if may_see else 404)

    def test_autocompletion_offers_no_foreign_row(self):
        for client, model in self.each(REGISTERED):
            of_model = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
            for field in related_fields(model):
                asked = of_model | {"field_name": field.name, "term": BAIT}
                response = client.get("/admin/autocomplete/", asked)
                if response.status_code == 200:
                    assert CANARY not in str(response.json()), field.name
                else:
                    assert response.status_code in (403, 404)

    def test_nothing_can_be_guessed_through_lookups(self):
        for client, model in self.each(SCOPED):
            path, listed = rights.unit_path(model), page(model, "changelist")
            guesses = (f"{path}__name__startswith={BAIT}", "password__startswith=p", "slug__startswith=s")
            for guess in guesses:
                assert client.get(f"{listed}?{guess}").status_code in (400, 403), guess
            self.silent(client.get(f"{listed}?{path}={self.foreign[model].pk}"))
            self.silent(client.get(f"{listed}?pk={self.foreign[model].pk}"))

    def test_actions_and_mass_deletion_leave_foreign_rows_alone(self):
        for client, model in self.each(SCOPED):
            row = self.foreign[model]
            before = as_it_stands(row)
            request = RequestFactory().get("/")
            request.user = client.user
            for action in admin.site._registry[model].get_actions(request):
                data = {"action": action, "_selected_action": [row.pk], "index": 0, "post": "yes"}
                self.silent(client.post(page(model, "changelist"), data), action)
            assert as_it_stands(row) == before

    def test_a_foreign_row_is_never_taken_from_a_posted_form(self):
        """Each relation of an own row, posted with the key of a foreign row, stays what it was."""
        for client, model in self.each(SCOPED):
            address = page(model, "change", self.rows[model].pk)
            response = client.get(address)
            form = response.context["adminform"].form if response.status_code == 200 else None
            for name, field in (form.fields if form else {}).items():
                target = getattr(getattr(field, "queryset", None), "model", None)
                if target in self.foreign:
                    client.post(address, posted(response) | {name: self.foreign[target].pk})
            after = as_it_stands(self.rows[model])
            for field in model._meta.concrete_fields:
                if field.is_relation and field.remote_field.model in self.foreign:
                    assert after[field.attname] != self.foreign[field.remote_field.model].pk, field.name

    def test_the_desk_and_the_section_pages_show_no_trace(self):
        labels = {model._meta.app_label: model for model in REGISTERED}
        for client, model in self.each(labels.values()):
            self.silent(client.get(reverse("admin:app_list", args=[model._meta.app_label])))
            self.silent(client.get("/admin/"))

    def test_lists_of_deleted_rows_are_for_those_who_see_the_whole_table(self):
        for client, model in self.each(REGISTERED):
            try:
                address = page(model, "recoverlist")
            except NoReverseMatch:
                continue
            assert client.get(address).status_code == 404

    def test_the_canary_sings_where_a_page_leaks(self):
        """These tests are able to fail: with the scope taken away, a correspondent finds the other school."""
        model = next(
            one for one in SCOPED if "view" in GRANTS[Role.CORRESPONDENT].get(one._meta.label_lower, ())
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ScopedAdmin, "get_queryset", ModelAdmin.get_queryset)
            client = Client()
            client.force_login(self.people[Role.CORRESPONDENT])
            assert found_in(client.get(page(model, "changelist")))
