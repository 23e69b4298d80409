"""The search index at size: database time of each kind of query, and of saving one article.

Limits (docs/decisions/0008): p95 of 50 ms a query and 25 ms a saved article at 200,000 documents.
"""

import statistics
import time

from django.db import connection, transaction
from django.utils import timezone

QUERY_LIMIT, SAVE_LIMIT = 50, 25
QUERIES = (
    ("two characters, common", "学校"),
    ("two characters", "足球"),
    ("two characters, rare", "冰壶"),
    ("across a word's cut", "师学"),
    ("one character", "课"),
    ("three characters", "成员校"),
    ("four characters", "垃圾分类"),
    ("six characters", "同课异构排在"),
    ("two words", "锣鼓 柚子"),
    ("pinyin", "shilisonglin"),
    ("initials", "slslz"),
    ("mixed", "小学 shili"),
    ("mixed, a number", "12 小学"),
    ("nothing", "鲸鱼座流星"),
)
ROUNDS = 20


class Stopwatch:
    """Seconds spent in the database."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self, execute, *arguments):
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - began


def timed(act):
    """Milliseconds of database time that `act()` takes."""
    watch = Stopwatch()
    with connection.execute_wrapper(watch):
        act()
    return watch.seconds * 1000


def p95(values):
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def index_all():
    """Build what `generate` left out; prints how long each kind took."""
    from search import index
    from search.models import Entry

    missing = [kind for kind in index.kinds() if not Entry.objects.filter(kind=kind).exists()]
    for kind in missing:
        began = time.perf_counter()
        count = index.rebuild(kind)
        seconds = time.perf_counter() - began
        if count:
            print(f"indexed {count:,} of {kind} in {seconds:.0f} s", flush=True)
    if missing:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_entry" if connection.vendor == "postgresql" else "ANALYZE")


def measure():
    from liangping_portal.finding import KINDS
    from search import asking
    from search.models import Entry

    print(f"\nsearch over {Entry.objects.count():,} entries, milliseconds of database time")
    print(f"{'query':<28}{'found':>9}{'p50':>8}{'p95':>8}{'limit':>7}")
    for name, text in QUERIES:
        taken, found = [], asking.find(text, list(KINDS))
        for _ in range(ROUNDS):
            taken.append(timed(lambda asked=text: asking.find(asked, list(KINDS))))
        mark = "" if p95(taken) <= QUERY_LIMIT else "!"
        print(
            f"{name + ' ' + text:<28}{found.total:>9,}{statistics.median(taken):>8.1f}{p95(taken):>8.1f}"
            f"{QUERY_LIMIT:>6}{mark}"
        )
    saved = _saving()
    mark = "" if p95(saved) <= SAVE_LIMIT else "!"
    print(
        f"{'saving one article':<28}{'':>9}{statistics.median(saved):>8.1f}{p95(saved):>8.1f}"
        f"{SAVE_LIMIT:>6}{mark}"
    )


def _saving():
    """Milliseconds of writing one article's entry anew, rolled back each time."""
    from search import index
    from search.models import Entry

    entry = Entry.objects.filter(kind="article").order_by("-pk").first()
    taken = []
    for number in range(ROUNDS):
        with transaction.atomic():
            taken.append(
                timed(
                    lambda said=number: index.put(
                        entry.kind,
                        entry.key,
                        path=entry.path,
                        title=f"{entry.title}{said}",
                        text=f"{entry.text}{said}",
                        visible_from=timezone.now(),
                    )
                )
            )
            transaction.set_rollback(True)
    return taken
