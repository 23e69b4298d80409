"""What comes in from Word, WPS, 公众号 and 秀米, brought to the few tags that a section has.

Such pages wrap each line in layers of sections and spans, write their lists as paragraphs with a drawn
bullet, and show pictures that this site cannot fetch: each of those leaves a line with its name, so that
nobody finds out from a reader that one is missing. What is given back is tidy, not safe: `richtext.clean`
comes after.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "address", "blockquote", "center"}
    | {"pre", "figure", "figcaption", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"table", "thead", "tbody", "tr", "caption", "form", "fieldset"}
)
CELLS = frozenset({"td", "th"})
LISTS = frozenset({"ul", "ol"})
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "a": "a"}
SKIPPED = frozenset(
    {"script", "style", "head", "title", "xml", "template", "svg", "math", "iframe", "object", "video"}
    | {"audio", "noscript", "select", "button"}
)
MISSING = "〔图片没有粘贴进来：{}〕"
NAMED = re.compile(r"〔图片没有粘贴进来：([^〔〕]{1,80})〕")
# A spacer or a tracking dot is no picture.
SMALLEST = 16
LONGEST = 1_000_000


def tidied(html):
    """(HTML of p, br, strong, em, ul, ol, li, a; names of the pictures left out)."""
    parser = _Tidier()
    parser.feed(html[:LONGEST])
    parser.close()
    parser.finish()
    return "".join(parser.out), parser.missing


def name_of(attributes):
    """What an author would recognise a picture by: its description, its file's name, its site."""
    alt = " ".join((attributes.get("alt") or "").split())
    source = attributes.get("src") or attributes.get("data-src") or ""
    if source.startswith("data:"):
        name = "剪贴板里的图片"
    else:
        parts = urlsplit(source) if len(source) < 2_000 else urlsplit("")
        file = unquote(parts.path.replace("\\", "/").rsplit("/", 1)[-1])
        name = file if "." in file else f"{parts.netloc}的图片" if parts.netloc else "一张图片"
    named = f"{alt}，{name}" if alt and alt not in {"图片", "image", name} else name
    return re.sub(r"[〔〕<>\s]+", " ", named).strip()[:80] or "一张图片"


class _Tidier(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.missing = [], []
        self.inline, self.skipped = [], []
        self.in_paragraph = self.in_bullet = self.bullet_list = False
        self.lists = 0

    # --- paragraphs ---------------------------------------------------------------------------------------
    def begin(self):
        if not self.in_paragraph:
            self.in_paragraph = True
            self.out += ["<p>", *(start for _, start in self.inline)]

    def end(self):
        if self.in_paragraph:
            self.in_paragraph = False
            self.out += [*(f"</{tag}>" for tag, _ in reversed(self.inline)), "</p>"]

    def finish(self):
        self.end()
        self.close_bullets()

    def close_bullets(self):
        if self.bullet_list:
            self.out += ["</li></ul>"]
            self.bullet_list = False

    # --- what the parser tells ------------------------------------------------------------------------------
    def handle_starttag(self, tag, attrs):
        if self.skipped or tag in SKIPPED:
            self.skipped += [tag] if tag in SKIPPED else []
            return
        attributes = dict(attrs)
        if tag in BLOCKS:
            self.block(tag, attributes)
        elif tag in CELLS and self.in_paragraph:
            self.out.append("　")
        elif tag in LISTS or tag == "li":
            self.end()
            self.close_bullets()
            self.lists += tag in LISTS
            if self.lists:
                self.out.append(f"<{tag}>")
        elif tag == "br" and self.in_paragraph:
            self.out.append("<br>")
        elif tag == "img":
            self.picture(attributes)
        elif tag in INLINE or _is_bold(tag, attributes):
            self.open_inline(tag, attributes)

    def block(self, tag, attributes):
        self.end()
        if tag == "p" and "mso-list" in (attributes.get("style") or "") and not self.lists:
            self.out.append("</li><li>" if self.bullet_list else "<ul><li>")
            self.bullet_list = True
        elif not self.lists:
            self.close_bullets()

    def open_inline(self, tag, attributes):
        kept = INLINE.get(tag, "strong")
        start = f"<{kept}>"
        if kept == "a":
            start = f'<a href="{escape(attributes.get("href") or "")}">'
        self.inline.append((kept if tag != "span" else "strong", start))
        if self.in_paragraph:
            self.out.append(start)

    def handle_endtag(self, tag):
        if self.skipped:
            if tag in self.skipped:
                while self.skipped.pop() != tag:
                    pass
        elif tag in BLOCKS:
            self.end()
        elif tag in LISTS or tag == "li":
            self.end()
            if self.lists:
                self.out.append(f"</{tag}>")
                self.lists -= tag in LISTS
        elif tag in INLINE or tag == "span":
            self.close_inline(INLINE.get(tag, "strong"))

    def close_inline(self, kept):
        if self.inline and self.inline[-1][0] == kept:
            self.inline.pop()
            if self.in_paragraph:
                self.out.append(f"</{kept}>")

    def picture(self, attributes):
        if any(0 < _pixels(attributes.get(side)) < SMALLEST for side in ("width", "height")):
            return
        name = name_of(attributes)
        self.missing.append(name)
        self.end()
        self.out.append(f"<p>{escape(MISSING.format(name))}</p>")

    def handle_data(self, data):
        if self.skipped or self.in_bullet or not (self.in_paragraph or data.strip()):
            return
        self.begin()
        self.out.append(escape(re.sub(r"[ \t\r\n\f]+", " ", data), quote=False))

    def handle_comment(self, data):
        """Between these two Word draws the bullet of a list."""
        if "supportLists" in data:
            self.in_bullet = True
        elif "endif" in data:
            self.in_bullet = False

    def unknown_decl(self, data):
        self.handle_comment(data)


def _pixels(value):
    digits = re.match(r"\d{1,5}", value or "")
    return int(digits[0]) if digits else SMALLEST


def _is_bold(tag, attributes):
    return tag == "span" and re.search(r"font-weight:\s*(bold|[6-9]00)", attributes.get("style") or "")
