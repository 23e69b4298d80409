"""Rules of wording that hold for the district, and the built-in patterns as rows, for staff to go on from."""

from news.models import WordRule

Action, Category, Pattern = WordRule.Action, WordRule.Category, WordRule.Pattern

# wording → (category, action, replacement, why, phrases in which it is right)
RULES = {
    "梁平县": (Category.PLACE, Action.SUGGEST, "梁平区", "2016年已撤县设区", "原梁平县\n梁平县志\n时梁平县"),
    "开江区": (Category.PLACE, Action.SUGGEST, "开江县", "开江是县", ""),
    "大竹区": (Category.PLACE, Action.SUGGEST, "大竹县", "大竹是县", ""),
    "梁平教育集团": (Category.INSTITUTION, Action.WARN, "", "没有这个机构：请写出是哪个教育集团", ""),
    "区教育局": (Category.INSTITUTION, Action.SUGGEST, "区教委", "本区是教育委员会", ""),
    "重点班": (
        Category.FORBIDDEN,
        Action.BLOCK,
        "",
        "义务教育不设重点班",
        "不设重点班\n不分重点班",
    ),
    "特长班": (Category.FORBIDDEN, Action.WARN, "", "义务教育不以特长分班", ""),
    "升学率": (Category.FORBIDDEN, Action.BLOCK, "", "本站任何地方都不发布升学率", ""),
    "状元": (Category.FORBIDDEN, Action.BLOCK, "", "不宣传、不排名", ""),
    "后进生": (Category.SENSITIVE, Action.WARN, "", "请写“需要多帮一把的学生”", ""),
    "留守儿童": (Category.SENSITIVE, Action.WARN, "", "不给具体的孩子贴标签；写政策时可以用", "关爱留守儿童"),
    "通迅员": (Category.TYPO, Action.SUGGEST, "通讯员", "", ""),
    "座谈会议": (Category.TYPO, Action.SUGGEST, "座谈会", "", ""),
    "其它": (Category.TYPO, Action.SUGGEST, "其他", "", ""),
    "截止到": (Category.TYPO, Action.SUGGEST, "截至", "", ""),
}
PATTERNS = {
    Pattern.ID_CARD: (Action.BLOCK, "身份证号不能公开"),
    Pattern.MOBILE: (Action.WARN, "请留办公电话，不留个人手机号"),
    Pattern.PUPIL: (Action.WARN, "学生的姓名和班级不要写在一起"),
}


def load(ledger):
    for text, (category, action, replacement, note, allowed) in RULES.items():
        ledger.put(
            f"word:{text}",
            WordRule,
            find={"text": text},
            category=category,
            action=action,
            replacement=replacement,
            note=note,
            allowed=allowed,
        )
    for pattern, (action, note) in PATTERNS.items():
        ledger.put(
            f"pattern:{pattern}",
            WordRule,
            find={"pattern": pattern},
            category=Category.PERSONAL,
            action=action,
            note=note,
        )
