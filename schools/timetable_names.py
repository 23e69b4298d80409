"""Who and what a timetable's words stand for at one school: short names of subjects, surnames of teachers."""

from schools import timetable_cells as cells
from schools.models import Subject, Teacher, TeachingGroup

# What timetables write → the subject's name. One character is tried as a beginning as well.
SHORT = {
    "语": "语文",
    "数": "数学",
    "英": "英语",
    "外语": "英语",
    "道法": "道德与法治",
    "道": "道德与法治",
    "品德": "道德与法治",
    "思品": "道德与法治",
    "政治": "道德与法治",
    "体": "体育与健康",
    "体育": "体育与健康",
    "信": "信息科技",
    "信息": "信息科技",
    "信息技术": "信息科技",
    "电脑": "信息科技",
    "科": "科学",
    "劳": "劳动",
    "劳技": "劳动",
    "综": "综合实践活动",
    "综合": "综合实践活动",
    "综合实践": "综合实践活动",
    "班": "班队活动",
    "班会": "班队活动",
    "班队": "班队活动",
    "班队会": "班队活动",
    "少先队": "班队活动",
}


class Unknown(Exception):
    """A word that stands for nobody, or for several; says what to do."""


class Names:
    """The subjects of the district, and the classes and teachers of one school, read once."""

    def __init__(self, school, school_year=None):
        self.school = school
        self.subjects = {subject.name: subject for subject in Subject.objects.all()}
        found = Teacher.objects.serving().filter(school=school).select_related("specialism")
        self.teachers = list(found.order_by("pk"))
        groups = TeachingGroup.objects.filter(school=school)
        if school_year is not None:
            groups = groups.filter(school_year=school_year)
        self.groups = {cells.class_key(group.name): group for group in groups.order_by("-school_year", "pk")}

    def subject(self, word):
        found = self.subjects.get(word) or self.subjects.get(SHORT.get(word, ""))
        if found is None and word:
            begun = [subject for name, subject in self.subjects.items() if name.startswith(word)]
            found = begun[0] if len(begun) == 1 else None
        if found is None:
            raise Unknown(f"没有叫“{word}”的学科。请写全称，或请系统管理员添加。")
        return found

    def group(self, word):
        found = self.groups.get(cells.class_key(word))
        if found is None:
            raise Unknown(f"没有叫“{word}”的班。请先在“教学班”里添加，或改成那里的写法。")
        return found

    def teacher(self, word, subject=None):
        """By name, else by surname; of several, the one whose subject it is."""
        word = cells.bare_name(word)
        if not word:
            return None
        named = [one for one in self.teachers if one.name == word]
        named = named or [one for one in self.teachers if len(word) < 3 and one.name.startswith(word)]
        if len(named) > 1:
            own = [one for one in named if subject and one.specialism_id == subject.pk]
            named = own if len(own) == 1 else named
        if not named:
            raise Unknown(f"本校没有叫“{word}”的教师。请写全名，或先添加这位教师。")
        if len(named) > 1:
            whom = "、".join(f"{one.name}（{one.specialism or '未填学科'}）" for one in named[:4])
            raise Unknown(f"“{word}”对应几位教师：{whom}。请写全名；同名的先在教师资料里写明专任学科。")
        return named[0]

    def is_teacher(self, word):
        return any(one.name == cells.bare_name(word) for one in self.teachers)
