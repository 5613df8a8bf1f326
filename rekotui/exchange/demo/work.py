"""Invented employers with the work people do there, and Rehabstöd's words for what a patient does."""

from typing import NamedTuple

from rekotui.exchange.demo.dice import Dice, Weights

AT_WORK = "Nuvarande arbete"
JOB_SEEKING = "Arbetssökande"
ON_PARENTAL_LEAVE = "Föräldraledighet"
STUDYING = "Studier"

EMPLOYED = "employed"
OWN_FIRM = "own_firm"
SEEKING = "seeking"
STUDENT = "student"
PARENT = "parent"
PART_STUDENT = "part_student"

KINDS = Weights(((EMPLOYED, 80), (SEEKING, 9), (OWN_FIRM, 4), (STUDENT, 3), (PARENT, 3), (PART_STUDENT, 1)))
AGES = {STUDENT: (19, 38), PARENT: (22, 45), PART_STUDENT: (21, 45), OWN_FIRM: (23, 66)}


class Work(NamedTuple):
    """What a patient does: employer and occupation where there are any, and Rehabstöd's words."""

    employer: str | None
    occupation: str | None
    occupations: tuple[str, ...]


_CARE = ("undersköterska", "vårdbiträde", "sjuksköterska", "enhetschef")
_SCHOOL = ("lärare", "elevassistent", "specialpedagog", "fritidspedagog", "skolsköterska")
_PRESCHOOL = ("förskollärare", "barnskötare", "kock")
_SHOP = ("butikssäljare", "kassapersonal", "butikschef")
_OFFICE = ("handläggare", "ekonomiassistent", "administratör", "registrator")
_INDUSTRY = ("montör", "svetsare", "maskinoperatör", "produktionsledare")
_STORE = ("lagerarbetare", "truckförare", "logistiker")

EMPLOYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Exempelhemmet", _CARE),
    ("Låtsaslyckans äldreboende", _CARE),
    ("Provkullens gruppboende", ("stödassistent", "stödpedagog", "nattpersonal")),
    ("Exempelköpings hemtjänst", _CARE),
    ("Övningsängens servicehus", _CARE),
    (
        "Påhittets lasarett",
        ("sjuksköterska", "undersköterska", "medicinsk sekreterare", "biomedicinsk analytiker"),
    ),
    ("Tandkliniken Låtsasleendet", ("tandsköterska", "tandhygienist", "receptionist")),
    ("Exempelskolan", _SCHOOL),
    ("Testbergaskolan", _SCHOOL),
    ("Provtorps gymnasium", ("lärare", "studievägledare", "kurator", "vaktmästare")),
    ("Förskolan Attrappen", _PRESCHOOL),
    ("Förskolan Låtsaslandet", _PRESCHOOL),
    ("Exempelköpings kommun, stadshuset", _OFFICE),
    ("Exempelköpings kommun, socialkontoret", ("socialsekreterare", "biståndshandläggare", "administratör")),
    ("Testviks kommun, parkenheten", ("parkarbetare", "trädgårdsmästare", "arbetsledare")),
    ("Påhittsverket", _OFFICE),
    ("Låtsasförsäkringar", ("skadereglerare", "kundrådgivare", "ekonomiassistent")),
    ("Exempelsparbanken", ("bankrådgivare", "kundtjänstmedarbetare", "controller")),
    ("Kundcenter Provsvar", ("kundtjänstmedarbetare", "teamledare", "telefonist")),
    ("Påhittade Program", ("systemutvecklare", "testare", "projektledare")),
    ("Fingerade Flöden IT", ("systemutvecklare", "drifttekniker", "supporttekniker")),
    ("Attrapp & Dotter Plåt", ("plåtslagare", "svetsare", "arbetsledare")),
    ("Låtsasmekano", _INDUSTRY),
    ("Testviks Gjuteri", _INDUSTRY),
    ("Exempelbagarn", ("bagare", "konditor", "packare")),
    ("Provköps Lager", _STORE),
    ("Fantasifrakt", ("lastbilschaufför", "truckförare", "trafikledare")),
    ("Låtsaslinjen buss", ("bussförare", "trafikledare", "verkstadsmekaniker")),
    ("Testbo Bygg", ("snickare", "betongarbetare", "målare", "arbetsledare")),
    ("Fiktiva El och Rör", ("elektriker", "rörmokare", "servicetekniker")),
    ("Handelsboden Exempelhörnan", _SHOP),
    ("Provmarknaden i Testvik", _SHOP),
    ("Klädbutiken Attrapp", _SHOP),
    ("Restaurang Låtsaskällaren", ("kock", "serveringspersonal", "restaurangbiträde")),
    ("Hotell Övernattning Exempel", ("hotellstädare", "receptionist", "frukostvärd")),
    ("Blänk & Påhitt Städ", ("lokalvårdare", "fönsterputsare", "arbetsledare")),
)
_OWN_FIRMS = (
    "frisör, egen firma",
    "snickare, egen firma",
    "massör, egen firma",
    "lantbrukare",
    "taxiförare, egen firma",
    "grafisk formgivare, egen firma",
    "hundtrimmare, egen firma",
)
_SOUGHT = (
    "lagerarbetare",
    "undersköterska",
    "butikssäljare",
    "kock",
    "lokalvårdare",
    "administratör",
    "svetsare",
    None,
)
_STUDIES = (
    "studerar till lärare",
    "studerar till undersköterska",
    "läser på komvux",
    "studerar på yrkeshögskola",
    "läser på folkhögskola",
)


def draw_kind(dice: Dice) -> str:
    """Return one of the kinds of occupation, as often as they come to a vårdcentral."""
    return dice.weighted(KINDS)


def draw_work(dice: Dice, kind: str) -> Work:
    """Return employer, occupation and Rehabstöd's words for a kind of occupation."""
    if kind == SEEKING:
        return Work(None, dice.pick(_SOUGHT), (JOB_SEEKING,))
    if kind == STUDENT:
        return Work(None, dice.pick(_STUDIES), (STUDYING,))
    if kind == OWN_FIRM:
        return Work(None, dice.pick(_OWN_FIRMS), (AT_WORK,))
    employer, jobs = dice.pick(EMPLOYERS)
    words = {PARENT: (AT_WORK, ON_PARENTAL_LEAVE), PART_STUDENT: (AT_WORK, STUDYING)}.get(kind, (AT_WORK,))
    return Work(employer, dice.pick(jobs), words)
