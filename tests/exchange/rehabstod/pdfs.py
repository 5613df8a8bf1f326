"""Writes small PDFs, sound ones and hostile ones: nothing to write them with is among the program's libraries."""

import zlib
from collections.abc import Sequence
from io import BytesIO

import pypdf

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
NO_LETTERS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>]>>"
)
MEDIA = b"/MediaBox[0 0 842 595]"


def stream(data: bytes, about: bytes = b"", *, packed: bool = True) -> bytes:
    """A stream object's content, compressed unless it already is."""
    if packed:
        data, about = zlib.compress(data), about + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (about, len(data), data)


def document(objects: Sequence[bytes], *, root: int = 1) -> bytes:
    """A whole file out of its objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def drawn(lines: Sequence[str]) -> bytes:
    """The drawing of a page with one line of text below the other."""
    shown = (
        line.encode("cp1252", "replace")
        .translate(None, b"")
        .replace(b"\\", b"\\\\")
        .replace(b"(", b"\\(")
        .replace(b")", b"\\)")
        for line in lines
    )
    return b"BT /F 9 Tf 11 TL 40 560 Td\n" + b"".join(b"(%s) Tj T*\n" % text for text in shown) + b"ET"


def pages(contents: Sequence[bytes], font: bytes = FONT, extra: Sequence[bytes] = (), resources: bytes = b"") -> bytes:
    """A file with a page for each content (a whole stream object); `extra` objects come last, from number 4 + 2n."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(contents)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)), font]
    for place, content in enumerate(contents):
        about = b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F 3 0 R>>%s>>/Contents %d 0 R>>"
        objects += [about % (MEDIA, resources, 5 + 2 * place), content]
    return document([*objects, *extra])


def pdf_of(text: str) -> bytes:
    """A PDF of a text; form feeds part its pages."""
    return pages([stream(drawn(page.split("\n"))) for page in text.split("\f")])


def locked(data: bytes, user: str = "hemligt", owner: str = "hemligare") -> bytes:
    """The same PDF behind a password."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
