"""A review with what is decided about each person, with the keys of `review --json` (docs/cli.md)."""

from rekotui.casework import assignment
from rekotui.exchange import reviewing
from rekotui.exchange.review_people import Person, Screening


def as_json(shown: Screening) -> dict[str, object]:
    """Return the review: the comparison's own keys, then how many need a decision, and the right to read the list."""
    found = reviewing.as_json(shown.reviewed)
    people = {person.number: person for person in shown.people}
    groups = found.pop("groups")
    if not isinstance(groups, dict):
        raise TypeError("a review has groups")
    return {
        **found,
        "people": shown.total,
        "to_decide": shown.left,
        "assignment": _assignment(shown),
        "groups": {
            group: [
                {**item, **_decided(people[member.personnummer])}
                for item, member in zip(items, shown.reviewed.groups[group], strict=True)
            ]
            for group, items in groups.items()
        },
    }


def _decided(person: Person) -> dict[str, object]:
    made = person.decision
    return {
        "decision": made
        and {
            "decision": made.decision,
            "until": made.wait_until.isoformat() if made.wait_until else None,
            # What somebody typed may say whom it is about.
            "reason": (made.reason or None) if not person.protected else None,
            "on": made.decided_on.isoformat(),
        },
        "needs_decision": person.asked,
        "why": list(person.why),
        "marks": [{"code": mark.code, "number": mark.number} for mark in person.marks],
    }


def _assignment(shown: Screening) -> dict[str, object] | None:
    held = shown.assignment
    return held and {"given_by": held.given_by, "ends_on": assignment.last_day(held).isoformat()}
