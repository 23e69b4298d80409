"""Across the border to Sichuan: two agreements and what the three platforms do."""

from django.utils import timezone

from groups.models import Partnership, PartnershipActivity
from liangping_portal.demo import pictures, sources

Kind, Platform = Partnership.Kind, PartnershipActivity.Platform

AGREEMENTS = (
    {
        "kind": Kind.AGREEMENT,
        # In two lines: the printed name of a document.
        "title": "《推动梁平·邻水教育一体化发展合作协议》",
        "our_side": "梁平区教委",
        "other_side": "四川省邻水县教科体局",
        "signed": "1月（年份未注明）",
        "summary": "两地教育部门之间的协议，一方在重庆，一方在四川。",
    },
    {
        "kind": Kind.PAIRING,
        "title": "学校结对协议",
        "our_side": "本区学校（未列名）",
        "other_side": "对方学校（未列名）",
        "signed": "4月（年份未注明）",
        "schools_stated": 14,
        "summary": "14所是两边合起来的数。结成几对、是哪些学校，来源没有写。",
    },
)
ACTIVITIES = (
    {
        "platform": Platform.RESEARCH,
        "title": "地理教研活动日",
        "summary": "成渝两地的学校，坐到一起研究地理课。",
        "note": "学段待核：来源此处缺印。",
    },
    {
        "platform": Platform.RESEARCH,
        "title": "教师培训与互访",
        "summary": "两边的教师互相走动，一起受训。",
    },
    {
        "platform": Platform.RESEARCH,
        "title": "课题同做，资源同用",
        "summary": "课题一起研究，教学资源互相开放。",
    },
    {
        "platform": Platform.ENROLMENT,
        "title": "学籍互认",
        "summary": "“川渝通办”之一：学生的学籍，两边都认。",
    },
    {
        "platform": Platform.ENROLMENT,
        "title": "家长支持服务",
        "summary": "“川渝通办”之一：孩子过来读书，家长有处问、有人帮。",
    },
    {
        "platform": Platform.ENROLMENT,
        "title": "毗邻县学生在梁平读书",
        "summary": "户籍在大竹、开江等毗邻县、在本区就读的学生有300余名。",
    },
    {
        "platform": Platform.ENROLMENT,
        "title": "招生政策对接",
        "summary": "两地招生政策互相衔接的事项。",
        "note": "待核：来源此处用字存疑。教委确认以前，请勿据此办理入学。",
    },
    {
        "platform": Platform.ACTIVITIES,
        "title": "研学共享",
        "summary": "研学的去处和安排，两边一起用。",
        "picture": "two-counties",
    },
    {
        "platform": Platform.ACTIVITIES,
        "title": "职教活动周晚会",
        "summary": "两边的中职学校同台，一晚上既有艺术，也有思政：草把龙、抬儿调、武术和技能展示。",
        "schools": ("liangping-zhijiao-zhongxin",),
    },
    {"platform": Platform.ACTIVITIES, "title": "专家交流", "summary": "两边的专家互相往来。"},
)


def load(ledger):
    for order, fields in enumerate(AGREEMENTS, 1):
        ledger.put(
            f"partnership:{order}",
            Partnership,
            once={"visible_from": timezone.now()},
            source=sources.REPORT,
            order=order,
            **fields,
        )
    for order, fields in enumerate(ACTIVITIES, 1):
        schools = [ledger[f"school:{slug}"] for slug in fields.get("schools", ())]
        ledger.put(
            f"partnership-activity:{order}",
            PartnershipActivity,
            once={"visible_from": timezone.now()},
            **fields
            | {
                "source": sources.REPORT,
                "order": order,
                "schools": schools,
                "picture": pictures.of(ledger, fields.get("picture", "")),
            },
        )
