"""The house style on paper: accessible, the same every time, and what people wrote is text and nothing else."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.messages import SIGNED
from rekotui.exchange.paper.typesetting import Paper, Sender, typeset
from tests.exchange.paper.reading import holds_as_accessible, opened, outside, tags_of, text_of

ON = date(2026, 11, 28)
ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "rekotui" / "exchange" / "paper" / "templates"
SENDER = Sender("Vårdcentralen Ekbacken", "Ulla Berg", "08-123 45 67")
HOSTILE = (
    '#set page(width: 1cm) #panic("x") [y] $a^2$ @ref ]] \\ *fet* _kursiv_ `kod` <lab> // rad /* */ == + 1. - '
    '"citat" \\u{41} #import "@preview/a:0.1.0"'
)


def paper(*blocks: b.Block, title: str = "Ett papper") -> Paper:
    return Paper(title, SENDER, ON, blocks, case="2026-014", anchor="812-abcdef012345")


def every_block(words: str) -> tuple[b.Block, ...]:
    return (
        b.text(words),
        b.text(words, quiet=True),
        b.heading(words),
        b.heading(words, 2),
        b.facts([("Etikett", words), (words, "")]),
        b.ticks([(words, True), (words, False)], columns=2, write=[words]),
        b.bullets([words]),
        b.together(b.text(words, strong=True), b.write(2)),
        b.scale(words, words),
        b.table(["Vad", words], [[words, words]], [1, 2]),
        b.note(words),
        b.signatures([words], SIGNED),
        b.said(words, words, words),
        b.new_page(),
        b.text("slut"),
    )


def test_a_paper_is_accessible_in_every_part(tmp_path: Path) -> None:
    made = typeset(paper(*every_block("Några ord på svenska: å ä ö é")))
    assert made.unknown == ""
    holds_as_accessible(made.data, tmp_path, "Ett papper")
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD"} <= set(tags_of(made.data))
    assert len(opened(made.data).pages) == 2


def test_it_reads_from_the_top_to_the_foot() -> None:
    made = typeset(
        paper(b.text("först"), b.heading("sedan"), b.facts([("namn", "värde"), ("tomt", "")]), b.text("sist"))
    )
    read = text_of(made.data)
    order = ["Vårdcentralen Ekbacken", "Ulla Berg", "08-123 45 67", "Ett papper", "först", "sedan", "namn", "värde"]
    places = [read.index(words) for words in [*order, "tomt", "sist", "Ärende 2026-014", "Sida 1 av 1"]]
    assert places == sorted(places)
    assert "Utskrivet 2026-11-28" in read
    assert "Ankare 812-abcdef012345" in read


def test_what_is_not_known_is_not_said() -> None:
    read = text_of(typeset(Paper("Tomt", Sender(), ON, ())).data)
    assert read == "Rehabiliteringskoordinator Tomt Utskrivet 2026-11-28 Sida 1 av 1"


def test_the_same_paper_is_the_same_bytes() -> None:
    one = paper(*every_block("ord"))
    assert typeset(one).data == typeset(one).data


def test_what_people_wrote_is_text() -> None:
    made = typeset(paper(*every_block(HOSTILE), title=HOSTILE))
    read = text_of(made.data)
    wanted = " ".join(HOSTILE.split())
    # A line that ends at a slash or a hyphen takes a space when it is read back: compare without spaces.
    assert read.replace(" ", "").count(wanted.replace(" ", "")) >= 18
    assert opened(made.data).metadata["/Title"] == HOSTILE  # type: ignore[index]


def test_nothing_falls_off_the_paper() -> None:
    words = "arbetsförmedlingen, rehabiliteringskoordinatorn " * 300
    tall = b.together(b.text(words), b.facts([("Etikett", words)]), b.text("rad\n" * 100))
    narrow = b.table(["Rehabiliteringskoordinator", "b", "c", "d", "e"], [[words, "rehabiliteringsplan", "", "", ""]])
    made = typeset(paper(tall, narrow, b.ticks([(words, True)], columns=3), b.note(words), b.bullets([words])))
    assert made.pages > 5
    assert outside(made.data) == []
    short = typeset(paper(b.text("rad\n" * 40), b.together(b.text("först"), b.write(8), b.text("sist"))))
    assert ["först" in page.extract_text() for page in opened(short.data).pages] == [False, True]


@pytest.mark.parametrize("long", ["x" * 10_000, "ett ord till " * 800, "rad\n" * 500])
def test_a_long_text_stays_on_the_paper(long: str) -> None:
    made = typeset(paper(b.text(long), b.facts([("Etikett", long)]), b.said("Fråga", long)))
    read = text_of(made.data).replace(" ", "")
    plain = "".join(long.split())
    for page in opened(made.data).pages:
        assert "Sida" in page.extract_text()
    body = re.sub(r"Ärende2026-014·Utskrivet2026-11-28·Ankare812-abcdef012345Sida\d+av\d+", "", read)
    assert body.count(plain) == 3
    assert outside(made.data) == []


def test_signs_without_a_font_are_told_and_do_no_harm(tmp_path: Path) -> None:
    made = typeset(paper(b.text("glad 😀 och 漢字 slut"), b.text("a\ufeffb\u202ec\x00d\u2028e"), b.text("ﷺ →")))
    assert made.unknown == "".join(sorted("😀漢字ﷺ"))
    read = text_of(made.data)
    assert "glad � och �� slut" in read
    assert "abcde" in read
    assert "→" in read
    holds_as_accessible(made.data, tmp_path, "Ett papper")


def test_nothing_is_fetched_and_nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(socket, "socket", None)
    assert tempfile.gettempdir() == str(tmp_path)
    typeset(paper(*every_block(HOSTILE)))
    assert os.listdir(tmp_path) == []
    for template in TEMPLATES.iterdir():
        assert "@" not in template.read_text("utf-8")


def test_typst_comes_when_something_is_printed() -> None:
    script = "import sys, rekotui.exchange.paper.typesetting; print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, check=True, text=True)
    assert done.stdout.strip() == "False"
