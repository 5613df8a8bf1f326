"""On what a contact rests while it is typed: the consent that covers it, what is missing, or a named ground."""

from collections.abc import Mapping
from datetime import date

from rekotui.base.errors import RekotuiError
from rekotui.casework.consent import Ledger
from rekotui.casework.consent_gate import BY_CONSENT, FREE, Answer, Ask, act_of, grounds, grounds_for, may
from rekotui.casework.consent_state import Moment, standing
from rekotui.casework.contact import check_clock
from screens.consent_messages import COVERED
from screens.form import day_or_none

_FIELD_OF_WHY = {
    "ask_time": "clock",
    "other_person": "party_name",
    "only_with_patient": "with_patient",
    "ground_reason": "ground_reason",
    "ground_not_for_party": "ground",
    "ground_not_for_act": "ground",
    "ground_patient_not_there": "with_patient",
}


def ask_of(values: Mapping[str, str], on: date) -> Ask:
    """Return what the typed contact asks of the consent log; a time that is not one yet counts as none."""
    try:
        clock = check_clock(values["clock"])
    except RekotuiError:
        clock = ""
    return Ask(
        act=act_of(values["outcome"]),
        party=values["party"],
        moment=Moment(day_or_none(values["happened_on"]) or on, clock),
        name=values["party_name"],
        with_patient={"yes": True, "no": False}.get(values["with_patient"]),
        ground=values["ground"],
        reason=values["ground_reason"],
        channel=values["channel"],
    )


def covered(ask: Ask, ledger: Ledger) -> Answer:
    """Return what the log says of the contact without any ground: whether one has to be asked for."""
    return may(ask._replace(ground="", reason=""), ledger)


def cover_words(ask: Ask, ledger: Ledger) -> str:
    """Return on what the contact rests, in a sentence."""
    answer = covered(ask, ledger)
    if answer.allowed:
        if answer.note:
            return COVERED["note"].format(sentence=answer.sentence)
        until = _until(answer, ask, ledger)
        if answer.verdict == BY_CONSENT:
            return COVERED["yes"].format(day=until) if until else COVERED["yes_open"]
        return COVERED["free"] if answer.verdict == FREE else ""
    with_ground = may(ask, ledger)
    if with_ground.allowed:
        return COVERED["ground"].format(ground=grounds()[ask.ground])
    if ask.ground:
        answer = with_ground
    key = "ask_time" if answer.why == "ask_time" else "missing"
    return COVERED[key].format(sentence=answer.sentence)


def ground_choices(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Return the grounds that can be chosen for the act and the party."""
    if not ask.act:
        return ()
    words = grounds()
    return tuple((code, words[code]) for code in grounds_for(ask.act, ask.party))


def field_of_answer(answer: Answer) -> str:
    """Return the field where the gate's refusal is to be put right."""
    return _FIELD_OF_WHY.get(answer.why, "ground")


def _until(answer: Answer, ask: Ask, ledger: Ledger) -> date | None:
    found = next((each for each in ledger if each.consent_id == answer.consent_id), None)
    return standing(found, ask.moment, ledger).until if found is not None else None
