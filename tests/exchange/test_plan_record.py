"""How a plan stands, in one line, in several, and with its keys."""

from datetime import timedelta

import pytest

from rekotui.exchange.plan_record import at_length, in_short, is_current, list_record, state_record
from rekotui.exchange.summary_files import as_markdown
from tests.exchange.stored import ON, case, plan_line
from tests.exchange.test_summary import summary

NONE = {"number": None, "version_id": None, "sealed_on": None, "follow_up_on": None, "handed_number": None}


@pytest.mark.parametrize(
    ("changes", "short", "length"),
    [
        ({}, "version 2, följs upp 2026-11-29",
         ("version 2, fastställd 2026-11-22, 1 av 3 åtgärder avslutade, följs upp 2026-11-29",
          "patienten har version 1 på papper")),
        ({"handed_number": 2, "handed_on": ON, "draft_number": 3, "follow_up_on": None, "actions": 0},
         "version 2, utkast till version 3",
         ("version 2, fastställd 2026-11-22", "på papper hos patienten sedan 2026-11-22", "utkast till version 3")),
        ({**NONE, "draft_number": 1}, "utkast till version 1", ("utkast till version 1",)),
        (NONE, None, ()),
        ({"handed_number": None}, "version 2, följs upp 2026-11-29",
         ("version 2, fastställd 2026-11-22, 1 av 3 åtgärder avslutade, följs upp 2026-11-29",
          "inte lämnad till patienten")),
    ],
)  # fmt: skip
def test_in_words(changes: dict, short: str | None, length: tuple) -> None:
    assert in_short(plan_line(**changes)) == short
    assert at_length(plan_line(**changes)) == length
    assert in_short(None) is None


@pytest.mark.parametrize(
    ("changes", "current"),
    [
        ({}, True),
        ({"follow_up_on": ON}, True),
        ({"follow_up_on": ON - timedelta(days=1)}, False),
        ({"follow_up_on": None}, False),
        ({"unowned": 1}, False),
        (NONE, None),
    ],
)
def test_whether_it_is_current(changes: dict, current: bool | None) -> None:
    assert is_current(plan_line(**changes), ON) is current


def test_its_keys() -> None:
    told = state_record(plan_line(), True)
    assert told is not None
    assert told["on_paper"] == {"version": 1, "date": "2026-11-02"}
    assert told["degrees"] == [{"from": "2026-11-22", "degree": 50}]
    assert told["draft"] is None
    assert state_record(None, None) is None
    assert list_record(None, None) == {"plan_version": None, "plan_follow_up": None, "plan_current": None}
    assert list_record(plan_line(), True) == {
        "plan_version": 2, "plan_follow_up": "2026-11-29", "plan_current": True,
    }  # fmt: skip


def test_the_summary_counts_those_with_a_current_plan() -> None:
    planned = case(1)._replace(plan=plan_line(), plan_current=True)
    page = as_markdown(summary([planned, case(2), case(3)], [planned]))
    assert "Med aktuell plan: 1 av 3 pågående (33 %)." in page
    assert "version 2, följs upp 2026-11-29" in page
