"""Diagnoses in plain short words, invented doctors and units, and how sick-leave degrees go."""

from typing import NamedTuple

from rekotui.exchange.demo.dice import Dice, Weights
from rekotui.exchange.demo.names import MAN, WOMAN

MAIN_UNIT = "Exempelbackens vårdcentral"
SECOND_UNIT = "Låtsaslundens vårdcentral"
PHYSICIANS = {
    MAIN_UNIT: (
        "Ylva Provander",
        "Henrik Exempelius",
        "Amal Testouri",
        "Göran Låtsasberg",
        "Åse Påhittsdotter",
        "Tomasz Próbny",
        "Märta Attrapp-Ek",
    ),
    SECOND_UNIT: ("Öyvind Fiktivsson", "Leila Övningzadeh"),
}


class Diagnosis(NamedTuple):
    """A code without dot (ICD-10-SE or KSH97-P), our own short name, and whom and how long it concerns.

    `share` is in parts of all diagnoses, `days` a typical length of sick leave; `women` means women only.
    """

    code: str
    text: str
    share: int
    days: int
    group: str
    co_codes: tuple[str, ...] = ()
    oldest: int = 66
    youngest: int = 19
    women: bool = False


MIND = "mind"
PAIN = "pain"
BODY = "body"
GROUPS = (MIND, PAIN, BODY)

DIAGNOSES = (
    Diagnosis("F438A", "Utmattningssyndrom", 150, 210, MIND, ("F419", "G479", "R539", "M542"), youngest=24),
    Diagnosis("F432", "Anpassningsstörning", 60, 60, MIND, ("F419", "Z733")),
    Diagnosis("F439P", "Stressreaktion", 90, 50, MIND, ("G479", "F419", "M542")),
    Diagnosis("F430", "Akut stressreaktion", 25, 21, MIND, ("G479",)),
    Diagnosis("F431", "Posttraumatiskt stressyndrom", 22, 240, MIND, ("F321", "G479")),
    Diagnosis("F321", "Medelsvår depression", 60, 130, MIND, ("F411", "G479")),
    Diagnosis("F329", "Depression", 55, 100, MIND, ("F419", "Z733")),
    Diagnosis("F331", "Återkommande depression", 35, 160, MIND, ("F411", "F900")),
    Diagnosis("F319", "Bipolär sjukdom", 8, 180, MIND, ("F419",)),
    Diagnosis("F410", "Paniksyndrom", 18, 60, MIND, ("F329",)),
    Diagnosis("F411", "Generaliserad ångest", 28, 90, MIND, ("F329", "G479")),
    Diagnosis("F419", "Ångest", 35, 60, MIND, ("G479", "R539")),
    Diagnosis("F900", "Adhd", 10, 90, MIND, ("F419", "F329"), oldest=50),
    Diagnosis("F840", "Autism", 4, 150, MIND, ("F419",), oldest=45),
    Diagnosis("M545", "Ländryggsvärk", 60, 50, PAIN, ("M542", "M791")),
    Diagnosis("M544", "Ryggskott med ischias", 26, 55, PAIN, ("M545",)),
    Diagnosis("M511", "Diskbråck i ländryggen", 22, 120, PAIN, ("M545",)),
    Diagnosis("M542", "Nackvärk", 24, 45, PAIN, ("G442", "M545")),
    Diagnosis("M754", "Inklämningsbesvär i axeln", 24, 90, PAIN, ("M542",)),
    Diagnosis("M771", "Tennisarmbåge", 12, 45, PAIN, ("M754",)),
    Diagnosis("M797", "Fibromyalgi", 22, 180, PAIN, ("M545", "F329", "G479")),
    Diagnosis("M791", "Muskelvärk", 18, 60, PAIN, ("M542",)),
    Diagnosis("M171", "Artros i knä", 18, 110, PAIN, ("M545",), youngest=45),
    Diagnosis("M161", "Artros i höft", 12, 120, PAIN, ("M545",), youngest=48),
    Diagnosis("M069", "Ledgångsreumatism", 8, 150, PAIN, ("R539",), youngest=30),
    Diagnosis("G359", "Multipel skleros", 8, 300, BODY, ("R539", "F329"), youngest=25),
    Diagnosis("G439", "Migrän", 12, 30, BODY, ("G442",)),
    Diagnosis("G560", "Nervklämning i handleden", 10, 35, BODY, ("M771",)),
    Diagnosis("I639", "Stroke", 10, 240, BODY, ("I109", "R539"), youngest=42),
    Diagnosis("I214", "Hjärtinfarkt", 10, 110, BODY, ("I109", "E119"), youngest=45),
    Diagnosis("S525", "Handledsbrott", 14, 50, BODY),
    Diagnosis("S826", "Fotledsbrott", 14, 65, BODY),
    Diagnosis("S134", "Pisksnärtskada", 10, 60, PAIN, ("M542", "G442")),
    Diagnosis("S060", "Hjärnskakning", 12, 35, BODY, ("G442",)),
    Diagnosis("C509", "Bröstcancer", 16, 300, BODY, ("R539", "F432"), youngest=35, women=True),
    Diagnosis("C189", "Tjocktarmscancer", 6, 250, BODY, ("R539",), youngest=45),
    Diagnosis("O268", "Graviditetsbesvär", 20, 55, BODY, ("M545",), oldest=44, youngest=22, women=True),
    Diagnosis("O267", "Foglossning", 14, 70, BODY, ("M545",), oldest=44, youngest=22, women=True),
    Diagnosis("K802", "Gallsten", 8, 18, BODY),
    Diagnosis("K409", "Ljumskbråck", 8, 24, BODY),
    Diagnosis("R522", "Långvarig smärta", 20, 150, PAIN, ("M797", "F329", "G479")),
    Diagnosis("R539", "Trötthet", 16, 70, BODY, ("G479", "F439P")),
    Diagnosis("U099", "Besvär efter covid-19", 10, 320, BODY, ("R539", "R068")),
    Diagnosis("Z733", "Stress", 16, 25, MIND, ("G479",)),
)
BY_CODE = {diagnosis.code: diagnosis for diagnosis in DIAGNOSES}
_SHARES = {
    WOMAN: Weights((diagnosis, diagnosis.share) for diagnosis in DIAGNOSES),
    MAN: Weights((diagnosis, diagnosis.share) for diagnosis in DIAGNOSES if not diagnosis.women),
}
_CO_CODES = Weights(((0, 58), (1, 30), (2, 12)))

_Degrees = tuple[int, ...]
_FULL: _Degrees = (100,)
_HALF: _Degrees = (50,)
_DOWN: _Degrees = (100, 50)
_DEGREES_BY_LENGTH: tuple[tuple[int, Weights[_Degrees]], ...] = (
    (14, Weights(((_FULL, 80), (_HALF, 20)))),
    (45, Weights(((_FULL, 52), (_HALF, 20), (_DOWN, 18), ((75,), 10)))),
    (
        120,
        Weights(((_FULL, 26), (_HALF, 18), (_DOWN, 24), ((100, 75, 50), 12), ((75, 50), 8), ((100, 50, 25), 12))),
    ),
    (
        100_000,
        Weights(
            (
                (_FULL, 18),
                (_HALF, 18),
                ((25,), 5),
                (_DOWN, 14),
                ((100, 75, 50), 14),
                ((100, 75, 50, 25), 16),
                ((100, 50, 100), 5),
                ((50, 25), 10),
            )
        ),
    ),
)
"""Longest length in days, and how often which degrees in which order."""


def draw_diagnosis(dice: Dice, sex: str) -> Diagnosis:
    """Return a diagnosis as often as it leads to coordination at a vårdcentral."""
    return dice.weighted(_SHARES[sex])


def draw_co_codes(dice: Dice, diagnosis: Diagnosis) -> tuple[str, ...]:
    """Return none (usually), one or two codes that often stand beside the diagnosis."""
    return tuple(dice.some(diagnosis.co_codes, dice.weighted(_CO_CODES)))


def draw_degrees(dice: Dice, days: int) -> tuple[int, ...]:
    """Return the degrees of a sick leave of so many days, in order; long ones mostly step down."""
    for longest, choices in _DEGREES_BY_LENGTH:
        if days <= longest:
            return dice.weighted(choices)
    raise AssertionError("the last row of the table takes all lengths")
