"""What to do and to bring: by case, for families across the border, and in three questions."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render

from enrolment import policy
from enrolment.models import Guide
from enrolment.selfcheck import SelfCheckForm, outcome
from enrolment.views import YUKUAIBAN
from enrolment.years import is_past, priority_rules
from publishing.pagecache import public_page
from schools import profile
from schools.models import School


@public_page("enrolment")
def guide(request, case):
    if case not in Guide.Case.values:
        raise Http404
    context = {
        "case": Guide.Case(case).label,
        "guide": Guide.objects.current().filter(case=case).first(),
        "cases": [choice for choice in Guide.Case.choices if choice[0] != case],
        "from_sichuan": case == Guide.Case.SICHUAN,
        "app_steps": YUKUAIBAN,
    }
    return render(request, "enrolment/guide.html", context)


@public_page("enrolment")
def policy_years(request):
    return render(request, "enrolment/policy.html", {"topics": policy.topics()})


@public_page("enrolment", "schools")
def border(request):
    """For families from 大竹, 邻水 and 开江: their five questions, as far as the facts go."""
    near = School.objects.published().open().compulsory().filter(township__border=True)
    near = near.select_related("township").order_by(
        "township__order", "township__name", "official_order", "pk"
    )
    towns = [
        (town, [_asked_of(school) for school in rows])
        for town, rows in groupby(near, key=lambda school: school.township.name)
    ]
    return render(request, "enrolment/border.html", {"towns": towns, "app_steps": YUKUAIBAN})


def _asked_of(school):
    """(school, what a family from across the border asks of it, where it is on a map)."""
    facts = [(name, value) for name, value in profile.asked(school) if value]
    return school, facts, profile.map_path(school, school.name)


@public_page("enrolment")
def self_check(request):
    rules = priority_rules()
    form = SelfCheckForm(
        request.GET if any(name in request.GET for name in SelfCheckForm.base_fields) else None
    )
    answered = form.is_bound and form.is_valid()
    context = {
        "form": form,
        "rules": rules,
        "past": is_past(rules),
        "answered": answered,
        "rule": outcome(rules, **form.cleaned_data) if answered else None,
    }
    return render(request, "enrolment/self_check.html", context)
