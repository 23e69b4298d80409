"""School files, people, timetables and the calendar in the admin."""

from schools.admin import calendar, facts, school, timetable

__all__ = ["calendar", "facts", "school", "timetable"]
