"""Invented teachers: named after the solar terms, so that nobody real is meant, and all marked 示例.

Each has an account that cannot sign in, because a registration belongs to an account.
"""

from accounts.models import User
from liangping_portal.demo.sample_school import SLUG as SAMPLE
from schools.models import Teacher

Backbone = Teacher.Backbone
# key → name, school, subject, backbone level, whether the name is public
TEACHERS = {
    "lichun": ("何立春", SAMPLE, "语文", "", True),
    "yushui": ("周雨水", SAMPLE, "语文", "", True),
    "jingzhe": ("罗惊蛰", SAMPLE, "语文", Backbone.SCHOOL, True),
    "chunfen": ("余春分", SAMPLE, "语文", "", True),
    "qingming": ("冯清明", SAMPLE, "语文", Backbone.DISTRICT, True),
    "guyu": ("陈谷雨", SAMPLE, "语文", "", True),
    "lixia": ("向立夏", SAMPLE, "数学", "", True),
    "xiaoman": ("李小满", SAMPLE, "数学", Backbone.SCHOOL, True),
    "mangzhong": ("邓芒种", SAMPLE, "数学", "", True),
    "xiazhi": ("唐夏至", SAMPLE, "英语", "", True),
    "xiaoshu": ("谭小暑", SAMPLE, "科学", "", True),
    "dashu": ("蒋大暑", SAMPLE, "体育与健康", "", True),
    "liqiu": ("覃立秋", SAMPLE, "美术", "", True),
    "chushu": ("黎处暑", "xiyuan-xiaoxue", "音乐", Backbone.CITY, True),
    "bailu": ("杨白露", "xiyuan-xiaoxue", "美术", Backbone.DISTRICT, True),
    "qiufen": ("蔡秋分", "liangshan-xiaoxue", "语文", Backbone.DISTRICT, True),
    "hanlu": ("田寒露", "liangshan-xiaoxue", "数学", Backbone.CITY, True),
    "shuangjiang": ("石霜降", "guixiang-xiaoxue", "语文", Backbone.DISTRICT, True),
    "lidong": ("邹立冬", "hucheng-chuji-zhongxue", "地理", "", True),
    "xiaoxue": ("付小雪", "lirang-zhongxin-xiaoxue", "体育与健康", "", True),
    "daxue": ("彭大雪", "lirang-zhongxin-xiaoxue", "音乐", "", False),
    "dongzhi": ("孟冬至", "hucheng-chuji-zhongxue", "地理", "", False),
}
# The teachers who may sign in to the demo: account → name, school, subject.
WITH_SIGN_IN = {
    "demo-teacher": ("示例教师甲", "lirang-zhongxin-xiaoxue", "音乐"),
    "demo-teacher-2": ("示例教师乙", "xiyuan-xiaoxue", "美术"),
}


def load(ledger):
    for key, (name, school, subject, backbone, public) in TEACHERS.items():
        user = ledger.put(
            f"user:{key}",
            User,
            find={"username": f"sample-{key}"},
            once={"password": "!"},
            name=name,
            is_active=False,
            sample=True,
        )
        ledger.put(
            f"teacher:{key}",
            Teacher,
            user=user,
            school=ledger[f"school:{school}"],
            name=name,
            specialism=ledger[f"subject:{subject}"],
            backbone=backbone,
            public=public,
            sample=True,
        )
    for username, (name, school, subject) in WITH_SIGN_IN.items():
        ledger.put(
            f"teacher:{username}",
            Teacher,
            school=ledger[f"school:{school}"],
            name=name,
            specialism=ledger[f"subject:{subject}"],
            sample=True,
        )


def link(ledger):
    """Give the teachers who may sign in their accounts, once these are made."""
    for username in WITH_SIGN_IN:
        teacher = ledger[f"teacher:{username}"]
        user = User.objects.filter(username=username, teacher__isnull=True).first()
        if user and teacher.user_id is None:
            teacher.user = user
            teacher.save(update_fields=["user"])
