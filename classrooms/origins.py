"""Other hosts to which a form of ours may lead: browsers hold the redirect after a form to `form-action`."""

import re
from urllib.parse import urlsplit

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.IGNORECASE)


def origin_of(link):
    """https://video.example.com:8443 of a link; "" for what cannot stand in a policy."""
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(host):
        return ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}"


def let_forms_lead_to(response, links):
    """Name these links' hosts in the page's policy."""
    origins = sorted({origin_of(link) for link in links} - {""})
    if origins:
        response._csp_update = {"form-action": origins}
    return response
