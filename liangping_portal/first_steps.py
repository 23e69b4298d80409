"""The way from an empty site to a working one: what is still to be done, by whom, and where."""

from dataclasses import dataclass

from django.urls import reverse

from accounts import imports, rights
from accounts.models import StaffRole, Unit
from accounts.roles import Role
from enrolment.models import Catchment, EnrolmentPlan
from groups.models import EducationGroup, Membership
from news.models import Edition
from schools.models import School, Subject, Teacher, Term, Township


@dataclass(frozen=True)
class Step:
    text: str
    who: str
    done: bool
    link: str = ""


# What, who does it, the import that does it, and the table that shows it done.
BY_SHEET = (
    ("建立区级单位", "系统管理员", "units", lambda: Unit.objects.filter(kind=Unit.Kind.DISTRICT)),
    ("导入乡镇街道", "系统管理员", "townships", lambda: Township.objects),
    ("导入学科", "系统管理员", "subjects", lambda: Subject.objects),
    ("导入学期（校历）", "系统管理员", "terms", lambda: Term.objects),
    ("导入学校", "系统管理员或采编", "schools", lambda: School.objects),
    ("导入教育集团", "系统管理员或采编", "groups", lambda: EducationGroup.objects),
    ("导入集团成员", "采编", "memberships", lambda: Membership.objects),
    ("导入教师并开通账号，打印激活条", "系统管理员", "teachers", lambda: Teacher.objects),
    (
        "授予采编、信息员等角色",
        "安全管理员",
        "roles",
        lambda: StaffRole.objects.filter(role__in=[Role.EDITOR, Role.CORRESPONDENT]),
    ),
    ("导入招生片区", "采编", "catchments", lambda: Catchment.objects),
    ("导入招生计划", "采编", "plans", lambda: EnrolmentPlan.objects),
)


def steps_for(user):
    """The steps, until all are done; for the administrators and editors of the district alone."""
    if not rights.holds(user, Role.SYSTEM, Role.SECURITY, Role.EDITOR, Role.PUBLISHER):
        return []
    steps = [Step(text, who, table().exists(), _link(user, kind)) for text, who, kind, table in BY_SHEET]
    steps.append(
        Step("写第一篇稿件并发布", "采编、终审", Edition.objects.exists(), "/admin/news/article/add/")
    )
    return [] if all(step.done for step in steps) else steps


def _link(user, kind):
    return reverse("admin:accounts_importrun_new", args=[kind]) if imports.kind_for(user, kind) else ""
