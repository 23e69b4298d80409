"""The one table of rights: which role may do what to which kind of row.

A grant names a model ("schools.school") and the admin's verbs; the rows it reaches follow from the unit at
which a person holds the role (see `rights.py`). A verb other than Django's four is a right of its own,
such as "publish" or "import". Nothing else in the portal decides what a role may do.
"""

from django.db import models


class UnitKind(models.TextChoices):
    DISTRICT = "district", "区级"
    GROUP = "group", "教育集团"
    SCHOOL = "school", "学校"


class Role(models.TextChoices):
    TEACHER = "teacher", "教师"
    CORRESPONDENT = "correspondent", "学校信息员"
    AFFAIRS = "affairs", "教务管理员"
    HEAD = "head", "校长"
    GROUP = "group", "集团管理员"
    RESEARCHER = "researcher", "教研员"
    EDITOR = "editor", "采编"
    PUBLISHER = "publisher", "终审"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDIT = "audit", "审计管理员"


# Nobody holds two of these (三员分立).
SEPARATED = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
# Who works in the admin; a teacher's desk is /me/.
STAFF = frozenset(Role) - {Role.TEACHER}

# The kinds of unit at which a role may be held.
PLACES = {
    Role.TEACHER: ("school", "group", "district"),
    Role.CORRESPONDENT: ("school",),
    Role.AFFAIRS: ("school",),
    Role.HEAD: ("school",),
    Role.GROUP: ("group",),
} | dict.fromkeys(
    (Role.RESEARCHER, Role.EDITOR, Role.PUBLISHER, Role.SYSTEM, Role.SECURITY, Role.AUDIT), ("district",)
)
# Whose password a school's correspondent may reset: nobody who holds another role anywhere.
COLLEAGUES = frozenset({Role.TEACHER, Role.AFFAIRS, Role.CORRESPONDENT})

VIEW = frozenset({"view"})
CHANGE = VIEW | {"change"}
EDIT = CHANGE | {"add"}
ALL = EDIT | {"delete"}
# From a sheet: rows added and changed many at a time, each within the importer's reach.
IMPORT = frozenset({"import"})

# The library: pictures with their consents, albums, files to be downloaded or played.
PICTURES = {
    "pictures.picture": EDIT,
    "pictures.consent": ALL,
    "pictures.album": EDIT,
    "pictures.albumpicture": ALL,
    "pictures.document": EDIT,
}
PROFILE = {
    "schools.school": CHANGE,
    "schools.campus": ALL,
    "schools.figure": ALL,
    "schools.honour": ALL,
    "schools.result": ALL,
    "schools.programme": ALL,
    "schools.programmestep": ALL,
    "schools.upgradeproject": VIEW,
    "schools.township": VIEW,
    "schools.schoolyear": VIEW,
    "schools.subject": VIEW,
    "schools.teacher": EDIT,
    "schools.posting": VIEW,
    **PICTURES,
    "enrolment.catchment": VIEW,
    "enrolment.catchmententry": VIEW,
    "enrolment.enrolmentplan": VIEW,
    "groups.educationgroup": VIEW,
    "groups.membership": VIEW,
    "accounts.unit": VIEW,
}
# Three reviews: who writes follows them; "review" decides, where the route names the role or the person.
FOLLOWING = {"news.review": VIEW, "news.reviewroute": VIEW, "news.routestep": VIEW, "news.wordrule": VIEW}
REVIEWING = FOLLOWING | {"news.review": VIEW | {"review"}}
ROUTING = {"news.reviewroute": ALL, "news.routestep": ALL, "news.wordrule": ALL | IMPORT}
WRITING = {
    "news.article": EDIT,
    "news.byline": ALL,
    "news.section": ALL,
    "news.pictureblock": ALL,
    "news.quote": ALL,
    "news.keyfigures": ALL,
    "news.note": ALL,
    "news.galleryblock": ALL,
    "news.videoblock": ALL,
    "news.tableblock": ALL,
    "news.fileblock": ALL,
    "news.card": ALL,
    "news.column": VIEW,
    "news.activity": EDIT,
    "news.correction": CHANGE,
    "news.activitypicture": ALL,
    **PICTURES,
}
# What a card or a figure in an article may point to; stands first, so that a larger right of the role wins.
LINKING = {"schools.school": VIEW, "groups.educationgroup": VIEW, "classrooms.session": VIEW}
TIMETABLE = {
    "schools.bellperiod": ALL,
    "schools.teachinggroup": ALL,
    "schools.timetable": ALL,
    "schools.lesson": ALL,
    "schools.lessonchange": VIEW,
    "schools.term": VIEW,
    # A school's own days; those of the district are seen.
    "schools.calendarday": ALL,
    "schools.examperiod": ALL,
    "schools.standardversion": VIEW,
    "schools.curriculumstandard": VIEW,
}
# The district's curriculum standard: drawn up by researchers or the system's administrator.
STANDARD = {
    "schools.standardversion": ALL,
    "schools.curriculumstandard": ALL | IMPORT,
    "schools.schoolyear": VIEW,
}
# Templates of lesson reviews, cycles of pairs, shared recordings and resources.
RESEARCH = {
    "classrooms.recording": VIEW | {"take_down"},
    "classrooms.resource": VIEW | {"take_down"},
    "classrooms.showcase": VIEW | {"take_down"},
    "classrooms.rubric": EDIT,
    "classrooms.pairingcycle": EDIT,
    "classrooms.pair": frozenset({"view", "organise"}),
    "classrooms.pairstep": VIEW,
    "classrooms.masterstudio": EDIT,
    "classrooms.studiomember": ALL,
    "classrooms.studiotarget": ALL,
    "groups.mentorship": EDIT,
    "groups.mentorshiptarget": ALL,
    "schools.researchgroup": EDIT,
    "schools.researchplan": ALL,
    "schools.openlesson": ALL,
    "schools.contest": EDIT,
    "schools.contestentry": ALL,
}
ORGANISING = RESEARCH | {
    "classrooms.session": EDIT | {"organise"},
    "classrooms.registration": VIEW | {"organise"},
    "classrooms.lastlesson": VIEW,
    "classrooms.sessionquota": VIEW,
    "classrooms.sessionseries": VIEW,
    "classrooms.cover": VIEW,
    "schools.subject": VIEW,
    "schools.teacher": VIEW,
}
# Relay courses: who plans them; receipts are answered (and corrected) by the receiving school.
RELAY = {
    "schools.textbookversion": VIEW,
    "schools.schooltextbook": ALL,
    "classrooms.relaycourse": EDIT,
    "classrooms.relayslot": ALL,
    "classrooms.relayreceiver": ALL,
    "classrooms.relaylesson": CHANGE,
    "classrooms.receipt": VIEW,
    "classrooms.spotcheck": VIEW,
    "classrooms.classtour": VIEW,
    "schools.term": VIEW,
}
# Those who look in on lessons of several schools.
INSPECTING = {"classrooms.spotcheck": EDIT, "classrooms.classtour": EDIT}
# Robots of the unit's own group chats.
ROBOTS = {"accounts.robot": ALL}
# Coverage of the curriculum: whose figures a person sees (not a table of the admin), what classes need, who
# can give it, and proposals, which are made and confirmed for a group or the district.
COVERAGE = {
    "classrooms.coverageday": VIEW,
    "classrooms.subjectneed": CHANGE,
    "classrooms.subjectoffer": EDIT,
    "schools.standardversion": VIEW,
    "schools.curriculumstandard": VIEW,
}
PROPOSING = COVERAGE | {"classrooms.matchproposal": VIEW | {"propose"}}
ROTATING = {"groups.rotation": EDIT | {"advance"}}
# Parents' questions: answered at the school or the district; what is published, by the head or the editor.
ANSWERING = {"enrolment.enquiry": CHANGE, "enrolment.faq": EDIT}
ANSWERING_FOR_ALL = {"enrolment.enquiry": CHANGE, "enrolment.faq": EDIT | {"publish"}}

GRANTS = {
    Role.TEACHER: {},
    Role.CORRESPONDENT: LINKING
    | PROFILE
    | WRITING
    | ANSWERING
    | FOLLOWING
    | {
        "accounts.user": frozenset({"view", "reset"}),
        "accounts.importrun": VIEW,
        "schools.figure": ALL | IMPORT,
        "schools.teacher": EDIT | IMPORT,
        **ROBOTS,
    },
    Role.AFFAIRS: TIMETABLE
    | ORGANISING
    | RELAY
    | ROBOTS
    | COVERAGE
    | {
        "classrooms.receipt": VIEW | {"answer"},
        "schools.school": VIEW,
        "accounts.unit": VIEW,
        "classrooms.cover": VIEW | {"approve"},
        "schools.lesson": ALL | IMPORT,
        "classrooms.subjectneed": CHANGE | IMPORT,
        "classrooms.subjectoffer": EDIT | IMPORT,
        "accounts.importrun": VIEW,
    },
    Role.HEAD: dict.fromkeys(PROFILE | WRITING | TIMETABLE | ORGANISING | RELAY, VIEW)
    | COVERAGE
    | ANSWERING_FOR_ALL
    | REVIEWING,
    Role.GROUP: LINKING
    | {
        "groups.educationgroup": CHANGE,
        "groups.membership": ALL,
        "schools.school": VIEW,
        "accounts.unit": VIEW,
    }
    | WRITING
    | ORGANISING
    | RELAY
    | REVIEWING
    | INSPECTING
    | ROBOTS
    | PROPOSING
    | ROTATING
    | {"schools.teachinggroup": VIEW},
    Role.RESEARCHER: ORGANISING
    | RELAY
    | INSPECTING
    | PROPOSING
    | STANDARD
    | {
        "schools.textbookversion": EDIT,
        "schools.teachinggroup": VIEW,
        "schools.school": VIEW,
        "accounts.unit": VIEW,
    },
    Role.EDITOR: LINKING
    | PROFILE
    | WRITING
    | ANSWERING_FOR_ALL
    | REVIEWING
    | {
        "accounts.importrun": VIEW,
        "schools.school": EDIT | IMPORT,
        "schools.township": EDIT | IMPORT,
        "schools.figure": ALL | IMPORT,
        "schools.teacher": EDIT | IMPORT,
        "schools.upgradeproject": ALL,
        "groups.educationgroup": EDIT | IMPORT,
        "groups.membership": ALL | IMPORT,
        "groups.partnership": ALL,
        "groups.partnershipactivity": ALL,
        "classrooms.classroompage": EDIT,
        "classrooms.coverageday": VIEW,
        "groups.rotation": VIEW,
        "enrolment.catchment": ALL,
        "enrolment.catchmententry": ALL | IMPORT,
        "enrolment.priorityrule": ALL,
        "enrolment.guide": ALL,
        "enrolment.enrolmentplan": ALL | IMPORT,
        "enrolment.enrolmentstep": ALL,
        "news.report": EDIT,
        "news.reportentry": ALL,
        "publishing.reading": VIEW,
        "news.wordrule": ALL | IMPORT,
        "news.edition": VIEW,
        "news.column": EDIT,
    },
    Role.PUBLISHER: LINKING
    | WRITING
    | REVIEWING
    | ROUTING
    | {
        "news.article": EDIT | {"publish"},
        "news.activity": EDIT | {"publish"},
        "accounts.importrun": VIEW,
        "publishing.mourning": ALL,
        "publishing.sitenotice": ALL,
        "publishing.takedown": VIEW | {"add", "lift"},
        "publishing.reading": VIEW,
        "news.report": EDIT | {"publish"},
        "news.reportentry": ALL,
        "news.edition": VIEW,
        "news.column": EDIT,
        "accounts.unit": VIEW,
        "schools.school": VIEW,
        "groups.educationgroup": VIEW,
    },
    Role.SYSTEM: {
        **ROBOTS,
        "accounts.delivery": VIEW,
        "accounts.importrun": VIEW,
        "accounts.unit": EDIT | IMPORT,
        "accounts.user": EDIT | {"reset"} | IMPORT,
        "accounts.leavingrequest": VIEW | {"decide"},
        "schools.school": EDIT | IMPORT,
        "schools.township": ALL | IMPORT,
        "schools.subject": ALL | IMPORT,
        "schools.teacher": EDIT | IMPORT,
        "schools.posting": VIEW,
        "schools.schoolyear": EDIT,
        "schools.term": ALL | IMPORT,
        "schools.calendarday": ALL,
        "schools.examperiod": ALL,
        "groups.educationgroup": EDIT | IMPORT,
        "groups.membership": VIEW,
        "schools.standardversion": ALL,
        "schools.curriculumstandard": ALL | IMPORT,
    },
    Role.SECURITY: {
        "accounts.unit": VIEW,
        "accounts.user": VIEW | {"unlock"},
        "accounts.staffrole": ALL | IMPORT,
        "accounts.importrun": VIEW,
        "accounts.signinlock": frozenset({"view", "delete"}),
    },
    Role.AUDIT: {"accounts.auditevent": VIEW, "accounts.unit": VIEW},
}
