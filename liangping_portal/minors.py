"""What the portal holds on minors: pictures in which pupils may be recognised, on whose word, until when, and
where they are shown; recordings of lessons; parents' questions, by number. No pupil's name is among it."""

import zipfile
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from accounts import sheets
from classrooms.models import Recording
from enrolment import enquiring
from enrolment.models import Enquiry
from pictures import consent
from pictures.models import Consent, Picture

SOON = timedelta(days=30)
PICTURES = (
    "编号",
    "名称",
    "单位",
    "状态",
    "同意书编号",
    "签署",
    "有效期至",
    "收回",
    "保管人",
    "上传时间",
    "用在",
    "处理",
)
RECORDINGS = ("名称", "教师", "单位", "班级", "上课日期", "谁能看", "分享时间", "撤下时间")
ENQUIRIES = ("受理单位", "待答复", "已答复", "留有回电号码", "最早一条", "保存多久")


def pupils_pictures():
    return Picture.objects.filter(people=Picture.People.PUPILS)


def pictures():
    """A row for each consent of each picture; what has none says so, and what is to be done."""
    rows = (
        pupils_pictures().select_related("unit").prefetch_related("consents", "uses").order_by("unit", "pk")
    )
    lapsed = set(consent.lapsed().values_list("pk", flat=True))
    for picture in rows:
        shown = "；".join(use.where for use in picture.uses.all() if use.is_published)
        said = [picture.code, picture.title, picture.unit.name, _state(picture, shown)]
        for paper in picture.consents.all() or [None]:
            yield [
                *said,
                *_paper(paper),
                _day(picture.added_at),
                shown,
                _todo(picture, paper, lapsed),
            ]


def _day(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def _state(picture, shown):
    if picture.withdrawn_at:
        return "已撤下"
    return "公开" if shown else "未公开"


def _paper(paper):
    if paper is None:
        return ["没有登记", "", "", "", ""]
    days = (paper.given_on, paper.valid_until or "没有写明", paper.withdrawn_on or "")
    return [paper.paper, *map(str, days), paper.kept_by]


def _todo(picture, paper, lapsed):
    if picture.pk in lapsed:
        return "仍在公开而没有有效的同意：请撤下，或重新取得同意"
    if picture.withdrawn_at or paper is None or paper.withdrawn_on:
        return ""
    today = timezone.localdate()
    if paper.valid_until and today <= paper.valid_until <= today + SOON:
        return "30天内到期"
    return ""


def recordings():
    """Lessons in which a class may be seen; the school keeps the guardians' papers."""
    rows = Recording.objects.select_related("owner", "unit").order_by("unit", "pk")
    for row in rows:
        removed = _day(row.removed_at) if row.removed_at else ""
        day = str(row.recorded_on or "")
        said = [row.title, row.owner.name, row.unit.name, row.class_name, day, row.get_view_display()]
        yield [*said, _day(row.added_at), removed]


def enquiries():
    """By number: what parents wrote is for those who answer, and for nobody else."""
    kept = f"答复后{enquiring.KEPT.days}天；回电号码{enquiring.PHONE_KEPT.days}天"
    rows = Enquiry.objects.order_by("unit__name").values_list("unit__name")
    counted = rows.annotate(
        waiting=Count("pk", filter=Q(answered_at=None)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        phones=Count("pk", filter=~Q(phone_text="")),
    )
    first = dict(Enquiry.objects.order_by("unit__name", "-asked_at").values_list("unit__name", "asked_at"))
    for unit, *numbers in counted:
        yield [unit, *numbers, _day(first[unit]), kept]


def summary():
    """[(what, how many)] for the first sheet and for the terminal."""
    shown = pupils_pictures().filter(withdrawn_at=None)
    soon = timezone.localdate() + SOON
    running_out = Consent.objects.valid().filter(picture__in=shown, valid_until__lte=soon)
    return [
        ("能认出学生的图片", pupils_pictures().count()),
        ("其中已撤下", pupils_pictures().exclude(withdrawn_at=None).count()),
        ("有效的监护人同意书", Consent.objects.valid().filter(picture__in=shown).count()),
        ("30天内到期的同意书", running_out.count()),
        ("已收回的同意书", Consent.objects.exclude(withdrawn_on=None).count()),
        ("仍在公开而没有有效同意的图片（应为0）", consent.lapsed().count()),
        ("课堂录像（可能拍到学生）", Recording.objects.filter(removed_at=None).count()),
        ("家长咨询", Enquiry.objects.count()),
        ("学生姓名、证件号、成绩", 0),
    ]


def write(path):
    """The report as a .zip of tables; returns the summary."""
    found = summary()
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as packed:
        for name, headers, rows in (
            ("1-概况", ("内容", "数量"), found),
            ("2-能认出学生的图片与同意书", PICTURES, pictures()),
            ("3-课堂录像", RECORDINGS, recordings()),
            ("4-家长咨询", ENQUIRIES, enquiries()),
        ):
            packed.writestr(f"{name}.xlsx", sheets.write(headers, list(rows), "xlsx", title=name))
    return found
