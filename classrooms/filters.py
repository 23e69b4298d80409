"""What the list of sessions can be narrowed to."""

import django_filters as filters

from classrooms.models import Classroom, Session
from classrooms.weeks import week
from schools.models import Subject

WEEKS = {"this": ("本周", 0), "next": ("下周", 1)}


class SessionFilter(filters.FilterSet):
    """Without a phase: what is still to come, soonest first. What is over is listed latest first."""

    classroom = filters.ChoiceFilter(label="课堂", choices=Classroom, empty_label="三个课堂")
    stage = filters.ChoiceFilter(label="形式", choices=Session.Stage, empty_label="全部形式")
    subject = filters.ChoiceFilter(label="学科", choices=[], empty_label="全部学科")
    phase = filters.ChoiceFilter(label="状态", choices=Session.Phase, empty_label="未结束", method="in_phase")
    week = filters.ChoiceFilter(
        label="时间",
        choices=[(key, name) for key, (name, _) in WEEKS.items()],
        empty_label="不限",
        method="in_week",
    )

    class Meta:
        model = Session
        fields = ["classroom", "stage", "subject", "phase", "week"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A list, so that the page asks for the subjects once and the template not at all.
        self.filters["subject"].extra["choices"] = [
            (str(pk), name) for pk, name in Subject.objects.values_list("pk", "name")
        ]

    def in_phase(self, queryset, name, value):
        return queryset.in_phase(value)

    def in_week(self, queryset, name, value):
        return queryset.between(*week(WEEKS[value][1]))

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        phase = self.form.cleaned_data.get("phase")
        if phase in {Session.Phase.HELD, Session.Phase.CANCELLED}:
            return found.order_by("-starts_at", "-pk")
        if phase or self.form.cleaned_data.get("week"):
            return found.order_by("starts_at", "pk")
        return found.coming()
