"""Sheets about the group's schools and the work of its people with one another."""

from classrooms import targets
from classrooms.models import MasterStudio, Pair
from groups import rotating
from groups.models import EducationGroup, Membership, Mentorship, Rotation
from liangping_portal.evidence.scope import day, mark, sheet
from schools.models import Contest, OpenLesson, ResearchGroup, ResearchPlan


@sheet("集团成员校", "教育集团", "学校", "身份", "类型", "加入日期", "退出日期", "来源", "备注")
def members(scope):
    rows = Membership.objects.overlapping(scope.first, scope.last).select_related("group", "school")
    if scope.group:
        rows = rows.filter(group=scope.group)
    for row in rows.order_by("group__order", "group", "role", "school__official_order", "pk"):
        said = [row.get_role_display(), row.get_tightness_display(), day(row.joined_on), day(row.left_on)]
        yield [row.group.name, row.school.name, *said, row.source, mark(row)]


@sheet(
    *("轮岗交流", "教师", "派出学校", "接收学校", "类别", "开始", "期满", "进度", "备案号", "备案日期"),
    *("当时职称", "当时骨干", "专任学科", "考核结果", "备注"),
)
def rotations(scope):
    rows = _rotations(scope).select_related("teacher", "from_school", "to_school")
    for row in rows.order_by("group", "starts_on", "pk"):
        yield [
            *(row.teacher.name, row.from_school.name, row.to_school.name, row.get_kind_display()),
            *(day(row.starts_on), day(row.ends_on), row.get_status_display()),
            *(row.filing_number, day(row.filed_on), row.get_title_display(), row.get_backbone_display()),
            *(row.specialism, row.result, mark(row)),
        ]


def _rotations(scope):
    found = Rotation.objects.filter(school_year=scope.year)
    return found.filter(group=scope.group) if scope.group else found


@sheet("轮岗比例", "教育集团", "应交流教师", "已轮岗", "轮岗占应交流%", "其中骨干", "骨干占轮岗%", "备注")
def rotation_shares(scope):
    groups = [scope.group] if scope.group else EducationGroup.objects.order_by("order", "pk")
    for group in groups:
        found = rotating.shares(group, scope.year)
        yield [
            *(group.name, found.eligible, found.rotated, found.of_eligible, found.backbone),
            found.of_rotated,
            mark(group),
        ]


@sheet(
    "师徒协议", "组织单位", "指导教师", "青年教师", "学科", "协议编号", "签订", "至", "提前结束原因", "备注"
)
def mentorships(scope):
    for row in _mentorships(scope):
        subject = row.subject.name if row.subject else ""
        said = [row.unit.name, row.mentor.name, row.mentee.name, subject, row.paper]
        yield [*said, day(row.signed_on), day(row.until), row.end_reason, mark(row)]


def _mentorships(scope):
    rows = scope.of_units(Mentorship.objects.filter(signed_on__lte=scope.last))
    rows = rows.select_related("unit", "mentor", "mentee", "subject").order_by("unit", "signed_on", "pk")
    return [row for row in rows if row.until > scope.first]


@sheet("师徒目标", "学期", "指导教师", "青年教师", "目标", "每学期次数", "完成次数")
def mentorship_targets(scope):
    rows = _mentorships(scope)
    for term in scope.terms:
        results = targets.of_mentorships(rows, term)
        for row in rows:
            for one in results[row.pk]:
                yield [str(term), row.mentor.name, row.mentee.name, one.name, one.number, one.done]


@sheet("结对研修", "组织单位", "一方", "学校", "另一方", "学校", "进展", "步骤与完成日期", "收获", "备注")
def pairs(scope):
    rows = scope.of_units(Pair.objects.standing(), "cycle__organiser").filter(
        proposed_at__date__lte=scope.last, moved_on__gte=scope.first
    )
    for row in rows.for_list().prefetch_related("steps").order_by("cycle__organiser", "pk"):
        steps = "；".join(f"{step} {day(step.done_on)}" for step in row.steps.all() if step.done_on)
        who = [row.first.name, row.first.school.name, row.second.name, row.second.school.name]
        yield [row.cycle.organiser.name, *who, row.get_state_display(), steps, row.outcome, mark(row)]


@sheet("名师工作室", "工作室", "主持人", "学科", "学期", "目标", "次数", "完成", "备注")
def studios(scope):
    for studio in scope.of_units(MasterStudio.objects.all()).for_list().order_by("name", "pk"):
        subject = studio.subject.name if studio.subject else ""
        for term in scope.terms:
            for one in targets.of_studio(studio, term):
                said = [studio.name, studio.master.name, subject, str(term)]
                yield [*said, one.name, one.number, one.done, mark(studio)]


@sheet("教研组计划", "学校", "教研组", "组长", "活动时间", "学期", "计划")
def research_plans(scope):
    plans = ResearchPlan.objects.filter(term__in=scope.terms).select_related("term")
    planned = {}
    for plan in plans.order_by("term__starts_on"):
        planned.setdefault(plan.group_id, []).append(plan)
    groups = scope.of_schools(ResearchGroup.objects.select_related("school", "leader"))
    for group in groups.order_by("school__official_order", "name", "pk"):
        said = [group.school.name, group.name, group.leader.name if group.leader else "", group.meets]
        for plan in planned.get(group.pk, [None]):
            yield [*said, str(plan.term) if plan else "", plan.text if plan else ""]


@sheet("公开课", "日期", "节次", "学校", "教研组", "上课教师", "课题", "班级", "备注")
def open_lessons(scope):
    rows = scope.of_schools(OpenLesson.objects.filter(held_on__range=scope.days), "group__school")
    for row in rows.select_related("group__school", "teacher").order_by("held_on", "period_no", "pk"):
        said = [row.group.school.name, row.group.name, row.teacher.name, row.topic, row.class_name]
        yield [day(row.held_on), row.period_no, *said, mark(row)]


@sheet("赛课", "举办单位", "名称", "主题", "开始", "结束", "上课教师", "课题", "备注")
def contests(scope):
    rows = Contest.objects.filter(starts_on__lte=scope.last, ends_on__gte=scope.first)
    rows = scope.of_units(rows).select_related("unit").prefetch_related("entries__teacher")
    for row in rows.order_by("starts_on", "pk"):
        said = [row.unit.name, row.title, row.theme, day(row.starts_on), day(row.ends_on)]
        for entry in row.entries.all():
            yield [*said, entry.teacher.name, entry.topic, mark(row)]
