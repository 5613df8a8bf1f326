"""The list of what is watched: the same lines in both formats, and nobody named unless asked for."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekotui.exchange.cells import one_line
from rekotui.exchange.follow_up_list import ORDERS, FollowUpList, as_html, as_markdown, follow_up_list, rows
from rekotui.exchange.follow_up_messages import FOLLOW_UP_COLUMNS
from storage.work_reading import FollowUpLine, OpenFollowUp
from tests.exchange.reading_back import Page, html_rows, markdown_rows
from tests.exchange.test_summary import HOSTILE
from tests.exchange.test_summary_html import OWN_ATTRIBUTES, OWN_TAGS, TEMPTING

ON = date(2026, 11, 25)
NAMED = st.tuples(HOSTILE | TEMPTING, HOSTILE | TEMPTING, HOSTILE | TEMPTING, HOSTILE | TEMPTING)


def promise(
    number: str = "2026-007",
    due: str = "2026-11-27",
    *,
    party: str = "arbetsgivare",
    reason: str = "answer",
    name: str = "Testa Övningsson",
    protected: bool = False,
    physician: str = "Ylva Provander",
    party_name: str = "Sten",
    body: str = "Ring om lönen",
) -> OpenFollowUp:
    line = FollowUpLine(1, 7, reason, party, party_name, body, date.fromisoformat(due), "open", None, "", "hand", "", 1)
    return OpenFollowUp(line, number, name, protected, physician)


def made(*found: OpenFollowUp, by: str = "party", identities: bool = False) -> FollowUpList:
    return follow_up_list(found, by, ON, identities=identities)


def test_by_party_in_the_order_of_the_roles_her_own_first() -> None:
    found = made(
        promise(party="forsakringskassan"), promise(party="lakare"), promise(party=""), promise(party="lakare")
    )
    assert [(group.title, len(group.lines)) for group in found.groups] == [
        ("Mitt eget", 1), ("Sjukskrivande läkare", 2), ("Försäkringskassan", 1),
    ]  # fmt: skip


def test_by_physician_only_what_is_hers_to_hear() -> None:
    found = made(
        promise("2026-001", reason="doctor", party="", physician="Åse Påhittsdotter"),
        promise("2026-002", party="lakare", physician="Amal Testouri"),
        promise("2026-003", party="arbetsgivare", physician="Amal Testouri"),
        promise("2026-004", reason="doctor", physician=""),
        by="physician",
    )
    assert {group.title: [each.number for each in group.lines] for group in found.groups} == {
        "Amal Testouri": ["2026-002"], "Läkare okänd": ["2026-004"], "Åse Påhittsdotter": ["2026-001"],
    }  # fmt: skip


def test_an_overdue_line_says_so_and_they_are_counted() -> None:
    found = made(promise(due="2026-11-24"), promise(due="2026-11-25"), promise(due="2026-11-26"))
    assert [row[2] for row in rows(found, found.groups[0])] == ["försenad", "i dag", ""]
    assert "3 bevakningar. Försenade: 1." in as_markdown(found)
    assert "1 bevakning. Försenade: 0." in as_markdown(made(promise()))


@pytest.mark.parametrize("by", ORDERS)
def test_names_and_her_own_words_only_where_asked_for_and_never_of_a_protected(by: str) -> None:
    open_one = promise(reason="doctor")
    hidden = promise(reason="doctor", protected=True, name="Hemlig Person", party_name="Grannen", body="Flyttat till Ö")
    for write in (as_markdown, as_html):
        without = write(made(open_one, hidden, by=by))
        assert not any(word in without for word in ("Övningsson", "Hemlig", "Sten", "lönen", "Grannen", "Flyttat"))
        assert "Utan namn och personnummer." in without
        named = write(made(open_one, hidden, by=by, identities=True))
        assert all(word in named for word in ("Övningsson, Testa", "Sten", "Ring om lönen", "Skyddade personuppgifter"))
        assert not any(word in named for word in ("Hemlig", "Grannen", "Flyttat"))
        assert "Innehåller personuppgifter." in named


@settings(max_examples=60)
@given(st.lists(NAMED, min_size=1, max_size=3), st.sampled_from(list(ORDERS)), st.booleans())
def test_the_same_cells_in_both_formats_whatever_is_typed(
    typed: list[tuple[str, str, str, str]], by: str, named: bool
) -> None:
    lines = [
        promise(reason="doctor", name=name or "x", physician=physician, party_name=party, body=body)
        for name, physician, party, body in typed
    ]
    found = made(*lines, by=by, identities=named)
    expected = [[one_line(cell) for cell in row] for group in found.groups for row in rows(found, group)]
    assert html_rows(as_html(found)) == expected
    heads = {FOLLOW_UP_COLUMNS["case"], "---"}
    assert [row for row in markdown_rows(as_markdown(found)) if row[0] not in heads] == expected
    page = Page(as_html(found))
    assert page.open == page.comments == []
    assert {tag for tag, _ in page.tags} <= OWN_TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= OWN_ATTRIBUTES


def test_nothing_watched_is_a_page_that_says_so() -> None:
    assert "Inget bevakas." in as_markdown(made())
    assert "<p>Inget bevakas.</p>" in as_html(made())
