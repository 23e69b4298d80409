"""What to do to enrol, and which school an address belongs to."""

from django.http import HttpResponse
from django.shortcuts import render

from enrolment import dates
from enrolment.card import cards_of
from enrolment.lookup import answer
from enrolment.years import catchment_year, is_past, plans, priority_rules
from publishing.pagecache import public_page
from schools.models import Figure

# 渝快办's own menu, in the order a parent taps.
YUKUAIBAN = ["渝快办", "高效办成一件事", "教育入学一件事", "选择区县", "我的子女", "新增子女"]


@public_page("enrolment", "schools")
def index(request):
    found, rules = dates.steps(), priority_rules()
    context = {
        "year": catchment_year(),
        "rules": rules,
        "rules_past": is_past(rules),
        "dates": found,
        "months": dates.months(found),
        "plans": plans(),
        "steps": YUKUAIBAN,
        "figures": list(Figure.objects.of_district(Figure.Topic.ENROLMENT)),
    }
    return render(request, "enrolment/index.html", context)


@public_page("enrolment", "schools")
def catchments(request):
    found = answer(request.GET.get("q", ""))
    cards = cards_of(found.places) if found.places else []
    return render(request, "enrolment/catchments.html", {"answer": found, "cards": cards})


@public_page("enrolment")
def calendar(request):
    content = dates.calendar_file(dates.steps(), request.get_host())
    headers = {"Content-Disposition": 'attachment; filename="ruxue.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
