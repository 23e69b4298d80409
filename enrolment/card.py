"""The answer to a village or estate as one card to be saved: schools, dates, papers, phone, code.

A PNG where there is a font to draw with (`pictures.lettering`); elsewhere its page is the answer.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from enrolment import dates
from enrolment.lookup import Place
from enrolment.models import Guide
from enrolment.of_school import plans_of
from pictures.lettering import GOLD, GREEN, INK, LINE, RED, SOFT, Sheet
from schools.models import School
from schools.poster import qr_image

WIDTH, MARGIN, QR, TALLEST = 720, 40, 230, 4000
GREEN_DEEP, ON_GREEN = "#12382c", "#fdf9ee"
MOST_DATES = 4
CAUTION = "以区教委当年通知为准，录取以学校报名审核为准。"


@dataclass(frozen=True)
class Line:
    """A school that the place belongs to: its name, what of the place, its phone, how many it takes."""

    school: School
    extent: str
    plan: str
    sample: bool


@dataclass(frozen=True)
class Card:
    place: Place
    year: str
    lines: list
    dates: list
    dates_year: str
    papers: list

    @property
    def sample(self):
        return self.place.sample

    @property
    def caution(self):
        """The dates may be of the next enrolment already, while its areas are still to come."""
        if self.dates_year in ("", self.year):
            return CAUTION
        return f"片区是{self.year}的，日程是{self.dates_year}的；新片区公布后请再查一次。{CAUTION}"


def cards_of(places):
    """What the cards of some places say, in four queries; of dates and papers only what is not over."""
    plans = plans_of([entry.catchment.school for place in places for entry in place.entries], None)
    steps = [step for step in dates.steps() if not step.is_over][:MOST_DATES]
    guide = Guide.objects.current().filter(case=Guide.Case.LOCAL).first()
    return [_card(place, plans, steps, guide.papers if guide else []) for place in places]


def _card(place, plans, steps, papers):
    year = place.entries[0].catchment.school_year
    return Card(
        place=place,
        year=str(year),
        lines=[_line(entry, plans.get(entry.catchment.school_id), year) for entry in place.entries],
        dates=steps,
        dates_year=str(steps[0].school_year) if steps else "",
        papers=papers,
    )


def _line(entry, plan, year):
    fits = plan is not None and plan.school_year_id == year.pk
    takes = f"招{plan.classes}个班{plan.places}人" if fits else ""
    return Line(entry.catchment.school, entry.note, takes, entry.catchment.sample)


def day(date):
    return f"{date.month}月{date.day}日"


def span(step):
    return day(step.starts_on) + (f"—{day(step.ends_on)}" if step.ends_on != step.starts_on else "")


def drawn(card, address):
    """The card as PNG; `address` is where its code leads. OSError where there is no font to write with."""
    paper = Paper()
    _head(paper, card)
    for line in card.lines:
        _school(paper, line)
    if card.dates:
        paper.title(f"什么时候办　{card.dates_year}")
        for step in card.dates:
            _dated(paper, step)
    if card.papers:
        paper.title("带什么")
        paper.write("　".join(f"□ {name}" for name in card.papers), 26)
        paper.y += 12
    _foot(paper, card, address)
    return paper.png()


class Paper:
    """A sheet on which one writes downwards; it ends where the writing does."""

    def __init__(self):
        self.sheet = Sheet(WIDTH, TALLEST)
        self.y = 0

    def write(self, text, size, *, indent=0, room=0, **options):
        width = WIDTH - 2 * MARGIN - indent - room
        self.y = self.sheet.words(text, at=(MARGIN + indent, self.y), size=size, width=width, **options)

    def title(self, text):
        self.y += 16
        self.write(text, 29, face="serif", lines=1)
        self.y += 4
        self.rule(INK, 3)

    def rule(self, ink, weight):
        self.sheet.rule(at=(MARGIN, self.y), width=WIDTH - 2 * MARGIN, weight=weight, ink=ink)
        self.y += weight + 12

    def band(self, top, bottom, ink):
        self.sheet.rule(at=(0, top), width=WIDTH, weight=bottom - top, ink=ink)

    def png(self):
        # Flat colours: with a palette it is a third of the bytes.
        self.sheet.image = self.sheet.image.crop((0, 0, WIDTH, self.y + 28)).quantize(128)
        return self.sheet.png()


def _head(paper, card):
    paper.band(0, 178, GREEN_DEEP)
    paper.band(178, 184, GOLD)
    paper.y = 26
    paper.write(f"我家对口哪所学校　{card.year}", 24, ink=GOLD)
    mark = "（示例）" if card.sample else ""
    paper.write(f"{card.place.name}{mark}", 54, face="serif", ink=ON_GREEN, lines=1)
    paper.y = 206


def _school(paper, line):
    school = line.school
    paper.write(school.get_stage_display(), 22, ink=RED)
    paper.write(school.name, 38, face="serif", ink=GREEN, lines=2)
    if line.extent or line.plan:
        paper.write("　".join(filter(None, [line.extent, line.plan])), 25, ink=SOFT)
    if school.phone:
        paper.write(f"电话 {school.phone}", 27, lines=1)
    if school.phone and school.phone_hours:
        paper.write(school.phone_hours, 23, ink=SOFT)
    paper.y += 10
    paper.rule(LINE, 2)


def _dated(paper, step):
    top = paper.y
    paper.write(span(step), 26, ink=GREEN, lines=1)
    paper.y = top
    paper.write(step.title + ("（示例）" if step.sample else ""), 26, indent=250)


def _foot(paper, card, address):
    paper.y += 10
    paper.rule(INK, 3)
    top, code = paper.y, qr_image(address, QR)
    paper.sheet.image.paste(code, (WIDTH - MARGIN - code.width, top))
    room = code.width + 24
    paper.write("先查片区，再在渝快办登记", 27, face="serif", room=room)
    paper.write(card.caution, 22, ink=SOFT, room=room)
    if settings.HELP_PHONE:
        paper.write(f"咨询电话 {settings.HELP_PHONE}", 23, room=room)
    today = timezone.localdate()
    paper.write(f"{settings.SITE_SHORT_NAME}　{today.year}年{day(today)}", 21, ink=SOFT, room=room)
    paper.y = max(paper.y, top + code.height)
