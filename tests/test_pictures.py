"""Pictures: what is taken in, what is cut from it, and who gets to see it."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pictures import library, renditions, uses
from pictures.models import File, Picture
from tests.picture_kit import address, picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_position_and_camera_are_stripped_and_rotation_applied(media):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (30.0, 40.0, 0.0)}  # GPS
    kept = library.normalise(upload(1200, 800, exif=exif))
    image = Image.open(io.BytesIO(kept.data))
    assert (kept.width, kept.height) == (800, 1200)
    assert not image.getexif()
    assert image.format == "WEBP"


@pytest.mark.filterwarnings("ignore:Image size")
@pytest.mark.parametrize("side", [7000, 14000])
def test_a_huge_picture_is_refused_before_it_is_decoded(side):
    with pytest.raises(ValidationError, match="4000万像素"):
        library.normalise(upload(side, side, "PNG"))


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"GIF89a" + b"0" * 50, b"\xff\xd8\xff\xe0"]
)
def test_what_is_no_picture_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="不是能打开的"):
        library.normalise(SimpleUploadedFile("a.jpg", content))


def test_a_stored_picture_has_a_random_name_and_its_size(media):
    found = picture()
    file = File.objects.get()
    assert "操场" not in file.file.name
    assert (found.current, found.width, found.height) == (1, 1200, 800)
    assert (media / file.file.name).exists()


def test_no_file_is_left_behind_when_the_row_fails(media):
    found = picture()
    normal = library.normalise(upload(900, 600))
    found.focal_x = 300  # refused by the database
    with pytest.raises(Exception, match="picture_focus_inside"):
        library.store(found, normal)
    assert len(list((media / "originals").iterdir())) == 1


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_picture_needs_words_unless_it_is_decorative(alt):
    with pytest.raises(ValidationError, match="请写一句"):
        picture(alt=alt)
    assert picture(alt=alt, decorative=True).pk


def test_the_cut_keeps_the_focal_point_inside():
    left, top, right, bottom = renditions.box(1000, 1000, 16 / 9, 50, 90)
    assert top <= 900 <= bottom
    assert bottom == 1000
    assert (right - left) / (bottom - top) == pytest.approx(16 / 9, rel=0.01)


def test_a_picture_nobody_shows_is_not_served(client):
    assert client.get(address(picture())).status_code == 404


def test_a_shown_picture_is_served_for_five_minutes_to_everyone(client):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    response = client.get(address(found))
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (480, 320)


def test_a_picture_of_a_page_not_yet_public_is_not_served(client):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now() + timedelta(hours=1))
    assert client.get(address(found)).status_code == 404


def test_a_withdrawn_picture_is_gone_at_once(client):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    uses.hide("/news/a/")
    assert client.get(address(found)).status_code == 404


def test_nobody_makes_renditions_by_guessing_addresses(client):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    guessed = reverse("pictures:rendition", args=[found.code, "1-1-1-0000000000", "3x2", 480])
    assert client.get(guessed).status_code == 404
    assert client.get(address(found).replace("-480", "-481")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "length"),
    [("bytes=0-9", 206, 10), ("bytes=-5", 206, 5), ("bytes=999999-", 416, 0), ("nonsense", 200, None)],
)
def test_a_range_is_answered_without_nginx(client, asked, status, length):
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    response = client.get(address(found), headers={"range": asked})
    assert response.status_code == status
    if length is not None:
        assert len(response.content) == length


def test_nginx_is_handed_the_file_where_it_stands_in_front(client, settings):
    settings.MEDIA_ACCEL = "/protected"
    found = picture()
    uses.show("/news/a/", [found], visible_from=timezone.now())
    assert client.get(address(found))["X-Accel-Redirect"].startswith(f"/protected/renditions/{found.code}/")


def test_showing_again_replaces_what_a_page_showed_before():
    first, second = picture(), picture(title="校门")
    uses.show("/news/a/", [first, second], visible_from=timezone.now())
    uses.show("/news/a/", [second], visible_from=timezone.now())
    assert [use.picture for use in second.uses.all()] == [second]
    assert not first.uses.exists()
    assert Picture.objects.count() == 2
