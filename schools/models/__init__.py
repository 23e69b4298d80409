"""Schools and what is true of them, in three rooms: places, facts, people and time."""

from schools.models.facts import Figure, Honour, Programme, ProgrammeStep, Result, UpgradeProject
from schools.models.places import Campus, School, SchoolQuerySet, Township
from schools.models.standard import CurriculumStandard, StandardVersion
from schools.models.teaching import (
    BellPeriod,
    CalendarDay,
    Lesson,
    Posting,
    SchoolYear,
    Subject,
    Teacher,
    TeachingGroup,
    Term,
)
from schools.models.textbooks import SchoolTextbook, TextbookVersion

__all__ = [
    "BellPeriod",
    "CalendarDay",
    "Campus",
    "CurriculumStandard",
    "Figure",
    "Honour",
    "Lesson",
    "Posting",
    "Programme",
    "ProgrammeStep",
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
    "Township",
    "UpgradeProject",
]
