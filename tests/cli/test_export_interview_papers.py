"""The preparation sheet names nobody; the interview on paper holds what was asked for, and no more."""

from pathlib import Path

import pytest

from rekotui.base import exit_codes
from rekotui.casework.guide import OPEN, PROTECTED, SENSITIVE
from rekotui.casework.guides import shipped
from tests.cli.running import CommandLine, bare, history
from tests.cli.test_interview import interviewed, kinds, shown
from tests.cli.test_log import CASE
from tests.exchange.paper.reading import holds_as_accessible, opened, text_of


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "blad.pdf"


def test_the_preparation_sheet_asks_all_and_names_nobody(
    demo: str, cli: CommandLine, target: Path, tmp_path: Path
) -> None:
    told = cli("export", "preparation", CASE, "-o", str(target), "--json").json
    assert (told["case"], told["pages"], told["anchor"]) == (CASE, 3, None)
    assert history(demo)[-1][2] == {"face": "preparation", "format": "pdf", "identities": False}
    guide, read = shipped()["forberedelse"], text_of(target.read_bytes())
    for _section, question in guide.questions():
        assert " ".join(question.text.split()) in read
        assert all(option.text in read for option in question.options)
    shown_case = cli("show", CASE, "--json").json
    assert shown_case["name"] not in read
    assert shown_case["personnummer"] not in read
    assert "{{" not in read
    assert read.count("Ringa in en siffra.") == sum(q.type == "scale_0_10" for _s, q in guide.questions())
    holds_as_accessible(target.read_bytes(), tmp_path, guide.title)
    assert cli("export", "preparation", "-o", str(target)).code == exit_codes.WRONG_USE
    assert cli("export", "preparation", "-o", str(target), "--force").code == exit_codes.DONE
    assert CASE not in text_of(target.read_bytes())


@pytest.mark.parametrize("by", ["section", "sokord"])
@pytest.mark.parametrize(
    ("more", "open_to"),
    [
        ((), {OPEN}),
        (("--sensitive",), {OPEN, SENSITIVE}),
        (("--protected",), {OPEN, PROTECTED}),
    ],
)
def test_the_interview_holds_what_was_asked_for(
    demo: str, cli: CommandLine, target: Path, by: str, more: tuple[str, ...], open_to: set[str]
) -> None:
    sheet = interviewed(demo)
    answer = cli("export", "interview", CASE, "--by", by, *more, "-o", str(target))
    assert answer.code == exit_codes.DONE
    assert "inte med" in answer.err
    read = text_of(target.read_bytes())
    for protection in (OPEN, SENSITIVE, PROTECTED):
        found = [name for name in kinds(sheet, protection) if shown(read, name)]
        assert bool(found) is (protection in open_to), protection
    assert ("Våldsutsatthet" in read) is (PROTECTED in open_to and by == "sokord")
    assert "•••" not in read
    assert "känslig" not in read
    payload = history(demo)[-1][2]
    assert (payload["sensitive"], payload["protected"]) == (SENSITIVE in open_to, PROTECTED in open_to)


def test_what_is_protected_stands_on_a_page_of_its_own(
    demo: str, cli: CommandLine, target: Path, tmp_path: Path
) -> None:
    sheet = interviewed(demo)
    cli("export", "interview", CASE, "--protected", "--sensitive", "-o", str(target))
    data = target.read_bytes()
    holds_as_accessible(data, tmp_path, "Kartläggningssamtal: sammanfattning")
    pages = [" ".join(page.extract_text().split()) for page in opened(data).pages]
    first = next(place for place, page in enumerate(pages) if page.startswith("Enskilt"))
    for name in kinds(sheet, PROTECTED):
        assert not any(shown(page, name) for page in pages[:first])


def test_a_protected_identity_has_no_name_and_no_free_text(demo: str, cli: CommandLine, target: Path) -> None:
    interviewed(demo)
    name = cli("show", CASE, "--json").json["name"]
    connection = bare(demo)
    connection.execute("update patient set protected = 1 where name = ?", (name,))
    connection.close()
    told = cli("export", "interview", CASE, "--sensitive", "--protected", "-o", str(target), "--json").json
    assert told["identities"] is False
    read = text_of(target.read_bytes())
    assert "qzxwvjk" not in read
    assert name not in read


def test_no_interview_and_no_such_guide(demo: str, cli: CommandLine, target: Path) -> None:
    assert cli("export", "interview", CASE, "-o", str(target)).code == exit_codes.NOTHING_FOUND
    assert cli("export", "interview", CASE, "--guide", "x", "-o", str(target)).code == exit_codes.WRONG_USE
    assert not target.exists()
