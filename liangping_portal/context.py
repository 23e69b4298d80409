"""What every page knows: the site's names, the viewer's display choices, and who is signed in.

Nothing here touches the session of an anonymous visitor, so that public pages can be cached.
"""

from django.conf import settings

from accounts.viewer import viewer_of
from liangping_portal.display import SIZES, Display
from publishing import switching


def site(request):
    return {
        # The sign-in pages of allauth put another thing under `site`: frame and sign-in read `portal`.
        "portal": settings,
        "site": settings,
        "display": Display.of(request),
        "sizes": SIZES,
        "place": request.path.strip("/").partition("/")[0],
        "demo": settings.DEMO,
        "viewer": viewer_of(request),
        "strip": getattr(request, "calendar_strip", ""),
        **switching.frame(),
    }
