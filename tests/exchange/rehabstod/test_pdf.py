"""PDFs: sound ones, broken ones and hostile ones; each a list or a refusal, within bounds (design 6)."""

import json
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod import apart, pdf_pages
from rekotui.exchange.rehabstod.reader import read, read_text

from .copies import ON, SAMPLES, copied, other, row
from .pdfs import MEDIA, NO_LETTERS, document, drawn, locked, pages, pdf_of, stream
from .prints import UNIT, head, printed

SAMPLE = (SAMPLES / "nuvarande-utskrift.pdf").read_bytes()
SOUND = pdf_of(printed(row(), other(), top=head(2).replace("ﬁ", "fi")))
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]"
MOST_MEGABYTES, MOST_SECONDS = 300, 15
"""Design 6, for the reading process and the one apart together."""


def refused(data: bytes, name: str = "lista.pdf") -> str:
    with pytest.raises(UnreadableError) as error:
        read(data, name, ON)
    assert error.value.exit_code == exit_codes.UNREADABLE
    return error.value.key


def test_pdf_is_read_like_its_text() -> None:
    found = read(SOUND, "lista.pdf", ON)
    text = read_text(printed(row(), other()), ON)
    assert (found.format, found.unit, found.partial) == ("printed_page", UNIT, False)
    assert found.records == text.records


@pytest.mark.parametrize("name", ["lista.txt", "lista.xlsx", "lista", ""])
def test_renamed_pdf_is_known_by_its_content(name: str) -> None:
    assert len(read(SOUND, name, ON).records) == 2


def test_pdf_may_have_a_line_before_its_first_mark() -> None:
    assert len(read(b"\r\nX-Mail: 1\r\n" + SOUND, "lista.pdf", ON).records) == 2


def test_day_in_a_pdfs_properties_is_no_day_of_the_list() -> None:
    assert b"/CreationDate (D:20261122" in SAMPLE
    assert read(SAMPLE, "lista.pdf", ON).list_date is None
    assert str(read(SAMPLE, "utskrift 2026-06-15.pdf", ON).list_date) == "2026-06-15"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"Hej", b"\x00" * 50])
def test_something_else_with_the_name_of_a_pdf_is_told_apart(data: bytes) -> None:
    assert refused(data, "Lista.PDF") == "list_pdf_renamed"
    assert refused(data, "lista.txt") == "list_not_recognised"


def test_text_with_the_name_of_a_pdf_is_read() -> None:
    assert read(copied(row()).encode(), "lista.pdf", ON).format == "copied_table"


@pytest.mark.parametrize("text", ["Kallelse till möte\n2026-06-15 klockan 10", copied(row(), other())])
def test_pdf_of_something_else_is_refused(text: str) -> None:
    assert refused(pdf_of(text.replace("\t", "  "))) == "list_pdf_other"


def test_print_without_a_search_has_no_sjukfall() -> None:
    assert refused(pdf_of(head(0).replace("ﬁ", "fi") + "Tryck på Sök för att visa alla pågående sjukfall")) in (
        "list_pdf_other",
        "list_without_rows",
    )


def picture() -> bytes:
    about = b"/Type/XObject/Subtype/Image/Width 500/Height 500/ColorSpace/DeviceGray/BitsPerComponent 8"
    drawing = stream(b"q 800 0 0 500 0 0 cm /I Do Q")
    return pages([drawing], extra=[stream(b"\xff" * 250_000, about)], resources=b"/XObject<</I 6 0 R>>")


def test_scan_is_said_to_have_no_text() -> None:
    assert refused(picture()) == "list_pdf_no_text"


def test_font_that_does_not_name_its_letters_is_said_so() -> None:
    lines = printed(row(), other()).split("\n")
    shapes = b"".join(
        b"<%s> Tj T*\n" % "".join(f"{ord(c) - 29:04x}" for c in line if c > " ").encode() for line in lines
    )
    drawing = b"BT /F 9 Tf 11 TL 40 560 Td\n" + shapes + b"ET"
    assert refused(pages([stream(drawing)], font=NO_LETTERS)) == "list_pdf_no_letters"


def test_pdf_locked_with_a_password_is_said_so() -> None:
    assert refused(locked(SOUND)) == "list_pdf_encrypted"


def test_pdf_that_anyone_may_open_is_read_though_it_is_encrypted() -> None:
    assert len(read(locked(SOUND, user=""), "lista.pdf", ON).records) == 2


@pytest.mark.parametrize("share", [0.001, 0.2, 0.5, 0.9, 0.99, 0.9999])
def test_pdf_that_is_cut_off_is_refused_and_never_half_read(share: float) -> None:
    assert refused(SAMPLE[: int(len(SAMPLE) * share)]) in ("list_file_damaged", "list_pdf_renamed")


def test_single_damaged_bit_in_a_page_is_found_by_its_checksum() -> None:
    start = SAMPLE.index(b"stream\n", SAMPLE.index(b"/FlateDecode")) + 500
    chance = random.Random(1)
    for _ in range(3):
        place = start + chance.randrange(3000)
        damaged = bytearray(SAMPLE)
        damaged[place] ^= 1 << chance.randrange(8)
        assert refused(bytes(damaged)) == "list_file_damaged"


def test_page_whose_drawing_is_gone_is_damage_and_no_empty_page() -> None:
    two = pages([stream(drawn(printed(row()).split("\n"))), stream(drawn(["# 2"]))])
    assert refused(two.replace(b"/Contents 7 0 R", b"/Contents 9 0 R")) == "list_file_damaged"


def test_empty_page_at_the_end_is_no_damage() -> None:
    last = b"<</Type/Page/Parent 2 0 R%s>>" % MEDIA
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>" % MEDIA,
        stream(drawn(printed(row(), other()).split("\n"))),
        last,
    ]
    assert len(read(document(objects), "lista.pdf", ON).records) == 2


def test_opening_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.6)
    busy = stream(b"BT /F 9 Tf " + b"(aa bb) Tj 0 -11 Td " * 20_000 + b"ET")
    assert refused(pages([busy] * 60)) == "list_too_heavy"


def test_complaints_of_the_library_are_neither_kept_nor_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert refused(SAMPLE.replace(b"/ToUnicode", b"/NoUnicode").replace(b" 0 obj", b" 0 0bj", 40))
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


def bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(10)) + packer.flush()
    return pages([stream(packed, b"/Filter/FlateDecode", packed=False)])


def bomb_in_a_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b" " * 60_000_000, 9), 9)
    return pages([stream(packed, b"/Filter[/FlateDecode/FlateDecode]", packed=False)])


def many_bombs() -> bytes:
    return pages([stream(b"BT ET")], extra=[stream(b" " * 15_000_000)] * 11)


def forms_that_double(depth: int = 25) -> bytes:
    extra = [
        stream(b"/X Do /X Do", FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + place)) for place in range(depth)
    ]
    last = stream(drawn(["x"]), FORM + b"/Resources<</Font<</F 3 0 R>>>>")
    return pages([stream(b"/X Do")], extra=[*extra, last], resources=b"/XObject<</X 6 0 R>>")


def form_in_itself() -> bytes:
    form = stream(b"/X Do", FORM + b"/Resources<</XObject<</X 6 0 R>>>>")
    return pages([stream(b"/X Do")], extra=[form], resources=b"/XObject<</X 6 0 R>>")


def tree_in_itself() -> bytes:
    return document([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def deep_tree(depth: int = 3000) -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (place + 3) for place in range(depth)]
    return document([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page%s>>" % MEDIA])


def wide_tree(width: int) -> bytes:
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * width, width)
    return document([b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Page%s>>" % MEDIA])


def table_of_millions() -> bytes:
    table = stream(bytes(7) * 1_000_000, b"/Type/XRef/W[1 4 2]/Size 1000000/Root 1 0 R")
    return b"%PDF-1.7\n1 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF\n"


def endless_drawing() -> bytes:
    return pages([stream(b"BT /F 9 Tf " + b"(a) Tj " * 120_000 + b"ET")])


def letters_without_end() -> bytes:
    table = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 100 beginbfrange "
    table += b"<0000> <FFFF> <0000> " * 5_000 + b"endbfrange endcmap"
    font = NO_LETTERS.replace(b"/DescendantFonts", b"/ToUnicode 6 0 R/DescendantFonts")
    return pages([stream(drawn(["Namn X"]))], font=font, extra=[stream(table)])


def objects_without_end() -> bytes:
    return b"%PDF-1.4\n" + b"1 0 obj <</Type/Catalog>> endobj\n" * 100_000 + b"startxref\n0\n%%EOF"


def noise() -> bytes:
    return b"%PDF-1.4\n" + random.Random(1).randbytes(15_000_000) + b"\n%%EOF"


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "bomb": (bomb, {"list_too_heavy"}),
    "bomb in a bomb": (bomb_in_a_bomb, {"list_too_heavy"}),
    "many bombs": (many_bombs, {"list_too_heavy"}),
    "forms that double": (forms_that_double, {"list_too_heavy", "list_file_damaged"}),
    "form in itself": (form_in_itself, {"list_file_damaged"}),
    "tree in itself": (tree_in_itself, {"list_file_damaged"}),
    "deep tree": (deep_tree, {"list_too_heavy", "list_file_damaged"}),
    "too many pages": (lambda: wide_tree(pdf_pages.MOST_PAGES + 1), {"list_pdf_pages"}),
    "far too many pages": (lambda: wide_tree(6_000), {"list_pdf_pages", "list_too_heavy"}),
    "table of millions": (table_of_millions, {"list_too_heavy", "list_file_damaged"}),
    "endless drawing": (endless_drawing, {"list_too_heavy"}),
    "letters without end": (letters_without_end, {"list_pdf_other", "list_too_heavy", "list_pdf_no_letters"}),
    "nested without end": (lambda: pages([stream(b"[" * 200_000)]), {"list_pdf_no_text", "list_file_damaged"}),
    "objects without end": (objects_without_end, {"list_file_damaged"}),
    "noise": (noise, {"list_file_damaged"}),
}

MEASURE = """
import json, resource, sys, time
from datetime import date
from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import read
answers = {}
for path in sys.argv[1:]:
    start = time.monotonic()
    try:
        with open(path, "rb") as file:
            read(file.read(), "lista.pdf", date(2026, 6, 15))
        key = None
    except UnreadableError as error:
        key = error.key
    answers[path] = key, time.monotonic() - start
with open("/proc/self/status") as status:
    (own,) = [int(line.split()[1]) for line in status if line.startswith("VmHWM:")]
print(json.dumps([answers, own / 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peaks of memory are measured on Linux")
def test_hostile_pdfs_are_refused_within_the_bounds_of_memory_and_time(tmp_path: Path) -> None:
    files = {}
    for place, (name, (make, _)) in enumerate(HOSTILE.items()):
        files[name] = tmp_path / f"{place}.pdf"
        files[name].write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, files.values())], capture_output=True, check=True, timeout=120
    )
    answers, own, apart_from_it = json.loads(done.stdout)
    said = {name: answers[str(file)][0] for name, file in files.items()}
    assert {name: key for name, key in said.items() if key not in HOSTILE[name][1]} == {}
    assert max(seconds for _, seconds in answers.values()) < MOST_SECONDS
    assert own + apart_from_it < MOST_MEGABYTES
    assert min(own, apart_from_it) > 10, "a peak was not measured"
