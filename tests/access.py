"""ACCESS: what every route answers, for every role and method. A route without a line here fails the tests.

Each app has its section. A line is `"route:name": Access(get=…, post=…, args=…)`; an answer is a status,
SIGN_IN (a redirect to the sign-in page), or {role: answer} with ANY for the rest. HEAD answers as GET; PUT
and DELETE answer 405 (SIGN_IN to the anonymous where a sign-in is needed) unless `other` says more. `args`
makes the rows a route needs and returns its arguments. The pages of the models' admins follow from
`roles.GRANTS`; further pages that an admin adds have a line in ADMIN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.roles import STAFF, Role
from classrooms import attending, library, pairing, receipt_links
from news import editions
from pictures import sharing
from schools import calendar
from tests.coverage_kit import Class, owe
from tests.factories import (
    ActivityFactory,
    ArticleFactory,
    CatchmentEntryFactory,
    ColumnFactory,
    EducationGroupFactory,
    EnquiryFactory,
    MatchProposalFactory,
    ReceiptFactory,
    RelayCourseFactory,
    RelayLessonFactory,
    RelayReceiverFactory,
    ReportFactory,
    SchoolFactory,
    SchoolYearFactory,
    SessionFactory,
    SubjectNeedFactory,
    TeacherFactory,
    TermFactory,
    district,
    person,
    registered,
)
from tests.factories.library import (
    LastLessonFactory,
    RecordingFactory,
    ResourceFactory,
    ShowcaseFactory,
    stored,
)
from tests.factories.pairs import (
    ContestFactory,
    MasterStudioFactory,
    PairingCycleFactory,
    ResearchGroupFactory,
    pair_of,
)
from tests.factories.reviews import ObservedLessonFactory, sheet_of

ANONYMOUS = "anonymous"
WHO = (ANONYMOUS, *Role)
ANY = "any"
SIGN_IN = "sign-in"


def a_place():
    """An entry of the running school year's catchments."""
    year = SchoolYearFactory(start=calendar.year_of(timezone.localdate()))
    return CatchmentEntryFactory(catchment__school_year=year)


@dataclass(frozen=True)
class Access:
    get: Any = 405
    post: Any = 405
    other: Any = 405
    args: Callable[[], dict | list] = dict

    def path(self, route):
        made = self.args()
        return reverse(route, kwargs=made) if isinstance(made, dict) else reverse(route, args=made)

    def expected(self, who, method):
        answer = {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, self.other)
        return answer.get(who, answer.get(ANY)) if isinstance(answer, dict) else answer


def public(get=200, post=405, args=dict):
    """For everybody."""
    return Access(get, post, args=args)


def members(get=200, post=405, args=dict):
    """For everybody who is signed in."""
    answers = [{ANONYMOUS: SIGN_IN, ANY: one} for one in (get, post, 405)]
    return Access(*answers, args=args)


def only(*roles, get=200, post=405, otherwise=404, args=dict):
    """For the signed-in with one of these roles; to the others the page is as good as absent."""
    answers = [
        {ANONYMOUS: SIGN_IN, ANY: 405 if one == 405 else otherwise} | dict.fromkeys(roles, one)
        for one in (get, post)
    ]
    return Access(*answers, other={ANONYMOUS: SIGN_IN, ANY: 405}, args=args)


# --- roof ---------------------------------------------------------------------------------------------------
PORTAL = {
    "home": public(),
    "me": members(),
    # For whoever is on a school's list of teachers: tests/test_my_timetable.py.
    "my_timetable": members(get=404),
    "display": public(get=302),
    "search": public(),
    "search_suggest": public(),
    "about": public(),
    "privacy": public(),
    "sitemap_page": public(),
    "sitemap_xml": public(),
    "robots": public(),
    "healthz": public(),
    "readyz": public(get=503),  # no worker runs in the tests
}

# --- accounts -----------------------------------------------------------------------------------------------
ACCOUNTS = {
    "account_login": Access(get={ANONYMOUS: 200, ANY: 302}, post={ANONYMOUS: 200, ANY: 302}),
    "account_logout": Access(get={ANONYMOUS: 302, ANY: 200}, post=302),
    "account_reauthenticate": members(post=200),
    "account_change_password": members(post=200),
    # Between the password and the sign-in only.
    "mfa_authenticate": Access(*[{ANONYMOUS: SIGN_IN, ANY: 302}] * 2),
    # Nobody of these has a second factor yet.
    "mfa_reauthenticate": members(get=302, post=302),
    "mfa_activate_totp": members(post=200),
    "mfa_deactivate_totp": members(get=404, post=404),
    "mfa_view_recovery_codes": members(get=404),
    "mfa_generate_recovery_codes": members(post=200),
    "mfa_index": members(),
    "account_forget_phones": members(get=405, post=302),
    "accounts:activate": public(post=200),
    "accounts:inbox": members(),
    "accounts:inbox_read": members(get=405, post=302),
    "accounts:inbox_choices": members(post=302),
    "accounts:own_data": members(),
    "accounts:own_data_download": members(get=405, post=200),
    "accounts:leave": members(get=405, post=302),
    "accounts:stay": members(get=405, post=302),
    "accounts:calendar_renew": members(get=405, post=302),
    "accounts:calendar": public(get=404, args=lambda: {"token": "forged"}),
}

# --- pictures -----------------------------------------------------------------------------------------------
PICTURES = {
    "pictures:rendition": public(
        get=404, args=lambda: {"code": "absent", "focus": "5040", "shape": "wide", "width": 480}
    ),
    "pictures:document": public(get=404, args=lambda: {"code": "absent"}),
}


# --- short addresses, posters and cards ---------------------------------------------------------------------
def code_of_an_activity():
    return {"code": sharing.code_of("h", ActivityFactory().pk)}


SHARING = {
    "sharing:short": public(get=302, args=code_of_an_activity),
    "sharing:poster": public(args=code_of_an_activity),
    "sharing:poster_png": public(args=code_of_an_activity),
    "sharing:card": public(args=code_of_an_activity),
    "sharing:qr": public(args=code_of_an_activity),
}

# --- schools ------------------------------------------------------------------------------------------------
SCHOOLS = {
    "research:rota": public(),
    "research:group": public(args=lambda: {"pk": ResearchGroupFactory().pk}),
    "research:contest": public(args=lambda: {"pk": ContestFactory().pk}),
    "schools:list": public(),
    "schools:map": public(),
    "schools:compare": public(),
    "schools:detail": public(args=lambda: {"slug": SchoolFactory().slug}),
    "schools:poster": public(args=lambda: {"slug": SchoolFactory().slug}),
    "schools:card": public(args=lambda: {"slug": SchoolFactory().slug}),
    "schools:qr": public(args=lambda: {"slug": SchoolFactory().slug}),
}

# --- groups -------------------------------------------------------------------------------------------------
GROUPS = {
    "groups:list": public(),
    "groups:detail": public(args=lambda: {"slug": EducationGroupFactory().slug}),
    "groups:cooperation": public(),
}

# --- enrolment ----------------------------------------------------------------------------------------------
ENROLMENT = {
    "enrolment:index": public(),
    "enrolment:catchments": public(),
    "enrolment:card": public(args=lambda: {"pk": a_place().pk}),
    "enrolment:card_png": public(args=lambda: {"pk": a_place().pk}),
    "enrolment:card_code": public(args=lambda: {"pk": a_place().pk}),
    "enrolment:calendar": public(),
    "enrolment:guide": public(args=lambda: {"case": "sichuan"}),
    "enrolment:border": public(),
    "enrolment:policy": public(),
    "enrolment:self_check": public(),
    "enrolment:enquiries": public(),
    "enrolment:enquiry_ask": public(post=200),
    "enrolment:enquiry_follow": public(post=200),
    "enrolment:enquiry_statistics": public(),
    "enrolment:enquiry_detail": public(args=lambda: {"code": EnquiryFactory().code}),
}


# --- classrooms ---------------------------------------------------------------------------------------------
def district_session():
    return {"pk": SessionFactory(organiser=district()).pk}


def district_registration():
    registration = registered(SessionFactory(organiser=district()))[0]
    return {"pk": registration.session_id, "registration_pk": registration.pk}


def door_token():
    return {"token": attending.door_of(SessionFactory(organiser=district())).split("/")[-2]}


ATTENDANCE = {
    # Nobody of these is on a school's list of teachers: tests/test_attendance.py plays the teacher.
    "classrooms:check_in": members(get=404, post=404, args=door_token),
    "classrooms:check_in_code": members(post=200, args=district_session),
    "classrooms:session_calendar": public(args=district_session),
    "classrooms:attendance": only(Role.RESEARCHER, post=404, args=district_session),
    "classrooms:attendance_rows": only(Role.RESEARCHER, args=district_session),
    "classrooms:door": only(Role.RESEARCHER, args=district_session),
    "classrooms:door_code": only(Role.RESEARCHER, args=district_session),
    "classrooms:sign_in_sheet": only(Role.RESEARCHER, args=district_session),
    "classrooms:certificates_issue": only(Role.RESEARCHER, get=405, post=302, args=district_session),
    "classrooms:certificate_revoke": only(
        get=405, post=404, args=lambda: district_session() | {"number": "2026-NONE"}
    ),
    "hours:list": members(),
    "hours:export": members(),
    "hours:paper": members(get=404, args=lambda: {"number": "2026-NONE"}),
    "hours:pdf": members(get=404, args=lambda: {"number": "2026-NONE"}),
    "hours:verify": public(get=404, args=lambda: {"number": "2026-NONE"}),
}


def a_covered_class():
    """A class with a lesson in its timetable and a standard, so that there are figures."""
    owe(3, 2)
    covered = Class(TermFactory())
    subject = covered.lesson(1).subject
    return {"slug": covered.school.slug, "group": covered.group.pk, "subject": subject.pk}


def a_covered_school():
    return {"slug": a_covered_class()["slug"]}


def a_district_with_figures():
    a_covered_class()
    return {}


def a_need():
    return {"pk": SubjectNeedFactory().pk}


def a_proposal():
    return {"pk": MatchProposalFactory(organiser=district()).pk}


# Here every role of a school or group stands at a unit without schools: what is theirs is tested by itself.
COVERED = (Role.RESEARCHER, Role.EDITOR)
NEEDING = (Role.AFFAIRS, Role.HEAD, Role.GROUP, Role.RESEARCHER)
PROPOSING = (Role.GROUP, Role.RESEARCHER)

CLASSROOMS = ATTENDANCE | {
    "classrooms:index": public(),
    "classrooms:coverage": public(),
    "classrooms:coverage_method": public(),
    "classrooms:coverage_board": only(*COVERED, args=a_district_with_figures),
    "classrooms:coverage_export": only(*COVERED, get=405, post=200, args=a_district_with_figures),
    "classrooms:coverage_school": only(*COVERED, args=a_covered_school),
    "classrooms:coverage_class": only(*COVERED, args=a_covered_class),
    "classrooms:spot_checks": only(*COVERED, args=a_district_with_figures),
    "classrooms:relays_failed": only(*COVERED, args=a_district_with_figures),
    "classrooms:visiting": only(*COVERED, args=a_district_with_figures),
    "classrooms:need_list": only(*NEEDING),
    "classrooms:need_refresh": only(Role.RESEARCHER, get=405, post=302, args=a_district_with_figures),
    "classrooms:need": only(Role.RESEARCHER, post=200, args=a_need),
    "classrooms:proposal_list": only(*PROPOSING, post=404),
    "classrooms:proposal": only(Role.RESEARCHER, post=302, args=a_proposal),
    "classrooms:what_if": only(*PROPOSING),
    "classrooms:master": public(),
    "classrooms:network": public(),
    "classrooms:session_list": public(),
    "classrooms:session_detail": public(args=district_session),
    # Nobody of these is on a school's list of teachers: tests/test_booking.py plays the teacher.
    "classrooms:session_register": members(get=405, post=404, args=district_session),
    "classrooms:session_cancel": members(get=405, post=404, args=district_session),
    "classrooms:session_manage": only(Role.RESEARCHER, args=district_session),
    "classrooms:session_capacity": only(Role.RESEARCHER, get=405, post=200, args=district_session),
    "classrooms:session_call_off": only(Role.RESEARCHER, get=405, post=200, args=district_session),
    "classrooms:registration_cancel": only(Role.RESEARCHER, get=405, post=200, args=district_registration),
    "classrooms:session_accept": members(get=405, post=404, args=district_session),
    "classrooms:session_decline": members(get=405, post=404, args=district_session),
    "classrooms:session_swap": members(get=405, post=404, args=district_session),
    "classrooms:session_together": members(get=405, post=404, args=district_session),
    "classrooms:session_add": only(Role.RESEARCHER, get=405, post=200, args=district_session),
    "classrooms:session_quota": only(Role.RESEARCHER, get=405, post=200, args=district_session),
    "classrooms:session_reschedule": only(Role.RESEARCHER, post=200, args=district_session),
    "classrooms:session_repeat": only(Role.RESEARCHER, get=405, post=200, args=district_session),
    "classrooms:registration_move": only(Role.RESEARCHER, get=405, post=200, args=district_registration),
    "classrooms:cover_list": only(Role.AFFAIRS, Role.HEAD, Role.GROUP, Role.RESEARCHER),
    # One's own lesson, and that of one's own school: tests/test_cover.py plays both.
    "classrooms:cover_arrange": members(get=404, post=404, args=lambda: {"pk": 0}),
    "classrooms:cover_decide": members(get=405, post=404, args=lambda: {"pk": 0}),
    "classrooms:cover_slip": members(get=404, args=lambda: {"pk": 0}),
}


def district_event():
    return {"pk": LastLessonFactory(session__organiser=district()).session_id}


# Nobody of these owns the recording: tests/test_last_lessons.py plays the owner.
LAST_LESSONS = {
    "classrooms:last_lesson_list": public(),
    "classrooms:last_lesson_hold": only(Role.AFFAIRS, Role.GROUP, Role.RESEARCHER, post=200),
    "classrooms:last_lesson": only(Role.RESEARCHER, post=200, args=district_event),
    "classrooms:last_lesson_write_up": only(Role.RESEARCHER, get=405, post=200, args=district_event),
    "classrooms:last_lesson_answer": members(get=405, post=404, args=district_event),
}


# No server is set here, so no meeting is the portal's: tests/test_meetings.py plays one.
MEETINGS = {
    "classrooms:meeting_enter": members(get=405, post=404, args=district_session),
    "classrooms:meeting_recordings": members(get=404, args=district_session),
    "classrooms:meeting_bring": members(get=405, post=404, args=district_session),
}


# --- lesson reviews: a sheet is its writer's alone; tests/test_review_views.py plays writer and presenter
def a_draft():
    return {"pk": sheet_of().pk}


def a_lesson():
    return {"pk": ObservedLessonFactory().pk}


REVIEWS = {
    "classrooms:review_code": public(),
    "reviews:list": members(),
    "reviews:new": members(post=200),
    "reviews:join": members(get=405, post=302),
    "reviews:sheet": members(get=404, post=404, args=a_draft),
    "reviews:discard": members(get=405, post=404, args=a_draft),
    "reviews:record": members(get=404, args=a_draft),
    "reviews:lesson": members(get=404, args=a_lesson),
    "reviews:reflect": members(get=405, post=404, args=a_lesson),
    "reviews:visibility": members(get=405, post=404, args=a_lesson),
}


# --- relays: nobody here takes part, so a district lesson is for those who see all of them ------------------
RELAY_STAFF = (Role.RESEARCHER,)
PLANNING_RELAYS = (Role.AFFAIRS, Role.GROUP, Role.RESEARCHER)
SEEING_RELAYS = (*PLANNING_RELAYS, Role.HEAD)


def relay_lesson():
    return {"pk": RelayLessonFactory().pk}


def relay_receipt():
    return {"pk": ReceiptFactory().pk}


def confirm_link():
    return {"token": receipt_links.path_of(ReceiptFactory()).split("/")[-2]}


RELAYS = {
    "classrooms:relay": public(),
    "my_relay": members(),
    "classrooms:relay_board": members(),
    "classrooms:relay_board_rows": members(),
    "classrooms:relay_receipts": members(),
    "classrooms:relay_course": only(*RELAY_STAFF, args=lambda: {"pk": RelayCourseFactory().pk}),
    "classrooms:relay_extra_lesson": only(
        *RELAY_STAFF, get=405, post=200, args=lambda: {"pk": RelayCourseFactory().pk}
    ),
    "classrooms:relay_receiver": only(
        *RELAY_STAFF, get=405, post=302, args=lambda: {"pk": RelayReceiverFactory().pk}
    ),
    "classrooms:relay_lesson": only(*RELAY_STAFF, args=relay_lesson),
    "classrooms:relay_begin": only(*RELAY_STAFF, get=405, post=302, args=relay_lesson),
    "classrooms:relay_finish": only(*RELAY_STAFF, get=405, post=302, args=relay_lesson),
    "classrooms:relay_move": only(*RELAY_STAFF, get=405, post=200, args=relay_lesson),
    "classrooms:relay_call_off": only(*RELAY_STAFF, get=405, post=200, args=relay_lesson),
    "classrooms:relay_make_up": only(*RELAY_STAFF, post=200, args=relay_lesson),
    "classrooms:relay_tour": only(*RELAY_STAFF, get=405, post=200, args=relay_lesson),
    "classrooms:exchange": only(*SEEING_RELAYS),
    "classrooms:exchange_export": only(*SEEING_RELAYS, get=405, post=200),
    "classrooms:exchange_check": only(*PLANNING_RELAYS, get=405, post=200),
    "classrooms:exchange_carry_out": only(*PLANNING_RELAYS, get=405, post=302),
    # Each person's own: tests/test_exchange.py plays who imported.
    "classrooms:exchange_undo": members(get=405, post=404, args=lambda: {"pk": 0}),
    # The receiving side alone answers: tests/test_relay_receipts.py plays the assistant.
    **{
        f"classrooms:relay_{act}": members(get=get, post=post, args=relay_receipt)
        for act, get, post in [
            ("receipt", 404, 405),
            *((one, 405, 404) for one in ("confirm", "fail", "correct", "acknowledge", "renew_link")),
        ]
    },
    "classrooms:relay_confirm_link": public(post=302, args=confirm_link),
    "classrooms:relay_confirm_code": public(post=200),
}


# --- pairs: for the two alone, and their organiser; tests/test_pair_views.py plays the two
def a_pair():
    return {"pk": pair_of().pk}


def a_plan():
    pair = pair_of()
    return {"pk": pair.pk, "number": pairing.add_plan(pair, by=pair.first.user, text="一稿").number}


_PAIR_ACTS = ("answer", "plan", "agree", "hold", "follow_up", "finish")
PAIRS = {
    "classrooms:studio_list": public(),
    "classrooms:studio": public(args=lambda: {"pk": MasterStudioFactory().pk}),
    "pairs:list": members(),
    "pairs:offer": members(get=404, post=404),
    "pairs:propose": members(get=405, post=404, args=lambda: {"pk": PairingCycleFactory().pk}),
    "pairs:organised": only(Role.AFFAIRS, Role.GROUP, Role.RESEARCHER),
    "pairs:pair": only(Role.RESEARCHER, args=a_pair),
    **{f"pairs:{act}": members(get=405, post=404, args=a_pair) for act in _PAIR_ACTS},
    "pairs:plan_comment": members(get=405, post=404, args=a_plan),
    "pairs:plan_file": members(get=404, args=a_plan),
    **{
        f"pairs:{act}": only(Role.RESEARCHER, get=405, post=200, args=a_pair)
        for act in ("end", "due", "anew")
    },
}


# --- the library: what one shares is as open as one says; tests/test_library.py plays each circle
def public_recording():
    return {"pk": RecordingFactory(view="public", link="", file=stored()).pk}


def public_resource():
    resource = ResourceFactory(view="public")
    return {"pk": resource.pk, "number": resource.versions.create(number=1, file=stored(name="a.mp4")).number}


def locked():
    return {"kind": "recordings", "pk": RecordingFactory(view="password", password="!").pk}


def a_consultation():
    return {"pk": library.ask(TeacherFactory(), by=person(Role.TEACHER), title="起音", text="怎么给").pk}


LIBRARY = {
    "library:list": public(args=lambda: {"kind": "resources"}),
    "library:item": public(args=lambda: {"kind": "showcases", "pk": ShowcaseFactory(view="public").pk}),
    "library:opened": public(post=200, args=locked),
    "library:recording_file": public(args=public_recording),
    "library:comment": members(get=405, post=200, args=public_recording),
    "library:version_file": public(args=public_resource),
    "library:version_take": members(get=405, post=302, args=public_resource),
    "library:ask": members(post=200),
    "library:consultation": members(get=404, args=a_consultation),
    "library:consultation_reply": members(get=405, post=404, args=a_consultation),
    "library_own:list": members(),
    "library_own:new": members(get=404, post=404, args=lambda: {"kind": "recordings"}),
    "library_own:change": members(
        get=404, post=404, args=lambda: {"kind": "resources", "pk": ResourceFactory().pk}
    ),
    "library_own:take_down": members(
        get=405, post=404, args=lambda: {"kind": "resources", "pk": ResourceFactory().pk}
    ),
    # Nobody here is on a school's list of teachers, and nobody's upload is another's.
    "uploads:create": members(get=405, post=404),
    "uploads:one": Access(
        *[{ANONYMOUS: SIGN_IN, ANY: 404}] * 3,
        args=lambda: {"token": "absent"},
    ),
}


# --- news ---------------------------------------------------------------------------------------------------
def published_article():
    return {"slug": editions.publish_article(ArticleFactory(), by=None).slug}


def published_report():
    return {"slug": editions.publish_report(ReportFactory(articles=1), by=None).slug}


def public_activity():
    return {"pk": ActivityFactory().pk}


CUT = {"code": "absent", "focus": "5040", "shape": "wide", "width": 480}
NEWS = {
    "news:activities": public(),
    "news:archive_newest": public(),
    "news:archive_year": public(args=lambda: {"year": 2026}),
    "news:archive": public(args=lambda: {"year": 2026, "month": 11}),
    "news:correction": public(post=200, args=lambda: {"kind": "article", **published_article()}),
    "news:correction_thanks": public(),
    "news:activity_calendar": public(),
    "news:activity": public(args=public_activity),
    "news:activity_ics": public(args=public_activity),
    "news:list": public(),
    "news:notices": public(),
    "news:feed": public(),
    "news:feed_rss": public(),
    "news:column_feed": public(args=lambda: {"slug": ColumnFactory().slug}),
    "news:column_feed_rss": public(args=lambda: {"slug": ColumnFactory().slug}),
    "news:school_feed": public(args=lambda: {"slug": SchoolFactory().slug}),
    "news:school_feed_rss": public(args=lambda: {"slug": SchoolFactory().slug}),
    "news:group_feed": public(args=lambda: {"slug": EducationGroupFactory().slug}),
    "news:group_feed_rss": public(args=lambda: {"slug": EducationGroupFactory().slug}),
    "news:column": public(args=lambda: {"slug": ColumnFactory().slug}),
    "news:article": public(args=published_article),
    "news:report": public(args=published_report),
    # A signed link opens one story; any other token is as good as absent.
    "news:guest": public(get=404, post=404, args=lambda: {"token": "forged"}),
    "news:guest_picture": public(get=404, args=lambda: {"token": "forged"} | CUT),
    "news:guest_document": public(get=404, args=lambda: {"token": "forged", "code": "absent"}),
}

# --- the admin's own pages; those of each model follow from the role table ----------------------------------
_DESK = {ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | dict.fromkeys(STAFF, 200)
_AWAY = {ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | dict.fromkeys(STAFF, 302)
_NOT_SO = {ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | dict.fromkeys(STAFF, 405)
_ABSENT = {ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | dict.fromkeys(STAFF, 404)


_STANDING = _ABSENT | dict.fromkeys([Role.CORRESPONDENT, Role.EDITOR, Role.SYSTEM], 200)


def _import_page(post, **kwargs):
    """Of the schools' figures: for those whose role may import them."""
    allowed = dict.fromkeys([Role.CORRESPONDENT, Role.EDITOR], 200)
    refused = _NOT_SO if post == 405 else _ABSENT | allowed
    return Access(_ABSENT | allowed, refused, refused, args=lambda: kwargs)


# Who may write articles somewhere.
WRITERS = (Role.CORRESPONDENT, Role.GROUP, Role.EDITOR, Role.PUBLISHER)


def _library_page():
    """For those whose role adds pictures."""
    allowed = dict.fromkeys(STAFF, 403) | dict.fromkeys(WRITERS, 200)
    return Access(*[{ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | allowed] * 3)


_IMPORTS_LESSONS = _ABSENT | {Role.AFFAIRS: 200}


def of_a_row(*args):
    """A further page of a row: absent and foreign rows are 404 to all staff."""
    return Access(_ABSENT, _ABSENT, _ABSENT, args=lambda: list(args))


_FORBIDDEN = {ANONYMOUS: SIGN_IN, ANY: SIGN_IN} | dict.fromkeys(STAFF, 403)
_NEWSROOM = (Role.CORRESPONDENT, Role.HEAD, Role.GROUP, Role.EDITOR, Role.PUBLISHER)
_CALENDAR = _FORBIDDEN | dict.fromkeys(_NEWSROOM, 200)
_BOARD = _FORBIDDEN | dict.fromkeys((Role.EDITOR, Role.PUBLISHER), 200)
_BOARD_ACT = _FORBIDDEN | dict.fromkeys((Role.EDITOR, Role.PUBLISHER), 302)
STORY_PAGES = {
    f"admin:news_{model}_{page}": of_a_row("0", *more)
    for model in ("article", "report")
    for page, more in {
        "preview": (),
        "publish": (),
        "submit": (),
        "presence": (),
        "withdraw": (),
        "unschedule": (),
        "compare": (),
        "revision": ("1",),
    }.items()
}
STORY_PAGES |= {
    f"admin:news_activity_{page}": of_a_row("0")
    for page in ("preview", "publish", "submit", "presence", "revise", "give_up")
}
ADMIN = {
    "admin:index": Access(_DESK, _DESK, _DESK),
    "admin:login": Access(*[{ANONYMOUS: SIGN_IN, ANY: 302}] * 3),
    "admin:logout": Access(*[{ANONYMOUS: SIGN_IN, ANY: 302}] * 3),
    "admin:password_change": Access(_AWAY, _AWAY, _AWAY),
    "admin:pictures_picture_upload": _library_page(),
    "admin:pictures_picture_describe": _library_page(),
    "admin:news_article_account": of_a_row("0"),
    "admin:news_article_markdown": of_a_row("0"),
    "admin:news_article_word": _library_page(),
    "admin:news_article_tidy": Access(
        _NOT_SO, _NOT_SO | dict.fromkeys(STAFF, 403) | dict.fromkeys(WRITERS, 200), _NOT_SO
    ),
    "admin:pictures_picture_withdraw": of_a_row("0"),
    "admin:jsi18n": Access(_DESK, _NOT_SO, _NOT_SO),
    "admin:schools_figure_asked": Access(_ABSENT, _ABSENT, _ABSENT, args=lambda: {"school": 0}),
    "admin:schools_school_standing": Access(_STANDING, _NOT_SO, _NOT_SO),
    "admin:schools_timetable_import": Access(_IMPORTS_LESSONS, _IMPORTS_LESSONS, _IMPORTS_LESSONS),
    "admin:schools_timetable_grid": of_a_row("0"),
    "admin:schools_teacher_move": Access(_ABSENT, _ABSENT, _ABSENT, args=lambda: {"object_id": "0"}),
    "admin:accounts_importrun_new": _import_page(post=200, kind="figures"),
    "admin:accounts_importrun_template": _import_page(post=405, kind="figures", form="xlsx"),
    "admin:accounts_importrun_faulty": Access(_ABSENT, _NOT_SO, _NOT_SO, args=lambda: {"pk": 0}),
    "admin:accounts_importrun_carry_out": Access(_NOT_SO, _ABSENT, _NOT_SO, args=lambda: {"pk": 0}),
    "admin:accounts_importrun_undo": Access(_NOT_SO, _ABSENT, _NOT_SO, args=lambda: {"pk": 0}),
    "admin:accounts_importrun_slips": Access(_NOT_SO, _ABSENT, _NOT_SO, args=lambda: {"pk": 0}),
    **STORY_PAGES,
    "admin:news_column_board": Access(_BOARD, _BOARD_ACT, _NOT_SO),
    "admin:news_review_calendar": Access(_CALENDAR, _CALENDAR, _CALENDAR),
    "admin:news_review_read": of_a_row("0"),
    "admin:news_review_act": of_a_row("0"),
    "admin:news_review_paper": of_a_row("0", 0),
    "admin:news_review_document": of_a_row("0", "absent"),
    "admin:news_review_picture": Access(_ABSENT, _ABSENT, _ABSENT, args=lambda: {"object_id": "0"} | CUT),
}

ACCESS = (
    PORTAL
    | ACCOUNTS
    | PICTURES
    | SHARING
    | SCHOOLS
    | GROUPS
    | ENROLMENT
    | CLASSROOMS
    | LAST_LESSONS
    | MEETINGS
    | REVIEWS
    | RELAYS
    | PAIRS
    | LIBRARY
    | NEWS
    | ADMIN
)
