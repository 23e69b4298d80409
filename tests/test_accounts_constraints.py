"""One function tells what either database refused, in the constraint's own Chinese."""

import pytest
from django.db import IntegrityError, transaction

from accounts import constraints
from classrooms.models import Registration, Session
from tests.factories import SessionFactory, TeacherFactory, UnitFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def sentence(act):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
    return constraints.message(caught.value)


def test_check_constraint_speaks():
    session = SessionFactory(capacity=1)
    oversell = Session.objects.filter(pk=session.pk)
    assert sentence(lambda: oversell.update(taken=2)) == "名额不能少于已报人数。"


def test_unique_constraint_speaks():
    row = {"session": SessionFactory(), "teacher": TeacherFactory(), "state": "confirmed"}
    Registration.objects.create(**row)
    assert sentence(lambda: Registration.objects.create(**row)) == "您已报过这场活动。"


def test_unique_constraint_with_a_condition_speaks():
    row = {"session": SessionFactory(), "state": "waiting", "queue_number": 1}
    Registration.objects.create(teacher=TeacherFactory(), **row)
    second = TeacherFactory()
    assert sentence(lambda: Registration.objects.create(teacher=second, **row)) == "候补号重复，请重试。"


def test_unique_field_speaks():
    UserFactory(username="taken")
    assert sentence(lambda: UserFactory(username="taken")) == "这个账号已有人使用，请换一个。"


def test_anything_else_gets_a_plain_sentence():
    row = {"session": SessionFactory(), "teacher": TeacherFactory(), "state": None}
    assert sentence(lambda: Registration.objects.create(**row)) == constraints.UNKNOWN


def test_refusal_carries_the_sentence():
    unit = UnitFactory()
    refused = pytest.raises(LookupError, match="已有同名单位")
    with refused, constraints.spoken_as(LookupError), transaction.atomic():
        UnitFactory(name=unit.name)
