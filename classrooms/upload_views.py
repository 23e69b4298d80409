"""The addresses a resumable upload speaks to: one to create, one for each upload. Members' own only."""

from django.http import Http404, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from classrooms import tus, uploads
from classrooms.models import Upload
from classrooms.standing import teacher_of


def speaks_tus(view):
    """Faults of the protocol become its answers."""

    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except tus.Fault as fault:
            return tus.respond(fault.status, fault.text)

    return guarded


@never_cache
@require_http_methods(["POST", "OPTIONS"])
@speaks_tus
def create(request):
    if request.method == "OPTIONS":
        return tus.respond(
            204,
            Tus_Version=tus.VERSION,
            Tus_Extension=tus.EXTENSIONS,
            Tus_Max_Size=uploads.MOST_BYTES,
            Tus_Checksum_Algorithm=",".join(tus.ALGORITHMS),
        )
    if teacher_of(request.user) is None:
        raise Http404
    tus.require_version(request)
    size = tus.length_of(request, uploads.MOST_BYTES)
    upload = uploads.create(request.user, tus.metadata_of(request).get("filename", ""), size)
    return tus.respond(201, Location=reverse("uploads:one", args=[upload.token]), Upload_Offset=0)


SPOKEN = ["GET", "HEAD", "PATCH", "DELETE"]


@never_cache
@speaks_tus
def one(request, token):
    """GET and HEAD say how far it came, PATCH adds a piece, DELETE gives it up."""
    upload = Upload.objects.filter(token=token, by=request.user).first()
    if upload is None:
        raise Http404
    if request.method not in SPOKEN:
        return HttpResponseNotAllowed(SPOKEN)
    if request.method in {"GET", "HEAD"}:
        return tus.respond(200, Upload_Offset=upload.offset, Upload_Length=upload.size)
    tus.require_version(request)
    if request.method == "DELETE":
        uploads.discard(upload)
        return tus.respond()
    upload = uploads.append(upload, tus.offset_of(request), request, tus.checksum_of(request))
    if upload.fault:
        return tus.respond(422, upload.fault)
    return tus.respond(Upload_Offset=upload.offset)
