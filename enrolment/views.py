"""What to do to enrol, and which school an address belongs to."""

from django.shortcuts import render

from enrolment.lookup import answer
from enrolment.years import catchment_year, priority_rules
from publishing.pagecache import public_page
from schools.models import Figure

# 渝快办's own menu, in the order a parent taps.
YUKUAIBAN = ["渝快办", "高效办成一件事", "教育入学一件事", "选择区县", "我的子女", "新增子女"]


@public_page("enrolment", "schools")
def index(request):
    context = {
        "year": catchment_year(),
        "rules": priority_rules(),
        "steps": YUKUAIBAN,
        "figures": list(Figure.objects.of_district(Figure.Topic.ENROLMENT)),
    }
    return render(request, "enrolment/index.html", context)


@public_page("enrolment", "schools")
def catchments(request):
    return render(request, "enrolment/catchments.html", {"answer": answer(request.GET.get("q", ""))})
