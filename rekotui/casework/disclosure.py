"""What may be let out to somebody else now: the gate asked for each thing that is to be told (rules.md G.4).

A disclosure is a text meant for another than the coordinator and the patient. It holds what the consent allows and no
more; what it leaves out is named. A ground apart from consent lets the whole of it out, and is recorded.
"""

from datetime import date
from typing import NamedTuple

from rekotui.casework.consent import Ledger
from rekotui.casework.consent_gate import BY_CONSENT, DISCLOSE, Answer, Ask, may
from rekotui.casework.consent_state import Moment, standing


class Wanted(NamedTuple):
    """What is to be let out: to whom, and about what.

    `about` are ticks of the consents' list (consent.scopes), one for each part of the text that needs one. `kind` is K2
    for the 4 § information and K5 for a SIP; else the party decides. `name` is whom at the party, in her words.
    """

    party: str
    about: tuple[str, ...]
    kind: str = ""
    name: str = ""
    with_patient: bool | None = None
    ground: str = ""
    reason: str = ""


class Permitted(NamedTuple):
    """The gate's answer, and what of the wanted may be told and may not. `since` is the day the consent holds from."""

    answer: Answer
    told: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    since: date | None = None


def permitted(wanted: Wanted, ledger: Ledger, moment: Moment) -> Permitted:
    """Answer what may be let out at a moment; nothing is told where `answer.allowed` is False.

    A consent of a kind of its own (K2, K5) decides whether the text may go at all; what it tells beyond that kind may
    rest on the yes to contact with the same party. A consent goes before a ground, as far as it reaches; a named ground
    opens for all that is wanted. Raises WrongUseError("bad_choice") for an unknown ground.
    """
    ask = Ask(DISCLOSE, wanted.party, moment, wanted.kind, wanted.name, wanted.with_patient)
    whole = may(ask._replace(ground=wanted.ground, reason=wanted.reason, what=wanted.about), ledger)
    base = may(ask, ledger)
    told = tuple(code for code in wanted.about if _covered(ask._replace(what=(code,)), ledger)) if base.allowed else ()
    if base.allowed and told == wanted.about:
        return Permitted(base, told, (), _since(base, ledger, moment))
    if wanted.ground or not told:
        return Permitted(whole, wanted.about, ()) if whole.allowed else Permitted(whole, (), wanted.about)
    left_out = tuple(code for code in wanted.about if code not in told)
    return Permitted(base, told, left_out, _since(base, ledger, moment))


def _covered(ask: Ask, ledger: Ledger) -> bool:
    return may(ask, ledger).allowed or (bool(ask.kind) and may(ask._replace(kind=""), ledger).allowed)


def _since(answer: Answer, ledger: Ledger, moment: Moment) -> date | None:
    """Return the day from which the consent holds that the answer rests on; None where it rests on none."""
    if answer.verdict != BY_CONSENT:
        return None
    found = next((each for each in ledger if each.consent_id == answer.consent_id), None)
    return standing(found, moment, ledger).since if found is not None else None
