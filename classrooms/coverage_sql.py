"""The one statement behind every figure of coverage, for both databases.

Per teaching group and subject it finds what is owed and what was given, in whole units (see
`coverage_calendar`), takes the parts in the order of domain.md section 2, and only then sums them by
whatever was asked for. Every number written into the text is a number or a date of our own; what comes from
elsewhere is a parameter.
"""

from dataclasses import dataclass

from django.db import connection

from schools.models import School

# What figures may be summed by: name → (column of the rows per class and subject, table to join).
KEYS = {
    "subject": "line.subject_id",
    "school": "line.school_id",
    "class": "line.class_id",
    "township": "school.township_id",
    "group": "member.group_id",
}
# What a relayed class's own timetable says of the same period is the relayed lesson itself, not a second one.
STATEMENT = """
WITH counted(calendar, day, weekday, weeks, units) AS (VALUES {day_rows}),
weight(calendar, weekday, units) AS (VALUES {weight_rows}),
due_day(calendar, day, weekday) AS (VALUES {term_rows}),
elsewhere(class_id, calendar) AS (VALUES {other_rows}),
fifths(calendar, fifths) AS (VALUES {fifth_rows}),
class AS MATERIALIZED (
    SELECT g.id, g.school_id, g.grades, COALESCE(elsewhere.calendar, 0) AS calendar
    FROM schools_teachinggroup g
    JOIN schools_school s ON s.id = g.school_id
    LEFT JOIN elsewhere ON elsewhere.class_id = g.id
    WHERE g.school_year_id = %(year)s AND s.status = 'open' AND s.stage IN ({stages}) {of_schools}
      AND EXISTS (
          SELECT 1 FROM schools_timetable t
          WHERE t.school_id = g.school_id AND t.term_id = %(term)s AND t.starts_on <= {last}
      )
),
kind AS MATERIALIZED (SELECT DISTINCT grades FROM class),
wanted AS MATERIALIZED (
    SELECT kind.grades, standard.subject_id, MAX({tenths}) AS tenths
    FROM kind
    CROSS JOIN {grades_of_class}
    JOIN schools_curriculumstandard standard
      ON standard.version_id = %(version)s AND standard.grade = {grade} {of_subjects}
    GROUP BY kind.grades, standard.subject_id
),
owed AS MATERIALIZED (
    SELECT class.id AS class_id, class.school_id, class.calendar, wanted.subject_id,
           wanted.tenths * fifths.fifths * %(fiftieth)s AS required
    FROM class
    JOIN fifths ON fifths.calendar = class.calendar
    JOIN wanted ON wanted.grades = class.grades
    WHERE wanted.tenths * fifths.fifths > 0
),
timetable AS MATERIALIZED (
    SELECT t.id, t.school_id, t.starts_on,
           COALESCE(
               LEAD(t.starts_on) OVER (PARTITION BY t.school_id ORDER BY t.starts_on), {never}
           ) AS next_on
    FROM schools_timetable t
    WHERE t.term_id = %(term)s {timetable_of_schools}
),
span AS (SELECT DISTINCT starts_on, next_on FROM timetable),
taught AS MATERIALIZED (
    SELECT span.starts_on, span.next_on, counted.calendar, counted.weekday, counted.weeks,
           SUM(counted.units) AS units
    FROM span JOIN counted ON counted.day >= span.starts_on AND counted.day < span.next_on
    GROUP BY span.starts_on, span.next_on, counted.calendar, counted.weekday, counted.weeks
),
answer AS MATERIALIZED (
    SELECT r.id, r.group_id AS class_id, c.subject_id, class.school_id, class.calendar, r.date, r.period_no,
           CASE WHEN r.makes_up_id IS NULL THEN 1 ELSE 0 END AS planned,
           CASE WHEN r.state = 'confirmed' THEN 1 ELSE 0 END AS done,
           COALESCE(first_lesson.due_on, lesson.due_on) AS due_on
    FROM classrooms_relaycourse c
    JOIN classrooms_relaylesson lesson ON lesson.course_id = c.id
    JOIN classrooms_receipt r ON r.lesson_id = lesson.id
    JOIN class ON class.id = r.group_id
    LEFT JOIN classrooms_receipt first ON first.id = r.makes_up_id
    LEFT JOIN classrooms_relaylesson first_lesson ON first_lesson.id = first.lesson_id
    WHERE c.term_id = %(term)s AND r.state <> 'void' AND r.date BETWEEN {first} AND {last}
),
relay AS MATERIALIZED (
    SELECT answer.class_id, answer.subject_id,
           SUM(answer.planned * weight.units) AS planned, SUM(answer.done * weight.units) AS done,
           SUM(answer.planned) AS planned_periods, SUM(answer.done) AS done_periods
    FROM answer
    LEFT JOIN due_day ON due_day.calendar = answer.calendar AND due_day.day = answer.due_on
    JOIN weight ON weight.calendar = answer.calendar AND weight.weekday = COALESCE(due_day.weekday, 0)
    GROUP BY answer.class_id, answer.subject_id
),
slot AS MATERIALIZED (
    SELECT l.id, l.group_id AS class_id, l.subject_id, l.weekday, l.period_no,
           timetable.starts_on, timetable.next_on, class.calendar, l.weeks,
           CASE WHEN teacher.school_id <> class.school_id THEN 1
                WHEN teacher.specialism_id = l.subject_id THEN 1 ELSE 0 END AS by_specialist
    FROM schools_lesson l
    JOIN timetable ON timetable.id = l.timetable_id
    JOIN class ON class.id = l.group_id
    JOIN schools_teacher teacher ON teacher.id = l.teacher_id
    WHERE l.subject_id IN (
        SELECT standard.subject_id FROM schools_curriculumstandard standard
        WHERE standard.version_id = %(version)s {of_subjects}
    )
),
lesson AS MATERIALIZED (
    SELECT slot.*, taught.units
    FROM slot
    JOIN taught ON taught.starts_on = slot.starts_on AND taught.next_on = slot.next_on
               AND taught.calendar = slot.calendar AND taught.weekday = slot.weekday
               AND taught.weeks = slot.weeks
),
replaced AS MATERIALIZED (
    SELECT lesson.id, SUM(counted.units) AS units
    FROM answer
    JOIN lesson ON lesson.class_id = answer.class_id AND lesson.subject_id = answer.subject_id
               AND lesson.period_no = answer.period_no
               AND answer.date >= lesson.starts_on AND answer.date < lesson.next_on
    JOIN counted ON counted.calendar = lesson.calendar AND counted.day = answer.date
                AND counted.weekday = lesson.weekday AND counted.weeks = lesson.weeks
    GROUP BY lesson.id
),
own AS MATERIALIZED (
    SELECT lesson.class_id, lesson.subject_id,
           SUM(lesson.by_specialist * (lesson.units - COALESCE(replaced.units, 0))) AS specialist,
           SUM((1 - lesson.by_specialist) * (lesson.units - COALESCE(replaced.units, 0))) AS other
    FROM lesson LEFT JOIN replaced ON replaced.id = lesson.id
    GROUP BY lesson.class_id, lesson.subject_id
),
first_part AS (
    SELECT owed.class_id, owed.school_id, owed.subject_id, owed.required,
           {least}(owed.required, COALESCE(own.specialist, 0)) AS specialist,
           COALESCE(own.other, 0) AS own_other,
           COALESCE(relay.planned, 0) AS relay_planned, COALESCE(relay.done, 0) AS relay_done,
           COALESCE(relay.planned_periods, 0) AS planned_periods,
           COALESCE(relay.done_periods, 0) AS done_periods
    FROM owed
    LEFT JOIN own ON own.class_id = owed.class_id AND own.subject_id = owed.subject_id
    LEFT JOIN relay ON relay.class_id = owed.class_id AND relay.subject_id = owed.subject_id
),
second_part AS (
    SELECT first_part.*, {least}(required - specialist, relay_done) AS relay,
           {least}(required - specialist, relay_planned) AS relay_if_held
    FROM first_part
),
line AS (
    SELECT second_part.*, {least}(required - specialist - relay, own_other) AS other,
           {least}(required - specialist - relay_if_held, own_other) AS other_if_held
    FROM second_part
)
SELECT {keys}, SUM(line.required), SUM(line.specialist), SUM(line.relay), SUM(line.other),
       SUM(line.relay_if_held), SUM(line.other_if_held), SUM(line.planned_periods), SUM(line.done_periods),
       COUNT(DISTINCT line.school_id)
FROM line {joins}
{grouped}
"""


@dataclass(frozen=True)
class Words:
    """What the two databases say differently."""

    least: str
    grades: str
    grade: str
    date: str

    def day(self, date):
        return self.date.format(date.isoformat())


VENDORS = {
    "sqlite": Words("MIN", "json_each(kind.grades) AS said", "said.value", "'{}'"),
    "postgresql": Words(
        "LEAST",
        "jsonb_array_elements_text(kind.grades) AS said(grade)",
        "CAST(said.grade AS integer)",
        "DATE '{}'",
    ),
}


def rows(window, version, *, by, schools=None, subjects=None):
    """[(key, …, sums…)] of one statement; `by` names keys of KEYS in the order in which they come."""
    words = VENDORS[connection.vendor]
    scope, parameters = _scope(schools)
    parameters |= {
        "year": window.term.school_year_id,
        "term": window.term.pk,
        "version": version.pk,
        "fiftieth": window.unit // 50,
    }
    columns = [KEYS[name] for name in by]
    text = STATEMENT.format(
        **_values(window, words),
        stages=", ".join(f"'{stage.value}'" for stage in School.Stage.compulsory()),
        of_schools=scope.format("g.school_id"),
        timetable_of_schools=scope.format("t.school_id"),
        of_subjects=_among("standard.subject_id", subjects),
        tenths="CAST(ROUND(standard.periods_per_week * 10) AS bigint)",
        grades_of_class=words.grades,
        grade=words.grade,
        never=words.day(window.term.ends_on.replace(year=9999)),
        first=words.day(window.first),
        last=words.day(window.last),
        least=words.least,
        keys=", ".join(columns) or "0",
        joins=_joins(by, words.day(window.last)),
        grouped=f"GROUP BY {', '.join(columns)}" if columns else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        return cursor.fetchall()


def _values(window, words):
    def listed(found, *dates):
        """Rows of VALUES; those at the places `dates` are days."""
        lines = [
            ", ".join(words.day(one) if place in dates else str(int(one)) for place, one in enumerate(row))
            for row in found
        ]
        return ", ".join(f"({line})" for line in lines)

    nothing = window.first
    return {
        "day_rows": listed([*window.day_rows()] or [(-1, nothing, 0, 0, 0)], 1),
        "weight_rows": listed([*window.weight_rows()]),
        "term_rows": listed([*window.term_rows()] or [(-1, nothing, 0)], 1),
        "other_rows": listed([*window.others.items()] or [(-1, -1)]),
        "fifth_rows": listed([(place, one.fifths) for place, one in enumerate(window.calendars)]),
    }


def _scope(schools):
    """(condition with a place for the column, parameters): all schools, or those of a queryset or of keys."""
    if schools is None:
        return "", {}
    if hasattr(schools, "query"):
        schools = schools.order_by().values_list("pk", flat=True)
    return _among("{}", schools), {}


def _among(column, keys):
    if keys is None:
        return ""
    return f"AND {column} IN ({', '.join(str(int(key)) for key in keys) or 'NULL'})"


def _joins(by, last):
    joins = ""
    if "township" in by:
        joins += " JOIN schools_school school ON school.id = line.school_id"
    if "group" in by:
        joins += (
            " JOIN groups_membership member ON member.school_id = line.school_id"
            f" AND (member.joined_on IS NULL OR member.joined_on <= {last})"
            f" AND (member.left_on IS NULL OR member.left_on > {last})"
        )
    return joins
