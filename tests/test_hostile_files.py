"""Files sent with ill intent or by mistake: refused in words by every door, and quickly."""

import io
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from news import manuscripts
from pictures import filing, library
from tests.hostile_files import BOMBS, HARMLESS_AS_PICTURES, HOSTILE_FILES

DOORS = {"picture": library.normalise, "file": filing.kind_of, "manuscript": manuscripts.read}
PATIENCE = 2


def test_there_are_seventy_and_more():
    assert len(HOSTILE_FILES) + len(HARMLESS_AS_PICTURES) >= 70


@pytest.mark.filterwarnings("ignore:Image size")
@pytest.mark.parametrize("what", HOSTILE_FILES)
def test_no_door_takes_a_hostile_file(what):
    name, content = HOSTILE_FILES[what]
    for door in DOORS.values():
        begun = time.process_time()
        with pytest.raises(ValidationError) as refusal:
            door(SimpleUploadedFile(name, content))
        assert all(ord(message[0]) > 127 for message in refusal.value.messages)
        assert time.process_time() - begun < PATIENCE


def test_half_a_picture_is_none_whatever_another_package_told_pillow(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(ValidationError):
        library.normalise(SimpleUploadedFile(*HOSTILE_FILES["half a PNG"]))


@pytest.mark.parametrize("what", HARMLESS_AS_PICTURES)
def test_a_picture_with_something_beside_it_is_drawn_anew(what):
    name, content = HARMLESS_AS_PICTURES[what]
    kept = library.normalise(SimpleUploadedFile(name, content))
    image = Image.open(io.BytesIO(kept.data))
    assert image.format == "WEBP"
    assert not image.getexif()
    assert b"script" not in kept.data


def test_bombs_are_small_to_send():
    assert max(len(content) for _, content in BOMBS.values()) < 1_500_000
