"""Error pages stand without what may be broken."""

from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import RequestFactory

from liangping_portal import errors


def test_the_500_page_needs_no_database_even_with_a_session(settings):
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    request.session = SessionStore("x")
    answer = errors.server_error(request)
    assert answer.status_code == 500
    assert "回到首页" in answer.content.decode()


def test_a_database_that_is_away_answers_503_with_a_time_to_retry():
    answer = errors.DatabaseAway(None).process_exception(RequestFactory().get("/"), OperationalError())
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "暂时打不开" in answer.content.decode()


def test_an_unknown_address_says_what_to_do(client, db):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "查学校" in answer.content.decode()
