"""An article leaving the site: as HTML whose looks are written into every element, for the official account's
editor; as Markdown; both made of the same prepared content that a page is made of.

The official account strips style sheets and classes and keeps inline styles. It takes no picture from another
site, so `pictures_of` lists them in the order in which they are uploaded there.
"""

import re
from html.parser import HTMLParser

import css_inline
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse

from news import richtext
from pictures import renditions

STYLE = "css/official-account.css"


def as_inline_html(edition, *, host):
    """HTML without a class, an id or a script; addresses in full, as it will stand on another site."""
    context = {"edition": edition, "blocks": edition.content["blocks"], "host": host}
    html = render_to_string("news/export/account.html", context)
    with open(finders.find(STYLE), encoding="utf-8") as file:
        css = file.read()
    styled = css_inline.inline_fragment(html, css=css, load_remote_stylesheets=False)
    return re.sub(r' (?:class|id)="[^"]*"', "", styled)


def pictures_of(edition):
    """The pictures in the order in which they stand, cover first: what is uploaded to the account by hand."""
    found = [edition.cover]
    for block in edition.content["blocks"]:
        found += [block.get("picture") if block["type"] == "picture" else None, block.get("poster")]
        found += [item["picture"] for item in block.get("items", ())]
    return [picture for picture in found if picture and picture.get("v")]


# --- Markdown -----------------------------------------------------------------------------------------------
def as_markdown(edition, *, host):
    """CommonMark with tables as GitHub writes them; pictures by their public address."""
    content = edition.content
    parts = [f"# {_plain(' '.join(content['title']))}"]
    parts += [f"*{_plain(edition.kicker)}*"] if edition.kicker else []
    parts += [f"> {_plain(edition.standfirst)}"] if edition.standfirst else []
    parts += [_picture(edition.cover, host)] if edition.cover else []
    for block in content["blocks"]:
        parts += WRITERS[block["type"]](block, host)
    parts += [_plain(f"{one['label']}　{' '.join(one['names'])}") for one in content["bylines"]]
    parts += [f"来源：{_plain(content['source'])}"] if content["source"] else []
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(text):
    """Text that means nothing to Markdown, on one line."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", " ".join(str(text or "").split()))


def _picture(picture, host, caption=""):
    if not picture or not picture.get("v"):
        return ""
    address = renditions.sources(picture, "full")[-1][0]
    words = _plain(caption or picture["caption"])
    return f"![{_plain(picture['alt'])}]({host}{address})" + (f"\n\n*{words}*" if words else "")


def _section(block, host):
    head = [f"## {_plain(' '.join(block['subhead']))}"] if block["subhead"] else []
    return [*head, markdown_of(block["html"], host)]


def _figures(block, host):
    lines = [f"- **{_plain(number)}** {_plain(label)}" for number, label in block["pairs"]]
    lines += [f"- **{_plain(number)}** {_plain(label)}" for number, label, _ in block.get("live", ())]
    source = block["source"] or (f"本站数据，截至{block['as_of']}" if block.get("live") else "")
    return ["\n".join(lines), f"来源：{_plain(source)}" if source else ""]


def _table(block, host):
    head = block["head"] or [""] * len(block["rows"][0])
    rows = [head, ["---"] * len(head), *block["rows"]]
    lines = [f"| {' | '.join(row if row is rows[1] else map(_plain, row))} |" for row in rows]
    source = f"来源：{_plain(block['source'])}" if block["source"] else ""
    return [f"**{_plain(block['caption'])}**", "\n".join(lines), source]


def _gallery(block, host):
    return [_picture(item["picture"], host, item["caption"]) for item in block["items"]]


def _video(block, host):
    address = block["link"] or f"{host}{_document_path(block)}"
    return [_picture(block["poster"], host), _link(f"视频：{block['title']}", address)]


def _quote(block, host):
    speaker = f" ——{_plain(block['speaker'])}" if block["speaker"] else ""
    return [f"> {_plain(block['text'])}{speaker}"]


def _link(words, address):
    return f"[{_plain(words)}]({_target(address)})"


def _document_path(block):
    return reverse("pictures:document", args=[block["file"]["code"]])


def _target(address):
    return "".join(f"%{ord(one):02X}" if one in "()<> \\" else one for one in address)


WRITERS = {
    "section": _section,
    "picture": lambda block, host: [_picture(block["picture"], host, block["caption"])],
    "quote": _quote,
    "note": lambda block, host: [f"> **编者按** {_plain(block['text'])}"],
    "figures": _figures,
    "table": _table,
    "gallery": _gallery,
    "video": _video,
    "file": lambda block, host: [_link(block["title"], f"{host}{_document_path(block)}")],
    "card": lambda block, host: [f"{_link(block['title'], host + block['path'])} {_plain(block['text'])}"],
}


def markdown_of(html, host):
    """The few tags of a section as Markdown."""
    writer = _Markdown(host)
    writer.feed(richtext.clean(html))
    writer.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.out)).strip()


class _Markdown(HTMLParser):
    def __init__(self, host):
        super().__init__(convert_charrefs=True)
        self.host, self.out, self.lists, self.links = host, [], [], []

    def handle_starttag(self, tag, attrs):
        if tag in {"ul", "ol"}:
            self.lists.append([tag, 0])
            self.out.append("\n")
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
            mark = "-" if self.lists[-1][0] == "ul" else f"{self.lists[-1][1]}."
            self.out.append(f"\n{'   ' * (len(self.lists) - 1)}{mark} ")
        elif tag == "p" and not self.lists:
            self.out.append("\n\n")
        elif tag == "br":
            self.out.append("  \n")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self.links.append(f"{self.host}{address}" if address.startswith("/") else address)
            self.out.append("[")
        else:
            self.out.append({"strong": "**", "em": "*"}.get(tag, ""))

    def handle_endtag(self, tag):
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.out.append("\n")
        elif tag == "a" and self.links:
            self.out.append(f"]({_target(self.links.pop())})")
        else:
            self.out.append({"strong": "**", "em": "*"}.get(tag, ""))

    def handle_data(self, data):
        if not data.strip():
            self.out.append("" if not self.out or self.out[-1][-1:].isspace() else " ")
        else:
            before, after = (" " if one.isspace() else "" for one in (data[0], data[-1]))
            self.out.append(f"{before}{_plain(data)}{after}")
