"""A Word file read as a manuscript: its title, sections under subheads, pictures and tables, in their order.

The file is judged before it is parsed (`pictures.office`). Nothing is written here: `news.word_import` makes
an article of what is read.
"""

import re
import zipfile
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

import mammoth
from django.core.exceptions import ValidationError

from pictures import office

MOST_BYTES = 20 * 1024 * 1024
MOST_PICTURES = 60
OLD = b"\xd0\xcf\x11\xe0"
SAVE_AS_DOCX = "这是旧格式或WPS格式的文件。请在WPS中另存为.docx再上传。"
TRACKED = "文件里还有没有处理的修订（增删的标记）。请在“审阅”里接受或拒绝全部修订，保存后再上传。"
REVISION = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|cellIns|cellDel)[\s/>]")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='副标题'] => h2:fresh
p[style-name='标题 1'] => h1:fresh
p[style-name='标题 2'] => h2:fresh
p[style-name='标题 3'] => h3:fresh
b => strong
i => em
"""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
KEPT = {"p": "p", "ul": "ul", "ol": "ol", "li": "li", "strong": "strong", "em": "em"}
LONGEST_TITLE, LONGEST_LINE = 40, 24


@dataclass
class Text:
    """Paragraphs under a subhead of at most two lines."""

    subhead: list = field(default_factory=list)
    html: str = ""


@dataclass
class Shown:
    """A picture: its bytes and what Word says of it."""

    name: str
    content: bytes
    alt: str = ""


@dataclass
class Table:
    rows: list
    caption: str = ""


@dataclass
class Manuscript:
    title: str
    pieces: list

    def of(self, kind):
        return [piece for piece in self.pieces if isinstance(piece, kind)]


def read(upload):
    """The `Manuscript` in an uploaded .docx; ValidationError says what the author should do."""
    judge(upload)
    pictures = []
    upload.seek(0)
    try:
        html = mammoth.convert_to_html(
            upload,
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda image: _keep(image, pictures)),
            ignore_empty_paragraphs=True,
        ).value
    except ValidationError:
        raise
    except Exception as error:  # mammoth raises whatever a damaged file leads it to
        raise ValidationError(office.BROKEN, code="broken") from error
    reader = _Reader(pictures)
    reader.feed(html)
    reader.close()
    reader.flush()
    return _titled(reader.pieces, upload.name)


def judge(upload):
    """Refuse, before any parser sees it, what is too large, old, armed, damaged, or still under revision."""
    if upload.size > MOST_BYTES:
        raise ValidationError("文件超过20 MB。请压缩里面的图片，或分成几篇再上传。", code="too_large")
    upload.seek(0)
    head = upload.read(8)
    name = upload.name.lower()
    if head.startswith(OLD) or name.endswith((".doc", ".wps", ".wpt", ".rtf")):
        raise ValidationError(SAVE_AS_DOCX, code="old")
    if name.endswith((".docm", ".dotm")):
        raise ValidationError(office.HAS_MACRO, code="macro")
    upload.seek(0)
    if not head.startswith(b"PK") or office.check(upload) != "docx":
        raise ValidationError(f"这不是Word文件。{SAVE_AS_DOCX}", code="unknown")
    upload.seek(0)
    with zipfile.ZipFile(upload) as archive:
        if REVISION.search(archive.read("word/document.xml")):
            raise ValidationError(TRACKED, code="tracked")


def _keep(image, pictures):
    if len(pictures) >= MOST_PICTURES:
        raise ValidationError(f"文件里超过{MOST_PICTURES}张图片。请分成几篇再上传。", code="too_many")
    with image.open() as stream:
        content = stream.read()
    extension = (image.content_type or "").rpartition("/")[2] or "png"
    pictures.append(Shown(f"{len(pictures) + 1}.{extension}", content, (image.alt_text or "").strip()))
    return {"src": str(len(pictures) - 1)}


class _Reader(HTMLParser):
    """mammoth's HTML, a flat row of paragraphs, lists, headings and tables, cut into pieces."""

    def __init__(self, pictures):
        super().__init__(convert_charrefs=True)
        self.pictures, self.pieces = pictures, []
        self.text = Text()
        self.heading = None
        self.tables = []
        self.shown = []

    def flush(self):
        """What was written so far becomes a section, if it says anything."""
        self.text.html = self.text.html.replace("<p></p>", "")
        if self.text.html.strip() or self.text.subhead:
            self.pieces.append(self.text)
        self.text = Text()

    def write(self, html):
        self.text.html += html

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.shown.append(self.pictures[int(dict(attrs)["src"])])
        elif tag == "table":
            self.tables.append([])
        elif self.tables:
            self._in_table(tag, dict(attrs))
        elif tag in HEADINGS:
            self.heading = ""
        elif self.heading is None:
            if tag == "a" and dict(attrs).get("href"):
                self.write(f'<a href="{escape(dict(attrs)["href"])}">')
            elif tag == "br":
                self.write("<br>")
            elif tag in KEPT:
                self.write(f"<{tag}>")

    def _in_table(self, tag, attributes):
        if tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"} and self.tables[-1]:
            self.tables[-1][-1].append("")
            span = attributes.get("colspan", "1")
            self.spans = int(span) - 1 if span.isdigit() and len(span) < 3 else 0
        elif tag in {"p", "br", "li"}:
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag == "table":
            self._end_table(self.tables.pop())
        elif self.tables:
            if tag in {"td", "th"}:
                self.tables[-1][-1] += [""] * self.spans
        elif tag in HEADINGS:
            self._end_heading()
        elif self.heading is None and (tag in KEPT or tag == "a"):
            self.write(f"</{tag}>")
            if tag in {"p", "ul", "ol"}:
                self._show()

    def handle_data(self, data):
        if self.tables:
            if self.tables[-1] and self.tables[-1][-1]:
                self.tables[-1][-1][-1] += data
        elif self.heading is not None:
            self.heading += data
        else:
            self.write(escape(data, quote=False))

    def _end_heading(self):
        words, self.heading = " ".join(self.heading.split()), None
        lines = lines_of(words)
        if not words:
            pass
        elif lines:
            self.flush()
            self.text.subhead = lines
        else:
            self.write(f"<p><strong>{escape(words)}</strong></p>")
        self._show()

    def _show(self):
        """Pictures stand after the paragraph that holds them."""
        if self.shown:
            self.flush()
            self.pieces += self.shown
            self.shown = []

    def _end_table(self, rows):
        rows = [[" ".join(cell.split()) for cell in row] for row in rows if row]
        if self.tables:  # a table inside a cell: its words belong to the cell
            self.handle_data(" ".join(cell for row in rows for cell in row))
        elif len(rows) == 1 or max(map(len, rows), default=0) <= 1:
            self.write("".join(f"<p>{escape(cell)}</p>" for row in rows for cell in row if cell))
        else:
            caption = self._caption()
            self.flush()
            self.pieces.append(Table(rows, caption))
        self._show()

    def _caption(self):
        """The short line before a table that says which it is: 表1　各校人数."""
        match = re.search(r"<p>((?:<strong>)?\s*(表\s*\d*[^<]{1,70}?)(?:</strong>)?)</p>\s*$", self.text.html)
        if not match:
            return ""
        self.text.html = self.text.html[: match.start()]
        return match[2].strip()


def lines_of(words):
    """A heading as one or two lines of a subhead; none where it is too long for that."""
    if len(words) <= LONGEST_LINE:
        return [words] if words else []
    halves = re.split(r"[\s　，,：:——]+", words, maxsplit=1)
    if len(halves) == 2 and all(0 < len(half) <= LONGEST_LINE for half in halves):
        return halves
    return [words[:LONGEST_LINE], words[LONGEST_LINE:]] if len(words) <= 2 * LONGEST_LINE else []


def _titled(pieces, name):
    """The first heading is the title; else the first line, where it is short; else the file's name."""
    first = pieces[0] if pieces else None
    if isinstance(first, Text) and first.subhead:
        title, first.subhead = "".join(first.subhead), []
    else:
        title = _first_line(first)
    if isinstance(first, Text) and not first.html.strip():
        pieces = pieces[1:]
    title = title or name.rsplit(".", 1)[0]
    return Manuscript(title[: 2 * LONGEST_TITLE], pieces)


def _first_line(first):
    match = re.match(r"\s*<p>([^\n]{2,120}?)</p>", first.html) if isinstance(first, Text) else None
    words = re.sub(r"<[^>]+>", "", match[1]).strip() if match else ""
    if not match or len(words) > LONGEST_TITLE or words.endswith(("。", "！", "？")):
        return ""
    first.html = first.html[match.end() :]
    return words
