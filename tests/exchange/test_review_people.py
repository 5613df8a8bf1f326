"""The people of a review: in what order, who is asked about, and by what right."""

from datetime import date

from rekotui.casework import screening
from rekotui.exchange import importing
from rekotui.exchange.rehabstod.reader import read_text
from rekotui.exchange.review_people import Person, Screening, screening_of
from storage.assignments import AssignmentRepository, NewAssignment
from storage.database import Database
from storage.reading import Reader
from storage.reviews import ReviewRepository, TakeUp
from tests.exchange.rehabstod.copies import SAMPLES

ON = date(2026, 6, 15)
DAYS = {17: date(2026, 4, 20), 24: date(2026, 6, 8), 25: ON}
KOPIA, DUMMY, MALL = "19680214-2387", "19990228-2392", "19921010-2381"
OLD, NEW = "19850773-2389", "19850713-2382"


def read_in(database: Database, reader: Reader, week: int, day: date | None = None, replace: str = "") -> int:
    text = (SAMPLES / f"vecka-{week}-urklipp.txt").read_text("utf-8")
    found = read_text(text.replace(OLD, replace or OLD), ON)
    shown = importing.preview(found, reader, list_date=day or DAYS[week], unit="Nord", on=ON)
    return importing.store(database, shown, importing.TAKE_NONE, ON).import_id


def review(reader: Reader, on: date = ON, **kept: str) -> Screening:
    found = screening_of(reader, "Nord", on, kept)
    assert found is not None
    return found


def person(found: Screening, number: str) -> Person:
    (one,) = [each for each in found.people if each.number == number]
    return one


def test_a_unit_without_a_list_has_no_review(reader: Reader) -> None:
    assert screening_of(reader, "Nord", ON) is None


def test_everybody_stands_once_in_the_order_to_go_through_them(database: Database, reader: Reader) -> None:
    for week in (17, 24, 25):
        read_in(database, reader, week)
    found = review(reader)
    assert (found.total, found.left, found.without_case) == (33, 33, 36)
    numbers = [each.number for each in found.people]
    assert len(set(numbers)) == len(numbers) == 36
    sections = [each.section for each in found.people]
    assert sections == sorted(sections, key=screening.SECTIONS.index)
    assert list(dict.fromkeys(sections))[:4] == ["new", "relapsed", "nearing", "extended"]
    new = [str(each.row["first_day"]) for each in found.people if each.section == "new"]
    assert new == sorted(new, reverse=True)
    assert all(not each.why and not each.marks for each in found.people if each.gone)


def test_who_is_kept_in_her_section_does_not_move(database: Database, reader: Reader) -> None:
    made = read_in(database, reader, 24)
    read_in(database, reader, 25)
    assert person(review(reader), MALL).section == "nearing"
    with database.write() as work:
        ReviewRepository(work).decide(made, MALL, "leave", ON, reason="Plan finns")
    assert person(review(reader), MALL).section == "unchanged"
    assert person(review(reader, **{MALL: "nearing"}), MALL).section == "nearing"
    assert person(review(reader), MALL).why == ()


def test_who_has_been_decided_about_comes_last_among_the_unchanged(database: Database, reader: Reader) -> None:
    for week in (24, 25):
        made = read_in(database, reader, week)
    with database.write() as work:
        ReviewRepository(work).decide(made, DUMMY, "leave", ON, reason="Kort")
    unchanged = [each for each in review(reader).people if each.section == "unchanged"]
    assert [each.asked for each in unchanged] == sorted((each.asked for each in unchanged), reverse=True)
    assert not person(review(reader), DUMMY).asked


def test_a_case_under_the_number_before_is_hers_already(database: Database, reader: Reader) -> None:
    first = read_in(database, reader, 24)
    with database.write() as work:
        ReviewRepository(work).take_up(first, OLD, TakeUp(), ON)
    read_in(database, reader, 24, ON, NEW)
    one = person(review(reader), NEW)
    assert (one.before_number, one.asked) == (OLD, False)
    assert one.case is not None
    assert one.case.number == "2026-001"


def test_the_doctor_is_told_of_a_wrong_end_once(database: Database, reader: Reader) -> None:
    read_in(database, reader, 24)
    made = read_in(database, reader, 25)
    wrong = "19670818-2396"
    with database.write() as work:
        ReviewRepository(work).decide(made, wrong, "wrong_end", ON)
        ReviewRepository(work).decide(made, wrong, "leave", ON, reason="Kort")
    one = person(review(reader), wrong)
    assert (one.told_of_end, one.why) == (ON, ())
    assert one.decision is not None
    assert one.decision.decision == "leave"


def test_the_right_to_go_through_a_list(database: Database, reader: Reader) -> None:
    read_in(database, reader, 25)
    assert (review(reader).assignment, review(reader).excepted, review(reader).allowed) == (None, False, False)
    with database.write() as work:
        AssignmentRepository(work).read_without("Nord", ON, "Semester")
    assert (review(reader).excepted, review(reader).allowed) == (True, True)
    assert not review(reader, date(2026, 6, 16)).allowed
    with database.write() as work:
        AssignmentRepository(work).register(NewAssignment("Vera", ON, date(2026, 12, 31), "Nord", signed_on=ON))
    assert review(reader, date(2026, 6, 16)).allowed
    assert not review(reader, date(2027, 1, 1)).allowed


def test_since_the_last_review_of_another_list(database: Database, reader: Reader) -> None:
    first = read_in(database, reader, 24)
    with database.write() as work:
        ReviewRepository(work).mark_done(first, date(2026, 6, 9), 0)
    second = read_in(database, reader, 25)
    assert (review(reader).before, review(reader).done_on) == ((date(2026, 6, 9), first), None)
    with database.write() as work:
        ReviewRepository(work).mark_done(second, ON, 3)
    assert (review(reader).before, review(reader).done_on) == ((date(2026, 6, 9), first), ON)


def test_a_comparison_that_is_given_is_not_made_again(database: Database, reader: Reader) -> None:
    made = read_in(database, reader, 25)
    before = review(reader)
    with database.write() as work:
        ReviewRepository(work).decide(made, KOPIA, "leave", ON, reason="Kort")
    after = screening_of(reader, "Nord", ON, None, before.reviewed)
    assert after == review(reader)
    assert after is not None
    assert after.reviewed is before.reviewed
    assert after.left == before.left - 1
