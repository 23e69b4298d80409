"""Sheets for tests, and the way of one through the admin."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import ImportRun


def xlsx(headers, *rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [headers, *rows]:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def upload(client, kind, content, name="表.xlsx"):
    """Post a sheet; returns (response, the ImportRun or None)."""
    file = SimpleUploadedFile(name, content)
    response = client.post(f"/admin/accounts/importrun/new/{kind}/", {"file": file})
    return response, ImportRun.objects.order_by("pk").last() if response.status_code == 302 else None


def carry_out(client, run, rows="all"):
    client.post(f"/admin/accounts/importrun/{run.pk}/carry-out/", {"rows": rows})
    run.refresh_from_db()
    return run


def imported(client, kind, headers, *rows):
    """Upload and import a sheet that has nothing wrong with it."""
    _, run = upload(client, kind, xlsx(headers, *rows))
    assert run.report["problems"] == []
    return carry_out(client, run)
