"""What is being typed: kept through a crash, let go when it is empty, and never in the history."""

from storage.database import Database
from storage.drafts import DraftRepository
from storage.reading import Reader
from storage.vault import Key
from tests.storage.helpers import bare, history_rows, open_case

PLACE = "case:1:note"


def test_a_draft_is_kept_changed_and_let_go(key: Key, database: Database) -> None:
    with database.write() as work:
        open_case(work, 1)
    rows = history_rows(key)
    for body in ("Utkast", "Utkast till\nanteckning  "):
        with database.write() as work:
            DraftRepository(work).keep(PLACE, body, 1)
        with Reader(key.folder, key.dek) as reader:
            assert reader.draft(PLACE) == body
            assert reader.draft("case:2:note") == ""
    with database.write() as work:
        DraftRepository(work).let_go(PLACE)
        DraftRepository(work).let_go("never:there")
    with Reader(key.folder, key.dek) as reader:
        assert reader.draft(PLACE) == ""
    assert history_rows(key) == rows


def test_a_draft_is_in_no_search_index(key: Key, database: Database) -> None:
    with database.write() as work:
        DraftRepository(work).keep(PLACE, "Känsligtutkast")
    connection = bare(key)
    assert connection.execute(
        "select count(*) from note_index where note_index match '\"känsligtutkast\"'"
    ).fetchone() == (0,)
    assert connection.execute("select count(*) from search_term").fetchone() == (0,)
    connection.close()


def test_a_draft_outlives_the_program(key: Key, database: Database) -> None:
    with database.write() as work:
        DraftRepository(work).keep(PLACE, "Kvar")
    database.close()
    again = Database(key.folder, key.dek)
    with again.write() as work:
        DraftRepository(work).keep(PLACE, "Kvar och mer")
    again.close()
    with Reader(key.folder, key.dek) as reader:
        assert reader.draft(PLACE) == "Kvar och mer"
