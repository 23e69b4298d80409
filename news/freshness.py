"""Whether the paper would pass the inspection: columns and their limits, the rules that fail a site at once.

Source of the rules and numbers: 国办秘函〔2019〕19号, as domain.md section 5 states them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max
from django.urls import reverse
from django.utils import timezone

from news.editions import GRACE
from news.models import Column, Edition, Finding, OutsideLink
from publishing import unanswered

HOME_DAYS = 14
NEWS_DAYS, NOTICE_DAYS = 14, 183
MOST_STALE_NEWS, MOST_STALE_OTHER, MOST_EMPTY = 5, 10, 5
ANSWER_DAYS = 91
# Within this share of its limit a column is about to go stale.
SOON = 0.2


@dataclass(frozen=True)
class ColumnState:
    """A column on the board; `left`: days until it goes stale, negative: stale for so many."""

    column: Column
    last: datetime | None
    count: int
    left: int | None

    @property
    def state(self):
        if self.last is None:
            return "empty"
        if self.left < 0:
            return "stale"
        return "soon" if self.left <= max(2, self.column.limit_days * SOON) else "fresh"

    @property
    def said(self):
        said = {"empty": "空栏目，读者看不到", "stale": f"过期{-(self.left or 0)}天", "fresh": "正常"}
        return said.get(self.state, f"还有{self.left}天")


@dataclass(frozen=True)
class Verdict:
    """One rule of the inspection. `state`: ok, soon or fail."""

    rule: str
    value: str
    state: str
    link: str = ""


def columns(now=None):
    """Every column, the most urgent first; one query for all."""
    now = now or timezone.now()
    said = {
        row["column"]: row
        for row in Edition.objects.published(now)
        .filter(column__isnull=False)
        .order_by()
        .values("column")
        .annotate(last=Max("first_published_at"), count=Count("pk"))
    }
    states = [_state(column, said.get(column.pk), now) for column in Column.objects.all()]
    order = ("stale", "empty", "soon", "fresh")
    return sorted(states, key=lambda one: (order.index(one.state), one.left or 0, one.column.order))


def _state(column, row, now):
    if row is None:
        return ColumnState(column, None, 0, None)
    left = column.limit_days - (now - row["last"]).days
    return ColumnState(column, row["last"], row["count"], left)


def verdicts(states, now=None):
    """The rules as rows, each with what it is now."""
    now = now or timezone.now()
    return [
        _home(now),
        _stale_news(states, now),
        _stale_other(states),
        _empty(states),
        *_unanswered(now),
        _forged(),
        _links(),
    ]


def _home(now):
    last = Edition.objects.published(now).aggregate(last=Max("visible_from"))["last"]
    if last is None:
        return Verdict("首页两周内有更新", "还没有公开的内容", "fail", "/")
    days = (now - last).days
    state = "fail" if days >= HOME_DAYS else "soon" if days >= HOME_DAYS - 3 else "ok"
    return Verdict("首页两周内有更新", f"上次更新在{days}天前" if days else "今天有更新", state, "/")


def _is_late(one, now):
    limit = NEWS_DAYS if one.column.kind == Column.Kind.NEWS else NOTICE_DAYS
    return one.last is not None and (now - one.last).days > limit


def _counted(rule, count, most):
    """Fails at `most`, and is said to be near from half of it on."""
    return Verdict(rule, f"现有{count}个", "fail" if count >= most else "soon" if count * 2 >= most else "ok")


def _stale_news(states, now):
    late = sum(_is_late(one, now) for one in states)
    rule = f"新闻栏目超过两周、公告栏目超过半年没有更新的，不到{MOST_STALE_NEWS}个"
    return _counted(rule, late, MOST_STALE_NEWS)


def _stale_other(states):
    stale = sum(one.state == "stale" for one in states)
    return _counted(f"超过本站自定期限的栏目，不到{MOST_STALE_OTHER}个", stale, MOST_STALE_OTHER)


def _empty(states):
    empty = sum(one.state == "empty" for one in states)
    return _counted(f"空栏目不到{MOST_EMPTY}个（空着的不给读者看）", empty, MOST_EMPTY)


def _unanswered(now):
    for source in unanswered.sources():
        waiting = source.read()
        days = (now - waiting.oldest).days if waiting.oldest else 0
        state = "fail" if days >= ANSWER_DAYS else "soon" if days >= ANSWER_DAYS / 3 else "ok"
        value = f"{waiting.count}条待答复，最早的等了{days}天" if waiting.count else "都已答复"
        yield Verdict(f"{source.label}三个月内都有答复", value, state, reverse(source.link))


def _forged():
    """The first edition of a story cannot be dated before it was made: what the editions themselves say."""
    first = Edition.objects.filter(number=1, sample=False)
    forged = first.filter(visible_from__lt=F("made_at") - GRACE).count()
    value = f"有{forged}条与生成时间不符" if forged else "发布时间由系统记下，不能倒填"
    return Verdict("没有倒填的发布日期", value, "fail" if forged else "ok")


def _links():
    dead = Finding.objects.filter(kind=Finding.Kind.LINK).count()
    outside = OutsideLink.objects.filter(state=OutsideLink.State.DEAD).count()
    value = f"站内{dead}个、站外{outside}个打不开" if dead or outside else "没有发现打不开的链接"
    return Verdict("没有打不开的链接", value, "fail" if dead or outside else "ok")


def about_to_go_stale(now=None):
    """How many columns are stale or will be within days, for the desk."""
    states = [one.state for one in columns(now)]
    return states.count("stale"), states.count("soon")
