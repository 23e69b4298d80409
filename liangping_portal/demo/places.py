"""The district's unit, the townships that the facts name, and the subjects."""

from accounts.models import Unit
from liangping_portal.demo import sources
from schools.models import Figure, Subject, Township, UpgradeProject

DISTRICT = "梁平区教委"
# name, urban
TOWNSHIPS = {
    "liangshan": ("梁山街道", True),
    "shuanggui": ("双桂街道", True),
    "lirang": ("礼让镇", False),
}
SUBJECTS = (
    *("语文", "数学", "英语", "道德与法治", "科学", "信息科技", "音乐", "美术", "体育与健康"),
    *("劳动", "综合实践活动", "班队活动", "历史", "地理", "物理", "化学", "生物学"),
)
Topic = Figure.Topic
# topic, kind, value, qualifier, unit, population
FIGURES = (
    (Topic.GROUPS, "以城带乡覆盖面", 100, Figure.Qualifier.EXACT, "%", "全区义务教育学校"),
    (
        Topic.ENROLMENT,
        "毗邻县学生在本区就读",
        300,
        Figure.Qualifier.AT_LEAST,
        "人",
        "户籍在大竹、开江等毗邻县",
    ),
)
UPGRADES = (
    {
        "title": "农村义务教育学校提升工程",
        "summary": "为乡镇寄宿制学校和村里的小规模学校添房子、修操场。",
        "amount": 2600,
        "qualifier": Figure.Qualifier.AT_LEAST,
        "period": "近两年（起止年份未注明）",
    },
    {
        "title": "改建塑胶运动场",
        "summary": "农村学校的运动场重新做过，校名未列出。",
        "count": 12,
    },
    {
        "title": "增建宿舍、食堂和综合楼",
        "summary": "农村学校添了学生宿舍、食堂或综合楼，校名未列出。",
        "count": 4,
    },
)


def load(ledger):
    ledger.put("unit:district", Unit, find={"kind": Unit.Kind.DISTRICT, "name": DISTRICT})
    for order, (key, (name, urban)) in enumerate(TOWNSHIPS.items(), 1):
        ledger.put(f"township:{key}", Township, find={"name": name}, urban=urban, order=order)
    for order, name in enumerate(SUBJECTS, 1):
        ledger.put(f"subject:{name}", Subject, find={"name": name}, order=order)
    for order, (topic, kind, value, qualifier, unit, population) in enumerate(FIGURES, 1):
        ledger.put(
            f"district-figure:{order}",
            Figure,
            topic=topic,
            kind=kind,
            value=value,
            qualifier=qualifier,
            unit=unit,
            population=population,
            source=sources.REPORT,
            order=order,
        )
    for order, fields in enumerate(UPGRADES, 1):
        ledger.put(f"upgrade:{order}", UpgradeProject, **fields, source=sources.REPORT, order=order)
