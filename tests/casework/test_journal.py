"""The ready record text: vectors, and what holds for every text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekotui.casework import consent, contact, journal_messages, kva
from rekotui.casework.consent_gate import grounds
from rekotui.casework.journal import (
    Basis,
    ConsentNote,
    ContactNote,
    Covering,
    StatusNote,
    is_to_be_entered,
    sections,
    text_of,
)
from rekotui.casework.meeting import Agreement, Participant
from rekotui.casework.meeting_note import MeetingNote
from rekotui.casework.messages import CONSENT_ABOUT
from rekotui.casework.status import all_statuses

ON = date(2026, 11, 9)
CALL = ContactNote(
    ON,
    "phone",
    "held",
    "arbetsgivare",
    "extern_samverkan",
    clock="09:40",
    party_name="Kim Prov",
    with_patient=False,
    body="Chefen återkommer om schema.\nTvå halvdagar går bra.",
    next_step="Ring igen på fredag",
    codes=("GC001",),
    covering=Covering("K3", "arbetsgivare", "Exempelhemmet", "Kim Prov", date(2026, 10, 12), date(2027, 2, 28)),
)
CONSENT = ConsentNote(
    "given",
    date(2026, 10, 12),
    "K3",
    clock="09:55",
    party="arbetsgivare",
    organisation="Exempelhemmet",
    person="Kim Prov",
    role="enhetschef",
    purpose="Planera återgången",
    direction="both",
    presence="free",
    valid_from=date(2026, 10, 12),
    valid_to=date(2027, 2, 28),
    scope=("contact", "extent"),
    scope_text="Önskemål om schema",
    not_told="Diagnos och det som rör familjen",
    way="written",
    kept_where="Pärm 3",
    informed=True,
    copy_given=True,
    taken_by="Reko",
)


def test_a_call_to_the_employer():
    assert text_of(CALL) == (
        "Kontakt: 2026-11-09 kl. 09:40: Telefonsamtal med arbetsgivaren (Kim Prov). Patienten var inte med.\n"
        "Del av koordineringen: Extern samverkan\n"
        "Samtycke: Samtycke till kontakt med arbetsgivaren (Kim Prov, Exempelhemmet), lämnat 2026-10-12, "
        "gäller till och med 2027-02-28.\n"
        "Samverkan:\nChefen återkommer om schema.\nTvå halvdagar går bra.\n"
        "Planerat: Ring igen på fredag\n"
        "KVÅ: GC001 Koordineringsinsatser för återgång till eller inträde i arbetslivet"
    )


def test_a_meeting_is_told_with_who_came_and_what_was_promised():
    meeting = MeetingNote(
        "Avstämningsmöte",
        "held",
        "Vårdcentralen",
        (
            Participant("patient", attendance="came"),
            Participant("forsakringskassan", "Robin Utkast", attendance="came"),
            Participant("arbetsgivare", "Kim Prov", "Chef", "absent"),
            Participant("lakare", attendance="excused"),
        ),
        (
            Agreement("Utreder arbetsträning.", "forsakringskassan", "Robin Utkast", date(2026, 11, 30)),
            Agreement("Ringer chefen", "", "", date(2026, 11, 12)),
        ),
    )
    note = ContactNote(
        ON,
        "meeting",
        "held",
        "forsakringskassan",
        "extern_samverkan",
        party_name="Robin Utkast",
        with_patient=True,
        body="Vad mötet kom fram till: Börja på halvtid",
        next_step="Följs upp 2026-12-07.",
        covering=Covering("K3", "forsakringskassan", given_on=date(2026, 10, 12)),
        meeting=meeting,
        also=(Basis(Covering("K3", "arbetsgivare", valid_to=date(2027, 2, 28))), Basis(ground="patient_present")),
    )
    assert text_of(note) == (
        "Kontakt: 2026-11-09: Avstämningsmöte. Möte med Försäkringskassan (Robin Utkast). Plats: Vårdcentralen. "
        "Patienten var med.\n"
        "Del av koordineringen: Extern samverkan\n"
        "Deltagare:\nVar med: patienten, Försäkringskassan (Robin Utkast).\nKom inte: Chef (Kim Prov).\n"
        "Hade förhinder: läkaren.\n"
        "Samtycke:\nSamtycke till kontakt med Försäkringskassan, lämnat 2026-10-12.\n"
        "Samtycke till kontakt med arbetsgivaren, gäller till och med 2027-02-28.\n"
        "Patienten var med och deltog.\n"
        "Samverkan: Vad mötet kom fram till: Börja på halvtid\n"
        "Överenskommelser:\nUtreder arbetsträning: Försäkringskassan (Robin Utkast), senast 2026-11-30.\n"
        "Ringer chefen: koordinatorn, senast 2026-11-12.\n"
        "Planerat: Följs upp 2026-12-07."
    )
    asked = note._replace(outcome="booked", meeting=meeting._replace(state="planned", agreements=()), also=())
    assert "Deltagare: Ska vara med: patienten, Försäkringskassan (Robin Utkast), Chef (Kim Prov), läkaren." in (
        text_of(asked)
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            ContactNote(ON, "visit", "held", "patient", "personligt_stod", with_patient=True, body="Sover bättre."),
            "Kontakt: 2026-11-09: Besök med patienten.\nDel av koordineringen: Personligt stöd\n"
            "Anteckning: Sover bättre.",
        ),
        (
            ContactNote(ON, "phone", "no_answer", "patient", "personligt_stod"),
            "Kontakt: 2026-11-09: Telefon, patienten: inget svar.\nDel av koordineringen: Personligt stöd",
        ),
        (
            ContactNote(ON, "visit", "did_not_come", "patient", "personligt_stod", clock="13:00"),
            "Kontakt: 2026-11-09 kl. 13:00: Besök, patienten: uteblev.\nDel av koordineringen: Personligt stöd",
        ),
        (
            ContactNote(ON, "meeting", "booked", "arbetsgivare", "extern_samverkan", with_patient=True),
            "Kontakt: 2026-11-09: Möte, arbetsgivaren: bokat. Patienten ska vara med.\n"
            "Del av koordineringen: Extern samverkan",
        ),
        (
            ContactNote(
                ON,
                "phone",
                "held",
                "arbetsgivare",
                "extern_samverkan",
                ground="without_consent",
                ground_reason="Chefen visste redan allt.",
            ),
            "Kontakt: 2026-11-09: Telefonsamtal med arbetsgivaren.\nDel av koordineringen: Extern samverkan\n"
            "Samtycke: Kontakten skedde utan giltigt samtycke. Chefen visste redan allt.",
        ),
        (
            ContactNote(
                ON,
                "letter",
                "held",
                "forsakringskassan",
                "extern_samverkan",
                ground="fk_request",
                ground_reason="Begäran 5 nov.",
            ),
            "Kontakt: 2026-11-09: Brev, Försäkringskassan.\nDel av koordineringen: Extern samverkan\n"
            "Samtycke: Försäkringskassans egen begäran (SFB 110 kap. 31 §). Begäran 5 nov.",
        ),
        (
            ContactNote(ON, "phone", "held", "patient", "personligt_stod", corrects=date(2026, 11, 8)),
            "Rättelse: Ersätter anteckningen om kontakten 2026-11-08.\n"
            "Kontakt: 2026-11-09: Telefonsamtal med patienten.\nDel av koordineringen: Personligt stöd",
        ),
        (
            StatusNote(ON, "Aktiv", "-", "Vill ha stöd"),
            "Status: 2026-11-09: Aktiv\nAnledning: Vill ha stöd",
        ),
        (StatusNote(ON, "Avslutad", "Aktiv"), "Status: 2026-11-09: Avslutad, tidigare Aktiv"),
        (StatusNote(ON, "-", "Aktiv"), "Status: 2026-11-09: ingen status, tidigare Aktiv"),
        (StatusNote(ON, "-"), "Status: 2026-11-09: Ärendet togs upp"),
        (StatusNote(ON, "Kontaktad"), "Status: 2026-11-09: Ärendet togs upp, Kontaktad"),
        (
            ConsentNote("declined", ON, "K2", party="forsakringskassan", way="visit"),
            "Samtycke: 2026-11-09: Samtycke till information till Försäkringskassan avböjt.\n"
            "Hur det lämnades: Muntligt vid besök",
        ),
        (
            ConsentNote(
                "withdrawn", ON, "K3", clock="10:40", party="arbetsgivare", way="phone", note="Vill byta chef."
            ),
            "Samtycke: 2026-11-09 kl. 10:40: Samtycke till kontakt med arbetsgivaren återkallat.\n"
            "Hur det lämnades: Muntligt per telefon\nAnteckning: Vill byta chef.",
        ),
        (
            ConsentNote("given", ON, "K1", way="visit", valid_from=ON, informed=False),
            "Samtycke: 2026-11-09: Samtycke till koordinering lämnat.\n"
            "Gäller: Från och med 2026-11-09 och tills vidare.\nHur det lämnades: Muntligt vid besök\n"
            "Information till patienten: Patienten har inte fått information om samtycket.",
        ),
        (
            ConsentNote("voided", ON, "K1", voided_on=date(2026, 11, 2), note="Fel patient."),
            "Samtycke: 2026-11-09: Anteckningen om samtycke till koordinering den 2026-11-02 är felregistrerad.\n"
            "Anteckning: Fel patient.",
        ),
    ],
)
def test_vectors(note, told):
    assert text_of(note) == told


def test_a_consent_in_full():
    assert text_of(CONSENT) == (
        "Samtycke: 2026-10-12 kl. 09:55: Samtycke till kontakt med arbetsgivaren (Kim Prov, enhetschef, Exempelhemmet)"
        " lämnat.\n"
        "Får lämnas:\natt kontakt finns, omfattning och tid\nÖnskemål om schema\n"
        "Får inte lämnas: Diagnos och det som rör familjen\n"
        "Syfte: Planera återgången\n"
        "Villkor:\nLämna och ta emot uppgifter.\nOckså utan patienten.\n"
        "Gäller: Från och med 2026-10-12 till och med 2027-02-28.\n"
        "Hur det lämnades:\nSkriftligt\nFörvaras: Pärm 3\n"
        "Information till patienten: Patienten har fått information om vad samtycket innebär, att det är frivilligt och"
        " att det när som helst kan återkallas. Patienten har fått en kopia.\n"
        "Mottaget av: Reko"
    )


TYPED = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30) | st.sampled_from(
    ["{x}", "{0}", "[/]", "[red]x", "  framför och bakom  ", "rad ett\nrad två", "%s", "a: b"]
)
DAYS = st.dates(date(2018, 1, 1), date(2030, 1, 1))
MAYBE = st.none() | st.booleans()
CODES = st.lists(st.sampled_from(list(kva.codes())), max_size=3, unique=True).map(tuple)
COVERING = st.builds(
    Covering,
    kind=st.sampled_from(list(consent.kinds())),
    party=st.sampled_from(["", *contact.parties()]),
    organisation=TYPED,
    person=TYPED,
    given_on=st.none() | DAYS,
    valid_to=st.none() | DAYS,
)
CONTACTS = st.builds(
    ContactNote,
    on=DAYS,
    channel=st.sampled_from(list(contact.channels())),
    outcome=st.sampled_from(list(contact.outcomes())),
    party=st.sampled_from(list(contact.parties())),
    part=st.sampled_from(list(contact.parts())),
    clock=st.sampled_from(["", "09:40"]),
    party_name=TYPED,
    with_patient=MAYBE,
    body=TYPED,
    next_step=TYPED,
    codes=CODES,
    covering=st.none() | COVERING,
    ground=st.sampled_from(["", *grounds()]),
    ground_reason=TYPED,
    corrects=st.none() | DAYS,
    results=TYPED,
)
CONSENTS = st.builds(
    ConsentNote,
    event=st.sampled_from(list(consent.words("events"))),
    on=DAYS,
    kind=st.sampled_from(list(consent.kinds())),
    clock=st.sampled_from(["", "09:40"]),
    party=st.sampled_from(["", *contact.parties()]),
    organisation=TYPED,
    person=TYPED,
    role=TYPED,
    purpose=TYPED,
    direction=st.sampled_from(["", *consent.words("directions")]),
    presence=st.sampled_from(["", *consent.words("presence")]),
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
    scope=st.lists(st.sampled_from(list(consent.scopes())), unique=True).map(tuple),
    scope_text=TYPED,
    not_told=TYPED,
    way=st.sampled_from(["", *consent.words("ways")]),
    kept_where=TYPED,
    informed=MAYBE,
    copy_given=MAYBE,
    taken_by=TYPED,
    proxy=TYPED,
    proxy_why=TYPED,
    note=TYPED,
    voided_on=st.none() | DAYS,
)
STATUSES = st.builds(
    StatusNote,
    on=DAYS,
    status=st.sampled_from(all_statuses()),
    before=st.sampled_from(["", *all_statuses()]),
    reason=TYPED,
)
TYPED_FIELDS = {
    ContactNote: ("party_name", "body", "next_step", "ground_reason", "results"),
    StatusNote: ("reason",),
    ConsentNote: (
        *("organisation", "person", "role", "scope_text", "not_told", "kept_where", "taken_by"),
        *("proxy", "proxy_why", "note"),
    ),
}


def typed_in(note):
    """What she has typed and the text is to hold; a consent's purpose is told where it says what it is for."""
    fields = [getattr(note, name) for name in TYPED_FIELDS[type(note)]]
    if isinstance(note, ConsentNote) and note.event in ("given", "limited", "renewed"):
        fields.append(note.purpose)
    if isinstance(note, ContactNote) and note.covering is not None:
        fields += [note.covering.person, note.covering.organisation]
    return [typed for typed in fields if typed.strip()]


@given(CONTACTS | STATUSES | CONSENTS)
def test_what_was_typed_comes_out_unchanged(note):
    text = text_of(note)
    assert all(typed in text for typed in typed_in(note))


@given(CONTACTS | STATUSES | CONSENTS)
def test_no_heading_is_empty_or_stands_twice_and_they_stand_in_order(note):
    told = sections(note)
    order = list(journal_messages.HEADINGS.values())
    assert told
    assert all(section.text.strip() for section in told)
    assert [section.heading for section in told] == [
        heading for heading in order if heading in {section.heading for section in told}
    ]


@given(CONTACTS | STATUSES | CONSENTS)
def test_nothing_is_left_to_fill_in(note):
    """No placeholder, code word or None of ours is left when what she typed is taken out."""
    bare = note._replace(**dict.fromkeys(TYPED_FIELDS[type(note)], ""))
    if isinstance(note, ConsentNote):
        bare = bare._replace(purpose="")
    elif isinstance(note, ContactNote):
        bare = bare._replace(meeting=None, also=())  # typed all through, and told in a vector of its own
        if note.covering is not None:
            bare = bare._replace(covering=note.covering._replace(person="", organisation=""))
    told = text_of(bare)
    for left in ("{", "}", "None", "True", "False", "_", "  "):
        assert left not in told


@given(CONTACTS)
def test_what_is_not_known_is_not_told(note):
    """A fact that is taken away takes its words with it, and adds none."""
    bare = ContactNote(note.on, note.channel, note.outcome, note.party, note.part)
    assert [section.heading for section in sections(bare)] == ["Kontakt", "Del av koordineringen"]
    assert "samtycke" not in text_of(bare).lower()
    assert "Patienten" not in text_of(bare)


def test_only_what_took_place_is_asked_for():
    assert [outcome for outcome in contact.outcomes() if is_to_be_entered(outcome)] == ["held"]


def test_every_kind_and_event_has_words():
    assert set(consent.words("events")) == set(journal_messages.EVENTS)
    assert set(consent.kinds()) <= set(CONSENT_ABOUT)
