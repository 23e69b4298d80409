"""本学期只需您填……项, and the list of schools by how complete and how old their files are."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from accounts import audit
from schools import completeness
from schools.models import Figure, School


class AskedForm(forms.Form):
    """One number for each figure of last year; left empty, it stays asked for."""

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {f"figure-{figure.pk}": figure for figure in asked}
        for name, figure in self.asked.items():
            what = f"{figure.kind}（{figure.population}）" if figure.population else figure.kind
            self.fields[name] = forms.DecimalField(
                label=what,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                required=False,
                help_text=f"{figure.unit}　上年：{figure.words}",
            )

    def given(self):
        return [(self.asked[name], value) for name, value in self.cleaned_data.items() if value is not None]


class AskedFigures:
    """Mixin for the figures' admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.asked_view)
        return [path("asked/<int:school>/", view, name="schools_figure_asked"), *super().get_urls()]

    def asked_view(self, request, school):
        if not self.has_add_permission(request):
            raise Http404
        school = get_object_or_404(School.objects.editable_by(request.user), pk=school)
        year = completeness.current_year()
        figures = Figure.objects.filter(school=school).select_related("school_year")
        asked = completeness.asked_of(list(figures), year.start) if year else []
        form = AskedForm(request.POST or None, asked=asked)
        if request.method == "POST" and form.is_valid():
            count = _report(form.given(), year, request)
            messages.success(request, f"已更新{count}项，谢谢。" if count else "没有填写，什么都没有改。")
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": f"{school.short_name}：本学期只需您填{len(asked)}项",
            "form": form,
            "year": year,
        }
        return TemplateResponse(request, "admin/schools/figure/asked.html", context)


@transaction.atomic
def _report(given, year, request):
    for before, value in given:
        figure = Figure(
            school=before.school,
            school_year=year,
            kind=before.kind,
            unit=before.unit,
            population=before.population,
            order=before.order,
            value=value,
            as_of=timezone.localdate(),
            source="学校填报",
            reported_by=request.user,
        )
        figure.save()
        change = {"value": [str(before.value), str(value)]}
        address = audit.address_of(request)
        audit.record(audit.Action.ADDED, by=request.user, row=figure, change=change, address=address)
    return len(given)


class SchoolStandings:
    """Mixin for the schools' admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.standing_view)
        return [path("standing/", view, name="schools_school_standing"), *super().get_urls()]

    @method_decorator(require_safe)
    def standing_view(self, request):
        if not self.has_change_permission(request):
            raise Http404
        found = completeness.standings(
            School.objects.open().editable_by(request.user).select_related("township")
        )
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "待更新学校",
            "standings": sorted(found, key=lambda one: (not one.overdue, -len(one.asked) - len(one.missing))),
            "of": len(completeness.DISCLOSED),
        }
        return TemplateResponse(request, "admin/schools/school/standing.html", context)
