"""Finding wordings in texts: the district's rules by one automaton, and three patterns of personal data.

A hit that stands inside one of its rule's allowed phrases does not count (原梁平县), and where two rules hit
the same place the longer wording is the one meant.
"""

import re
from dataclasses import dataclass, field

import ahocorasick

from news import richtext
from news.models import WordRule

AROUND = 12
Action, Pattern = WordRule.Action, WordRule.Pattern

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方"
    "石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申"
    "尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵解强柴华车冉房边瞿荀蒲"
)
CLASS = r"(?:[一二三四五六七八九1-9]年级|[初高][一二三]|[小中大]班)\s*[（(]?\s*\d{0,2}\s*[)）]?\s*班?"
OFFICE = "(?!老师|教师|校长|主任|书记|园长)"
NAME = rf"[{SURNAMES}](?:{OFFICE}[\u4e00-\u9fa5]){{1,2}}{OFFICE}"
SHAPES = {
    Pattern.ID_CARD: re.compile(
        r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx](?![0-9A-Za-z])"
    ),
    Pattern.MOBILE: re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    Pattern.PUPIL: re.compile(
        rf"{CLASS}(?:的|学生|同学|小朋友|：|、|，|\s)+{NAME}"
        rf"|{NAME}同?学?\s*[（(]\s*{CLASS}\s*[)）]"
    ),
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# What stands where no rule of the district says otherwise.
BUILT_IN = {
    Pattern.ID_CARD: (Action.BLOCK, "身份证号不能公开。"),
    Pattern.MOBILE: (Action.WARN, "请留办公电话，不留个人手机号。"),
    Pattern.PUPIL: (Action.WARN, "学生的姓名和班级不要写在一起；配了学生照片的，更不能写。"),
}


@dataclass(frozen=True)
class Hit:
    """One place where a rule applies. `where` names the part of the story or page."""

    rule: WordRule
    where: str
    before: str
    words: str
    after: str

    @property
    def blocks(self):
        return self.rule.action == Action.BLOCK


@dataclass
class Rules:
    """The active rules, ready to be asked of any number of texts."""

    automaton: ahocorasick.Automaton | None
    patterns: list = field(default_factory=list)

    @classmethod
    def load(cls):
        rules = list(WordRule.objects.all())
        words = [rule for rule in rules if rule.text and rule.active]
        automaton = ahocorasick.Automaton()
        for rule in words:
            automaton.add_word(_plain(rule.text), rule)
        if words:
            automaton.make_automaton()
        return cls(automaton if words else None, list(_patterns([rule for rule in rules if rule.pattern])))

    def find(self, text):
        """[(start, end, rule)] in order, none overlapping another."""
        plain = _plain(text)
        found = [*self._words(plain), *self._shapes(plain)]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        kept, reached = [], 0
        for start, end, rule in found:
            if start >= reached:
                kept.append((start, end, rule))
                reached = end
        return kept

    def _words(self, text):
        if self.automaton is None:
            return
        for last, rule in self.automaton.iter(text):
            start = last + 1 - len(rule.text)
            if not _is_allowed(text, start, last + 1, rule):
                yield start, last + 1, rule

    def _shapes(self, text):
        for rule in self.patterns:
            for match in SHAPES[rule.pattern].finditer(text):
                if rule.pattern == Pattern.ID_CARD and not _checks(match.group()):
                    continue
                if not _is_allowed(text, match.start(), match.end(), rule):
                    yield match.start(), match.end(), rule


def _patterns(rules):
    """The patterns as the district has set them, else as built in; a switched-off one is left out."""
    own = {rule.pattern: rule for rule in rules}
    for pattern, (action, note) in BUILT_IN.items():
        rule = own.get(pattern) or WordRule(pattern=pattern, action=action, note=note)
        if rule.active:
            yield rule


def _plain(text):
    """Full-width digits and letters as half-width ones; every place stays where it was."""
    return "".join(
        chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" and sign.isalnum() else sign for sign in text
    )


def _is_allowed(text, start, end, rule):
    for phrase in filter(None, map(str.strip, rule.allowed.splitlines())):
        at = text.find(phrase, max(0, start - len(phrase)))
        while 0 <= at <= start:
            if at + len(phrase) >= end:
                return True
            at = text.find(phrase, at + 1)
    return False


def _checks(number):
    """Whether the last sign of an 18-digit identity number is its check digit (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[-1].upper()


# --- in stories and pages -----------------------------------------------------------------------------------
def hits_in(places, rules=None):
    """The `Hit`s of [(where, text)]."""
    rules = rules or Rules.load()
    return [
        _hit(rule, where, text, start, end) for where, text in places for start, end, rule in rules.find(text)
    ]


def _hit(rule, where, text, start, end):
    return Hit(rule, where, text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])


def places_of(edition):
    """[(where, text)] of everything an edition says, blocks by their number."""
    content = edition.content
    head = [("引题", edition.kicker), ("标题", edition.title), ("副题", content.get("subtitle"))]
    places = [*head, ("导语", edition.standfirst), ("编者按", content.get("note"))]
    places += [("题图", text) for text in _texts_of_picture(edition.cover)]
    for number, block in enumerate(content.get("blocks", []), 1):
        where = block["label"] if block["type"] == "fact" else f"第{number}块"
        places += [(where, text) for text in _texts_of_block(block)]
    return [(where, text) for where, text in places if text]


def _texts_of_block(block):
    if block["type"] == "section":
        return [*block["subhead"], *richtext.lines(block["html"])]
    said = [block.get(name, "") for name in ("text", "speaker", "title", "caption", "words", "source")]
    said += [cell for row in [block.get("head", []), *block.get("rows", [])] for cell in row]
    said += [word for pair in block.get("pairs", []) for word in pair]
    for item in (block, *block.get("items", ())):
        said += [item.get("caption", ""), *_texts_of_picture(item.get("picture"))]
    return list(dict.fromkeys(filter(None, said)))


def _texts_of_picture(prepared):
    return [prepared.get(name, "") for name in ("alt", "caption")] if prepared else []


# --- marked where they stand --------------------------------------------------------------------------------
TAG = re.compile(r"(<[^>]*>)")


def marked(html, rules=None):
    """A rendered page with every hit inside its <article> marked; other parts, and tags, stay as they are."""
    start, end = html.find("<article"), html.rfind("</article>")
    if start < 0 or end < start:
        return html
    rules = rules or Rules.load()
    pieces = TAG.split(html[start:end])
    body = "".join(piece if piece.startswith("<") else _marked_text(piece, rules) for piece in pieces)
    return html[:start] + body + html[end:]


def _marked_text(text, rules):
    reached, out = 0, []
    for start, end, rule in rules.find(text):
        out += [
            text[reached:start],
            f'<mark class="wording wording--{rule.action}">',
            text[start:end],
            "</mark>",
        ]
        reached = end
    return "".join([*out, text[reached:]])
