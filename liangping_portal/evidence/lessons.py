"""Sheets about what was held and published: sessions, hours, lessons observed, relay lessons, coverage."""

from django.db.models import Count, Q

from classrooms import coverage
from classrooms.models import (
    Attendance,
    Certificate,
    LessonReview,
    ObservedLesson,
    Receipt,
    Registration,
    RelayCourse,
    RelayLesson,
    Session,
)
from liangping_portal.evidence.scope import SAMPLE, day, mark, sheet
from news.models import Edition
from schools.models import Subject

CAME = Q(registrations__attendance__state__in=Attendance.State.there())
SEATED = Q(registrations__state=Registration.State.CONFIRMED)


def _sessions(scope):
    held = Session.objects.filter(starts_at__date__range=scope.days, cancelled_at=None)
    return scope.of_units(held, "organiser").order_by("starts_at", "pk")


@sheet(
    *("教研活动", "日期", "课堂", "形式", "名称", "组织单位", "承办学校", "主讲教师", "学科"),
    *("名额", "报名", "出席", "学时", "证明份数", "备注"),
)
def sessions(scope):
    rows = (
        _sessions(scope)
        .select_related("organiser", "host", "presenter", "subject")
        .annotate(
            seated=Count("registrations", filter=SEATED, distinct=True),
            came=Count("registrations", filter=CAME, distinct=True),
            papers=Count("certificates", filter=Q(certificates__revoked_at=None), distinct=True),
        )
    )
    for row in rows:
        named = [one.name if one else "" for one in (row.organiser, row.host, row.presenter, row.subject)]
        numbers = [row.capacity, row.seated, row.came, row.hours, row.papers]
        said = [day(row.starts_at), row.get_classroom_display(), row.get_stage_display(), row.title]
        yield [*said, *named, *numbers, mark(row)]


@sheet("教研签到", "日期", "活动", "教师", "学校", "出席", "方式", "时间", "备注")
def attendance(scope):
    rows = Attendance.objects.filter(registration__session__in=_sessions(scope).values("pk"))
    rows = rows.select_related("registration__session", "registration__teacher__school")
    for row in rows.order_by("registration__session__starts_at", "registration__session", "at", "pk"):
        session, teacher = row.registration.session, row.registration.teacher
        said = [row.get_state_display(), row.get_method_display(), day(row.at), mark(session)]
        yield [day(session.starts_at), session.title, teacher.name, teacher.school.name, *said]


@sheet("学时证明", "编号", "姓名", "学校", "活动", "活动日期", "身份", "级别", "学时", "认定单位", "备注")
def certificates(scope):
    rows = Certificate.objects.valid().filter(held_on__range=scope.days).select_related("issuer")
    for row in scope.of_units(rows, "issuer").order_by("number"):
        said = [row.number, row.name, row.school_name, row.title, day(row.held_on)]
        said += [row.get_role_display(), row.get_level_display(), row.hours]
        yield [*said, row.issuer.name, mark(row)]


@sheet(
    "听评课", "日期", "学校", "上课教师", "学科", "课题", "听课方式", "课型", "评课份数", "有教学反思", "备注"
)
def observed(scope):
    """How many sheets, never what is in them: that is the presenter's to show."""
    submitted = Q(reviews__state=LessonReview.State.SUBMITTED)
    rows = scope.of_schools(ObservedLesson.objects.filter(held_on__range=scope.days), "presenter__school")
    rows = rows.select_related("presenter__school", "subject").annotate(sheets=Count("reviews", submitted))
    for row in rows.order_by("held_on", "pk"):
        who = [row.presenter.school.name, row.presenter.name, row.subject.name if row.subject else ""]
        kind = [row.get_method_display(), row.get_lesson_type_display(), row.sheets]
        yield [day(row.held_on), *who, row.topic, *kind, "有" if row.reflected_at else "", mark(row)]


@sheet("专递课主讲", "主讲学校", "主讲教师", "学科", "计划或自主", "应开", "实开", "备注")
def relay_presented(scope):
    held = Q(state=RelayLesson.State.HELD) | Q(make_ups__state=RelayLesson.State.HELD)
    rows = RelayLesson.objects.planned().filter(date__range=scope.days)
    rows = scope.of_schools(rows, "course__school").order_by()
    keys = ("course__school__name", "presenter__name", "course__subject__name", "course__kind", "sample")
    counted = rows.values_list(*keys).annotate(
        all=Count("pk", distinct=True), done=Count("pk", distinct=True, filter=held)
    )
    for *names, kind, sample, planned, done in counted.order_by(*keys):
        yield [*names, RelayCourse.Kind(kind).label, planned, done, SAMPLE if sample else ""]


@sheet("专递课接收", "接收学校", "班级", "学科", "应听", "实听", "未上成", "备注")
def relay_received(scope):
    rows = Receipt.objects.standing().filter(date__range=scope.days)
    rows = scope.of_schools(rows, "group__school").order_by()
    keys = ("group__school__name", "group__name", "lesson__course__subject__name", "lesson__sample")
    counted = rows.values_list(*keys).annotate(
        all=Count("pk", filter=Q(makes_up=None)),
        done=Count("pk", filter=Q(state=Receipt.State.CONFIRMED)),
        failed=Count("pk", filter=Q(state=Receipt.State.FAILED)),
    )
    for *names, sample, planned, done, failed in counted.order_by(*keys):
        yield [*names, planned, done, failed, SAMPLE if sample else ""]


@sheet(
    *("开课情况", "学期", "截至", "学校", "学科", "应开（周课时）", "本校及走教专任", "专递课堂", "兼任"),
    *("待安排", "开足率%", "开好率%", "备注"),
)
def coverage_of_schools(scope):
    schools = {school.pk: school for school in scope.schools}
    subjects = dict(Subject.objects.values_list("pk", "name"))
    for term in scope.terms:
        found = coverage.read(
            by=("school", "subject"), schools=list(schools), term=term, on=min(term.ends_on, scope.last)
        )
        if found is None or term.starts_on > scope.last:
            continue
        for (school, subject), row in sorted(found.items(), key=lambda pair: _place(pair[0], schools)):
            shown = [value for _, value in row.shown.parts()]
            said = [str(term), day(found.as_of), schools[school].name, subjects[subject], row.shown.required]
            yield [*said, *shown, row.given_percent, row.qualified_percent, mark(schools[school])]


def _place(key, schools):
    return list(schools).index(key[0]), key[1]


@sheet("公开报道", "发布日期", "活动日期", "标题", "供稿单位", "网址", "备注")
def published(scope):
    rows = Edition.objects.published().filter(first_published_at__date__range=scope.days)
    if scope.group:
        ours = Q(unit__in=scope.units) | Q(groups=scope.group) | Q(schools__in=scope.schools)
        rows = rows.filter(pk__in=rows.filter(ours).order_by().values("pk"))
    for row in rows.select_related("unit").order_by("first_published_at", "pk"):
        said = [day(row.first_published_at), day(row.happened_on), row.title, row.unit.name]
        yield [*said, row.get_absolute_url(), mark(row)]
