"""开课情况: the district's totals for everybody; heat tables down to the very lesson for staff."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, sheets
from accounts.audit import address_of
from classrooms import coverage, coverage_board, coverage_days, coverage_lists
from publishing.bodies import render_kept
from publishing.pagecache import public_page
from schools.models import School, Subject

SECTIONS = ("classrooms", "schools", "groups")
SECONDS = 300
PER_PAGE = 50
# Of a school's own page: the newest so many; all stand in the list.
CHECKS = 5


# --- for everybody ------------------------------------------------------------------------------------------
@public_page(*SECTIONS, seconds=SECONDS)
def public(request):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    return render_kept(request, "classrooms/coverage.html", SECTIONS, _public, key=hour)


def _public():
    by = ("school", "subject") if settings.COVERAGE_OF_SCHOOLS else ("subject",)
    found = coverage.read(by=by)
    if not found:
        return {"found": None}
    rows, total = coverage_board.by_subject(found)
    return {
        "found": found,
        "rows": rows,
        "total": total,
        "total_parts": _parts(total.figures),
        "bars": [(row.name, row.figures.given_percent, f"{row.figures.given_percent}%") for row in rows],
        "absent": coverage_board.without_timetable(School.objects.open().compulsory(), found.term).count(),
        "report": coverage.last_report(),
        **(coverage_board.public_schools(found) if settings.COVERAGE_OF_SCHOOLS else {}),
    }


def _parts(figures):
    return [(label, value, f"{value}节") for label, value in figures.shown.parts()]


@public_page(*SECTIONS, seconds=SECONDS)
def method(request):
    def context():
        found = coverage.read()
        return {"found": found, "load": found.version.specialist_load if found else None}

    return render_kept(request, "classrooms/coverage_method.html", SECTIONS, context)


# --- for staff, within their reach --------------------------------------------------------------------------
def schools_asked(request):
    """The schools of the person, narrowed by the form on the page."""
    schools = coverage_board.schools_for(request.user)
    if not schools.exists():
        raise Http404
    return coverage_board.narrowed(schools, request.GET)


@never_cache
@require_safe
def board(request):
    schools = schools_asked(request)
    found = coverage.read(by=("school", "subject"), schools=schools)
    if found is None:
        return render(request, "classrooms/coverage_board.html", {"found": None})
    page = Paginator(schools.filter(pk__in=found.over("school").rows), PER_PAGE).get_page(
        request.GET.get("page")
    )
    heat, subjects = coverage_board.heat(found, page, _path)
    rows, total = coverage_board.by_subject(found)
    context = {
        "found": found,
        "page": page,
        "heat": heat,
        "subjects": subjects,
        "rows": rows,
        "total": total,
        "total_parts": _parts(total.figures),
        "columns": coverage_board.COLUMNS,
        "trend": _trend(found.term, schools),
        "failures": coverage_board.failures(schools, found.first, found.last),
        "seen": coverage_lists.seen(request.user, schools, found.term),
        "idle": coverage_lists.idle(schools, found.term),
        "quiet": coverage_board.quiet(schools),
        "absent": list(coverage_board.without_timetable(schools, found.term)[:20]),
        "report": coverage.last_report(schools.order_by().values("pk")),
        "narrowing": coverage_board.narrowing(request.user, request.GET),
        "filter_names": [("group", "教育集团"), ("township", "乡镇街道")],
    }
    return render(request, "classrooms/coverage_board.html", context)


def _path(school):
    return reverse("classrooms:coverage_school", args=[school.slug])


def _class_path(school, group, subject):
    return reverse("classrooms:coverage_class", args=[school.slug, group.pk, subject.pk])


def _trend(term, schools=None, subject=None):
    points = coverage_days.trend(term, schools=schools and schools.order_by().values("pk"), subject=subject)
    return [(f"{one.date:%m-%d}", one.given, f"{one.given}%") for one in points if one.given is not None]


@never_cache
@require_POST
def export(request):
    """The board's table as a sheet, in the terms of the district's survey; a school and subject a row."""
    schools = schools_asked(request)
    found = coverage.read(by=("school", "subject"), schools=schools)
    if found is None:
        raise Http404
    form = "csv" if request.POST.get("form") == "csv" else "xlsx"
    subjects = coverage_board.subjects_of(found)
    lines = [
        [school.name, subject.name, *coverage_board.sheet_of(found[school.pk, subject.pk])]
        for school in schools
        for subject in subjects
        if (school.pk, subject.pk) in found
    ]
    rows, total = coverage_board.by_subject(found)
    lines += [["合计", row.name, *row.sheet] for row in rows] + [["合计", "合计", *total.sheet]]
    content = sheets.write(["学校", "学科", *coverage_board.COLUMNS], lines, form, title="开课情况")
    text = f"开课情况 截至{found.last} {len(lines)}行"
    audit.record(audit.Action.EXPORTED, by=request.user, text=text, address=address_of(request))
    response = HttpResponse(content, content_type=sheets.CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="coverage-{found.last:%Y%m%d}.{form}"'
    return response


def _school(request, slug):
    return get_object_or_404(coverage_board.schools_for(request.user), slug=slug)


@never_cache
@require_safe
def school(request, slug):
    school = _school(request, slug)
    found = coverage.read(by=("class", "subject"), schools=[school.pk])
    context = {"school": school, "found": found}
    if found:
        rows, total = coverage_board.by_subject(found)
        only = coverage_board.schools_for(request.user).filter(pk=school.pk)
        context |= {
            "rows": rows,
            "total": total,
            "total_parts": _parts(total.figures),
            "columns": coverage_board.COLUMNS,
            "subjects": coverage_board.subjects_of(found),
            "heat": coverage_board.classes(school, found, _class_path),
            "trend": _trend(found.term, only),
            "failures": coverage_board.failures(only, found.first, found.last),
            "checks": list(coverage_lists.checks(request.user, only, found.term)[:CHECKS]),
            "visits": coverage_lists.visits(only)[0],
            "report": coverage.last_report([school.pk]),
        }
    return render(request, "classrooms/coverage_school.html", context)


@never_cache
@require_safe
def lessons(request, slug, group, subject):
    """One class and subject: who gives each lesson, and which are missing."""
    school = _school(request, slug)
    group = get_object_or_404(school.teaching_groups.all(), pk=group)
    subject = get_object_or_404(Subject, pk=subject)
    found = coverage.read(by=("class",), schools=[school.pk], subjects=[subject.pk])
    if not found or group.pk not in found:
        raise Http404
    row = found[group.pk]
    context = {
        "school": school,
        "group": group,
        "subject": subject,
        "found": found,
        "row": row,
        "parts": _parts(row),
        "timetabled": coverage_board.timetabled(group, subject, found.last),
        "relayed": coverage_board.relayed(group, subject, found.first, found.last),
        "need": group.subject_needs.filter(subject=subject, term=found.term).first(),
    }
    return render(request, "classrooms/coverage_class.html", context)
