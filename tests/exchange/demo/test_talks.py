"""The demo's interviews: a few, finished, the same each time, and nothing in them that the guide would not ask."""

from datetime import date
from pathlib import Path

from rekotui.casework.guides import shipped
from rekotui.casework.interview import lacking, visible
from rekotui.exchange.demo.caseload import caseload
from rekotui.exchange.demo.talks import draw_talks
from storage.interview_reading import interviews_of, stored_sheet
from storage.journal_reading import unjournaled
from tests.exchange.demo.test_daily import made

ON = date(2026, 11, 25)


def test_a_few_cases_have_finished_interviews_and_some_have_two(tmp_path: Path) -> None:
    guides, work = shipped(), set()
    with made(tmp_path / "demo", 60, ON) as reader:
        cases = [row[0] for row in reader.rows("select distinct case_id from interview")]
        assert 5 <= len(cases) <= 15
        lines = [line for case_id in cases for line in interviews_of(reader, case_id)]
        assert len(lines) > len(cases)
        for line in lines:
            stored = stored_sheet(reader, line.interview_id, guides)
            assert stored is not None
            assert line.closed_on is not None
            assert line.closed_on < ON
            assert lacking(stored.sheet) == ()
            shown = {one.place for one in visible(stored.sheet)}
            assert set(stored.sheet.answers) <= shown
            work.add(str(stored.sheet.answers[next(p for p in shown if p.question == "employment")].value))
        assert "employed" in work
        assert not [each for each in unjournaled(reader) if each.subject == "interview" and (ON - each.on).days > 4]
        assert reader.rows("select count(*) from plan_suggestion where state = 'open'")[0][0] > 20


def test_they_are_drawn_alike_each_time_and_only_where_there_is_a_yes() -> None:
    for index, case in enumerate(caseload(60, 1, ON)):
        talks = draw_talks(1, index, case, ON)
        assert talks == draw_talks(1, index, case, ON)
        assert not talks or (case.daily.consent == "yes" and not case.protected_identity)
        assert all(case.daily.consent_on and case.daily.consent_on < talk.on < ON for talk in talks)
