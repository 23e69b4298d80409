"""What an activity says, in the shape of an edition: for checks, wordings, differences and approvals."""

from dataclasses import dataclass

from django.utils.html import format_html_join

from news.activity_presence import pictures_of
from pictures import consent

FACTS = (
    ("place", "地点"),
    ("audience", "谁可以来"),
    ("how", "怎么参加"),
    ("phone", "电话"),
    ("partnership", "川渝协议"),
)


@dataclass
class Said:
    """An activity as `news.differences`, `news.wording` and `news.approval` read an edition."""

    path: str
    kicker: str
    title: str
    standfirst: str
    cover: dict
    content: dict
    sample: bool
    slug: str = ""
    column_id: int | None = None
    happened_on: None = None

    def get_absolute_url(self):
        return self.path


def compose(activity):
    """The activity as it now is, unsaved changes of its own fields included."""
    return Said(
        path=activity.get_absolute_url(),
        kicker=activity.get_kind_display(),
        title=activity.title,
        standfirst=activity.standfirst,
        cover=activity.picture.prepared() if activity.picture else {},
        content={"blocks": [*_facts(activity), *_text(activity), *_album(activity)]},
        sample=activity.sample,
    )


def _facts(activity):
    span = f"{activity.starts:%Y-%m-%d %H:%M}—{activity.ends:%Y-%m-%d %H:%M}"
    said = [("starts_at", "时间", span), *((name, label, getattr(activity, name)) for name, label in FACTS)]
    return [
        {"type": "fact", "field": name, "label": label, "text": str(value)}
        for name, label, value in said
        if value
    ]


def _text(activity):
    html = format_html_join("", "<p>{}</p>", ((line,) for line in activity.paragraphs))
    return [{"type": "section", "field": "text", "subhead": [], "html": str(html)}] if html else []


def _album(activity):
    if activity.pk is None:
        return []
    items = [{"picture": one.prepared()} for one in activity.album.select_related("picture")]
    return [{"type": "gallery", "field": "album", "items": items}] if items else []


def related(activity):
    """Whose activity it is: part of what is approved, though it stands in other tables."""
    schools = sorted(activity.schools.values_list("pk", flat=True))
    return [schools, [activity.group_id] if activity.group_id else [], activity.unit_id]


def lacks(activity):
    """Chinese sentences on what stands in the way of publishing; none: it may be."""
    name = f"《{activity.title}》"
    found = []
    if not activity.schools.exists() and activity.group_id is None:
        found.append(f"{name}还没有选学校或集团，读者不知道是谁办的。")
    for picture in {one.pk: one for one in pictures_of(activity)}.values():
        found += [f"{name}：{obstacle}" for obstacle in consent.obstacles(picture)]
    return found
