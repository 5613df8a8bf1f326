"""How a case's plan stands, in one line and with its keys: for lists, `show` and the summary."""

from datetime import date

from storage.plan_lines import StateLine

_BETWEEN = ", "


def in_short(state: StateLine | None) -> str | None:
    """Return how a plan stands ("version 2, följs upp 2026-12-01"), None where there never was any."""
    from rekotui.casework.plan_messages import STANDS

    if state is None:
        return None
    parts = []
    if state.number is not None:
        parts.append(STANDS["version"].format(number=state.number))
        if state.follow_up_on:
            parts.append(STANDS["follow_up"].format(day=state.follow_up_on))
    if state.draft_number is not None:
        parts.append(STANDS["draft"].format(number=state.draft_number))
    return _BETWEEN.join(parts) or None


def at_length(state: StateLine) -> tuple[str, ...]:
    """Return how a plan stands, line by line: version, follow-up, paper, draft; nothing where all was struck."""
    from rekotui.casework.plan_messages import STANDS

    told = []
    if state.number is not None and state.sealed_on is not None:
        line = [STANDS["sealed"].format(number=state.number, day=state.sealed_on)]
        line += [STANDS["actions"].format(ended=state.ended, actions=state.actions)] if state.actions else []
        line += [STANDS["follow_up"].format(day=state.follow_up_on)] if state.follow_up_on else []
        told.append(_BETWEEN.join(line))
        told.append(paper(state))
    if state.draft_number is not None:
        told.append(STANDS["draft"].format(number=state.draft_number))
    return tuple(told)


def paper(state: StateLine) -> str:
    """Return which version the patient has on paper."""
    from rekotui.casework.plan_messages import STANDS

    if state.handed_number is None:
        return STANDS["no_paper"]
    kind = "paper" if state.handed_number == state.number else "old_paper"
    return STANDS[kind].format(number=state.handed_number, day=state.handed_on)


def is_current(state: StateLine | None, on: date) -> bool | None:
    """Return whether a plan is current on a day, None where no version is sealed."""
    return state.is_current(on) if state is not None and state.number is not None else None


def list_record(state: StateLine | None, current: bool | None) -> dict[str, object]:
    """Return the keys that a case in a list has of its plan; null where no version is sealed."""
    return {
        "plan_version": state.number if state else None,
        "plan_follow_up": _iso(state.follow_up_on) if state else None,
        "plan_current": current,
    }


def state_record(state: StateLine | None, current: bool | None) -> dict[str, object] | None:
    """Return the keys of `plan` in `show --json`, None where there never was a plan."""
    if state is None:
        return None
    handed = {"version": state.handed_number, "date": _iso(state.handed_on)}
    draft = {"version": state.draft_number, "started": _iso(state.draft_on), "incomplete": state.incomplete}
    return {
        "version": state.number,
        "sealed": _iso(state.sealed_on),
        "follow_up": _iso(state.follow_up_on),
        "evaluate": _iso(state.evaluate_on),
        "reviewed": _iso(state.reviewed_on),
        "current": current,
        "actions": state.actions,
        "ended": state.ended,
        "degrees": [{"from": on.isoformat(), "degree": degree} for on, degree in state.steps],
        "on_paper": handed if state.handed_number is not None else None,
        "draft": draft if state.draft_number is not None else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
