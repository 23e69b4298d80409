"""Rows of another school and group that carry a canary: whoever finds it has found a leak.

Rows are made by the factories of tests/factories.py, placed at a unit by the path that the model's own
queryset names, and every free text of theirs is overwritten with the canary. So a new owned model needs a
factory at most, and nothing else, to be watched.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts import rights
from accounts.models import StaffRole, Unit, User
from accounts.roles import Role
from classrooms.models import CoverageDay, Registration
from groups.models import EducationGroup, Rotation
from news import editions
from news.models import Card, Edition, VideoBlock
from schools.models import School
from tests import factories

CANARY = "金丝雀"
# What a search box is given: echoed by the page without being the canary.
BAIT = "金丝"


@dataclass(frozen=True)
class Place:
    """A school and a group of its own, with rows of every owned model at either of them."""

    school: School
    group: EducationGroup


def make_place(name):
    place = Place(
        factories.SchoolFactory(name=f"{name}中学"), factories.EducationGroupFactory(name=f"{name}集团")
    )
    factories.MembershipFactory(group=place.group, school=place.school)
    return place


def owned_models():
    return [model for model in apps.get_models() if rights.unit_path(model) is not None]


def factory_of(model):
    found = [
        one
        for one in vars(factories).values()
        if isinstance(one, type)
        and issubclass(one, DjangoModelFactory)
        and one is not DjangoModelFactory
        and one._meta.model is model
    ]
    return found[0] if found else None


# Rows that are made in another way than by a factory of their own: function(place, the row's parent).
BY_HAND = {
    Unit: lambda place, parent: place.school.unit,
    School: lambda place, parent: place.school,
    EducationGroup: lambda place, parent: place.group,
    User: lambda place, parent: factories.person(Role.TEACHER, place.school.unit),
    StaffRole: lambda place, parent: factories.StaffRoleFactory(role=Role.TEACHER, unit=place.school.unit),
    Edition: lambda place, parent: editions.publish_article(
        factories.ArticleFactory(unit=place.school.unit), by=None
    ),
    Card: lambda place, parent: Card.objects.create(parent=parent, school=place.school),
    VideoBlock: lambda place, parent: VideoBlock.objects.create(parent=parent, link="https://example.org/"),
    CoverageDay: lambda place, parent: CoverageDay.objects.create(
        school=parent,
        term=factories.TermFactory(),
        subject=factories.SubjectFactory(),
        date=timezone.localdate(),
        unit=1,
        required=0,
        specialist=0,
        relay=0,
        other=0,
    ),
    # Over, so that its filing number and its result may hold the canary.
    Rotation: lambda place, parent: factories.RotationFactory(
        group=parent, status="assessed", result="合格", filing_number="1", filed_on=timezone.localdate()
    ),
    Registration: lambda place, parent: factories.registered(parent)[0],
}


def make_row(model, place, made=None):
    """A row of the model that belongs to the place. A parent is made once for all its children."""
    made = {} if made is None else made
    if model not in made:
        first = rights.unit_path(model).partition("__")[0]
        parent = _parent(model, first, place, made)
        if model in BY_HAND:
            made[model] = BY_HAND[model](place, parent)
        elif made_by := factory_of(model):
            made[model] = made_by(**{first: parent})
        else:
            made[model] = model._base_manager.create(**_bare(model, place, made) | {first: parent})
    return made[model]


def _bare(model, place, made):
    """The least that a row without a factory of its own needs."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.null or field.has_default():
            continue
        if field.is_relation:
            related = field.remote_field.model
            owned = rights.unit_path(related) is not None
            values[field.name] = make_row(related, place, made) if owned else factory_of(related)()
        elif field.choices:
            values[field.name] = field.choices[0][0]
        elif isinstance(field, models.DateField):
            values[field.name] = timezone.now()
        elif isinstance(field, (models.IntegerField, models.DecimalField)):
            values[field.name] = 1
    return values


def _parent(model, first, place, made):
    if first == "pk":
        return None
    leads_to = model._meta.get_field(first).related_model
    return make_row(leads_to, place, made) if rights.unit_path(leads_to) is not None else None


def mark(row):
    """Write the canary into every free text of a row, past all validation."""
    texts = {
        field.name: f"{CANARY}{row.pk}"[: field.max_length]
        for field in row._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not field.choices
        and not isinstance(field, (models.FileField, models.URLField))
        and field.name not in UNMARKED
    }
    type(row)._base_manager.filter(pk=row.pk).update(**texts)
    row.refresh_from_db()


# Ciphers, digests and keys are never shown as they are.
UNMARKED = frozenset({"password", "phone_text", "phone_mark", "digest", "code", "kind", "stage"})


def plant(place):
    """Rows of every owned model at the place, marked; returns {model: row}."""
    made = {}
    for model in owned_models():
        make_row(model, place, made)
    for row in made.values():
        mark(row)
    return made


def as_it_stands(row):
    """What the database holds of a row now; {} once it is gone."""
    return type(row)._base_manager.filter(pk=row.pk).values().first() or {}
