"""The synthetic district's newspaper: articles with their blocks, and the editions that readers see."""

from datetime import timedelta

from liangping_portal.synthetic import words
from liangping_portal.synthetic.district import SOURCE
from liangping_portal.synthetic.words import MARK, SLUG_MARK
from news import composing
from news.models import Article, Byline, Column, Edition, Report, ReportEntry, Section

COLUMNS = (
    ("xinwen", "新闻", Column.Kind.NEWS),
    ("jiaoyan", "教研", Column.Kind.NEWS),
    ("xiaoyuan", "校园", Column.Kind.NEWS),
    ("gonggao", "公告", Column.Kind.NOTICE),
)
SECTIONS_EACH = 3
PARAGRAPHS_EACH = 3
ARTICLES_A_REPORT = 5
CHUNK = 2_000
# The newest articles stand a few hours apart, back through the years.
HOURS_APART = 5
KINDS_OF_NAMES = ((Byline.Kind.REPORTER, 1), (Byline.Kind.CORRESPONDENT, 2))


class Paper:
    """Writes articles of a `District` in bulk; the editions' content is what `news.composing` prepares."""

    def __init__(self, district):
        self.district = district
        self.random = district.random

    def build_articles(self, count):
        """The newest first, a chunk at a time: two hundred thousand do not fit into memory at once."""
        if not count:
            return
        self.columns = self._columns()
        for first in range(1, count + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, count + 1))
            articles = self.district.write([self._article(number) for number in numbers], "稿件")
            report = self._report(articles) if first == 1 else None
            editions = self._write(articles, numbers, report)
            if report:
                self._report_edition(report, editions)

    def _write(self, articles, numbers, report):
        """The articles' blocks, bylines and schools, and the editions made of them."""
        sections = self._sections(articles)
        bylines = self._bylines(articles)
        schools = [self.district.pick(self.district.schools) for _ in articles]
        self._link(Article.schools.through, "article_id", articles, schools)
        rows = [
            self._edition(
                number,
                article,
                sections[article.pk],
                bylines[article.pk],
                report if number <= ARTICLES_A_REPORT else None,
            )
            for number, article in zip(numbers, articles, strict=True)
        ]
        editions = self.district.write(rows, "已发布版本")
        self._link(Edition.schools.through, "edition_id", editions, schools)
        return editions

    def _columns(self):
        return [
            Column.objects.get_or_create(
                slug=f"{SLUG_MARK}-{slug}",
                defaults={"name": f"{MARK}{name}", "kind": kind, "order": 100 + place, "sample": True},
            )[0]
            for place, (slug, name, kind) in enumerate(COLUMNS)
        ]

    def _article(self, number):
        topic, action = self.district.pick(words.TOPICS), self.district.pick(words.ACTIONS)
        return Article(
            unit=self.district.district,
            slug=f"{SLUG_MARK}-gaojian-{number}",
            kicker=f"{MARK}·{topic}",
            title=f"{MARK}：{self.district.pick(words.PLACES)}{topic}",
            title_second=action,
            standfirst=self.district.pick(words.OPENINGS),
            column=self.district.pick(self.columns),
            source=SOURCE,
            editor=f"{MARK}编辑",
            happened_on=(self._moment(number) - timedelta(days=2)).date(),
            sample=True,
        )

    def _moment(self, number):
        return self.district.today - timedelta(hours=HOURS_APART * number)

    def _sections(self, articles):
        rows = [
            Section(
                parent=article,
                region="main",
                ordering=10 * (place + 1),
                subhead=self.district.pick(words.TOPICS) if place else "",
                subhead_second=self.district.pick(words.ACTIONS) if place else "",
                text="".join(f"<p>{self.district.paragraph()}</p>" for _ in range(PARAGRAPHS_EACH)),
            )
            for article in articles
            for place in range(SECTIONS_EACH)
        ]
        return self._by_article(self.district.write(rows, "段落"), "parent_id")

    def _bylines(self, articles):
        rows = [
            Byline(
                article=article, kind=kind, name=f"{MARK}{self.district.pick(words.SURNAMES)}某", order=order
            )
            for article in articles
            for kind, order in KINDS_OF_NAMES
        ]
        return self._by_article(self.district.write(rows, "署名"), "article_id")

    def _by_article(self, rows, name):
        found = {}
        for row in rows:
            found.setdefault(getattr(row, name), []).append(row)
        return found

    def _link(self, through, name, rows, schools):
        links = [
            through(**{name: row.pk, "school_id": school.pk})
            for row, school in zip(rows, schools, strict=True)
        ]
        self.district.write(links, "相关学校")

    def _edition(self, number, article, sections, bylines, report):
        moment = self._moment(number)
        return Edition(
            kind=Edition.Kind.ARTICLE,
            unit=article.unit,
            article=article,
            part_of=report,
            number=1,
            slug=article.slug,
            column=article.column,
            kicker=article.kicker,
            title=article.full_title,
            standfirst=article.standfirst,
            content=composing.prepare(article, sections, bylines),
            happened_on=article.happened_on,
            first_published_at=moment,
            visible_from=moment,
            sample=True,
        )

    def _report(self, articles):
        """One special report of the newest articles, so that its page has something to show."""
        if len(articles) < ARTICLES_A_REPORT:
            return None
        report = Report.objects.create(
            unit=self.district.district,
            slug=f"{SLUG_MARK}-baodao",
            kicker=f"{MARK}·特别报道",
            title=f"{MARK}：一张清单",
            title_second="五种办法",
            standfirst=words.OPENINGS[0],
            editors_note=words.SENTENCES[-1],
            sample=True,
        )
        weights = [ReportEntry.Weight.LEAD, ReportEntry.Weight.MAJOR, ReportEntry.Weight.MAJOR]
        weights += [ReportEntry.Weight.MINOR] * ARTICLES_A_REPORT
        rows = [
            ReportEntry(report=report, article=article, weight=weight, order=order)
            for order, (article, weight) in enumerate(
                zip(articles[:ARTICLES_A_REPORT], weights, strict=False)
            )
        ]
        self.entries = self.district.write(rows, "特别报道")
        return report

    def _report_edition(self, report, editions):
        moment = self._moment(0)
        Edition.objects.create(
            kind=Edition.Kind.REPORT,
            unit=report.unit,
            report=report,
            number=1,
            slug=report.slug,
            kicker=report.kicker,
            title=report.full_title,
            standfirst=report.standfirst,
            content={
                "title": report.title_lines,
                "subtitle": "",
                "note": report.editors_note,
                "credit": "",
                "editor": "",
                "entries": [
                    {"article": entry.article_id, "edition": edition.pk, "weight": entry.weight}
                    for entry, edition in zip(self.entries, editions, strict=False)
                ],
            },
            first_published_at=moment,
            visible_from=moment,
            sample=True,
        )
