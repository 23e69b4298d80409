"""Schools and what is true of them, in rooms: places, facts, people and time, timetables."""

from schools.models.facts import Figure, Honour, Programme, ProgrammeStep, Result, UpgradeProject
from schools.models.places import Campus, School, SchoolQuerySet, Township
from schools.models.research import Contest, ContestEntry, OpenLesson, ResearchGroup, ResearchPlan
from schools.models.standard import CurriculumStandard, StandardVersion
from schools.models.teaching import (
    CalendarDay,
    ExamPeriod,
    Posting,
    SchoolYear,
    Subject,
    Teacher,
    Term,
)
from schools.models.textbooks import SchoolTextbook, TextbookVersion
from schools.models.timetable import (
    BellPeriod,
    Lesson,
    LessonChange,
    TeachingGroup,
    Timetable,
)

__all__ = [
    "BellPeriod",
    "CalendarDay",
    "Campus",
    "Contest",
    "ContestEntry",
    "CurriculumStandard",
    "ExamPeriod",
    "Figure",
    "Honour",
    "Lesson",
    "LessonChange",
    "OpenLesson",
    "Posting",
    "Programme",
    "ProgrammeStep",
    "ResearchGroup",
    "ResearchPlan",
    "Result",
    "School",
    "SchoolQuerySet",
    "SchoolTextbook",
    "SchoolYear",
    "StandardVersion",
    "Subject",
    "Teacher",
    "TeachingGroup",
    "Term",
    "TextbookVersion",
    "Timetable",
    "Township",
    "UpgradeProject",
]
