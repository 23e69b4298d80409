"""School files, people, timetables and the calendar in the admin."""

from schools.admin import calendar, facts, research, school, standard, textbooks, timetable, timetables

__all__ = ["calendar", "facts", "research", "school", "standard", "textbooks", "timetable", "timetables"]
