"""The same list in every encoding a browser, spreadsheet or terminal may save it in."""

import codecs

import pytest

from rekotui.exchange.rehabstod.reader import read, read_text

from .copies import LISTS, ON, SAMPLES, copied, row

TEXT = (SAMPLES / LISTS[0]).read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_gives_the_same_records(encoding: str) -> None:
    assert read(TEXT.encode(encoding), "lista.txt", ON) == read_text(TEXT, ON)


def test_big_endian_with_a_mark() -> None:
    data = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")
    assert read(data, "lista.txt", ON).records == read_text(TEXT, ON).records


def test_a_character_cut_in_two_does_not_spoil_the_others() -> None:
    data = copied(row(Läkare="Örjan Å")).encode()
    assert data[-2:] == "Å".encode()
    (record,) = read(data[:-1], "lista.txt", ON).records
    assert record.name == "Testa Övningsson"


def test_one_broken_byte_does_not_spoil_the_others() -> None:
    data = copied(row(Sysselsättning="Nuvarande arbete")).encode().replace("Ö".encode(), b"\xff\x96", 1)
    (record,) = read(data, "lista.txt", ON).records
    assert record.physician == "Åsa Låtsasdoktor"
