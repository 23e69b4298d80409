"""我的工作台: one desk for everybody who signs in, whatever roles they hold and wherever."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import desk, inbox, rights
from accounts.models import StaffRole
from classrooms import meetings
from classrooms.desk import my_registrations
from classrooms.origins import let_forms_lead_to
from classrooms.standing import teacher_of

MESSAGES = 5


@never_cache
@require_safe
def me(request):
    user = request.user
    registrations = my_registrations(user)
    fresh, teacher = inbox.unread(user), teacher_of(user)
    context = {
        "roles": [f"{role.unit.name}{role.get_role_display()}" for role in _roles(user)],
        "is_staff": user.is_staff,
        "teacher": teacher,
        "sees_cover": teacher is not None or rights.may(user, "view", "classrooms.cover"),
        "todo": desk.rows_for(user),
        "registrations": registrations,
        "messages_fresh": [inbox.Line.of(message) for message in fresh[:MESSAGES]],
        "messages_count": fresh.count(),
    }
    response = render(request, "me/desk.html", context)
    entered = [one.session for one in registrations["coming"] if one.enters]
    return let_forms_lead_to(response, [meetings.provider_of(session).host() for session in entered])


def _roles(user):
    return StaffRole.objects.filter(user=user).select_related("unit").order_by("role", "pk")
