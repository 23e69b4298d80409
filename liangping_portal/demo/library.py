"""Invented recordings, resources and lessons shown: example addresses, words, a question to a master."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from classrooms import library
from classrooms.models import Recording, Resource, Showcase
from liangping_portal.demo.calendar import teaching_day

VIDEO = "https://video.example.com/shili/"
RECORDINGS = {
    "choir": ("chushu", "音乐", "没有钢琴怎样教合唱", "public", "录像里用的是口风琴和一只手机。"),
    "paper-tree": ("bailu", "美术", "撕一棵柚子树", "group", "只用旧报纸和浆糊，四十分钟。"),
    "mountain-song": ("demo-teacher", "音乐", "五个音的山歌", "group", "全课只用五个音，孩子自己填词。"),
    "fractions": ("hanlu", "数学", "三年级认识分数", "signed_in", "月饼换成柚子，一瓣一瓣地分。"),
    "contours": ("lidong", "地理", "把等高线讲明白", "password", "口令向授课教师要。"),
}
WORDS = (
    (75, 110, "daxue", "起音只给一次，孩子反而听得更仔细。", "chushu", "给两次，第二次他们就等着了。"),
    (412, None, "liqiu", "这里分排对唱，后排也开口了。", None, None),
)
DESCRIBED = ("textbook", "grade", "volume", "chapter", "licence")
RESOURCES = {
    "sticks": (
        "hanlu",
        "数学",
        "小棒摆竖式：学习单",
        "public",
        "人教版",
        3,
        "first",
        "多位数乘一位数",
        "share",
    ),
    "voices": ("chushu", "音乐", "二声部起音练习卡", "group", "人音版", 4, "first", "", "group_use"),
}


def load(ledger, today):
    for key, (owner, subject, title, view, about) in RECORDINGS.items():
        dated = {"link": f"{VIDEO}{key}", "recorded_on": teaching_day(today, -8)}
        _put(ledger, f"recording:{key}", Recording, owner, subject, title, view, about, **dated)
    if ledger.is_new("recording:choir"):
        _words(ledger, ledger["recording:choir"])
    for key, fields in RESOURCES.items():
        _resource(ledger, key, *fields)
    _showcase(ledger)


def _words(ledger, recording):
    for starts, ends, who, text, answerer, answer in WORDS:
        by = ledger[f"teacher:{who}"].user
        said = library.comment(recording, text, by=by, starts=starts, ends=ends)
        if answer:
            library.comment(recording, answer, by=ledger[f"teacher:{answerer}"].user, answers=said)


def _resource(ledger, key, *fields):
    owner, subject, title, view, *described = fields
    fields = dict(zip(DESCRIBED, described, strict=True))
    resource = _put(
        ledger, f"resource:{key}", Resource, owner, subject, title, view, "", stage="primary", **fields
    )
    if ledger.is_new(f"resource:{key}"):
        library.add_version(resource, by=resource.owner.user, link=f"{VIDEO}{key}.pdf")
        library.add_version(resource, by=resource.owner.user, link=f"{VIDEO}{key}-2.pdf", note="字放大了")


def _showcase(ledger):
    shown = {"recording": ledger["recording:choir"], "resource": ledger["resource:voices"]}
    about = "想听听：两个声部什么时候合，早了散，晚了没劲。"
    title = "一节不用钢琴的合唱课"
    showcase = _put(ledger, "showcase:choir", Showcase, "chushu", "音乐", title, "signed_in", about, **shown)
    if ledger.is_new("showcase:choir"):
        asked = library.ask(
            showcase.owner,
            by=ledger["teacher:daxue"].user,
            title="低声部总被带跑，怎么办",
            text="两排对唱还行，一合就都跑到高声部去了。",
            showcase=showcase,
            subject=showcase.subject,
        )
        asked.sample = True
        asked.save(update_fields=["sample"])
        library.reply(asked, "先让低声部的人站到前排，唱一周再换。", by=showcase.owner.user)


def _put(ledger, name, model, owner, subject, title, view, about, **fields):  # noqa: PLR0917
    owner = ledger[f"teacher:{owner}"]
    return ledger.put(
        name,
        model,
        once={"added_at": timezone.now(), "password": make_password(None) if view == "password" else ""},
        owner=owner,
        unit=owner.school.unit,
        subject=ledger[f"subject:{subject}"],
        title=title,
        view=view,
        about=about,
        sample=True,
        **fields,
    )
