"""The one cleaner of rich text: what staff may write, and what may ever reach a page.

Images are blocks of their own, so none is let through here; links lead to http(s) or within the site.
"""

import html as entities
import re

import nh3

from news import pasting

# What the editor offers; what the cleaner lets through is the same, and nothing it was not asked for.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https"]},
}
FOREIGN = re.compile(r"<(?!/?(?:p|br|strong|em|ul|ol|li|a)[\s/>])[a-z!]", re.IGNORECASE)

_cleaner = nh3.Cleaner(
    tags={"p", "br", "strong", "em", "ul", "ol", "li", "a"},
    # "*": else title and lang would stay on every tag.
    attributes={"a": {"href"}, "*": set()},
    url_schemes={"http", "https"},
    link_rel="noopener noreferrer",
)


def clean(html):
    """Harmless HTML of the allowed tags; empty where it holds no text."""
    cleaned = _cleaner.clean((html or "").replace("\0", ""))
    return cleaned if plain(cleaned) else ""


def tidy(html):
    """What staff save: foreign markup brought to paragraphs first, then cleaned."""
    html = (html or "").replace("\0", "")
    return clean(pasting.tidied(html)[0] if FOREIGN.search(html) else html)


def unfetched(html):
    """Names of the pictures that a paste left out, as the text's own lines say."""
    return pasting.NAMED.findall(plain(html))


def plain(html):
    """The words alone."""
    return nh3.clean(html, tags=set()).replace("&nbsp;", " ").strip()


def lines(html):
    """The words of each paragraph and list item, in order."""
    parts = re.split(r"</?(?:p|br|ul|ol|li)\b[^>]*>", html or "")
    return [line for line in (entities.unescape(plain(part)).strip() for part in parts) if line]
