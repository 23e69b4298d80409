"""On the desks of 教务管理员 and head at 示例小学: lessons left behind, with a colleague proposed."""

from accounts.models import StaffRole, User
from accounts.roles import Role
from classrooms import covering, ways
from classrooms.models import Cover
from liangping_portal.demo.sample_school import SLUG as SAMPLE

# One person may hold roles at several schools: these look after 示例小学 as well.
ALSO_THERE = (("demo-affairs", Role.AFFAIRS), ("demo-head", Role.HEAD))


def load(ledger):
    unit = ledger[f"school:{SAMPLE}"].unit
    for username, role in ALSO_THERE:
        user = User.objects.filter(username=username, sample=True).first()
        if user:
            StaffRole.objects.get_or_create(user=user, unit=unit, role=role)
    covers = Cover.objects.for_list().filter(lesson__group__school=ledger[f"school:{SAMPLE}"])
    if covers.exclude(state=Cover.State.NEEDED).exists():
        return
    for cover in covers.coming()[:2]:
        _propose(cover)


def _propose(cover):
    """The first colleague who is free, as the teacher would choose on the phone."""
    teacher = cover.registration.teacher
    free = next((one.teacher for one in ways.colleagues(cover) if one.free), None)
    if free and teacher.user:
        covering.propose(cover, by=teacher.user, substitute=free)
