"""A certificate as a PDF file where WeasyPrint is installed; elsewhere the page says how to get one."""

import re
import zlib
from contextlib import suppress

import pytest

from classrooms import hours_views
from classrooms.models import Certificate
from tests.factories import SessionFactory, TeacherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(client):
    """A certificate of who is signed in."""
    teacher, session = TeacherFactory(signed_up=True), SessionFactory(title="磨课：三年级认识分数")
    client.force_login(teacher.user)
    return Certificate.objects.create(
        number="2026-7K3M9QXA",
        session=session,
        teacher=teacher,
        role=Certificate.Role.PARTICIPANT,
        level="district",
        issuer=session.organiser,
        hours=2,
        held_on=session.starts_at.date(),
        name=teacher.name,
        school_name=teacher.school.name,
        title=session.title,
        stage=session.get_stage_display(),
        issued_at=session.ends_at,
    )


def unpacked(pdf):
    """The file's bytes with those of its compressed streams behind them."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            pdf += zlib.decompress(stream)
    return pdf


def test_the_file_is_one_a4_page_with_its_own_letters(client, paper):
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as missing:
        pytest.skip(f"no WeasyPrint, or not the libraries it needs: {missing}")
    page = client.get(f"/me/hours/{paper.number}/").content.decode()
    assert "下载 PDF" in page and "另存为 PDF" not in page
    response = client.get(f"/me/hours/{paper.number}/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{paper.number}.pdf"'
    pdf = unpacked(response.content)
    assert pdf.startswith(b"%PDF-") and b"/FontFile" in pdf and paper.number.encode() in pdf
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    (size,) = set(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf))
    assert sorted(round(float(side)) for side in size) == [595, 842]


def test_without_the_package_the_page_says_how_to_get_one(client, paper, monkeypatch):
    monkeypatch.setattr(hours_views, "find_spec", lambda name: None)
    page = client.get(f"/me/hours/{paper.number}/").content.decode()
    assert "另存为 PDF" in page and "下载 PDF" not in page
    assert client.get(f"/me/hours/{paper.number}/pdf/").status_code == 404


def test_nobody_elses(client, paper):
    client.force_login(TeacherFactory(signed_up=True).user)
    assert client.get(f"/me/hours/{paper.number}/pdf/").status_code == 404
