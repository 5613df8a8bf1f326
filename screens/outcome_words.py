"""What an interview leaves behind, as rows: a box, what is written, and under it what stands there now."""

from textwrap import wrap

from rich.text import Text

from rekotui.casework.consent import words as consent_words
from rekotui.casework.contact import reasons
from rekotui.casework.guide import Vocabulary
from rekotui.casework.interview_outcome import CONSENT, FOLLOW_UP, GONE, PLAN, RULE_FACT, Effect
from screens.outcome_messages import (
    CONSENT_EVENTS,
    CONSENT_HOW,
    FIELDS,
    LIMITS,
    OUTCOME,
    PLAN_ABOUT,
    PLAN_GONE,
    ROW,
)
from screens.outcome_messages import FOLLOW_UP as FOLLOW_UP_ROW
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Piece, Tone
from screens.work_messages import GROUPS, PLANS, YES_NO

_TICKED, _OPEN = "☒ ", "☐ "
_LEAST = 20


def effect_rows(each: Effect, ticked: bool, words: Vocabulary, width: int, *, shown: bool, hide: bool) -> list[Text]:
    """Return an effect in so many columns. `shown`: sensitive rows have been asked for; `hide`: F9."""
    head = _TICKED if ticked else _OPEN
    if hide or (each.suggestion is not None and each.suggestion.confirm and not shown):
        return [from_pieces([(head, Tone.ACCENT), (OUTCOME["hidden" if hide else "sensitive"], Tone.MUTED)])]
    first, *rest = _wrapped(_main(each, words), width)
    rows = [from_pieces([(head, Tone.ACCENT if ticked else None), (first, None)])]
    rows += [from_pieces([("  ", None), (line, None)]) for line in rest]
    for text, tone in _beside(each, words):
        rows += [from_pieces([("  ", None), (line, tone)]) for line in _wrapped(text, width)]
    return rows


def value_words(name: str, value: str) -> str:
    """Return a value of a fact as it is read."""
    tables = {"group_said": GROUPS, "employer_plan": PLANS, "applied": YES_NO, "aktivitetsersattning": YES_NO}
    return tables.get(name, {}).get(value, value)


def _main(each: Effect, words: Vocabulary) -> str:
    if each.group == CONSENT:
        return CONSENT_EVENTS[each.name]
    if each.group == FOLLOW_UP:
        return FOLLOW_UP_ROW.format(reason=_reason(each), day=each.value)
    if each.group == PLAN:
        if each.name == GONE or each.suggestion is None:
            return PLAN_GONE
        return ROW.format(label=words.plan_kinds[each.suggestion.kind], value=each.suggestion.text)
    value = " ".join(value_words(each.name, each.value).split())
    return ROW.format(label=FIELDS[each.name], value=value)


def _reason(each: Effect) -> str:
    """Return what is promised: the follow-up's own first line, or the word for its reason."""
    return each.text.split("\n")[0] if each.text else reasons()[each.name]


def _beside(each: Effect, words: Vocabulary) -> list[Piece]:
    found: list[Piece] = []
    if each.group == CONSENT and each.moment is not None:
        day = f"{each.moment.on} {each.moment.clock}".strip()
        way = consent_words("ways")[each.value].lower()
        found.append((CONSENT_HOW.format(way=way, day=day), Tone.MUTED))
        if each.text:
            found.append((LIMITS.format(text=each.text), Tone.MUTED))
    elif each.group == FOLLOW_UP:
        if each.before:
            found.append((OUTCOME["moved"].format(before=each.before), Tone.WARNING))
        elif "\n" in each.text:
            found.append((each.text.split("\n", 1)[1], Tone.MUTED))
    elif each.group == PLAN and each.suggestion is not None:
        own = each.suggestion
        area, who = words.plan_areas[own.area].label, words.roles[own.responsible]
        found.append((PLAN_ABOUT.format(area=area, who=who, section=own.section), Tone.MUTED))
    elif each.group == RULE_FACT and each.before == each.value:
        found.append((OUTCOME["refreshed"], Tone.MUTED))
    elif each.before:
        found.append((OUTCOME["now"].format(before=value_words(each.name, each.before)), Tone.WARNING))
    return found


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(" ".join(text.split()), max(width - len(_TICKED), _LEAST)) or [""]
