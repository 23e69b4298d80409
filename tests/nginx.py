"""A real nginx with the configuration of deploy/, before whatever serves the portal."""

import re
import shutil
import socket

from django.conf import settings as django_settings

DEPLOY = django_settings.BASE_DIR / "deploy"


def nginx_path():
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def configuration(folder, media, port, upstream):
    """deploy/nginx.conf as it is, but for names, places and the certificate."""
    site = (DEPLOY / "nginx.conf").read_text()
    site = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", site, flags=re.S)
    site = re.sub(r"\s+ssl_\w+ [^;]+;", "", site)
    for old, new in [
        ("listen 443 ssl", f"listen 127.0.0.1:{port}"),
        ("server_name portal.example", "server_name 127.0.0.1"),
        ("127.0.0.1:8000", upstream),
        ("/var/cache/nginx/portal", f"{folder}/cache"),
        ("/etc/portal/proxy.conf", f"{folder}/proxy.conf"),
        ("/srv/portal/var/media/", f"{media}/"),
        ("/srv/portal/var/static/", f"{django_settings.STATIC_ROOT}/"),
    ]:
        assert old in site, old
        site = site.replace(old, new)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; user root;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{site}\n}}\n"
    )
