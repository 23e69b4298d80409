"""学时证书: one's own hours by year, their papers, and the page on which a stranger checks a number."""

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import agenda
from accounts.exports import csv_response
from classrooms import certifying
from classrooms.agenda_source import event_of
from classrooms.models import Certificate, Session

HEADER = ["编号", "日期", "活动", "形式", "身份", "级别", "认定单位", "学时"]


def _mine(request):
    return Certificate.objects.valid().of(request.user).select_related("issuer")


@never_cache
@require_safe
def hours(request):
    return render(request, "me/hours.html", {"years": certifying.by_year(_mine(request))})


@never_cache
@require_safe
def hours_csv(request):
    rows = (
        [
            *(one.number, one.held_on, one.title, one.stage, one.get_role_display()),
            *(one.get_level_display(), one.issuer.name, one.hours),
        ]
        for one in _mine(request)
    )
    return csv_response("hours", HEADER, rows)


@never_cache
@require_safe
def paper(request, number):
    """The certificate for print: one A4, room for the seal. 公开课 and 主讲 have a wording of their own."""
    certificate = get_object_or_404(_mine(request), number=number)
    return render(request, "me/certificate.html", _paper(request, certificate) | {"pdf": pdf_is_installed()})


@never_cache
@require_safe
def paper_pdf(request, number):
    """As a file, where WeasyPrint is installed (requirements are in docs/operations.md)."""
    certificate = get_object_or_404(_mine(request), number=number)
    if not pdf_is_installed():
        raise Http404
    from weasyprint import CSS, HTML

    text = render_to_string("me/certificate_file.html", _paper(request, certificate))
    look = CSS(filename=finders.find("css/certificate.css"))
    response = HttpResponse(HTML(string=text).write_pdf(stylesheets=[look]), "application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{certificate.number}.pdf"'
    return response


def pdf_is_installed():
    return find_spec("weasyprint") is not None


def _paper(request, certificate):
    address = request.build_absolute_uri(f"/certificates/{certificate.number}/")
    return {"certificate": certificate, "address": address}


@login_not_required
@never_cache
@require_safe
def verify(request, number):
    """Whether a number is one of ours: name, session, hours, and nothing more."""
    found = Certificate.objects.numbered(number).select_related("issuer").first()
    context = {"certificate": found, "number": number[:20]}
    response = render(request, "classrooms/certificate.html", context, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@never_cache
@require_safe
def session_calendar(request, pk):
    """One session for a phone's calendar."""
    session = get_object_or_404(Session.objects.published().for_list(), pk=pk)
    text = agenda.calendar_file([event_of(session)], session.title, request.get_host())
    response = HttpResponse(text, "text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{session.pk}.ics"'
    return response
