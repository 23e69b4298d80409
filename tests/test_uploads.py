"""Resumable uploads: the protocol, whose they are, what is taken, and what is swept."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from classrooms import uploads
from classrooms.models import StoredFile, Upload
from tests.factories import TeacherFactory
from tests.factories.library import MP4, RecordingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
SIZE = len(MP4)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def teacher(client):
    teacher = TeacherFactory(signed_up=True)
    client.force_login(teacher.user)
    return teacher


def create(client, size=SIZE, name="课.mp4", **more):
    meta = f"filename {base64.b64encode(name.encode()).decode()}"
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": meta} | more
    return client.post(reverse("uploads:create"), headers=headers)


def patch(client, address, piece, offset, **more):
    headers = TUS | {"Upload-Offset": str(offset)} | more
    return client.patch(address, piece, content_type="application/offset+octet-stream", headers=headers)


def test_a_file_goes_up_in_pieces_and_resumes_where_it_broke(
    client, teacher, django_capture_on_commit_callbacks
):
    made = create(client)
    assert made.status_code == 201 and made["Tus-Resumable"] == "1.0.0"
    address = made["Location"]
    assert patch(client, address, MP4[:700], 0)["Upload-Offset"] == "700"
    told = client.head(address)
    assert (told["Upload-Offset"], told["Upload-Length"]) == ("700", str(len(MP4)))
    assert "no-store" in told["Cache-Control"]
    with django_capture_on_commit_callbacks(execute=True):
        assert patch(client, address, MP4[700:], 700).status_code == 204
    kept = StoredFile.objects.get()
    assert (kept.file_name, kept.content_type, kept.size) == ("课.mp4", "video/mp4", len(MP4))
    assert default_storage.open(kept.name).read() == MP4
    assert list(uploads.parts_folder().iterdir()) == []


def test_a_piece_at_the_wrong_place_or_too_long_changes_nothing(client, teacher):
    address = create(client)["Location"]
    assert patch(client, address, b"x", 5).status_code == 409
    assert patch(client, address, MP4 + b"x", 0).status_code == 413
    assert client.head(address)["Upload-Offset"] == "0"
    wrong = client.patch(address, b"x", content_type="text/plain", headers=TUS | {"Upload-Offset": "0"})
    assert wrong.status_code == 415
    assert patch(client, address, b"x", 0, **{"Tus-Resumable": "0.2"}).status_code == 412


def test_what_is_not_what_its_name_says_is_refused_in_words(
    client, teacher, django_capture_on_commit_callbacks
):
    address = create(client, size=10)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        response = patch(client, address, b"MZ12345678", 0)
    assert response.status_code == 422 and "文件内容不是mp4" in response.content.decode()
    assert not StoredFile.objects.exists()
    assert list(uploads.parts_folder().iterdir()) == []


@pytest.mark.parametrize(
    ("size", "name", "status"),
    [(3 * 1024**3, "课.mp4", 413), (10, "病毒.exe", 415), (0, "课.mp4", 400), ("x", "课.mp4", 400)],
)
def test_what_would_never_be_taken_is_refused_at_once(client, teacher, size, name, status):
    assert create(client, size=size, name=name).status_code == status
    assert not Upload.objects.exists()


def test_faulty_metadata_and_too_many_at_a_time(client, teacher):
    assert create(client, **{"Upload-Metadata": "filename ***"}).status_code == 400
    for _ in range(uploads.MOST_OPEN):
        assert create(client).status_code == 201
    assert create(client).status_code == 429


def test_an_upload_is_its_sender_s_alone(client, teacher):
    address = create(client)["Location"]
    client.force_login(TeacherFactory(signed_up=True).user)
    assert client.head(address).status_code == 404
    assert patch(client, address, b"x", 0).status_code == 404
    assert client.put(address, headers=TUS).status_code == 404
    assert client.delete(address, headers=TUS).status_code == 404
    client.force_login(teacher.user)
    assert client.put(address, headers=TUS).status_code == 405
    assert client.delete(address, headers=TUS).status_code == 204
    assert client.head(address).status_code == 404


def test_only_teachers_upload_and_anybody_signed_in_may_ask_what_is_spoken(client, teacher):
    told = client.options(reverse("uploads:create"))
    assert "creation,termination" in told["Tus-Extension"] and told["Tus-Max-Size"] == str(2 * 1024**3)
    teacher.user = None
    teacher.save()
    assert create(client).status_code == 404


def test_the_sweep_throws_away_what_was_given_up_and_what_nothing_shows(
    client, teacher, django_capture_on_commit_callbacks
):
    create(client)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            patch(client, create(client)["Location"], MP4, 0)
    shown, unused = StoredFile.objects.order_by("pk")
    RecordingFactory(owner=teacher, file=shown, link="")
    with django_capture_on_commit_callbacks(execute=True):
        uploads.sweep(timezone.now() + timedelta(days=3))
    assert list(StoredFile.objects.all()) == [shown]
    assert not default_storage.exists(unused.name) and default_storage.exists(shown.name)
    assert not Upload.objects.filter(stored=None).exists()


def test_pages_share_what_was_uploaded_and_nobody_else_s_file(client, teacher):
    token = create(client)["Location"].rstrip("/").rsplit("/", 1)[-1]
    patch(client, reverse("uploads:one", args=[token]), MP4, 0)
    new, data = (
        reverse("library_own:new", args=["recordings"]),
        {"title": "合唱", "view": "group", "upload": token},
    )
    client.force_login(TeacherFactory(signed_up=True).user)
    assert client.post(new, data).status_code == 200
    client.force_login(teacher.user)
    page = client.get(client.post(new, data).url)
    assert "<video" in page.content.decode()


def test_a_piece_with_a_checksum_counts_whole_or_not_at_all(client, teacher):
    def checked(algorithm, content):
        digest = hashlib.new(algorithm, content).digest()
        return {"Upload-Checksum": f"{algorithm} {base64.b64encode(digest).decode()}"}

    told = client.options(reverse("uploads:create"))
    assert "checksum" in told["Tus-Extension"] and told["Tus-Checksum-Algorithm"] == "sha1,sha256"
    address = create(client)["Location"]
    assert patch(client, address, MP4[:700], 0, **checked("sha1", MP4[:700]))["Upload-Offset"] == "700"
    assert patch(client, address, MP4[700:900], 700, **checked("sha256", b"else")).status_code == 460
    assert client.head(address)["Upload-Offset"] == "700"
    assert uploads.path_of(Upload.objects.get()).stat().st_size == 700
    for faulty in ("crc32 AAAA", "sha1", "sha1 ***"):
        assert patch(client, address, b"x", 700, **{"Upload-Checksum": faulty}).status_code == 400
    assert patch(client, address, MP4[700:900], 700, **checked("sha256", MP4[700:900])).status_code == 204
