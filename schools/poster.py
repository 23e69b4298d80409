"""A school's poster: its page as a QR code, for the school's gate and for a long press in WeChat."""

from io import BytesIO

import segno
from django.conf import settings

# Dots a module; four modules of white around, as scanners ask.
SCALE, BORDER = 10, 4


def public_address(request, path):
    """The address that a phone opens: the site's own domain where one is set."""
    if settings.SITE_DOMAIN:
        return f"https://{settings.SITE_DOMAIN}{path}"
    return request.build_absolute_uri(path)


def qr_png(text):
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()
