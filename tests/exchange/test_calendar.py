"""The calendar: one entry for each thing watched, on its day, and nobody named unless asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Component

from rekotui.exchange.calendar import Entry, Watched, Who, as_ics, entries
from rekotui.exchange.cells import one_line
from storage.calendar_reading import Edition
from storage.signal_reading import SignalLine
from storage.work_reading import FollowUpLine, OpenFollowUp
from tests.exchange.test_summary import HOSTILE

ON, LAST = date(2026, 11, 25), date(2027, 2, 23)
EDITION = Edition("AB12", 40, datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
WHO = Who("2026-007", "Testa Övningsson", False)
HIDDEN = Who("2026-008", "Hemlig Person", True)


def day(text: str) -> date:
    return date.fromisoformat(text)


def signal(
    starts: str, ends: str | None = None, *, rule: str = "certificate", key: str = "a", **other: object
) -> SignalLine:
    line = SignalLine(
        1, 7, rule, key, "near", day(starts), day(ends) if ends else None, None, 3, "Intyget går ut", "Förklaring.",
        "Gör så här.", "SFB 27 kap.", "rules.md", {},
    )  # fmt: skip
    return line._replace(**other)  # type: ignore[arg-type]


def follow_up(due: str, who: Who = WHO, **other: object) -> OpenFollowUp:
    line = FollowUpLine(
        3, 7, "answer", "arbetsgivare", "Chefen Sten", "Ring om lönen", day(due), "open", None, "", "hand", "", 1
    )
    return OpenFollowUp(line._replace(**other), who.number, who.name, who.protected, "Ylva Provander")  # type: ignore[arg-type]


def made(
    *signals: SignalLine,
    follow_ups: tuple[OpenFollowUp, ...] = (),
    postponed: dict[tuple[int | None, str, str], date] | None = None,
    identities: bool = False,
    on: date = ON,
) -> tuple[Entry, ...]:
    watched = Watched(signals, follow_ups, {7: WHO, 8: HIDDEN}, postponed or {})
    return entries(watched, on, LAST, identities=identities)


def events(found: tuple[Entry, ...], on: date = ON, edition: Edition = EDITION) -> list[Component]:
    return Calendar.from_ical(as_ics(found, edition, on, identities=False)).walk("VEVENT")


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [
        ("2026-11-26", None, "2026-11-26"),
        ("2026-11-25", None, "2026-11-25"),
        ("2026-11-24", None, "2026-11-25"),
        ("2026-11-01", "2026-11-25", "2026-11-25"),
        ("2027-02-23", None, "2027-02-23"),
    ],
)
def test_a_signal_stands_on_the_day_it_comes_up_and_an_old_one_on_today(starts: str, ends: str, stands: str) -> None:
    (entry,) = made(signal(starts, ends))
    assert (entry.on, entry.title) == (day(stands), "2026-007: Intyget går ut")
    assert ("Har gällt sedan" in entry.text) == (starts < "2026-11-25")


def test_what_is_beyond_the_last_day_is_left_out() -> None:
    assert made(signal("2027-02-24"), follow_ups=(follow_up("2027-02-24"),)) == ()


def test_the_stages_of_one_thing_are_one_entry_in_the_words_of_the_first_that_holds() -> None:
    stages = (signal("2026-11-01", "2026-11-24", title="Förr"), signal("2026-11-25", "2026-11-29", title="Nu"))
    later = signal("2026-11-30", title="Sedan")
    (entry,) = made(*stages, later)
    assert (entry.on, entry.title) == (ON, "2026-007: Nu")


def test_what_rests_stands_on_the_day_it_is_back_in_the_words_of_that_day() -> None:
    stages = (signal("2026-11-01", "2026-11-29", title="Nu"), signal("2026-11-30", title="Sedan"))
    (entry,) = made(*stages, postponed={(7, "certificate", "a"): day("2026-12-02")})
    assert (entry.on, entry.title) == (day("2026-12-02"), "2026-007: Sedan")
    assert made(signal("2026-11-01", "2026-11-29"), postponed={(7, "certificate", "a"): day("2026-12-02")}) == ()
    (promise,) = made(follow_ups=(follow_up("2026-11-20"),), postponed={(7, "follow_up", "3"): day("2026-12-02")})
    assert promise.on == day("2026-12-02")


def test_a_day_that_it_is_about_stands_in_the_words_once() -> None:
    (entry,) = made(signal("2026-11-25", due_on=day("2026-12-10")))
    assert entry.title == "2026-007: Intyget går ut, gäller 2026-12-10"
    (entry,) = made(signal("2026-11-25", due_on=day("2026-12-10"), title="Intyget går ut tor 2026-12-10"))
    assert entry.title == "2026-007: Intyget går ut tor 2026-12-10"


def test_a_follow_up_is_told_once_and_an_overdue_one_on_today() -> None:
    (entry,) = made(signal("2026-11-20", rule="follow_up", key="3"), follow_ups=(follow_up("2026-11-20"),))
    assert (entry.on, entry.title) == (ON, "2026-007: Väntar på svar, arbetsgivaren")
    assert entry.text == "Försenad sedan 2026-11-20."


def test_the_desks_own_signals_are_there() -> None:
    (entry,) = made(signal("2026-11-25", case_id=None))
    assert entry.title == "Koordinatorn: Intyget går ut"


@pytest.mark.parametrize(("state", "word"), [("answered", "Besvarad"), ("done", "Klar"), ("voided", "Struken")])
def test_an_ended_follow_up_takes_its_entry_back(state: str, word: str) -> None:
    (before,) = events(made(follow_ups=(follow_up("2026-11-20"),)))
    (after,) = events(made(follow_ups=(follow_up("2026-11-20", state=state),)))
    assert (before["uid"], str(before["status"])) == (after["uid"], "CONFIRMED")
    assert (str(after["status"]), str(after["summary"])[: len(word)]) == ("CANCELLED", word)


def test_names_and_her_own_words_only_where_asked_for_and_never_of_a_protected() -> None:
    watched = {"follow_ups": (follow_up("2026-11-26"), follow_up("2026-11-27", HIDDEN, case_id=8, follow_up_id=4))}
    without = made(signal("2026-11-25"), **watched)  # type: ignore[arg-type]
    assert not any(word in repr(without) for word in ("Övningsson", "Hemlig", "Sten", "lönen"))
    named = made(signal("2026-11-25"), **watched, identities=True)  # type: ignore[arg-type]
    assert named[0].title == "2026-007 Övningsson, Testa: Intyget går ut"
    assert named[1].text == "Chefen Sten\nRing om lönen"
    assert named[2] == without[2]


def test_an_entry_is_a_whole_day_confidential_and_makes_nobody_busy() -> None:
    (event,) = events(made(signal("2026-12-31")))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day("2026-12-31"), day("2027-01-01"))
    assert [str(event[name]) for name in ("class", "transp", "status")] == ["CONFIDENTIAL", "TRANSPARENT", "CONFIRMED"]
    assert (event.decoded("dtstamp"), event["sequence"]) == (datetime(2026, 11, 25, tzinfo=UTC), 2520 + 40)


def test_the_same_thing_keeps_its_uid_and_a_later_file_goes_before() -> None:
    (first,) = events(made(signal("2026-11-25")))
    tomorrow = ON + timedelta(days=1)
    (moved,) = events(made(signal("2026-11-25", title="Annat"), on=tomorrow), tomorrow)
    (changed,) = events(made(signal("2026-12-01")), edition=EDITION._replace(changes=41))
    assert first["uid"] == moved["uid"] == changed["uid"]
    assert first["sequence"] < min(moved["sequence"], changed["sequence"])
    (other,) = events(made(signal("2026-11-25")), edition=EDITION._replace(vault="CD34"))
    assert other["uid"] != first["uid"]


def test_no_two_things_share_a_uid() -> None:
    every = (
        *(
            signal("2026-11-25", rule=rule, key=key, case_id=case)
            for rule in "ab"
            for key in "cd"
            for case in (7, None)
        ),
    )
    found = events(made(*every, follow_ups=tuple(follow_up("2026-11-26", follow_up_id=n) for n in (1, 2))))
    assert len({str(event["uid"]) for event in found}) == len(found) == 10


def test_the_last_day_there_is_has_no_day_after() -> None:
    (event,) = events((Entry("x", date.max, "Sist", "", "signal"),))
    assert "dtend" not in event


@settings(max_examples=80)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_is_typed_comes_back_as_text_and_adds_nothing(name: str, party: str, body: str) -> None:
    who = Who("2026-007", name, False)
    found = made(follow_ups=(follow_up("2026-11-25", who, party_name=party, body=body),), identities=True)
    (event,) = events(found)
    assert set(event) <= {
        "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES",
        "CLASS", "TRANSP", "STATUS",
    }  # fmt: skip
    assert str(event["summary"]) == one_line(found[0].title)
    lines = [one_line(line) for line in (*party.split("\n"), *body.split("\n"))]
    assert str(event.get("description", "")).split("\n") == ([line for line in lines if line] or [""])
