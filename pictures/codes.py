"""Public addresses as QR codes, for a gate, a poster and a long press in WeChat."""

from io import BytesIO

import segno
from django.conf import settings
from PIL import Image

# Dots a module; four modules of white around, as scanners ask.
SCALE, BORDER = 10, 4


def public_address(request, path):
    """The address that a phone opens: the site's own domain where one is set."""
    if settings.SITE_DOMAIN:
        return f"https://{settings.SITE_DOMAIN}{path}"
    return request.build_absolute_uri(path)


def qr_image(text, size):
    """The code as an image of at most `size` dots, whole dots a module so that scanners read it."""
    code = segno.make_qr(text, error="m")
    modules = code.symbol_size(border=BORDER)[0]
    picture = BytesIO()
    code.save(picture, kind="png", scale=max(2, size // modules), border=BORDER)
    return Image.open(picture).convert("RGB")


def qr_png(text):
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()
