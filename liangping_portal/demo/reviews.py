"""Invented templates of reviews, and lessons that invented teachers observed at one another's."""

from decimal import Decimal

from classrooms import reviewing, rubrics
from classrooms.models import ObservedLesson, Rubric
from classrooms.reviewing import Said
from liangping_portal.demo.calendar import teaching_day

SCORED = """教学目标
  目标具体，学生说得出今天学什么 10
  抓住重点，难点有办法 10
教学过程
  情境和问题
    问题能引出思考，不是一问一答 10
    给足想和试的时间 10
  学生活动
    人人有事做，后排也有 15
    同伴之间真的在讨论 10
  反馈
    听得见学生的错，当场用上 15
教师基本功
  语言清楚，板书留得住 10
  器材和媒体用得上、用得省 10
最值得学的一处（评语）"""
WORDS_ONLY = """学生在学什么（评语）
哪一刻学生最投入（评语）
哪一刻学生走神了（评语）
如果由我来上（评语）"""

RUBRICS = {
    "common": ("district", "常态课评课表", "小学、初中各学科的平常课", Rubric.Style.SCORES, SCORED),
    "words": ("district", "同伴听课单", "结对听课、青年教师互听", Rubric.Style.COMMENTS, WORDS_ONLY),
}

# `said`: reviewer → (points in the order of the template's rows, summary); a teacher of the demo each.
LESSONS = {
    "multiplication": {
        "presenter": "hanlu",
        "subject": "数学",
        "topic": "两位数乘一位数",
        "class_name": "三年级（示例班）",
        "day": -2,
        "lesson_type": ObservedLesson.Type.NEW,
        "visibility": ObservedLesson.Visibility.GROUP,
        "reflection": "小棒摆到第三遍，后排才跟上。下次先让两个人一组只摆一遍，再上黑板。\n竖式写得太早了。",
        "notes": "10:25 出示12×3，请学生估一估，有人说三十几。\n10:31 摆小棒，同桌两人一份。\n"
        "10:42 第三组把6根散的又捆成一捆，教师请他们上来说。\n10:55 竖式，教师板书，学生说每一步对着哪一捆。",
        "said": {
            "xiaoman": (
                ["9", "9", "8.5", "8", "12", "8", "14", "9", "9.5"],
                "捆小棒那一步，把进位变成了看得见的事。建议估算之后停一停，让估得不一样的人先说理由。",
            ),
            "mangzhong": (
                ["9.5", "8.5", "9", "7", "11.5", "8.5", "13", "9.5", "10"],
                "课上只用了小棒和黑板，我们学校也能这样上。后面两组的小棒不够，建议先数好。",
            ),
            "lixia": (
                ["9", "9.5", "8", "7.5", "13", "7.5", "14", "9", "9"],
                "学生说错的时候，老师没有急着改，等来了第二个学生的解释。",
            ),
        },
    },
    "chorus": {
        "presenter": "chushu",
        "subject": "音乐",
        "topic": "两个声部的《数蛤蟆》",
        "class_name": "四年级（示例班）",
        "day": -4,
        "method": ObservedLesson.Method.RECORDED,
        "visibility": ObservedLesson.Visibility.REVIEWERS,
        "reflection": "",
        "notes": "先用手势走旋律，再加词。起音用口风琴给了两次。",
        "said": {
            "daxue": (
                ["9", "8", "9", "8.5", "13.5", "9", "12", "9", "9.5"],
                "没有钢琴也能分声部。回去先学她用手势给起音。",
            ),
        },
    },
    "mountain-song": {
        "presenter": "demo-teacher",
        "subject": "音乐",
        "topic": "唱山歌的五个音",
        "class_name": "五年级（示例班）",
        "day": -3,
        "visibility": ObservedLesson.Visibility.REVIEWERS,
        "reflection": "",
        "notes": "十个学生轮着领唱。敲桌子代替鼓，节奏稳。",
        "said": {
            "chushu": (
                ["8.5", "8", "9", "9", "14", "8", "12.5", "9", "9"],
                "孩子敢领唱，是这节课最难得的。建议五个音分两次出，先三个。",
            ),
            "bailu": (
                ["9", "8.5", "8.5", "8", "13", "8.5", "12", "8.5", "9.5"],
                "黑板上那条音高的线画得好，美术课也能用。",
            ),
        },
    },
}


def load(ledger, today):
    for key, (unit, name, about, style, outline) in RUBRICS.items():
        rubric = ledger.put(
            f"rubric:{key}",
            Rubric,
            unit=ledger[f"unit:{unit}"],
            name=name,
            about=about,
            style=style,
            sample=True,
        )
        if ledger.is_new(f"rubric:{key}"):
            rubrics.write(rubric, rubrics.parse(outline, scored=rubric.scored))
    for key, fields in LESSONS.items():
        _lesson(ledger, key, today, **fields)


def _lesson(ledger, key, today, *, presenter, subject, day, notes, said, **fields):
    lesson = ledger.put(
        f"lesson:{key}",
        ObservedLesson,
        presenter=ledger[f"teacher:{presenter}"],
        subject=ledger[f"subject:{subject}"],
        held_on=teaching_day(today, day),
        sample=True,
        **fields,
    )
    if ledger.is_new(f"lesson:{key}"):
        for reviewer, (points, summary) in said.items():
            by = ledger[f"teacher:{reviewer}"].user
            _hand_in(
                reviewing.start(lesson, ledger["rubric:common"], by=by, sample=True), points, summary, notes
            )


def _hand_in(review, points, summary, notes):
    scored = review.rubric.items.filter(kind="score").values_list("pk", flat=True)
    said = Said(notes, summary, dict(zip(scored, map(Decimal, points), strict=True)))
    reviewing.submit(review, said, by=review.reviewer)


def load_drafts(ledger):
    """What waits on the desks of those who may sign in, once they have their accounts."""
    teacher, lesson = ledger["teacher:demo-teacher-2"], ledger["lesson:mountain-song"]
    if teacher.user_id and not lesson.reviews.filter(reviewer=teacher.user).exists():
        review = reviewing.start(lesson, ledger["rubric:words"], by=teacher.user, sample=True)
        reviewing.save(review, Said(notes="8:52 学生拍桌子打拍子，全班一起。"), by=teacher.user)
