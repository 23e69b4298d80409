"""Rows of the library for tests."""

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factory.django import DjangoModelFactory

from classrooms.models import LastLesson, Recording, Resource, Showcase, StoredFile
from tests.factories.accounts import an_hour_ago
from tests.factories.classrooms import SessionFactory
from tests.factories.schools import TeacherFactory

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8


class RecordingFactory(DjangoModelFactory):
    class Meta:
        model = Recording

    owner = factory.SubFactory(TeacherFactory, signed_up=True)
    unit = factory.SelfAttribute("owner.school.unit")
    title = factory.Sequence(lambda n: f"二声部合唱{n}")
    link = "https://video.example.com/1"


class LastLessonFactory(DjangoModelFactory):
    """An event whose recording its owner has agreed to show, to be watched from an hour ago on."""

    class Meta:
        model = LastLesson

    session = factory.SubFactory(SessionFactory, classroom="relay", stage="last_lesson")
    recording = factory.SubFactory(RecordingFactory)
    watch_from = factory.LazyFunction(an_hour_ago)
    watch_until = factory.LazyAttribute(lambda row: row.session.ends_at)
    agreed_at = factory.LazyFunction(an_hour_ago)
    written_at = factory.LazyFunction(an_hour_ago)


class ResourceFactory(DjangoModelFactory):
    class Meta:
        model = Resource

    owner = factory.SubFactory(TeacherFactory, signed_up=True)
    unit = factory.SelfAttribute("owner.school.unit")
    title = factory.Sequence(lambda n: f"认识分数课件{n}")


class ShowcaseFactory(DjangoModelFactory):
    class Meta:
        model = Showcase

    owner = factory.SubFactory(TeacherFactory, signed_up=True)
    unit = factory.SelfAttribute("owner.school.unit")
    title = factory.Sequence(lambda n: f"晒一节课{n}")
    recording = factory.SubFactory(RecordingFactory, owner=factory.SelfAttribute("..owner"))


def stored(content=MP4, name="课.mp4", content_type="video/mp4", by=None):
    """A stored file that is there; use with the `media` fixture."""
    kept = default_storage.save(f"library/{name}", ContentFile(content))
    return StoredFile.objects.create(
        name=kept, file_name=name, content_type=content_type, size=len(content), by=by
    )
