"""How allauth fits this house: nobody signs up, people sign in by account name or phone number."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
