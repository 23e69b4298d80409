"""The page cache: same for everybody, never for one; as fresh as what was published."""

import gzip
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from publishing import pagecache
from publishing.models import raise_version, versions


@pytest.fixture(autouse=True)
def empty_cache(settings, monkeypatch):
    settings.PAGE_CACHE = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr(pagecache, "_moments", {})
    pagecache.memory.clear()
    versions.forget()
    yield
    cache.clear()
    pagecache.memory.clear()


class Site:
    """The middleware around a page that counts how often it is made."""

    def __init__(self, view=None, seconds=300):
        self.made = 0
        page = pagecache.public_page("news", seconds=seconds)(view or self.page)
        self.serve = pagecache.PageCache(page)

    def page(self, request):
        self.made += 1
        return HttpResponse(f"page {self.made}")

    def get(self, path="/news/", cookies=None, **headers):
        request = RequestFactory().get(path, headers=headers)
        request.COOKIES.update(cookies or {})
        return self.serve(request)


@pytest.mark.django_db
def test_a_page_is_made_once_for_all_readers():
    site = Site()
    assert [site.get().content for _ in range(3)] == [b"page 1"] * 3


@pytest.mark.django_db
def test_another_process_finds_it_in_the_shared_cache():
    site = Site()
    site.get()
    pagecache.memory.clear()
    site.get()
    assert site.made == 1


@pytest.mark.django_db(transaction=True)
def test_publishing_in_its_section_makes_it_anew_and_in_another_does_not():
    site = Site()
    site.get()
    raise_version("schools")
    site.get()
    assert site.made == 1
    raise_version("news")
    assert site.get().content == b"page 2"


@pytest.mark.django_db
def test_what_is_published_while_a_page_is_made_does_not_pass_for_seen():
    site = Site()

    def slow(request):
        site.made += 1
        if site.made == 1:
            raise_version("news")
            versions.forget()
        return HttpResponse(f"page {site.made}")

    site.serve = Site(slow).serve
    assert site.get().content == b"page 1"
    assert site.get().content == b"page 2"


@pytest.mark.django_db
def test_a_page_does_not_outlive_the_next_scheduled_moment():
    moment = timezone.now() + timedelta(milliseconds=50)
    pagecache.scheduled("news", lambda now: moment if now < moment else None)
    site = Site()
    site.get()
    while timezone.now() < moment:
        pass
    assert site.get().content == b"page 2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [{"path": "/news/?page=2"}, {"cookies": {"display": "huge.elder"}}],
    ids=["query", "display"],
)
def test_another_query_or_display_is_another_page(other):
    site = Site()
    site.get()
    site.get(**other)
    assert site.made == 2


@pytest.mark.django_db
def test_who_carries_a_session_passes_by(settings):
    site = Site()
    cookies = {settings.SESSION_COOKIE_NAME: "x"}
    site.get()
    assert site.get(cookies=cookies).content == b"page 2"
    assert site.get().content == b"page 1"


@pytest.mark.django_db
@pytest.mark.parametrize("spoil", ["cookie", "vary", "status"])
def test_what_is_not_everybodys_is_not_kept(spoil):
    def view(request):
        response = HttpResponse(status=404 if spoil == "status" else 200)
        if spoil == "cookie":
            response.set_cookie("a", "b")
        if spoil == "vary":
            response["Vary"] = "Cookie"
        return response

    assert "ETag" not in Site(view).get()
    assert not pagecache.memory.pages


@pytest.mark.django_db
def test_an_unchanged_page_is_answered_304_with_the_same_etag():
    site = Site()
    etag = site.get()["ETag"]
    again = site.get(**{"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "gzip"), ("", None)])
def test_a_large_page_is_compressed_once_for_who_takes_it(accepted, encoding):
    site = Site(lambda request: HttpResponse("梁平" * 500))
    response = site.get(**{"accept-encoding": accepted})
    body = gzip.decompress(response.content) if encoding else response.content
    assert body.decode() == "梁平" * 500
    assert response.get("Content-Encoding") == encoding
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_memory_drops_the_least_used_page_when_full(monkeypatch):
    monkeypatch.setattr(pagecache.Memory, "MOST_BYTES", 13)
    site = Site()
    for path in ("/a/", "/b/", "/a/", "/c/"):
        site.get(path)
    assert pagecache.memory.bytes <= 13
    assert len(pagecache.memory.pages) == 2
