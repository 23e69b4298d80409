"""Suggestions while typing. Pages work without them."""

from django.http import JsonResponse

from publishing.pagecache import public_page
from search import names

LONGEST = 40


@public_page("schools", "groups", seconds=60)
def suggest(request):
    """`{"suggestions": [{"title", "path", "note", "key"}]}` for `?q=`: schools and groups by any name."""
    found = names.everything.suggest(request.GET.get("q", "")[:LONGEST])
    rows = [{"title": row.title, "path": row.path, "note": row.summary[:40], "key": row.key} for row in found]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
