"""What every page knows: the site's names, the viewer's display choices, and who is signed in.

Nothing here touches the session of an anonymous visitor, so that public pages can be cached.
"""

from dataclasses import dataclass

from django.conf import settings

from accounts.viewer import viewer_of

SIZES = {"default": "默认", "large": "大", "huge": "超大"}
COOKIE = "display"


@dataclass(frozen=True)
class Display:
    """The reader's choices, kept in one cookie: text size, and elder mode."""

    size: str = "default"
    elder: bool = False

    @classmethod
    def of(cls, request):
        size, _, elder = request.COOKIES.get(COOKIE, "").partition(".")
        return cls(size if size in SIZES else "default", elder == "elder")

    def __str__(self):
        return f"{self.size}.elder" if self.elder else self.size


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
    }
