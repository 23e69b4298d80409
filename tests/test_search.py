"""The index finds all and only what holds the words, on both databases."""

import io
import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search import asking, index, words
from search.models import Entry
from tests.factories import ProgrammeFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]
KINDS = ["school", "article"]


def put(key, title, kind="article", hours=-1, **values):
    moment = timezone.now() + timedelta(hours=hours)
    index.put(kind, key, path=f"/{kind}/{key}/", title=title, **({"visible_from": moment} | values))


def titles(text, **limits):
    found = asking.find(text, KINDS, **({"limit": 100} | limits))
    return ["".join(piece for piece, _ in hit.title) for hits in found.hits.values() for hit in hits]


def test_a_word_inside_a_text_is_found_wherever_a_segmenter_would_cut():
    put(1, "新学期", text="全区足球联赛在星期六开赛")
    assert titles("球联") == titles("足球") == titles("足球联赛") == titles("赛") == ["新学期"]
    assert titles("球赛") == []


def test_pairs_that_stand_apart_are_not_a_longer_word():
    put(1, "足球与球赛", text="")
    assert titles("足球赛") == []
    put(2, "足球赛", text="")
    assert titles("足球赛") == ["足球赛"]


def test_several_words_must_all_be_there_in_any_order():
    put(1, "甲", text="礼让镇的锣鼓")
    put(2, "乙", text="礼让镇的豆棒")
    assert titles("锣鼓 礼让") == ["甲"]


def test_a_school_is_found_by_alias_pinyin_and_initials():
    put(1, "重庆市梁平职业教育中心", kind="school", names=["职教中心", "梁平职教中心"])
    for asked in ("职教中心", "zhijiao", "lpzjzx", "zjzx", "LPZJ", "ｌｐｚｊｚｘ"):
        assert titles(asked) == ["重庆市梁平职业教育中心"], asked


@pytest.mark.parametrize("asked", ["", "   ", "\0", "，。！", "'", '"', "%", "🙂"])
def test_nothing_asked_finds_nothing(asked):
    put(1, "新学期")
    assert titles(asked) == []


@pytest.mark.parametrize(
    "asked", ["'); DROP", "学'校", '学" OR "校', "a:* | b", "NEAR(a b)", "学校*", "\\", "校\0"]
)
def test_hostile_queries_are_only_words(asked):
    put(1, "新学期")
    assert titles(asked) == []


def test_what_is_not_yet_public_or_no_longer_is_not_found():
    put(1, "学校甲", hours=1)
    put(2, "学校乙", visible_from=None)
    put(3, "学校丙", visible_until=timezone.now())
    put(4, "学校丁")
    assert titles("学校") == ["学校丁"]


def test_writing_again_forgets_the_old_words():
    put(1, "旧的标题")
    put(1, "新的标题")
    assert titles("旧的") == []
    assert titles("新的") == ["新的标题"]
    index.remove("article", 1)
    assert titles("新的") == []
    assert not Entry.objects.exists()


def test_counts_are_of_each_kind_and_stop_at_a_thousand(monkeypatch):
    monkeypatch.setattr(asking, "MOST_COUNTED", 3)
    put(1, "学校", kind="school")
    for key in range(5):
        put(key, "学校消息", hours=-key)
    found = asking.find("学校", KINDS, limit=2)
    assert found.counts == {"school": 1, "article": 3}
    assert [hit.path for hit in found.hits["article"]][:1] in (["/article/0/"], ["/article/4/"])


def test_newest_first():
    for key in (2, 1, 3):
        put(key, f"学校消息{key}", hours=-key)
    assert titles("学校") == ["学校消息1", "学校消息2", "学校消息3"]


def test_a_rebuild_from_the_source_gives_the_same_answers(monkeypatch):
    monkeypatch.setattr(index, "_sources", {})
    documents = [
        index.Document("article", str(n), f"/a/{n}/", f"消息{n}", visible_from=timezone.now())
        for n in range(3)
    ]
    index.source("article")(lambda: documents)
    put(9, "没有来源的消息")
    assert index.rebuild("article") == 3
    assert sorted(titles("消息")) == ["消息0", "消息1", "消息2"]


def test_recall_and_precision_are_whole_against_a_scan():
    chance = random.Random(7)
    letters = "学校足球联赛音乐美术梁平区小中"
    texts = {n: "".join(chance.choices(letters, k=30)) for n in range(120)}
    index.put_many(
        index.Document("article", str(n), f"/{n}/", f"第{n}篇", text=text, visible_from=timezone.now())
        for n, text in texts.items()
    )
    for _ in range(60):
        asked = "".join(chance.choices(letters, k=chance.choice([1, 2, 2, 3, 4])))
        found = {hit.path for hit in asking.find(asked, KINDS, limit=200).hits.get("article", [])}
        assert found == {f"/{n}/" for n, text in texts.items() if asked in text or asked in f"第{n}篇"}, asked


def test_what_was_asked_for_is_marked():
    query = words.Query.parse("足球 LP")
    assert words.marked("校园足球在lp", query) == [
        ("校园", False),
        ("足球", True),
        ("在", False),
        ("lp", True),
    ]
    assert words.excerpt("甲" * 200 + "足球" + "乙" * 200, query).count("足球") == 1


def test_every_source_rebuilds_what_publishing_wrote():
    school = SchoolFactory(name="梁平区虎城初级中学", visible_from=timezone.now() - timedelta(minutes=1))
    ProgrammeFactory(school=school, title="校园足球")
    before = set(Entry.objects.values_list("kind", "key", "names", "text"))
    call_command("reindex", stdout=io.StringIO())
    assert set(Entry.objects.values_list("kind", "key", "names", "text")) == before
    assert asking.find("校园足球", ["school"]).counts == {"school": 1}


def test_an_unknown_kind_is_named_and_nothing_is_rebuilt():
    put(1, "新学期")
    told = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("reindex", "冰壶", stderr=told)
    assert "冰壶" in told.getvalue()
    assert titles("新学期")


@pytest.mark.parametrize(
    ("asked", "whole", "beginnings"),
    [
        ("课", ("课",), ()),
        ("足球赛", ("足球", "球赛"), ()),
        ("song", (), ("song",)),
        ("小学1", ("小学",), ("1",)),
        ("第1小学 song", ("第", "1", "小学"), ("song",)),
    ],
)
def test_only_a_word_that_may_still_grow_is_looked_for_by_its_beginning(asked, whole, beginnings):
    query = words.Query.parse(asked)
    assert (query.whole, query.beginnings) == (whole, beginnings)
