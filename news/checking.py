"""A run over everything that is public: wordings, dead links of this site, pictures without words; and the
links to other sites, listed to be tried by hand or through the proxy of `LINK_CHECK_PROXY`."""

import urllib.error
import urllib.request

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from news import links, wording
from news.models import CheckRun, Edition, Finding, OutsideLink
from search import index

# The newsroom's own kinds are read from their editions, with their links and pictures.
OWN_KINDS = frozenset({"article", "report", "notice"})
KEPT_RUNS = 30
SECONDS = 10


@transaction.atomic
def run():
    """Check everything, replace what the last run found, and return the `CheckRun`."""
    rules, found, outside, pages = wording.Rules.load(), [], {}, 0
    for edition in Edition.objects.published().order_by("pk").iterator(chunk_size=200):
        pages += 1
        found += _of_edition(edition, rules)
        for address in links.outside(edition):
            outside.setdefault(address[:500], edition)
    for document in _documents():
        pages += 1
        found += _of_places(_places(document), document.title, document.path, rules)
    Finding.objects.all().delete()
    Finding.objects.bulk_create(found, batch_size=500)
    _note_outside(outside)
    done = CheckRun.objects.create(pages=pages, findings=len(found))
    CheckRun.objects.exclude(pk__in=CheckRun.objects.values("pk")[:KEPT_RUNS]).delete()
    return done


def _documents():
    now = timezone.now()
    for kind in sorted(set(index.kinds()) - OWN_KINDS):
        for document in index.documents(kind):
            begun = document.visible_from is None or document.visible_from <= now
            if begun and (document.visible_until is None or document.visible_until > now):
                yield document


def _places(document):
    return [("标题", document.title), ("简介", document.summary), ("正文", document.text)]


def _of_edition(edition, rules):
    title, path = edition.title, edition.get_absolute_url()
    found = _of_places(wording.places_of(edition), title, path, rules)
    for address in links.dead(edition):
        found.append(_finding(Finding.Kind.LINK, title, path, f"链接打不开：{address}", blocks=True))
    for name in _without_words(edition):
        found.append(_finding(Finding.Kind.ALT, title, path, name, blocks=True))
    return found


def _of_places(places, title, path, rules):
    return [
        _finding(
            Finding.Kind.WORDING,
            title,
            path,
            f"{hit.where}：…{hit.before}“{hit.words}”{hit.after}… {hit.rule.advice}",
            blocks=hit.blocks,
        )
        for hit in wording.hits_in(places, rules)
    ]


def _finding(kind, title, path, text, *, blocks):
    return Finding(kind=kind, title=title[:200], path=path[:300], text=text[:300], blocks=blocks)


def _without_words(edition):
    """Pictures that a reader who does not see learns nothing of: no alternative text and no caption."""
    for number, block in enumerate(edition.content.get("blocks", []), 1):
        for item in (block, *block.get("items", ())):
            picture = item.get("picture")
            if picture and not picture.get("alt") and not (item.get("caption") or picture.get("caption")):
                yield f"第{number}块的图片没有替代文字，也没有图注"


# --- other sites --------------------------------------------------------------------------------------------
def _note_outside(outside):
    """List every outside address; what was said of one stays, those no page leads to go."""
    OutsideLink.objects.exclude(address__in=outside).delete()
    known = set(OutsideLink.objects.values_list("address", flat=True))
    OutsideLink.objects.bulk_create(
        OutsideLink(address=address, title=edition.title[:200], path=edition.get_absolute_url()[:300])
        for address, edition in outside.items()
        if address not in known
    )


def mark(link, *, by, alive):
    """What somebody saw who opened the link; `by=None`: the proxy."""
    link.state = OutsideLink.State.ALIVE if alive else OutsideLink.State.DEAD
    link.checked_by, link.checked_at = by, timezone.now()
    link.save(update_fields=["state", "checked_by", "checked_at"])


def try_outside():
    """Ask every listed address through the proxy; returns how many answered and how many did not."""
    if not settings.LINK_CHECK_PROXY:
        return 0, 0
    alive = 0
    rows = list(OutsideLink.objects.all())
    for link in rows:
        answers = _answers(link.address)
        mark(link, by=None, alive=answers)
        alive += answers
    return alive, len(rows) - alive


def _answers(address):
    proxies = dict.fromkeys(("http", "https"), settings.LINK_CHECK_PROXY)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler(proxies))
    request = urllib.request.Request(address, method="HEAD", headers={"User-Agent": "link-check"})  # noqa: S310
    try:
        with opener.open(request, timeout=SECONDS) as response:
            return response.status < 400
    except urllib.error.HTTPError as error:
        # Refused as a robot or a HEAD, yet there.
        return error.code in {401, 403, 405, 429}
    except (OSError, ValueError):
        return False
