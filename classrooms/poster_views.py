"""A session's poster with its QR code, for the staff room's wall and for a long press in WeChat."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from classrooms import eligible
from classrooms.models import Session
from publishing.pagecache import public_page
from schools.poster import public_address, qr_png


@public_page("classrooms")
def session_poster(request, pk):
    session = get_object_or_404(Session.objects.published().for_list(), pk=pk)
    context = {
        "session": session,
        "audience": eligible.audience(session),
        "address": public_address(request, session.get_absolute_url()),
    }
    return render(request, "classrooms/session_poster.html", context)


@public_page("classrooms")
def session_qr(request, pk):
    session = get_object_or_404(Session.objects.published(), pk=pk)
    return HttpResponse(qr_png(public_address(request, session.get_absolute_url())), content_type="image/png")
