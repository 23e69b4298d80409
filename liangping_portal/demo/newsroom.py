"""Sample stories on their way through the three reviews, one at each desk; they tell how it is done."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from liangping_portal.demo import block_rows, sources
from liangping_portal.demo.blocks import text
from news import approval, editions, review_page, reviewing
from news.models import Activity, Article, ReviewRoute, RouteStep, Step

SCHOOL = "school:lirang-zhongxin-xiaoxue"
AUTHOR = "demo-correspondent"
REVIEWERS = ("demo-head", "demo-editor", "demo-publisher")
NINE = time(9, 0)
# slug → title, standfirst, paragraphs, how many steps are passed
STORIES = {
    "shili-gao-jianxun": (
        "示例稿件：一条校园简讯怎么写",
        "这是示例稿件，写的是投稿的办法，不是学校的真事。现在等校长一审。",
        (
            "先写什么时候、在哪里、谁做了什么，一段说完；经过写两三段就够，不写套话。",
            "图片先进图库，写好替代文字；认得出学生的，先登记监护人同意。",
            "写完按“送审”，系统先查一遍：空段落、没有替代文字的图、打不开的链接、该改的用语，都会点出来。",
        ),
        0,
    ),
    "shili-gao-caibian": (
        "示例稿件：采编二审看什么",
        "这是示例稿件。校长已通过，现在等采编二审。",
        (
            "看事实：时间、地点、数字各有来源，来源没写日期的，写“未注明日期”。",
            "看人：不把学生的姓名、班级和照片放在一起；教师写姓名、学校、学科，不写电话。",
            "改一两个字，认领以后可以直接改；要大改，写明原因退回作者。",
        ),
        1,
    ),
    "shili-gao-zhongshen": (
        "示例稿件：终审把住哪一关",
        "这是示例稿件。前两审已通过，现在等终审。",
        (
            "终审看的和公开的是同一份：审定之后再改一个字，就要重新送审，页面会说是谁、什么时候改的。",
            "审定以后由终审发布，可以立即公开，也可以定一个时间；一组报道在同一时刻整组公开。",
        ),
        2,
    ),
    "shili-gao-dingshi": (
        "示例稿件：审定以后定时公开",
        "这是示例稿件。三审都已通过，定在第二天早上九点公开。",
        (
            "采编日历上看得到每一天要公开什么、还有什么在审。",
            "定时以前随时可以撤回；已经公开的，撤下时要写原因。",
        ),
        3,
    ),
    "shili-gao-tuihui": (
        "示例稿件：退回的意见写在哪里",
        "这是示例稿件。校长退回了它，意见写在段落旁边。",
        (
            "审稿人可以写一句总的意见，也可以在任何一段旁边写批注。",
            "作者在消息里看到退回，改好再送审，从头审起。",
        ),
        -1,
    ),
}
RETURNED = "第二段请写清楚：到哪里看批注。（示例）"
REMARK = "这里可以举一个例子。（示例）"


def load(ledger):
    """Written once those who may sign in have their accounts; what somebody has touched stays as it is."""
    _routes(ledger)
    for slug, (title, standfirst, paragraphs, passed) in STORIES.items():
        article = ledger.put(
            f"article:{slug}",
            Article,
            find={"slug": slug},
            unit=ledger[SCHOOL].unit,
            column=ledger["column:xiaoyuan"],
            title=title,
            standfirst=standfirst,
            source=sources.SAMPLE,
            sample=True,
        )
        if ledger.is_new(f"article:{slug}"):
            block_rows.write(ledger, article, (text(*paragraphs),))
            _review(article, passed)
    _activity(ledger)


def _routes(ledger):
    """The district's own office may record papers."""
    name = "route:district"
    route = ledger.put(
        name,
        ReviewRoute,
        find={"unit": ledger["unit:district"], "column": None},
        name="区教委自己的稿件",
        paper=True,
    )
    if ledger.is_new(name):
        for step, role in zip(Step, ("editor", "editor", "publisher"), strict=True):
            RouteStep.objects.create(route=route, step=step, role=role)


def _activity(ledger):
    """An activity at its first desk; it tells how one gets before readers."""
    name = "activity:in-review"
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    start = timezone.make_aware(datetime.combine(monday + timedelta(days=21), NINE))
    activity = ledger.put(
        name,
        Activity,
        unit=ledger[SCHOOL].unit,
        kind=Activity.Kind.OPEN_DAY,
        title="示例活动：从填写到公开",
        standfirst="这是示例，不是学校的真事。现在等校长一审。",
        text="学校填好时间、地点、谁可以来，按“送审”；校长、采编、终审依次看过，由终审公开。"
        "\n公开以后要改，另存一份修改稿，审定后替换，网址不变。",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        place="示例教室",
        audience="示例：谁可以来写在这里",
        schools=[ledger["school:shili-xiaoxue"]],
        sample=True,
    )
    if ledger.wrote(name):
        author, running = User.objects.get(username=AUTHOR), approval.open_review(activity)
        if running is not None:  # moved to the present week, it is another content
            reviewing.recall(running, by=author)
        reviewing.submit(activity, by=author, note="示例")


def _review(article, passed):
    people = {user.username: user for user in User.objects.filter(username__in=(AUTHOR, *REVIEWERS))}
    review = reviewing.submit(article, by=people[AUTHOR], note="示例")
    if passed < 0:
        step = reviewing.current_step(review)
        first = review_page.places(article)[0]
        reviewing.send_back(step, by=people[REVIEWERS[0]], comment=RETURNED, remarks=[(first, REMARK)])
    for username in REVIEWERS[: max(passed, 0)]:
        seen = approval.mark_of(approval.snapshot(article))
        reviewing.approve(reviewing.current_step(review), by=people[username], seen=seen)
        review.refresh_from_db()
    if passed == len(REVIEWERS):
        tomorrow = timezone.localdate() + timedelta(days=1)
        at = timezone.make_aware(datetime.combine(tomorrow, NINE))
        editions.publish_article(article, by=people[REVIEWERS[-1]], at=at)
