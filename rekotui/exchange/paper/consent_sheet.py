"""What a consent form says of a case: from the log, or a form to fill in, with no identity where it is protected.

For a protected identity name, number and all that names the other party are lines to write on by hand (design 4).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework import consent as rules
from rekotui.casework.consent_guide import purpose
from rekotui.casework.consent_state import Moment, Standing, best, last_scope, span, standing
from rekotui.casework.contact import OUTSIDE, PATIENT, check_code, part_of
from rekotui.exchange.paper.consent_form import ConsentSheet
from storage.consent_reading import ConsentEventLine, book_of, consent_log, ledger
from storage.reading import CaseLine, Reader

_EMPLOYER = "arbetsgivare"
_END_OF_DAY = "24:00"
"""All that was entered that day counts."""


class Wanted(NamedTuple):
    """Which form: a kind and a party, or the number of a consent in the log; `empty` = nothing of the log."""

    kind: str = rules.COORDINATION
    party: str = ""
    consent_id: int | None = None
    empty: bool = False


def checked(wanted: Wanted) -> Wanted:
    """Return what is asked for in code words; raise WrongUseError for what is no kind or no party of it."""
    kind = rules.check_word("kinds", wanted.kind.strip().upper(), "--kind")
    if not rules.needs_party(kind):
        return wanted._replace(kind=kind, party=rules.party_of_kind(kind))
    if wanted.consent_id is not None:
        return wanted._replace(kind=kind)
    if not wanted.party:
        raise WrongUseError("consent_party_needed")
    party = check_code("parties", wanted.party, "--party")
    if party == PATIENT or part_of(party) != OUTSIDE:
        raise WrongUseError("consent_party_needed")
    return wanted._replace(kind=kind, party=party)


def blank_sheet(wanted: Wanted) -> ConsentSheet:
    """Return a form about nobody: the kind and the party, and the guide's purpose."""
    return ConsentSheet(wanted.kind, wanted.party, purpose=purpose(wanted.kind, wanted.party))


def consent_sheet(reader: Reader, case: CaseLine, on: date, wanted: Wanted) -> tuple[ConsentSheet, int | None]:
    """Return what the form of a case says on a day, and the number of the consent that it shows (None = of none).

    Where the log has none of that kind it is a form to fill in, with what is known of the other party. Raises
    NothingFoundError for the number of a consent that the case does not have.
    """
    found = None if wanted.empty else _chosen(reader, case, on, wanted)
    if found is None:
        sheet = blank_sheet(wanted)
        sheet = sheet if wanted.empty else _with_party(reader, case, sheet)
        return _named(sheet, case), None
    lines = [line for line in consent_log(reader, case.case_id) if line.consent_id == found.consent.consent_id]
    return _named(_filled(found, lines), case), found.consent.consent_id


def _chosen(reader: Reader, case: CaseLine, on: date, wanted: Wanted) -> Standing | None:
    every, moment = ledger(reader, case.case_id), Moment(on, _END_OF_DAY)
    if wanted.consent_id is not None:
        one = next((each for each in every if each.consent_id == wanted.consent_id), None)
        if one is None:
            raise NothingFoundError("no_such_consent")
        return standing(one, moment, every)
    same = [each for each in every if each.kind == wanted.kind and (each.party == wanted.party or not each.party)]
    return best([standing(each, moment, every) for each in same])


def _filled(found: Standing, lines: Sequence[ConsentEventLine]) -> ConsentSheet:
    own = found.consent
    happened = [line for line in lines if not line.voided and line.event != rules.VOIDED]
    said = next((line for line in happened if line.event in (*rules.GRANTS, rules.DECLINED)), None)
    try:
        scope = last_scope(own)
    except LookupError:
        scope = None
    first, last = (found.since, found.until) if found.holds else span(own)
    sheet = ConsentSheet(
        kind=own.kind,
        party=own.party,
        organisation=own.organisation,
        person=own.person,
        role=own.role,
        direction=own.direction,
        presence=own.presence,
        scope=scope.scope if scope else (),
        scope_text=scope.scope_text if scope else "",
        not_told=scope.not_told if scope else "",
        valid_from=first,
        valid_to=last,
        state=found.state,
        since=found.since,
        until=found.until,
        answer=_answer(found),
        purpose=purpose(own.kind, own.party),
    )
    return _with_words(sheet, said) if said else sheet


def _with_words(sheet: ConsentSheet, said: ConsentEventLine) -> ConsentSheet:
    """Return the sheet with how it was said, and what belongs to the whole consent."""
    return sheet._replace(
        phone=said.phone,
        purpose=said.purpose or sheet.purpose,
        channels=said.channels,
        answered_on=said.on,
        way=said.way,
        kept_where=said.kept_where,
        informed=bool(said.informed),
        copy_given=bool(said.copy_given),
        taken_by=said.taken_by,
        proxy=said.proxy,
        proxy_why=said.proxy_why,
    )


def _answer(found: Standing) -> str:
    if found.consent.kind != rules.COORDINATION:
        return ""
    if found.state == "declined":
        return "no"
    return "limited" if found.limited or found.not_told else "yes"


def _with_party(reader: Reader, case: CaseLine, sheet: ConsentSheet) -> ConsentSheet:
    """Return a form to fill in with whom she talks with there, where one and only one is known."""
    if sheet.kind != rules.PARTY:
        return sheet
    known = [line for line in book_of(reader, case.case_id) if line.party == sheet.party and line.ended_on is None]
    organisation = case.employer if sheet.party == _EMPLOYER else ""
    if len(known) != 1:
        return sheet._replace(organisation=organisation)
    (one,) = known
    return sheet._replace(
        organisation=one.organisation or organisation, person=one.name, role=one.role, phone=one.phone
    )


def _named(sheet: ConsentSheet, case: CaseLine) -> ConsentSheet:
    if case.protected:
        return sheet._replace(organisation="", person="", role="", phone="", proxy="", proxy_why="")
    return sheet._replace(name=case.name, number=case.personnummer)
