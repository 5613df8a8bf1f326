"""What an answer may be, per type of question (SCHEMA, Types and stored values), and an answer in words."""

from collections.abc import Iterable
from datetime import date

from rekotui.base.clock import parse_day
from rekotui.base.errors import WrongUseError
from rekotui.casework.facts import clean_text
from rekotui.casework.guide import CLEARING, Question
from rekotui.casework.guide_expression import Value
from rekotui.casework.guide_messages import VALUE

_TOP = 10


def check_value(question: Question, given: object) -> Value:
    """Return an answer as it is stored, made of what a form or a file gives.

    Numbers may come as text with a comma, several options as any list; an option that clears the others stands alone.
    Raises WrongUseError with what the question takes: an empty answer is none.
    """
    if given is None or given in ("", (), []):
        raise WrongUseError("empty_answer")
    match question.type:
        case "choice" | "yes_no":
            return _option(question, given)
        case "multi":
            return _options(question, given)
        case "scale_0_10":
            number = _number(given)
            if not isinstance(number, int) or not 0 <= number <= _TOP:
                raise WrongUseError("answer_scale")
            return number
        case "number":
            return _within(question, _number(given))
        case "date":
            return given.isoformat() if isinstance(given, date) else parse_day(str(given)).isoformat()
        case _:
            text = clean_text("answer", str(given))
            if not text:
                raise WrongUseError("empty_answer")
            return text


def toggled(question: Question, chosen: Iterable[str], option: str) -> tuple[str, ...]:
    """Return what is chosen after an option has been chosen or let go, in the order of the guide.

    "None of these" clears the others, and is cleared by them.
    """
    before = set(chosen)
    if option in before:
        after = before - {option}
    elif option in CLEARING:
        after = {option}
    else:
        after = (before | {option}) - set(CLEARING)
    return tuple(one.id for one in question.options if one.id in after)


def in_words(question: Question, value: Value) -> str:
    """Return an answer as it is read: the options' words, a ruler with its ends, a number with its unit."""
    match question.type:
        case "choice" | "yes_no":
            return question.option_text(str(value))
        case "multi":
            chosen = value if isinstance(value, tuple) else (str(value),)
            return ", ".join(question.option_text(option) for option in chosen)
        case "scale_0_10":
            return VALUE["scale"].format(value=value, low=question.low, high=question.high)
        case "number":
            return f"{value:g} {question.unit}".replace(".", ",") if isinstance(value, int | float) else str(value)
        case _:
            return str(value)


def as_stored(value: Value | None) -> object:
    """Return an answer as JSON holds it."""
    return list(value) if isinstance(value, tuple) else value


def from_stored(value: object) -> Value | None:
    """Return an answer that `as_stored` gave; None for anything that is no answer."""
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def _option(question: Question, given: object) -> str:
    if isinstance(given, str) and any(one.id == given for one in question.options):
        return given
    raise WrongUseError("answer_option", options=_words(question))


def _options(question: Question, given: object) -> tuple[str, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        given = (given,)
    chosen = {_option(question, one) for one in given}
    if not chosen:
        raise WrongUseError("empty_answer")
    alone = [one.id for one in question.options if one.id in chosen and one.id in CLEARING]
    return (alone[0],) if alone else tuple(one.id for one in question.options if one.id in chosen)


def _number(given: object) -> int | float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return int(given) if float(given).is_integer() else given
    try:
        number = float(str(given).strip().replace(",", "."))
        return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        raise WrongUseError("answer_number") from None


def _within(question: Question, number: int | float) -> int | float:
    least, most = question.least, question.most
    # Written so that "not a number" lies within nothing.
    if not ((least is None or number >= least) and (most is None or number <= most)):
        raise WrongUseError("answer_bounds", least=f"{least:g}", most=f"{most:g}", unit=question.unit)
    return number


def _words(question: Question) -> str:
    return ", ".join(one.text for one in question.options)
