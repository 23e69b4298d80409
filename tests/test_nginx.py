"""The portal behind a real nginx with the configuration of deploy/: what is shared is answered from its
one-second cache, what is personal never, files only after the portal's word."""

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from pictures import uses
from publishing import pagecache
from publishing.models import raise_version
from search import index
from tests.nginx import DEPLOY, configuration, free_port, nginx_path
from tests.picture_kit import address, picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def front(live_server, tmp_path, tmp_path_factory, settings):
    """The address of an nginx before the live server."""
    if nginx_path() is None:
        pytest.skip("no nginx on this machine")
    settings.PAGE_CACHE = True
    settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("media", numbered=True))
    settings.MEDIA_ACCEL = "/protected/"
    pagecache.memory.clear()
    port = free_port()
    shutil.copy(DEPLOY / "proxy.conf", tmp_path / "proxy.conf")
    text = configuration(tmp_path, settings.MEDIA_ROOT, port, urlsplit(live_server.url).netloc)
    (tmp_path / "nginx.conf").write_text(text)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    process = subprocess.Popen([nginx_path(), "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.PIPE)
    wait_for(port, process)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)
    pagecache.memory.clear()


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            pytest.fail(process.stderr.read().decode())
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def suggested(front, **headers):
    return get(f"{front}/search/suggest/?q=liangshan", **headers)


def put(title):
    index.put("school", 1, path="/schools/x/", title=title, names=["梁山小学"], visible_from=timezone.now())
    raise_version("schools")


def test_a_shared_page_is_answered_from_the_cache_and_renewed_after_publishing(front):
    put("梁山小学")
    assert suggested(front)[1]["X-Cache"] == "MISS"
    assert suggested(front)[1]["X-Cache"] == "HIT"
    put("梁山小学（新）")
    until = time.monotonic() + 6
    while "新".encode() not in suggested(front)[2]:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_who_carries_a_session_is_never_answered_from_the_cache(front):
    put("梁山小学")
    suggested(front)
    _, headers, _ = suggested(front, Cookie="sessionid=x")
    assert headers["X-Cache"] == "BYPASS"


def test_an_unchanged_page_is_304_and_display_choices_have_their_own_copy(front):
    put("梁山小学")
    _, headers, _ = suggested(front)
    assert suggested(front, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert suggested(front, Cookie="display=huge.elder")[1]["X-Cache"] == "MISS"


def test_pages_that_are_not_shared_are_not_kept(front):
    for _ in range(2):
        _, headers, _ = get(f"{front}/accounts/login/")
        assert headers.get("X-Cache") is None
        _, headers, _ = get(f"{front}/healthz/")
        assert headers["X-Cache"] == "MISS"


def test_a_file_is_served_after_the_portals_word_and_never_by_guessing(front):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    status, headers, body = get(front + address(found))
    assert (status, headers["Content-Type"], body[:4]) == (200, "image/webp", b"RIFF")
    assert get(f"{front}/protected/{found.files.get().file.name}")[0] == 404


def test_static_files_are_kept_for_ever_by_their_hashed_names(front):
    page = get(f"{front}/accounts/login/")[2].decode()
    style = re.search(r"/static/css/base\.\w+\.css", page)[0]
    status, headers, _ = get(front + style)
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
