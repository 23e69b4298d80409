"""Answers Django's permission questions from the one role table."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend

from accounts import rights
from accounts.ready import ready
from accounts.roles import GRANTS


@ready
def person(pk):
    return get_user_model().objects.filter(pk=pk)


class RoleBackend(BaseBackend):
    """`has_perm("schools.change_school")` is the grant "change" on "schools.school", at any unit.

    Whether a certain row is reached is asked of its queryset (`editable_by`), never here.
    Signs nobody in by itself: allauth's form calls `authenticate` with a sign-in name and a password.
    """

    def authenticate(self, request, username=None, password=None, **credentials):
        if not username or password is None:
            return None
        user = get_user_model().objects.by_sign_in(username).first()
        if user is None:
            # The same work for an unknown name as for a wrong password.
            get_user_model()().set_password(password)
            return None
        # The password first: a switched-off account must not answer faster.
        return user if user.check_password(password) and self.may_enter(user) else None

    def get_user(self, user_id):
        user = next(iter(person(pk=int(user_id))), None)
        return user if user and self.may_enter(user) else None

    def may_enter(self, user):
        """Sample accounts stay outside in production, however they came into its database."""
        return user.is_active and not (settings.PRODUCTION and user.sample)

    def has_perm(self, user_obj, perm, obj=None):
        app, _, codename = perm.partition(".")
        verb, _, model = codename.partition("_")
        return rights.may(user_obj, verb, f"{app}.{model}")

    def has_module_perms(self, user_obj, app_label):
        return any(
            name.startswith(f"{app_label}.")
            for role, _, _ in rights.roles_of(user_obj)
            for name in GRANTS[role]
        )
