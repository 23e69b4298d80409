"""Serving renditions and files: permission first, then the file."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.middleware import carries_session
from pictures import renditions
from pictures.answer import serve
from pictures.filing import CONTENT_TYPES
from pictures.models import Document, DocumentUse, File, Picture, Use

# How long a picture may outlive its withdrawal in somebody's cache.
PUBLIC_SECONDS = 300
# What a file may do if it is opened in a browser all the same: nothing.
SANDBOX = "sandbox; default-src 'none'; media-src 'self'"


@login_not_required
@require_safe
def rendition(request, code, focus, shape, width):
    """A rendition, if it stands in a visible use with consent, or the person may see it in the library."""
    cut = renditions.Cut.parse(code, focus, shape, width)
    if cut is None:
        raise Http404
    public = Use.objects.published().consented().filter(picture__code=code).exists()
    if not public and not _may_look(request, Picture, code):
        raise Http404
    file = get_object_or_404(File.objects.version_of(code, cut.version))
    response = serve(request, renditions.ensure(file, cut), content_type="image/webp")
    return _for(response, public)


@login_not_required
@require_safe
def document(request, code):
    """A file to be saved, or a video to be played, that a page readers see now offers."""
    public = DocumentUse.objects.published().filter(document__code=code).exists()
    if not public and not _may_look(request, Document, code):
        raise Http404
    return _for(offered(request, code), public)


def offered(request, code):
    """The answer with a file; whoever calls has asked for the permission."""
    found = get_object_or_404(Document.objects.of_code(code))
    response = serve(request, found.file.name, content_type=CONTENT_TYPES[found.extension])
    saved = found.kind == Document.Kind.FILE
    response["Content-Disposition"] = content_disposition_header(saved, str(found))
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _for(response, public):
    """Kept by anyone for some minutes, or by nobody."""
    if public:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _may_look(request, model, code):
    if not carries_session(request) or not request.user.is_authenticated:
        return False
    return model.objects.viewable_by(request.user).filter(code=code).exists()
