"""Rules of wording from a sheet, as the list of them goes out as one."""

from accounts import imports
from accounts.columns import Column, Labels, Words, YesNo
from accounts.sheet_rows import SheetResource
from news.models import WordRule

Pattern = WordRule.Pattern
PATTERNS = {label: value for value, label in Pattern.choices}


class Lines(Words):
    """Several phrases in one cell, kept one a line."""

    def clean(self, value, row=None, **kwargs):
        return "\n".join(super().clean(value))

    def render(self, value, obj=None, **kwargs):
        return super().render((value or "").splitlines())


class Wording(Column):
    """The wording itself; a built-in pattern goes out, and comes in again, by its name."""

    def export(self, instance, **kwargs):
        return str(instance)


@imports.register
class WordRuleSheet(SheetResource):
    kind, title, model, order = "wordings", "用语规则", WordRule, 80
    advice = (
        "一行一个用语，两个字以上。表里没有的规则不动；要停用一条，把“启用”填“否”。",
        "身份证号、手机号、学生姓名和班级三种规律，用它们的名称填在“用语”里，可以改处理方式和说明。",
    )

    text = Wording("用语", "text", key=True, example="梁平县")
    category = Column("类别", "category", Labels(WordRule.Category), required=True, example="区划和地名")
    action = Column("处理", "action", Labels(WordRule.Action), required=True, example="建议改为")
    replacement = Column("改为", "replacement", example="梁平区")
    allowed = Column("除外", "allowed", Lines(), example="原梁平县、梁平县志")
    note = Column("说明", "note", example="2016年撤县设区")
    active = Column("启用", "active", YesNo(), example="是")

    def find(self, cells):
        pattern = PATTERNS.get(cells["text"])
        named = {"pattern": pattern} if pattern else {"text": cells["text"]}
        return WordRule.objects.filter(**named).first()

    def fill(self, instance):
        if instance.text in PATTERNS:
            instance.pattern, instance.text = PATTERNS[instance.text], ""
