"""The school list's filters: a GET form over named queryset methods, with the facets of higher rooms."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from publishing.fragments import kept
from schools import facets
from schools.counting import SECTIONS, Counts
from schools.models import Programme, School, Township

YES = [("1", "是")]


class Tick(forms.CheckboxInput):
    """A box whose value is "1" or nothing, so that any other value in an address is noticed."""

    def __init__(self):
        super().__init__(attrs={"value": "1"}, check_test=lambda value: value == "1")

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")


def choice(label, choices, method, **options):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, empty_label="不限", **options
    )


def tick(label):
    return django_filters.ChoiceFilter(label=label, choices=YES, method="has", widget=Tick, empty_label=None)


def townships():
    listed = School.objects.published().open().filter(township__isnull=False)
    return list(Township.objects.filter(pk__in=listed.values("township")).values_list("pk", "name"))


def tags():
    """The names of sports, crafts and the like that listed schools have, in the order of their kinds."""
    listed = School.objects.published().open()
    rows = Programme.objects.filter(school__in=listed).exclude(tag="").order_by("kind", "tag")
    return [(tag, tag) for tag in dict.fromkeys(rows.values_list("tag", flat=True))]


@dataclass(frozen=True)
class Chosen:
    """A filter in force, the address without it, and how many that one would find."""

    label: str
    query: str
    brings: int


class SchoolFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label="校名，或写条件",
        method="named",
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": "如：礼让镇 寄宿 足球",
                "data-suggest": "/search/suggest/",
            }
        ),
    )
    stage = choice("学段", School.Stage.choices, "of_stage")
    township = choice("乡镇街道", townships, "in_township")
    area = choice("城乡", School.Area.choices, "of_area")
    kind = choice("办学性质", School.Kind.choices, "of_kind")
    programme = choice("办学特色", Programme.Kind.choices, "with_kind")
    tag = choice("特色项目", tags, "with_tag")
    boarding = tick("寄宿")
    canteen = tick("食堂")
    bus = tick("校车")
    after_school = tick("课后服务")
    special_needs_room = tick("特殊教育资源教室")

    class Meta:
        model = School
        fields = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        for facet in facets.in_order():
            self.filters[facet.name] = self._facet_filter(facet)
        # Asked once: a form asks a callable anew for each check and each showing.
        for name, one in self.filters.items():
            if callable(one.extra.get("choices")):
                one.extra["choices"] = kept(SECTIONS, "choices", name, one.extra["choices"])

    def _facet_filter(self, facet):
        filter_ = choice(
            facet.label, facet.choices, lambda schools, name, value: facet.narrow(schools, value)
        )
        filter_.parent, filter_.model, filter_.field_name = self, School, facet.name
        return filter_

    # --- how each parameter narrows ---
    def named(self, schools, name, value):
        return schools.named(value)

    def of_stage(self, schools, name, value):
        return schools.filter(stage=value)

    def in_township(self, schools, name, value):
        return schools.filter(township=value)

    def of_area(self, schools, name, value):
        return schools.filter(area=value)

    def of_kind(self, schools, name, value):
        return schools.filter(kind=value)

    def with_kind(self, schools, name, value):
        return schools.with_programme(kind=value)

    def with_tag(self, schools, name, value):
        return schools.with_programme(tag=value)

    def has(self, schools, name, value):
        return schools.filter(**{name: True})

    # --- what the page says of them ---
    def prepared(self):
        """The context of the form and of the filters in force."""
        form = self.form
        form.is_valid()
        said = {
            "stages": self.stage_chips(),
            "chosen": self.chosen,
            "unknown": self.unknown,
            "quick": self.quick(),
        }
        self._say_counts()
        fields = [field for field in form if field.name not in {"q", "stage"}]
        shown = {
            "form": form,
            "stage": form.cleaned_data.get("stage", ""),
            "selects": [field for field in fields if not isinstance(field.field.widget, Tick)],
            "ticks": [field for field in fields if isinstance(field.field.widget, Tick)],
            # The rarer filters stand open where one of them is in force.
            "unfolded": any(form.cleaned_data.get(field.name) for field in fields),
        }
        return said | {"html": render_to_string("schools/_filters.html", shown)}

    @cached_property
    def counts(self):
        chosen = {name: value for name, value in self.form.cleaned_data.items() if value}
        text = chosen.pop("q", "")
        named = School.objects.listed().named(text).values_list("pk", flat=True) if text else None
        return Counts(chosen, None if named is None else set(named))

    def _say_counts(self):
        """Put the number of results behind each choice."""
        for name, field in self.form.fields.items():
            if isinstance(field.widget, Tick):
                self.form[name].label = self._counted(field.label, name, "1")
            elif name not in {"q", "stage"}:
                field.widget.choices = [
                    (value, self._counted(label, name, str(value)) if value else label)
                    for value, label in field.choices
                ]

    def _counted(self, label, name, value):
        count = self.counts.of(name, value)
        return label if count is None else f"{label}（{count}）"

    @property
    def chosen(self):
        """The filters in force, each with the address that drops it."""
        cleaned = self.form.cleaned_data
        return [
            Chosen(self._said(name, cleaned[name]), self._without(name), self.counts.without(name))
            for name in self.form.fields
            if cleaned.get(name)
        ]

    @property
    def unknown(self):
        """Labels of the filters whose value in the address is none that exists; they do not narrow."""
        return [self.form.fields[name].label for name in self.form.errors if name in self.form.fields]

    def stage_chips(self):
        """(text, address, chosen) of each stage, keeping the other filters."""
        now = self.form.cleaned_data.get("stage", "")
        every = ("", f"全部 {self.counts.without('stage')}")
        stages = [
            (value, f"{label} {self.counts.of('stage', value)}") for value, label in School.Stage.choices
        ]
        return [(text, self._with("stage", value), now == value) for value, text in [every, *stages]]

    def quick(self):
        """[(label, chips)]: what would narrow the result by one tap, each with its count."""
        rows = [("有这些", self._quick_ticks()), ("乡镇", self._quick_of("township"))]
        rows.append(("特色", self._quick_of("tag")))
        return [(label, chips) for label, chips in rows if chips]

    def _quick_ticks(self):
        ticks = [name for name, field in self.form.fields.items() if isinstance(field.widget, Tick)]
        return self._narrowing([(name, "1", self.form.fields[name].label) for name in ticks])

    def _quick_of(self, name):
        return self._narrowing(
            [(name, str(value), label) for value, label in self.form.fields[name].choices if value]
        )

    def _narrowing(self, choices):
        """Of choices not yet made those that some, but not all, of the found schools have."""
        total = len(self.counts.found)
        counted = [
            (self.counts.of(name, value), name, value, label)
            for name, value, label in choices
            if not self.form.cleaned_data.get(name)
        ]
        return [
            (f"{label} {count}", self._with(name, value), False)
            for count, name, value, label in counted
            if count and count < total
        ]

    def _said(self, name, value):
        field = self.form.fields[name]
        if isinstance(field.widget, Tick):
            return f"有{field.label}"
        if name == "q":
            return f"“{value}”"
        return str({str(key): label for key, label in field.choices}[value])

    def _without(self, name):
        return self._with(name, "")

    def _with(self, name, value):
        query = self.data.copy()
        for gone in (name, "page"):
            query.pop(gone, None)
        if value:
            query[name] = value
        return "?" + query.urlencode()
