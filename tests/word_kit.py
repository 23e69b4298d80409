"""Small .docx files for tests, written part by part."""

import io
import zipfile
from html import escape

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
PIC = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
ROOT = (
    f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    f'<?xml version="1.0"?><w:styles {W}>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def paragraph(text, style=""):
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{said}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def bold(text):
    return f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*rows):
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def drawing(relation="rId9", alt=""):
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{alt}"/>'
        "<a:graphic><a:graphicData>"
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def png(color="green", size=(60, 40)):
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()


def parts(*body, pictures=(), **more):
    """{name: content} of the parts of a document; `pictures`: their bytes, under rId9, rId10, …"""
    relations = "".join(
        f'<Relationship Id="rId{9 + n}" Type="{RELATIONS}/image" Target="media/image{n}.png"/>'
        for n in range(len(pictures))
    )
    relations += f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": f'<?xml version="1.0"?><w:document {W} {R} {A} {WP} {PIC}><w:body>'
        f"{''.join(body)}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": '<?xml version="1.0"?>'
        f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/media/image{n}.png": content for n, content in enumerate(pictures)},
        **more,
    }


def zipped(made, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*body, **more):
    return zipped(parts(*body, **more))


def upload(content, name="稿件.docx"):
    return SimpleUploadedFile(name, content)
