"""Rows of needs, offers and proposals for tests."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from classrooms.models import MatchProposal, SubjectNeed, SubjectOffer
from tests.factories.accounts import district
from tests.factories.schools import SubjectFactory, TeacherFactory, TeachingGroupFactory, TermFactory


class SubjectNeedFactory(DjangoModelFactory):
    class Meta:
        model = SubjectNeed

    term = factory.SubFactory(TermFactory)
    group = factory.SubFactory(TeachingGroupFactory)
    subject = factory.SubFactory(SubjectFactory)
    computed = Decimal(2)
    periods = 2


class SubjectOfferFactory(DjangoModelFactory):
    """A teacher of grade 3 music on Tuesdays, second period."""

    class Meta:
        model = SubjectOffer

    term = factory.SubFactory(TermFactory)
    teacher = factory.SubFactory(TeacherFactory)
    subject = factory.SubFactory(SubjectFactory)
    grades = factory.LazyFunction(lambda: [3])
    hours = factory.LazyFunction(lambda: [[2, 2]])


class MatchProposalFactory(DjangoModelFactory):
    class Meta:
        model = MatchProposal

    term = factory.SubFactory(TermFactory)
    organiser = factory.LazyFunction(district)
