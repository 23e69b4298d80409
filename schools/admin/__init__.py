"""School files, people, timetables and the calendar in the admin."""

from schools.admin import calendar, facts, school, standard, textbooks, timetable, timetables

__all__ = ["calendar", "facts", "school", "standard", "textbooks", "timetable", "timetables"]
from schools.admin import research

__all__ = ["calendar", "facts", "research", "school", "standard", "textbooks", "timetable"]
