"""What a parent types into the finder: 虎城镇 寄宿 初中 足球 is four filters, 虎城初中 is a name.

Words that name a choice become that choice; what is left stays free text. Written without spaces, they are
taken apart only where no school bears the whole as its name.
"""

from schools import facets
from schools.filters import tags, townships
from schools.models import Programme, School
from search.names import simplified
from search.words import normalise

LONGEST = 40
# What parents say for the filters that are only there or not.
TICKS = {
    "boarding": ("寄宿", "住校", "住读", "可住校", "有寄宿"),
    "canteen": ("食堂", "有食堂"),
    "bus": ("校车", "有校车"),
    "after_school": ("课后服务", "延时服务", "晚托"),
    "special_needs_room": ("特殊教育资源教室", "资源教室", "特教"),
}
STAGES = {
    School.Stage.PRESCHOOL: ("幼儿园",),
    School.Stage.PRIMARY: ("小学",),
    School.Stage.JUNIOR: ("初中", "初级中学"),
    School.Stage.SENIOR: ("高中",),
    School.Stage.VOCATIONAL: ("中职", "职高", "职校", "职业学校"),
}
# 礼让 for 礼让镇: the kinds of place a township's name may be said without.
PLACE_KINDS = ("街道", "镇", "乡")
SHORTEST_PLACE = 2


def understood(text):
    """({filter: value}, what is left of the text)."""
    known, chosen, left = words(), {}, []
    for typed in text[:LONGEST].split():
        word = simplified(normalise(typed))
        meant = known.get(word)
        found = dict([meant]) if meant else _taken_apart(word, known)
        if found:
            chosen |= found
        else:
            left.append(typed)
    return chosen, " ".join(left)


def words():
    """{word: (filter, value)}; of a word that several filters know, the first."""
    known = {}
    for name, value, spoken in _spoken():
        for word in spoken:
            known.setdefault(normalise(str(word)), (name, str(value)))
    return known


def _spoken():
    yield from (("stage", stage.value, spoken) for stage, spoken in STAGES.items())
    yield from ((name, "1", spoken) for name, spoken in TICKS.items())
    yield from (("township", key, _places(name)) for key, name in townships())
    yield from (("tag", tag, (tag,)) for tag, _ in tags())
    yield from (("kind", value, (label,)) for value, label in School.Kind.choices)
    yield from (("area", value, (label,)) for value, label in School.Area.choices)
    yield from (("programme", value, (label,)) for value, label in Programme.Kind.choices)
    for facet in facets.in_order():
        yield from ((facet.name, value, (label,)) for value, label in facet.choices())


def _places(name):
    short = next((name.removesuffix(kind) for kind in PLACE_KINDS if name.endswith(kind)), name)
    return (name, short) if len(short) >= SHORTEST_PLACE else (name,)


def _taken_apart(word, known):
    """The filters that the word is made of, whole; none where a school is called so."""
    parts = _parts(word, known)
    if not parts or School.objects.listed().filter(tokens__contains=word).exists():
        return {}
    return dict(known[part] for part in parts)


def _parts(word, known):
    """Known words that make up the word, the longest first; none where something is left over."""
    if not word:
        return []
    for length in range(len(word), 1, -1):
        if word[:length] in known:
            rest = _parts(word[length:], known)
            if rest or length == len(word):
                return [word[:length], *rest]
    return []
