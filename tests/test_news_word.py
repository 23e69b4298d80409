"""Articles made of Word files."""

import time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from reversion.models import Version

from news import composing, manuscripts
from news.models import Article
from news.word_import import import_word
from pictures.models import Picture
from tests.factories import ColumnFactory, UnitFactory, district, person
from tests.word_kit import bold, docx, drawing, paragraph, png, table, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
WHOLE = docx(
    paragraph("稻子熟了 课开到田里", "1"),
    paragraph("秋收时节，田里飞着无人机。"),
    paragraph("校门连着田埂", "2"),
    paragraph("学校牵头办产业学院。"),
    drawing(alt="稻田上空的无人机"),
    bold("表1　各班参加人数"),
    table(("班级", "人数"), ("七年级", "40")),
    paragraph("表后的话。"),
    pictures=[png()],
)


def imported(content, name="稿件.docx", **values):
    made = {"unit": district(), "column": ColumnFactory(), "by": person("editor")} | values
    return import_word(upload(content, name), **made)


def test_headings_pictures_and_tables_become_blocks_in_their_order():
    article = imported(WHOLE).article
    blocks = [block.prepared() for block in composing.blocks_of(article)]
    assert article.title == "稻子熟了 课开到田里"
    assert [block["type"] for block in blocks] == ["section", "section", "picture", "table", "section"]
    assert blocks[1]["subhead"] == ["校门连着田埂"]
    assert blocks[1]["html"] == "<p>学校牵头办产业学院。</p>"
    assert (blocks[3]["caption"], blocks[3]["rows"]) == ("表1　各班参加人数", [["七年级", "40"]])


def test_pictures_enter_the_library_and_wait_for_words():
    done = imported(docx(paragraph("题目", "1"), drawing(), pictures=[png()]))
    picture = Picture.objects.get()
    assert done.pictures == [picture]
    assert (picture.unit, picture.alt) == (district(), "")
    assert "没有替代文字" in " ".join(composing.lacks_of(done.article))


def test_what_word_says_of_a_picture_is_kept_unless_it_is_a_file_name():
    bodies = [drawing("rId9", alt="稻田上空的无人机"), drawing("rId10", alt="IMG_2031.jpg")]
    imported(docx(paragraph("题目", "1"), *bodies, pictures=[png(), png("red")]))
    assert set(Picture.objects.values_list("alt", flat=True)) == {"稻田上空的无人机", ""}


def test_a_picture_that_cannot_be_read_is_named_and_the_rest_stands():
    done = imported(docx(paragraph("题目", "1"), paragraph("话"), drawing(), pictures=[b"\x01\0\0\0emf"]))
    assert "第1张图片没有导入" in done.left_out[0]
    assert done.article.news_section_set.count() == 1


@pytest.mark.parametrize("mark", ["ins", "del", "moveFrom", "moveTo"])
def test_tracked_changes_are_refused_with_a_sentence(mark):
    body = f'<w:p><w:{mark} w:id="1" w:author="甲"><w:r><w:t>改</w:t></w:r></w:{mark}></w:p>'
    with pytest.raises(ValidationError, match="接受或拒绝全部修订"):
        imported(docx(body))
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["稿件.doc", "稿件.wps"])
def test_old_and_wps_files_are_told_what_to_do(name):
    with pytest.raises(ValidationError, match="请在WPS中另存为.docx"):
        imported(b"\xd0\xcf\x11\xe0" + b"\0" * 600, name)


def test_a_large_file_is_refused_by_its_size():
    with pytest.raises(ValidationError, match="20 MB"):
        imported(b"PK" + b"\0" * manuscripts.MOST_BYTES)


def test_a_file_without_headings_takes_its_first_short_line_as_title():
    found = manuscripts.read(upload(docx(bold("关于开放周的通知"), paragraph("家长可以进校。"))))
    assert found.title == "关于开放周的通知"
    assert found.pieces[0].html == "<p>家长可以进校。</p>"


def test_a_long_first_line_is_text_and_the_file_gives_the_title():
    found = manuscripts.read(upload(docx(paragraph("这是一句完整的话。")), "开放周.docx"))
    assert found.title == "开放周"


def test_a_document_of_a_hundred_pages_takes_seconds():
    page = [
        paragraph("小标题", "2"),
        *[paragraph("梁平的秋天，稻子熟了。" * 12)] * 6,
        table(("甲", "1"), ("乙", "2")),
    ]
    content = docx(paragraph("长稿", "1"), *page * 100)
    begun = time.process_time()
    done = imported(content)
    assert time.process_time() - begun < 10
    assert done.article.news_section_set.count() == 100
    assert done.article.news_tableblock_set.count() == 100


def test_an_import_is_a_version_and_a_script_in_it_is_text():
    done = imported(docx(paragraph("题目", "1"), paragraph("<script>alert(1)</script>")))
    assert "<script" not in done.article.news_section_set.get().text
    assert Version.objects.get_for_object(done.article).get().revision.comment == "从Word导入"


def test_an_editor_imports_on_the_page_and_is_led_to_the_pictures(client):
    editor = person("editor")
    client.force_login(editor)
    path = reverse("admin:news_article_word")
    values = {"unit": district().pk, "column": ColumnFactory().pk}
    refused = client.post(path, values | {"upload": upload(b"\xd0\xcf\x11\xe0", "a.doc")})
    assert "请在WPS中另存为.docx" in refused.content.decode()
    response = client.post(path, values | {"upload": upload(WHOLE)}, follow=True)
    assert response.request["PATH_INFO"] == reverse("admin:pictures_picture_describe")
    assert "写图上有什么" in response.content.decode()


def test_a_correspondent_imports_for_the_own_school_only(client):
    correspondent = person("correspondent", UnitFactory(kind="school"))
    client.force_login(correspondent)
    values = {"unit": district().pk, "column": ColumnFactory().pk, "upload": upload(WHOLE)}
    client.post(reverse("admin:news_article_word"), values)
    assert not Article.objects.exists()
