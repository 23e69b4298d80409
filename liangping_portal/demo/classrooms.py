"""What the district does in each of the three classrooms."""

from classrooms.models import Classroom, ClassroomPage
from liangping_portal.demo import pictures, sources

PAGES = {
    Classroom.RELAY: {
        "standfirst": "从教师下手，办“上一节课”：先看录像，再上线讨论。",
        "here": (
            "乡镇学校的音乐、美术，缺专职教师，也缺设备。区里办的活动叫“上一节课”："
            "教师先看一堂录好的课，再到线上集中讨论，教学的经验在全区各校之间互相换。\n"
            "它是教师的活动。看录像、开讨论，都不算作学生上过的课。"
        ),
        "picture": "relay-lesson",
    },
    Classroom.MASTER: {
        "standfirst": "梁山小学教育集团搭台，骨干教师做样子，备课、上课、评课都结对。",
        "here": (
            "台子由梁山小学教育集团来搭。骨干教师先做样子，教师再结成对子：备课结对，上课结对，评课结对。\n"
            "它面向全体教师，不只是几位名师。"
        ),
        "groups": ("liangshan",),
        "picture": "pair-preparing",
    },
    Classroom.NETWORK: {
        "standfirst": "名师的课和资源在集团里流动：远程教学、数字资源、线上晒课、名师会诊。",
        "here": (
            "集团里的学校共用名师。人不到场，课可以远程上；资源放到网上，各校来取；"
            "自己的课也可以晒出来，请名师会诊。\n"
            "资源先给本集团看，要不要再放开，由集团定。"
        ),
    },
}


def load(ledger):
    for kind, fields in PAGES.items():
        ledger.put(
            f"classroom:{kind}",
            ClassroomPage,
            find={"classroom": kind},
            standfirst=fields["standfirst"],
            here=fields["here"],
            source=sources.REPORT,
            groups=[ledger[f"group:{key}"] for key in fields.get("groups", ())],
            picture=pictures.of(ledger, fields.get("picture", "")),
        )
