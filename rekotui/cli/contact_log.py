"""`rekotui log`: a quick contact, through the same gates as the app. What was said is never an argument."""

import sys
from datetime import date
from typing import NamedTuple

from rekotui.base import exit_codes
from rekotui.base.clock import parse_day
from rekotui.base.errors import WrongUseError
from rekotui.casework.consent import FK_INFORMATION, SIP, check_word
from rekotui.casework.contact import BOOKED, PATIENT, check_clock, check_code
from rekotui.casework.kva import check_codes, warnings
from rekotui.cli import asking
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import LOG
from rekotui.cli.output import note, print_json
from rekotui.cli.own_editor import edited, editor
from rekotui.cli.unlocking import key
from storage.reading import Reader
from storage.upgrade import open_reader
from storage.vault import Key

_MOST_MINUTES = 24 * 60
_ABOUT = {"fk_information": FK_INFORMATION, "sip": SIP}


class Given(NamedTuple):
    """The options of the command, as typed."""

    party: str
    channel: str
    part: str = ""
    outcome: str = "held"
    on_date: str = ""
    time: str = ""
    minutes: int | None = None
    next_date: str = ""
    ground: str = ""
    with_patient: bool | None = None
    about: str = ""
    kva: tuple[str, ...] | None = None


class _Checked(NamedTuple):
    """What is to be recorded, in codes and days."""

    on: date
    party: str
    channel: str
    part: str
    outcome: str
    clock: str
    minutes: int | None
    next_on: date | None
    ground: str
    with_patient: bool | None
    kind: str
    kva: tuple[str, ...] | None


class _Made(NamedTuple):
    """What was recorded: numbers, codes, and what should be said beside it."""

    contact_id: int
    follow_up_id: int | None
    codes: tuple[str, ...]
    says: tuple[str, ...]


def run(options: GlobalOptions, words: list[str], given: Given) -> int:
    """Record a contact, and with `next_date` a follow-up in the same transaction; say so by the case's number alone.

    Raises WrongUseError for wrong codes, days or times and for an ambiguous case, NothingFoundError where there is no
    such case, RefusedError from a gate.
    """
    checked = _check(given, options.day)
    text = search_text(words, "log")
    found = key(options)
    with open_reader(found) as opened:
        line = choose(opened, text, options)
        _ask_gate(opened, line.case_id, checked)
    # Checked before she writes: nothing that was written may be lost for a mistyped option.
    body = _what_was_said(options)
    made = _write(found, line.case_id, checked, body, options.day)
    if options.json:
        next_on = checked.next_on.isoformat() if checked.next_on else None
        print_json(
            {
                "case": line.number,
                "contact": made.contact_id,
                "follow_up": made.follow_up_id,
                "next_date": next_on,
                "kva": list(made.codes),
            }
        )
    else:
        words_of = LOG["booked" if checked.outcome == BOOKED else "recorded"]
        note(words_of.format(case=line.number, day=checked.on.isoformat()), options)
        for sentence in made.says:
            note(sentence, options)
        if checked.next_on:
            note(LOG["next"].format(day=checked.next_on.isoformat()), options)
    return exit_codes.DONE


def _check(given: Given, on: date) -> _Checked:
    if not given.party or not given.channel:
        raise WrongUseError("missing_argument", argument="--channel" if given.party else "--party", command="log")
    happened = parse_day(given.on_date) if given.on_date else on
    next_on = parse_day(given.next_date) if given.next_date else None
    if next_on is not None and next_on <= happened:
        raise WrongUseError("next_before_contact")
    outcome = check_code("outcomes", given.outcome, "--outcome")
    if outcome != BOOKED and happened > on:
        raise WrongUseError("contact_in_future")
    if given.minutes is not None and not 0 <= given.minutes <= _MOST_MINUTES:
        raise WrongUseError("bad_minutes")
    return _Checked(
        on=happened,
        party=check_code("parties", given.party, "--party"),
        channel=check_code("channels", given.channel, "--channel"),
        part=check_code("parts", given.part, "--part") if given.part else "",
        outcome=outcome,
        clock=check_clock(given.time),
        minutes=given.minutes,
        next_on=next_on,
        ground=check_word("grounds", given.ground, "--ground") if given.ground else "",
        with_patient=given.with_patient,
        kind=_kind(given.about),
        kva=check_codes(given.kva) if given.kva is not None else None,
    )


def _kind(about: str) -> str:
    if about and about not in _ABOUT:
        raise WrongUseError("bad_choice", option="--about", known=", ".join(_ABOUT))
    return _ABOUT.get(about, "")


def _ask_gate(reader: Reader, case_id: int, checked: _Checked) -> None:
    """Say no before she writes; the repository asks again in its transaction, then with the reason too."""
    from rekotui.casework.consent_gate import Ask, ConsentRefusedError, act_of, may
    from rekotui.casework.consent_state import Moment
    from storage.consent_reading import ledger

    answer = may(
        Ask(
            act=act_of(checked.outcome),
            party=checked.party,
            moment=Moment(checked.on, checked.clock),
            kind=checked.kind,
            with_patient=checked.with_patient,
            ground=checked.ground,
            reason=checked.ground,
            channel=checked.channel,
        ),
        ledger(reader, case_id),
    )
    if not answer.allowed:
        raise ConsentRefusedError(answer)


def _what_was_said(options: GlobalOptions) -> str:
    """Return the text: all of standard input where it is no terminal, else from her editor, else a line asked for."""
    if not sys.stdin.isatty():
        # The case was read from the same place with "-": the rest is the text.
        return sys.stdin.read()
    if not options.may_ask:
        return ""
    program = editor()
    return edited(program, options.folder) if program else asking.line(LOG["ask_text"])


def _first_line(body: str) -> str:
    """Return the reason for a ground: the first line of what she wrote, which is kept whole in the contact too."""
    return next((line.strip() for line in body.splitlines() if line.strip()), "")


def _write(found: Key, case_id: int, checked: _Checked, body: str, on: date) -> _Made:
    """Record it all in one transaction."""
    from rekotui.casework.consent_gate import START, Ask, may
    from rekotui.casework.consent_state import Moment
    from storage.cases import CaseRepository
    from storage.consent_ledger import ledger_of
    from storage.contacts import ContactRepository, NewContact, codes_of
    from storage.database import Database
    from storage.follow_ups import FollowUpRepository, NewFollowUp

    database = Database(found.folder, found.dek, demo=found.demo)
    try:
        with database.write() as work:
            case = CaseRepository(work).get(case_id)
            new = NewContact(
                happened_on=checked.on,
                channel=checked.channel,
                outcome=checked.outcome,
                party=checked.party,
                part=checked.part,
                clock=checked.clock,
                body=body,
                minutes=checked.minutes,
                with_patient=checked.with_patient,
                kind=checked.kind,
                ground=checked.ground,
                ground_reason=_first_line(body) if checked.ground else "",
                kva=checked.kva,
            )
            contact = ContactRepository(work).record(case, new, on)
            follow_up = None
            if checked.next_on is not None:
                promise = NewFollowUp(checked.next_on, "call", origin="contact", origin_id=contact.id)
                follow_up = FollowUpRepository(work).add(case, promise)
            codes = codes_of(work, contact.id or 0)
            says = list(warnings(codes, checked.on, work.settings.kva_outside))
            if checked.party == PATIENT:
                says.append(may(Ask(START, PATIENT, Moment(on)), ledger_of(work.ask, case_id)).sentence)
            told = tuple(sentence for sentence in says if sentence)
            return _Made(contact.id or 0, follow_up.id if follow_up else None, codes, told)
    finally:
        database.close()
