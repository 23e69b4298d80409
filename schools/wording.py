"""What a kindergarten, a school and a vocational school call the same thing."""

from dataclasses import dataclass

from schools.models import School

GRADES = "一二三四五六七八九"
KINDERGARTEN_GRADES = {1: "小班", 2: "中班", 3: "大班"}


@dataclass(frozen=True)
class Wording:
    place: str = "学校"
    head: str = "校长"
    pupils: str = "在校学生"
    classes: str = "教学班"
    campus: str = "校区"
    out: str = "放学"
    care: str = "课后服务"
    motto: str = "校训"
    figures: str = "师资与规模"
    about: str = "学校概况"
    story: str = "学校介绍"


SCHOOL = Wording()
KINDERGARTEN = Wording(
    place="幼儿园",
    head="园长",
    pupils="在园幼儿",
    classes="班级",
    campus="园区",
    out="离园",
    care="延时服务",
    motto="园训",
    about="幼儿园概况",
    story="幼儿园介绍",
)


def of(school):
    return KINDERGARTEN if school.is_kindergarten else SCHOOL


def grade_name(stage, grade):
    """三年级, 七年级, 高一; in a kindergarten 中班; in a vocational school 一年级."""
    if stage == School.Stage.PRESCHOOL:
        return KINDERGARTEN_GRADES.get(grade, f"{grade}")
    if stage == School.Stage.SENIOR and 10 <= grade <= 12:
        return f"高{GRADES[grade - 10]}"
    if stage == School.Stage.VOCATIONAL and 10 <= grade <= 12:
        return f"{GRADES[grade - 10]}年级"
    return f"{GRADES[grade - 1]}年级" if 1 <= grade <= 9 else f"{grade}年级"


def grades_name(stage, grades):
    """三年级; of a class of several grades 三年级、四年级（复式）."""
    names = "、".join(grade_name(stage, grade) for grade in grades)
    return f"{names}（复式）" if len(grades) > 1 and stage != School.Stage.PRESCHOOL else names
