"""The three groups that the facts name, and the schools known to belong to them."""

from django.utils import timezone

from accounts.models import Unit
from groups.models import EducationGroup, Membership
from liangping_portal.demo import pictures, sources

GROUPS = {
    "xiyuan": {
        "name": "西苑小学教育集团",
        "standfirst": "西苑小学牵头。把礼让的手艺理成体系，把自己的名师派到礼让去。",
        "about": (
            "礼让镇中心小学的豆棒和锣鼓，是镇上原有的东西。集团做的是两件事：帮学校理出体系，再往深处做。\n"
            "管理上，集团到礼让镇中心小学指导，求规范，也求科学。\n"
            "教学上，名师、优师到校上课，也听课、评课。"
        ),
    },
    "liangshan": {
        "name": "梁山小学教育集团",
        "standfirst": "梁山小学牵头。名师课堂的台子由它来搭。",
        "about": (
            "名师课堂面向全体教师：骨干做示范，同伴结成对子，备课、上课、评课三步一起走。\n"
            "集团还有哪些成员校，来源没有写。"
        ),
    },
    "guixiang": {
        "name": "桂香小学教育集团",
        "stated_size": 8,
        "standfirst": "桂香小学牵头，共8所学校；其余七所来源未列名。",
        "about": (
            "集团有8所学校，这个数来自报道；报道只写出牵头的桂香小学，另外七所没有列名，"
            "本站空着，等集团来填。"
        ),
    },
}
# group, school, role, note
MEMBERSHIPS = (
    ("xiyuan", "xiyuan-xiaoxue", Membership.Role.LEAD, ""),
    (
        "xiyuan",
        "lirang-zhongxin-xiaoxue",
        Membership.Role.MEMBER,
        "依据来源中的一段引语，待集团确认。",
    ),
    ("liangshan", "liangshan-xiaoxue", Membership.Role.LEAD, ""),
    ("guixiang", "guixiang-xiaoxue", Membership.Role.LEAD, ""),
)


def load(ledger):
    for order, (key, fields) in enumerate(GROUPS.items(), 1):
        unit = ledger.put(f"unit:group-{key}", Unit, find={"kind": Unit.Kind.GROUP, "name": fields["name"]})
        ledger.put(
            f"group:{key}",
            EducationGroup,
            find={"slug": f"{key}-jituan"},
            once={"visible_from": timezone.now()},
            unit=unit,
            # The source does not say whether a group spans stages.
            direction="",
            source=sources.REPORT,
            lead_picture=pictures.of(ledger, pictures.GROUPS[key]),
            order=order,
            **fields,
        )
    for group, school, role, note in MEMBERSHIPS:
        ledger.put(
            f"membership:{group}:{school}",
            Membership,
            find={"group": ledger[f"group:{group}"], "school": ledger[f"school:{school}"]},
            role=role,
            note=note,
            source=sources.REPORT,
        )
