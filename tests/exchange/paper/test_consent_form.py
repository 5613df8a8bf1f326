"""The consent form: the guide's wording for every kind, what the log says, and lines where nothing is known."""

from datetime import date
from pathlib import Path

import pytest

from rekotui.casework.consent import kinds
from rekotui.casework.consent_guide import to_say
from rekotui.casework.contact import OUTSIDE, part_of, parties
from rekotui.casework.guides import shipped
from rekotui.exchange.paper.consent_form import ConsentSheet, consent_paper, title
from rekotui.exchange.paper.typesetting import Sender, typeset
from tests.exchange.paper.reading import holds_as_accessible, outside, text_of

ON = date(2026, 11, 28)
GUIDE = shipped()["samtycke"]
SENDER = Sender("Vårdcentralen Ekbacken", "Ulla Berg", "08-123 45 67")
OUTSIDE_PARTIES = [code for code in parties() if code != "patient" and part_of(code) == OUTSIDE]
EVERY = [(kind, "forsakringskassan" if kind == "K2" else "") for kind in kinds() if kind != "K3"]
EVERY += [("K3", party) for party in OUTSIDE_PARTIES]
EMPLOYER = ConsentSheet(
    kind="K3",
    party="arbetsgivare",
    name="Anna Andersson",
    number="19860624-2389",
    organisation="Provbruket i Norr",
    person="Kim Chefsson",
    role="enhetschef",
    phone="070-111 22 33",
    purpose="Anpassa arbetsplatsen",
    direction="give",
    presence="informed",
    channels=("phone", "meeting"),
    scope=("contact", "plan"),
    scope_text="tider för behandling",
    not_told="Operationen",
    valid_from=date(2026, 11, 2),
    valid_to=date(2027, 11, 1),
    state="valid",
    answered_on=date(2026, 11, 2),
    way="written",
    kept_where="Pärm 3",
    informed=True,
    taken_by="Ulla B",
)


def read(sheet: ConsentSheet, sender: Sender = SENDER) -> str:
    return text_of(typeset(consent_paper(sheet, GUIDE, sender, ON, "2026-014", "812-abcdef012345")).data)


@pytest.mark.parametrize(("kind", "party"), EVERY)
def test_every_kind_is_accessible_voluntary_and_in_the_guides_words(kind: str, party: str, tmp_path: Path) -> None:
    made = typeset(consent_paper(ConsentSheet(kind, party), GUIDE, SENDER, ON, "", ""))
    holds_as_accessible(made.data, tmp_path, title(ConsentSheet(kind, party), GUIDE))
    assert made.pages == (2 if kind == "K3" else 1)
    words = text_of(made.data)
    assert "Det är frivilligt att samtycka." in words
    assert words.count("Namnteckning") == 3
    assert "Säg till på 08-123 45 67" in words
    assert "Hela samtycket återkallas" in words
    assert "☒" not in words.replace("☒ " + parties().get(party, "-"), "")
    last_said = to_say(kind, party)[-1].partition(" genom")[0] if kind != "K3" else "Andra uppgifter om mig får inte"
    assert last_said in words


def test_what_the_log_says_stands_on_it() -> None:
    words = read(EMPLOYER)
    for wanted in (
        "Jag, Anna Andersson (19860624-2389), samtycker till att Ulla Berg på Vårdcentralen Ekbacken",
        "Provbruket i Norr",
        "Kim Chefsson, enhetschef",
        "070-111 22 33",
        "Anpassa arbetsplatsen",
        "☒ Koordinatorn får lämna uppgifter om mig",
        "☐ Mottagaren får lämna uppgifter till vården",
        "☒ Också utan mig, om jag får veta före och efter",
        "☒ Telefon",
        "☒ Möte",
        "☐ Video",
        "☒ Att vi har kontakt",
        "☒ Min plan och dess datum",
        "☐ Diagnos",
        "☒ Annat: tider för behandling",
        "Operationen",
        "Gäller från 2026-11-02 Gäller till och med 2027-11-01",
        "☒ Skriftligt",
        "Pärm 3",
        "☒ Patienten har fått veta vad samtycket betyder",
        "Svaret lämnades 2026-11-02",
        "Ärende 2026-014",
        "Ankare 812-abcdef012345",
    ):
        assert wanted in words, wanted


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("valid", ""),
        ("expiring", ""),
        ("planned", "börjar gälla 2026-11-02"),
        ("expired", "gick ut 2026-11-20"),
        ("withdrawn", "återkallades 2026-11-20"),
        ("declined", "Svaret är nej"),
        ("superseded", "ersatt av ett nyare"),
    ],
)
def test_what_does_not_hold_says_so(state: str, told: str) -> None:
    words = read(EMPLOYER._replace(state=state, since=date(2026, 11, 2), until=date(2026, 11, 20)))
    assert told in words
    assert ("gäller inte längre" in words) is (state in ("expired", "withdrawn", "superseded"))
    assert ("☒ Hela samtycket återkallas" in words) is (state == "withdrawn")


@pytest.mark.parametrize("answer", ["yes", "limited", "no"])
def test_the_answer_to_coordination_is_ticked(answer: str) -> None:
    words = read(ConsentSheet("K1", state="valid", answer=answer))
    options = {option.id: option.text for option in GUIDE.question("coord_answer").options}
    assert [name for name, text in options.items() if f"☒ {text}" in words] == [answer]


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    words = read(ConsentSheet("K3", "arbetsgivare"), Sender())
    assert "Jag, undertecknad (personnummer ovan), samtycker till att koordinatorn på vårdenheten har kontakt" in words
    assert "{" not in words
    assert "None" not in words


def test_long_and_hostile_words_stay_on_the_form() -> None:
    long = "#panic[x] " * 400
    sheet = EMPLOYER._replace(not_told=long, organisation="Ö" * 300, name="Å" * 200, scope_text=long, kept_where=long)
    made = typeset(consent_paper(sheet._replace(proxy="x", proxy_why=long), GUIDE, SENDER, ON, "2026-014", ""))
    words = text_of(made.data)
    assert words.count("#panic[x]") == 1600
    assert words.replace(" ", "").count("Ö" * 300) == 1
    assert outside(made.data) == []
