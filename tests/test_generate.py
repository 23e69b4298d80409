"""The synthetic district: complete, consistent, the same for the same seed, never in production."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q

from classrooms.models import Registration, Session
from enrolment.models import CatchmentEntry
from groups.models import EducationGroup, Membership
from news import composing
from news.models import Article, Edition
from schools.models import School, Teacher

pytestmark = pytest.mark.django_db
SMALL = {"schools": 12, "teachers": 40, "articles": 8, "sessions": 20, "seed": 7}


def run(**counts):
    call_command("generate", **SMALL | counts)


def names():
    return [
        list(model.objects.order_by("pk").values_list(field, flat=True))
        for model, field in [(School, "name"), (Teacher, "name"), (Session, "title"), (Edition, "title")]
    ]


def test_it_writes_what_was_asked_for():
    run()
    assert School.objects.listed().count() == 12
    assert Teacher.objects.count() == 40
    assert Edition.objects.published().filter(kind="article").count() == 8
    assert Session.objects.published().count() == 20


def test_everything_is_marked_as_sample():
    run()
    for model in (School, Teacher, Session, Edition, Article, Membership):
        assert not model.objects.exclude(sample=True).exists()
    assert all(name.startswith("示例") for some in names() for name in some)


@pytest.mark.both
def test_the_same_seed_gives_the_same_district():

    found = []
    for _ in range(2):
        with transaction.atomic():
            run()
            found.append(names())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    run(seed=8)
    assert names() != found[0]


def test_seats_taken_are_registrations():
    run()
    counted = Session.objects.annotate(
        real=Count("registrations", filter=Q(registrations__state="confirmed"))
    )
    assert Registration.objects.exists()
    assert not counted.exclude(real=F("taken")).exists()


def test_rows_are_as_saving_would_make_them():
    run()
    kinds = (School, Teacher, EducationGroup, Membership, CatchmentEntry)
    for row in [row for kind in kinds for row in kind.objects.all()[:2]]:
        before = {name: value for name, value in vars(row).items() if name not in {"_state", "updated_at"}}
        row.save()
        assert {name: vars(row)[name] for name in before} == before


def test_editions_hold_what_publishing_would_prepare():
    run()
    for edition in Edition.objects.filter(kind="article"):
        assert edition.content == composing.prepare(edition.article)


def test_a_second_district_in_one_database_is_refused():
    run()
    with pytest.raises(CommandError, match="已有示例区"):
        run()


def test_production_refuses(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PROFILE=local"):
        run()
    assert not School.objects.exists()


def test_teachers_without_schools_are_refused():
    with pytest.raises(CommandError, match="没有学校"):
        run(schools=0)
