"""The pack itself: a folder for each group (and the district), a table a sheet, the group's own papers, and a
list of contents with rows and SHA-256 of every file, so that it is known what was handed in."""

import hashlib
import zipfile

from django.conf import settings
from django.utils import timezone

from accounts import sheets
from liangping_portal.evidence import cooperation, lessons  # noqa: F401 (their sheets register themselves)
from liangping_portal.evidence.scope import SHEETS, scope_of
from pictures.models import Document

CONTENTS = ("文件夹", "文件", "行数", "SHA-256")
READ_ME = """{site} {year} 佐证材料，{made}生成，统计到{last}。

每个文件夹是一个教育集团（或全区），一项一张表；“文件”里是该单位存入图库的文件（章程、规划、总结、会议记录等）。
各项由平台中逐条的记录汇总，没有手填的合计。评课只列份数，不列内容和分数。
“备注”写“示例”的行是示例内容，不能作为佐证。
目录.xlsx 列出每个文件的行数和校验值（SHA-256）。
"""


class Pack:
    """A .zip on its way, and the list of what is in it."""

    def __init__(self, packed):
        self.packed, self.contents = packed, []

    def add(self, name, content, rows=""):
        self.packed.writestr(name, content)
        self.contents.append((*name.split("/", 1), rows, hashlib.sha256(content).hexdigest()))

    def add_scope(self, scope):
        folder = scope.name.replace("/", "、")
        for place, one in enumerate(SHEETS, 1):
            rows = [["" if cell is None else cell for cell in row] for row in one.rows(scope)]
            content = sheets.write(one.headers, rows, "xlsx", title=one.name)
            self.add(f"{folder}/{place:02d}-{one.name}.xlsx", content, len(rows))
        if scope.group:
            self.add_papers(folder, scope.group.unit_id)

    def add_papers(self, folder, unit):
        for paper in Document.objects.filter(unit=unit, kind=Document.Kind.FILE).order_by("pk"):
            with paper.file.open("rb") as file:
                title = str(paper).replace("/", "、").replace("\\", "、")
                self.add(f"{folder}/文件/{paper.pk}-{title}", file.read())


def write(path, year, groups, *, district=True):
    """Write the pack as a .zip; returns [(folder, file, rows, digest)]."""
    scopes = [scope_of(year, group) for group in groups] + ([scope_of(year)] if district else [])
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as packed:
        pack = Pack(packed)
        for scope in scopes:
            pack.add_scope(scope)
        packed.writestr("目录.xlsx", sheets.write(CONTENTS, pack.contents, "xlsx", title="目录"))
        made = f"{timezone.localtime():%Y-%m-%d %H:%M}"
        said = READ_ME.format(site=settings.SITE_NAME, year=year, made=made, last=scopes[0].last)
        packed.writestr("说明.txt", said)
    return pack.contents
