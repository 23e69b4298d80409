"""Invented 校园活动 around the present day, all at the invented school: nothing is said of a real one."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from liangping_portal.demo import pictures
from news import activities
from news.models import Activity, ActivityPicture

Kind = Activity.Kind
PHONE = "023-0000-0000"
# `day`: days from the Monday of this week.
ACTIVITIES = {
    "bean-curd": {
        "kind": Kind.LABOUR,
        "title": "示例小学的一根豆棒",
        "standfirst": "泡豆、推磨、滤浆、晾豆棒，孩子做，家长也动手。",
        "day": 2,
        "at": (time(14, 0), time(16, 30)),
        "place": "示例小学劳动教室和后院",
        "audience": "四年级学生的家长，每家来一位",
        "how": "跟班主任报个名，好备围裙。",
        "text": "泡好的豆子头天晚上就备下了。到了先洗手、系围裙，再分四组：推磨、滤浆、烧火、起皮。"
        "\n每人带走一根自己晾的豆棒，留一根给没来的同学。",
        "picture": "bean-curd",
    },
    "drums": {
        "kind": Kind.HERITAGE,
        "title": "示例小学锣鼓班 敞开门练一回",
        "standfirst": "平时关着门练，这一天开着门，谁路过都可以进来听。",
        "day": 4,
        "at": (time(16, 30), time(17, 40)),
        "place": "示例小学操场边的小院",
        "audience": "谁都可以来，周边村民也欢迎",
        "text": "锣、鼓、钹三样轮着来，想试的可以试。耳朵怕吵的小小孩请站远些。",
        "picture": "drums",
    },
    "open-day": {
        "kind": Kind.OPEN_DAY,
        "title": "示例小学开放日 看一年级怎么过一天",
        "standfirst": "坐一节课，吃一顿饭，看一眼宿舍，问什么都行。",
        "day": 10,
        "at": (time(8, 30), time(12, 0)),
        "place": "示例小学",
        "audience": "明年要上一年级的孩子和家长",
        "how": "到校门口登记就能进，不用预约；开车来的停在示例坝。",
        "text": "8:30 到校门口登记，领一张校园图。\n8:50 进教室，跟一年级坐一节语文课。"
        "\n9:40 校长在阅览室回答提问，答不上的记下来，三天内在本站答复。"
        "\n11:20 到食堂吃一样的午饭，6元，自己付。",
        "picture": "school-track",
    },
    "border": {
        "kind": Kind.BOTH_COUNTIES,
        "title": "示例小学过桥 去会那头的同学",
        "standfirst": "两边的孩子在桥上碰头，一起走一段山路，画下看见的。",
        "day": 16,
        "at": (time(9, 0), time(15, 30)),
        "place": "示例镇石桥头集合",
        "audience": "两校五年级学生，由老师带队",
        "how": "学校统一报名，家长签同意书。",
        "text": "带水，带午饭，穿走得路的鞋。下雨改到下一周，前一天下午五点前通知。",
        "picture": "two-counties",
        "partnership": "partnership:2",
    },
    "orchard": {
        "kind": Kind.STUDY_TRIP,
        "title": "示例小学到柚子园 上一堂数学课",
        "standfirst": "量树高、估产量、算筐数，答案挂在树上。",
        "day": -9,
        "at": (time(9, 0), time(11, 30)),
        "place": "示例村柚子园",
        "audience": "三年级一个班，家长志愿者四人",
        "text": "先估后数，全班估得最近的一组，离实数只差六个。"
        "\n量树高用了三种办法，有一种是躺在地上看影子。",
        "picture": "pomelo",
        "album": ("pomelo", "mingyue-lake"),
    },
    "evening": {
        "kind": Kind.EVENING,
        "title": "示例小学住校生的星期四晚会",
        "standfirst": "不请人，不彩排，会什么演什么。",
        "day": 31,
        "at": (time(18, 40), time(20, 0)),
        "place": "示例小学食堂",
        "audience": "住校生和他们的家长",
        "how": "来的家长请在门卫处登记。",
        "picture": "story-circle",
    },
    "football": {
        "kind": Kind.OPEN_DAY,
        "title": "示例小学操场周六对村里开放",
        "standfirst": "球场、跑道都开，孩子有人看着。",
        "day": 5,
        "at": (time(9, 0), time(11, 0)),
        "place": "示例小学操场",
        "audience": "示例镇的孩子和家长",
        "how": "门卫处登记，球自己带。",
        "picture": "football",
        "called_off": "这个周六补课，操场要上体育课，改期另行通知（示例）。",
    },
}


def load(ledger, today):
    monday = today - timedelta(days=today.weekday())
    for key, fields in ACTIVITIES.items():
        _load(ledger, f"activity:{key}", monday, **fields)


def _load(ledger, name, monday, *, day, at, picture, album=(), partnership="", called_off="", **fields):
    start, end = (
        timezone.make_aware(datetime.combine(monday + timedelta(days=day), moment)) for moment in at
    )
    activity = ledger.put(
        name,
        Activity,
        unit=ledger["unit:shili"],
        starts_at=start,
        ends_at=end,
        phone=PHONE,
        picture=pictures.of(ledger, picture),
        partnership=ledger[partnership] if partnership else None,
        schools=[ledger["school:shili-xiaoxue"]],
        sample=True,
        **fields,
    )
    if not ledger.is_new(name):
        return
    for order, shown in enumerate(filter(None, (pictures.of(ledger, key) for key in album)), 1):
        ActivityPicture.objects.create(activity=activity, picture=shown, order=order)
    activities.publish(activity, by=None)
    if called_off:
        activities.call_off(activity, by=None, reason=called_off)
