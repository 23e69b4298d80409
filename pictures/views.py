"""Serving renditions: permission first, then the file."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from accounts.middleware import carries_session
from pictures import renditions
from pictures.answer import serve
from pictures.models import File, Picture, Use

# How long a picture may outlive its withdrawal in somebody's cache.
PUBLIC_SECONDS = 300


@login_not_required
@require_safe
def rendition(request, code, focus, shape, width):
    """A rendition, if the picture stands in a visible use, or the person may see it in the library."""
    cut = renditions.Cut.parse(code, focus, shape, width)
    if cut is None:
        raise Http404
    public = Use.objects.published().filter(picture__code=code).exists()
    if not public and not _may_look(request, code):
        raise Http404
    file = get_object_or_404(File.objects.version_of(code, cut.version))
    response = serve(request, renditions.ensure(file, cut), content_type="image/webp")
    if public:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _may_look(request, code):
    if not carries_session(request) or not request.user.is_authenticated:
        return False
    return Picture.objects.viewable_by(request.user).filter(code=code).exists()
