"""Courses in and out in the terms of the region's course interface: one entry a lesson, as JSON.

    {"courses": [{"courseId": "…", "courseType": 1, "organName": "…", "memberName": "…",
      "subjectName": "音乐", "gradeCode": "3,4", "timeBegin": "2026-11-24 10:25:00", "timeEnd": "…",
      "ruleId": 3, "isLive": 1, "viewAuth": 0, "recordUrl": "…",
      "attendList": [{"organName": "…", "className": "三年级", "ruleId": 3}]}]}

`reading.py` judges a file and its entries, `writing.py` makes one, `taking_over.py` brings entries home.
The region's code tables are its own: names stand beside codes, and a school's code is its name in addresses.
"""

from enum import IntEnum

MOST_BYTES = 1_000_000
# Each costs a dozen questions in one transaction: so many hold nobody else up for long.
MOST_COURSES = 200
TIME = "%Y-%m-%d %H:%M:%S"


class CourseType(IntEnum):
    RELAY = 1
    MASTER = 2
    NETWORK = 3
    MEETING = 4
    LIVE_ROOM = 5


class LiveStatus(IntEnum):
    NOT_BEGUN = 1
    LIVE = 2
    ENDED = 3


class Refused(Exception):
    """A file that cannot be taken at all; the words say why and what to do."""
