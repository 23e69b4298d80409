"""A reader walks the whole demo by its links: nothing is dead, every page is everybody's and well made."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
# Another query of the same page shows nothing new here; a form's many answers would never end.
QUERIES_A_PATH = 3
# Behind a sign-in, or no page, or a form with a token of its own.
APART = re.compile(
    r"^/(accounts|admin|me|static|media)/|^/enrolment/enquiries/(ask|follow)/|^/display/"
    r"|^/news/corrections/|^/classrooms/relay/code/|^/classrooms/coverage/board/"
    r"|\.(ics|xml|txt)$|/feed/$"
)


SHARED = re.compile(r"^/classrooms/network/(recordings|resources|showcases)/\d+/")


class Page(HTMLParser):
    """What a walker notes of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.fragments, self.headings, self.title = set(), [], set(), [], ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.inside = tag
        if tag == "h1":
            self.headings.append(tag)
        if values.get("id"):
            self.ids.append(values["id"])
        target = unescape(values.get("href") or "") if tag == "a" else ""
        if target.startswith("/"):
            self.links.add(target.partition("#")[0])
        elif target.startswith("#"):
            self.fragments.add(target[1:])

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data

    def handle_endtag(self, tag):
        self.inside = ""


def faults(response, page):
    """What is wrong with a public page, in words."""
    found = {
        "no title": not page.title.strip(),
        "not one h1": len(page.headings) != 1,
        "an id twice": len(page.ids) != len(set(page.ids)),
        "a link to no place on the page": bool(page.fragments - set(page.ids)),
        "sets a cookie": bool(response.cookies),
        "varies by cookie": "Cookie" in response.get("Vary", ""),
        "unfilled words": bool(re.search(r"\bNone\b|\{\{|\{%", response.content.decode())),
    }
    return [words for words, true in found.items() if true]


def walk(start="/"):
    """(path, status, faults) of every page that links lead to from the front page."""
    client, ahead, seen, counts = Client(), [start], {start}, {}
    while ahead:
        address = ahead.pop(0)
        response = client.get(address)
        if response.status_code == 302 and SHARED.search(address):
            continue  # listed for everybody, shown to the signed-in or for a password
        if not response.get("Content-Type", "").startswith("text/html") or response.status_code != 200:
            yield address, response.status_code, []
            continue
        page = Page(response.content.decode())
        yield address, 200, faults(response, page)
        for link in sorted(page.links - seen):
            path = link.partition("?")[0]
            counts[path] = counts.get(path, 0) + 1
            if not APART.search(path) and counts[path] <= QUERIES_A_PATH:
                seen.add(link)
                ahead.append(link)


def test_every_link_of_the_demo_leads_to_a_whole_page():
    found = list(walk())
    wrong = [(address, status, words) for address, status, words in found if status != 200 or words]
    assert wrong == []
    paths = {address.partition("?")[0] for address, _, _ in found}
    assert {"/schools/hucheng-chuji-zhongxue/", "/groups/", "/cooperation/", "/about/"} <= paths
    assert len(paths) >= 40
