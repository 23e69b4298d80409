"""The library's work: many at once, words for each, doubles, names of pupils, what holds a picture."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw, ImageEnhance

from news.models import PictureBlock
from pictures import consent, holding, library, likeness, naming
from pictures.models import Picture
from tests.factories import ArticleFactory, PictureFactory, SchoolFactory, UnitFactory, district, person
from tests.picture_kit import picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def scene(shift=0, size=(640, 480)):
    image = Image.new("RGB", (640, 480), "white")
    draw = ImageDraw.Draw(image)
    for place in range(12):
        box = (place * 50 + shift, (place * 97) % 300, place * 50 + 120 + shift, (place * 97) % 300 + 150)
        draw.rectangle(box, fill=((place * 53) % 255, (place * 91) % 255, (place * 29) % 255))
    return image.resize(size)


def file_of(image, name="a.jpg", **save):
    out = io.BytesIO()
    image.save(out, "JPEG", **save)
    return SimpleUploadedFile(name, out.getvalue())


def stored(image, **values):
    return library.add(district(), file_of(image, **values), title="图", alt="操场上的红色跑道")


def test_the_same_scene_smaller_brighter_and_squeezed_is_found():
    first = stored(scene())
    brighter = ImageEnhance.Brightness(scene(size=(320, 240))).enhance(1.2)
    second = stored(brighter, quality=40)
    stored(Image.effect_noise((640, 480), 90).convert("RGB"))
    assert likeness.like(second, Picture.objects.all()) == [first]


def test_pictures_of_one_colour_are_not_taken_for_each_other():
    picture()
    other = library.add(
        district(), file_of(Image.new("RGB", (300, 200), "red")), title="红", alt="红色的墙面"
    )
    assert likeness.like(other, Picture.objects.all()) == []


def test_the_same_file_is_found_whatever_its_likeness():
    first, second = picture(), picture()
    assert likeness.like(second, Picture.objects.all()) == [first]


def test_a_sweep_finds_the_likeness_of_earlier_pictures():
    found = stored(scene())
    known = found.likeness
    Picture.objects.update(likeness=None)
    PictureFactory()  # without a file
    likeness.remember_missing()
    found.refresh_from_db()
    assert found.likeness == known


@pytest.mark.parametrize(
    "text",
    ["IMG_2031.JPG", "img 2031", "DSC00012", "微信图片_20261103", "mmexport1700000000", "图片1", "操场.png"],
)
def test_a_file_name_is_no_alternative_text(text):
    with pytest.raises(ValidationError, match="不能是文件名"):
        picture(alt=text)
    assert "是文件名" in " ".join(consent.obstacles(PictureFactory(alt=text)))


@pytest.mark.parametrize("text", ["2026年秋天的操场", "图书室里两个孩子在看书", "3名学生推磨", "红色跑道"])
def test_a_sentence_is_an_alternative_text(text):
    assert picture(alt=text).pk


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("三年级二班张小明在打鼓", ["张小明"]),
        ("张小明同学在打鼓", ["张小明"]),
        ("学生李华，正在推磨", ["李华"]),
        ("一名学生在打鼓", []),
        ("高年级学生在上课", []),
        ("操场上的红色跑道", []),
    ],
)
def test_pupils_names_beside_a_pupil_are_seen(text, names):
    assert naming.pupils_named(text) == names


def test_beside_a_picture_of_pupils_a_name_alone_is_seen_too():
    assert naming.pupils_named("欧阳小雨，放学路上", of_pupils=True) == ["欧阳小雨"]
    assert naming.pupils_named("欧阳小雨，放学路上") == []


def test_the_warning_names_the_place_and_forbids_nothing(client):
    client.force_login(person("editor"))
    path = reverse("admin:pictures_picture_add")
    response = client.post(path, form(upload=upload(), alt="张小明同学在打鼓"), follow=True)
    assert "替代文字里像是有学生的全名（张小明）" in response.content.decode()
    assert Picture.objects.count() == 1


def form(**values):
    empty = {f"consents-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    base = {"unit": district().pk, "title": "操场", "alt": "红色跑道", "people": "none"}
    return base | {"focal_x": 50, "focal_y": 40} | empty | values


def test_many_are_taken_in_at_once_and_one_bad_one_keeps_none_out(client):
    client.force_login(person("editor"))
    files = [
        file_of(scene(), "稻田.jpg"),
        SimpleUploadedFile("坏.jpg", b"x"),
        file_of(scene(9), "IMG_2031.jpg"),
    ]
    data = {"unit": district().pk, "people": "none", "credit": "本站摄", "files": files}
    response = client.post(reverse("admin:pictures_picture_upload"), data, follow=True)
    found = Picture.objects.order_by("pk")
    assert [one.title.partition(" ")[0] for one in found] == ["稻田", "待命名"]
    assert {one.credit for one in found} == {"本站摄"}
    assert "坏.jpg：" in response.content.decode()
    assert response.request["PATH_INFO"] == reverse("admin:pictures_picture_describe")


def test_the_script_is_answered_one_by_one(client):
    client.force_login(person("editor"))
    data = {"unit": district().pk, "people": "none", "files": SimpleUploadedFile("坏.jpg", b"x")}
    answer = client.post(
        reverse("admin:pictures_picture_upload"), data, headers={"accept": "application/json"}
    )
    assert answer.json()["pictures"] == []
    assert "坏.jpg" in answer.json()["refused"][0]


def test_nobody_uploads_for_another_school(client):
    client.force_login(person("correspondent", UnitFactory(kind="school")))
    data = {"unit": district().pk, "people": "none", "files": upload()}
    client.post(reverse("admin:pictures_picture_upload"), data)
    assert not Picture.objects.exists()


def words(*pictures, **values):
    data = {"form-TOTAL_FORMS": len(pictures), "form-INITIAL_FORMS": len(pictures)}
    for place, one in enumerate(pictures):
        row = {"id": one.pk, "title": one.title, "alt": "操场上有人跑步", "people": "none"} | values
        data |= {f"form-{place}-{name}": value for name, value in row.items()}
    return data


def test_words_are_written_for_several_on_one_page_which_leads_back(client):
    client.force_login(person("editor"))
    first, second = PictureFactory(alt=""), PictureFactory(alt="")
    path = f"{reverse('admin:pictures_picture_describe')}?pictures={first.pk},{second.pk}&next=/admin/news/"
    response = client.post(path, words(first, second))
    assert response["Location"] == "/admin/news/"
    assert set(Picture.objects.values_list("alt", flat=True)) == {"操场上有人跑步"}


def test_the_page_of_words_takes_no_foreign_picture_and_leads_to_no_other_site(client):
    unit = UnitFactory(kind="school")
    client.force_login(person("correspondent", unit))
    foreign, own = PictureFactory(alt=""), PictureFactory(alt="", unit=unit)
    path = f"{reverse('admin:pictures_picture_describe')}?pictures={foreign.pk},{own.pk}&next=//evil.example"
    assert foreign.title not in client.get(path).content.decode()
    client.post(path, words(foreign))
    foreign.refresh_from_db()
    assert foreign.alt == ""
    assert client.post(path, words(own))["Location"] == reverse("admin:pictures_picture_changelist")


def test_what_holds_a_picture_is_named_to_those_who_may_see_it():
    shown = PictureFactory()
    article = ArticleFactory(title="稻子熟了")
    PictureBlock.objects.create(parent=article, picture=shown)
    SchoolFactory(lead_picture=shown)
    seen, hidden = holding.holders_of(shown, person("editor"))
    assert {(holder.kind, holder.name) for holder in seen} >= {("稿件", "稻子熟了")}
    assert (len(seen), hidden) == (2, 0)
    assert holding.holders_of(shown, person("correspondent", UnitFactory(kind="school"))) == ([], 2)


def test_the_page_of_a_picture_shows_holders_and_doubles(client):
    client.force_login(person("editor"))
    first, second = picture(title="甲"), picture(title="乙")
    PictureBlock.objects.create(parent=ArticleFactory(title="稻子熟了"), picture=first)
    page = client.get(reverse("admin:pictures_picture_change", args=[first.pk])).content.decode()
    assert "稻子熟了" in page
    assert reverse("admin:pictures_picture_change", args=[second.pk]) in page
