"""Entries of a file become lessons of ours: new ones are made, known ones brought up to date.

A lesson is known by the other platform's `courseId`, or by presenter, day and period, so a second import
changes nothing. An import moves no lesson and confirms none: whether pupils had it, the receiving class says
(`receipts.py`). Every entry stands or falls by itself; a dry run does all of it and takes it back; what was
carried out can be undone (`undoing.py`).
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts import constraints, ledger
from accounts.rights import reach
from classrooms import booking, relaying
from classrooms.exchange import CourseType, undoing
from classrooms.exchange.reading import Problem, read, type_of
from classrooms.exchange.writing import own_mark
from classrooms.models import RelayCourse, RelayLesson
from publishing.models import raise_version
from schools.models import School, Subject, Teacher, TeachingGroup, Term

COURSE_FIELDS = ("term", "school", "subject", "presenter")
LESSON_FIELDS = {
    "liveUrl": "link",
    "recordUrl": "recording_link",
    "viewAuth": "view_auth",
    "isLive": "is_live",
    "isRecord": "is_record",
    "isQualityCourse": "is_quality",
    "actualStartTime": "actual_start",
    "actualEndTime": "actual_end",
}


class Faulty(Exception):
    def __init__(self, key, value, message):
        super().__init__(message)
        self.key, self.value = key, value


@dataclass
class Report:
    """Counted in entries; `skipped` are teachers' sessions, which are never made from a file."""

    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    problems: list = field(default_factory=list)

    @property
    def faulty(self):
        return len({one.line for one in self.problems})

    @property
    def work(self):
        return self.new + self.changed


def run(entries, *, by, organiser, dry_run, address=None):
    """Take the entries over; what is faulty is told and left out. Returns the `Report`."""
    report, taking = Report(), _TakingOver(by, organiser, address)
    with transaction.atomic():
        for line, entry in enumerate(entries, 1):
            if type_of(entry) not in (CourseType.RELAY, None):
                report.skipped += 1
                continue
            found, problems = read(entry, line)
            report.problems += problems
            if found:
                _one(taking, found, line, report)
        if dry_run:
            transaction.set_rollback(True)
        elif report.work:
            undoing.keep(report, taking.notes, by=by, address=address)
            raise_version("classrooms")
    return report


def _one(taking, found, line, report):
    kept, taking.line = len(taking.notes), line
    try:
        with constraints.spoken_as(booking.Refused), transaction.atomic():
            done = taking.take(found)
    except Faulty as fault:
        del taking.notes[kept:]
        report.problems.append(Problem(line, fault.key, fault.value, str(fault)))
    except booking.Refused as refused:
        del taking.notes[kept:]
        report.problems.append(Problem(line, "", "", str(refused)))
    else:
        setattr(report, done, getattr(report, done) + 1)


class _TakingOver:
    def __init__(self, by, organiser, address):
        self.by, self.organiser, self.address = by, organiser, address
        self.subjects = {one.name: one for one in Subject.objects.all()}
        self.terms = list(Term.objects.select_related("school_year"))
        self.schools = self._schools()
        # Read once for all entries that name them.
        self.teachers, self.classes, self.courses = {}, {}, {}
        # Of every row written, for the undo; `line` is the entry that is being taken over.
        self.notes, self.line = [], 0

    def _schools(self):
        """{code or name: the schools so called} of those at whose units the person may plan relays."""
        held = reach(self.by, "add", RelayCourse._meta.label_lower)
        found = School.objects.all() if held.everything else School.objects.filter(unit__in=held.units)
        named = {}
        for school in found:
            for name in {school.slug, school.name, school.short_name}:
                named.setdefault(name, []).append(school)
        return named

    def take(self, found):
        """ "new", "changed" or "same"."""
        found["date"] = timezone.localtime(found["timeBegin"]).date()
        found["school"] = self._school(found)
        found["subject"] = self.subjects.get(found["subjectName"])
        if found["subject"] is None:
            raise Faulty("subjectName", found["subjectName"], "没有这个学科，请按平台的学科名称写。")
        found["presenter"] = self._presenter(found["school"], found["memberName"])
        found["term"] = self._term(found["date"])
        found["groups"] = self._groups(found)
        lesson = self._known(found)
        if lesson is not None:
            self._refuse_other(lesson, found)
            return self._renew(lesson, found)
        key = tuple(found[name].pk for name in COURSE_FIELDS), tuple(found["gradeCode"])
        key = (*key, frozenset((group.pk, period) for group, period in found["groups"].items()))
        course = self.courses.get(key) or self._course(found)
        self._make(course, found)
        # Not before the lesson stands: a course made for a faulty entry goes with it.
        self.courses[key] = course
        return "new"

    # --- Whose, which -----------------------------------------------------------------------------------
    def _school(self, found, key="organName"):
        said = found["organCode"] or found["organName"]
        schools = self.schools.get(said, [])
        if len(schools) != 1:
            what = "同名的学校有几所，请写organCode" if schools else "没有这所学校，或不属于您的单位"
            raise Faulty(key, said, f"{what}。")
        return schools[0]

    def _presenter(self, school, name):
        if (school, name) not in self.teachers:
            named = Teacher.objects.serving().filter(school=school, name=name)
            self.teachers[school, name] = list(named[:2])
        teachers = self.teachers[school, name]
        if len(teachers) != 1:
            what = "同名的有几位，请先在平台上建这节课" if teachers else f"{school.short_name}没有这位教师"
            raise Faulty("memberName", name, f"{what}。")
        return teachers[0]

    def _term(self, day):
        term = next((one for one in self.terms if one.starts_on <= day <= one.ends_on), None)
        if term is None:
            raise Faulty("timeBegin", str(day), "这一天不在任何学期里，请先在校历里建好学期。")
        return term

    def _groups(self, found):
        """{receiving class: its own period or None}"""
        groups, year = {}, found["term"].school_year_id
        for one in found["attends"]:
            school = self._school(one, "attendList.organName")
            if (school, year) not in self.classes:
                rows = TeachingGroup.objects.filter(school=school, school_year=year)
                self.classes[school, year] = {row.name: row for row in rows.select_related("school")}
            group = self.classes[school, year].get(one["className"])
            if group is None:
                said = f"{school.short_name}本学年没有这个班。"
                raise Faulty("attendList.className", one["className"], said)
            if group in groups:
                raise Faulty("attendList.className", one["className"], "这个班写了两次。")
            groups[group] = one["ruleId"]
        return groups

    def _known(self, found):
        """The lesson of ours that an entry speaks of."""
        number, lessons = self._foreign_id(found), RelayLesson.objects.for_list()
        lesson = lessons.filter(external_id=number).first() if number else None
        hour = {"presenter": found["presenter"], "date": found["date"], "period_no": found["ruleId"]}
        lesson = lesson or lessons.standing().filter(**hour).first()
        if lesson and not RelayLesson.objects.editable_by(self.by).filter(pk=lesson.pk).exists():
            raise Faulty("courseId", found["courseId"], "这节课不归您的单位组织，没有导入。")
        return lesson

    @staticmethod
    def _foreign_id(found):
        number = found["courseId"]
        return "" if number.startswith(own_mark()) else number

    # --- Known ------------------------------------------------------------------------------------------
    @staticmethod
    def _refuse_other(lesson, found):
        hours = found["timeBegin"], found["timeEnd"]
        if (lesson.starts_at, lesson.ends_at) != hours:
            raise Faulty("timeBegin", str(found["date"]), f"平台上这节课是{lesson.when}；改时间请用“调课”。")
        who, what = found["presenter"], found["subject"]
        if lesson.course.subject_id != what.pk or lesson.presenter_id != who.pk:
            raise Faulty("memberName", found["memberName"], f"与平台上的“{lesson}”不是同一节课，请核对。")
        there = set(lesson.receipts.standing().values_list("group", flat=True))
        if there != {group.pk for group in found["groups"]}:
            raise Faulty("attendList", "", "接收班与平台上的不一致；请在课程里增减接收班，再导入。")

    def _renew(self, lesson, found):
        whole = ledger.snapshot(lesson)
        before = {name: getattr(lesson, name) for name in (*LESSON_FIELDS.values(), "external_id")}
        for key, name in LESSON_FIELDS.items():
            if found[key] not in ("", None):
                setattr(lesson, name, found[key])
        lesson.external_id = lesson.external_id or self._foreign_id(found)
        changed = [name for name, old in before.items() if old != getattr(lesson, name)]
        if not changed:
            return "same"
        lesson.save(update_fields=changed)
        self._note(lesson, before=whole)
        return "changed"

    def _note(self, *rows, before=None):
        self.notes += [undoing.noted(row, self.line, before) for row in rows]

    # --- New --------------------------------------------------------------------------------------------
    def _course(self, found):
        """A running course of ours with just these receivers; made where there is none."""
        groups = found["groups"]
        said = {name: found[name] for name in COURSE_FIELDS} | {"organiser": self.organiser}
        wanted = {(group.pk, period) for group, period in groups.items()}
        for course in RelayCourse.objects.running().filter(**said).order_by("pk"):
            receiving = course.receivers.filter(left_on=None).values_list("group", "period_no")
            if course.grades == found["gradeCode"] and set(receiving) == wanted:
                return course
        course = RelayCourse.objects.create(
            kind=RelayCourse.Kind.PLANNED if found["planType"] == "1" else RelayCourse.Kind.AD_HOC,
            status=RelayCourse.Status.RUNNING,
            grades=found["gradeCode"],
            max_receivers=max(3, len(groups)),
            **said,
        )
        self._note(course)
        for group, period in groups.items():
            how = {"period_no": period, "by": self.by, "address": self.address}
            self._note(relaying.add_receiver(course, group, **how))
        return course

    def _make(self, course, found):
        fields = {name: found[key] for key, name in LESSON_FIELDS.items() if found[key] not in ("", None)}
        lesson = relaying.enter(
            course,
            found["date"],
            found["ruleId"],
            (found["timeBegin"], found["timeEnd"]),
            external_id=self._foreign_id(found),
            **fields,
        )
        self._note(lesson, *lesson.receipts.order_by("pk"))
