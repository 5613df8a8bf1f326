"""The schema: its steps are atomic, its guards survive, and models, views and dataclasses agree with it."""

import os
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import storage.models  # registers every table
import storage.work_models
from rekotui.base import exit_codes
from rekotui.base.errors import DamagedError
from storage import history, migrate
from storage.backup import back_up, backups_in, default_folder
from storage.connection import connect, database_path
from storage.database import Database
from storage.keys import audit_key
from storage.migrate import LATEST, Step
from storage.private_files import create_empty_private
from storage.reading import CaseLine, OlderSchemaError, Reader
from storage.upgrade import upgrade
from storage.vault import Key
from tests.storage.helpers import bare, open_case

GOLDEN = Path(__file__).with_name("golden_schema.sql")
SECOND = Step(LATEST + 1, "0002_more", "create table more (id integer primary key) strict;")
WITHOUT_MODEL = ("history", "history_payload", "search_term", "verified_mark", "schema_step")


def upgraded(key: Key, *more: Step) -> int:
    connection = bare(key)
    try:
        return migrate.upgrade(connection, all_steps=(*migrate.steps(), *more))
    finally:
        connection.close()


def names(key: Key) -> set[str]:
    connection = bare(key)
    found = {row[0] for row in connection.execute("select name from sqlite_master")}
    connection.close()
    return found


def test_a_fresh_vault_has_the_latest_schema(key: Key) -> None:
    connection = bare(key)
    assert migrate.version(connection) == LATEST == migrate.steps()[-1].number
    assert [row[0] for row in connection.execute("select number from schema_step")] == list(range(1, LATEST + 1))
    connection.close()
    assert upgraded(key) == 0


def test_a_step_forward_is_taken_once(key: Key) -> None:
    assert upgraded(key, SECOND) == 1
    assert "more" in names(key)
    assert upgraded(key, SECOND) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "create table more (id integer primary key) strict; insert into nowhere values (1);",
        "create table more (id integer primary key) strict; this is no sql;",
        "create table more (id integer primary key) strict; insert into setting values (null, null);",
    ],
)
def test_a_step_that_fails_leaves_nothing(key: Key, sql: str) -> None:
    before = names(key)
    with pytest.raises(driver.Error):
        upgraded(key, Step(LATEST + 1, "0002_bad", sql))
    assert names(key) == before
    connection = bare(key)
    assert migrate.version(connection) == LATEST
    assert not connection.in_transaction
    connection.close()
    assert upgraded(key, SECOND) == 1


def test_a_newer_schema_is_refused_everywhere(key: Key) -> None:
    connection = bare(key)
    connection.execute("pragma user_version = 99")
    connection.close()
    database = Database(key.folder, key.dek)
    with pytest.raises(DamagedError) as by_writer, database.write():
        raise AssertionError("the block must not be entered")
    database.close()
    with pytest.raises(DamagedError) as by_reader:
        Reader(key.folder, key.dek)
    with pytest.raises(DamagedError) as by_upgrade:
        upgrade(key)
    for caught in (by_writer, by_reader, by_upgrade):
        assert caught.value.key == "newer_schema"
        assert caught.value.exit_code == exit_codes.DAMAGED
        assert "99" in str(caught.value)


def test_an_older_schema_is_not_read_as_if_it_were_new(key: Key) -> None:
    connection = bare(key)
    connection.execute("pragma user_version = 0")
    connection.close()
    with pytest.raises(OlderSchemaError):
        Reader(key.folder, key.dek)
    assert Reader.open_current(key.folder, key.dek) is None


def test_an_edited_step_is_refused(key: Key) -> None:
    connection = bare(key)
    connection.execute("update schema_step set checksum = 'other' where number = 1")
    with pytest.raises(DamagedError) as caught:
        migrate.upgrade(connection, all_steps=(*migrate.steps(), SECOND))
    connection.close()
    assert caught.value.key == "edited_migration"
    assert "more" not in names(key)


def test_a_backup_comes_before_the_first_step(key: Key, tmp_path: Path) -> None:
    folder = str(tmp_path / "backups")
    connection = bare(key)
    steps = (*migrate.steps(), SECOND)
    assert migrate.upgrade(connection, before=lambda: back_up(key, folder), all_steps=steps) == 1
    connection.close()
    [(path, manifest)] = backups_in(folder)
    assert manifest.schema == LATEST
    assert os.path.exists(path)


def test_no_step_without_its_backup(key: Key) -> None:
    def refuse() -> None:
        raise DamagedError("vault_damaged")

    connection = bare(key)
    with pytest.raises(DamagedError):
        migrate.upgrade(connection, before=refuse, all_steps=(*migrate.steps(), SECOND))
    connection.close()
    assert "more" not in names(key)


def test_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in migrate.steps()] == list(range(1, LATEST + 1))


def test_the_schema_is_the_one_on_file(key: Key) -> None:
    """Alembic sees no CHECK, trigger or STRICT: so the whole text is compared."""
    connection = bare(key)
    rows = connection.execute(
        "select type, name, sql from sqlite_master where sql is not null and name not like 'note_index_%'"
        " order by type, name"
    )
    found = "\n\n".join(f"-- {kind} {name}\n{sql.strip()};" for kind, name, sql in rows) + "\n"
    connection.close()
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8"), (
        "The migrated schema differs from tests/storage/golden_schema.sql. If that is meant: add a NEW step in "
        "storage/migrations/ (never edit a released one), run this test once with WRITE_GOLDEN=1, and read "
        "the difference before you commit it."
    )


def test_models_and_schema_agree(key: Key) -> None:
    assert storage.models.Case.__tablename__ == "caseload"
    assert storage.work_models.Contact.__tablename__ == "contact"
    database = Database(key.folder, key.dek)

    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "table" or not (name in WITHOUT_MODEL or str(name).startswith(("note_index", "contact_index")))

    options = {"compare_type": False, "compare_server_default": False, "include_object": ours}
    with database.write() as work:
        context = MigrationContext.configure(work.session.connection(), opts=options)
        differences = compare_metadata(context, SQLModel.metadata)
    database.close()
    # Indexes are chosen by the migrations; an integer primary key is NULL only to say "the next one".
    flat = [each for found in differences for each in (found if isinstance(found, list) else [found])]
    meant = [each for each in flat if "index" not in each[0] and each[:1] + each[3:4] != ("modify_nullable", "id")]
    assert meant == []


def test_the_view_and_its_line_hold_the_same_columns(key: Key) -> None:
    connection = bare(key)
    view = {row[1] for row in connection.execute("pragma table_info(case_overview)")}
    connection.close()
    assert view - {"name_key"} == set(CaseLine._fields) - {"periods"}


def test_every_column_of_a_case_reaches_the_view(key: Key) -> None:
    connection = bare(key)
    view = {row[1] for row in connection.execute("pragma table_info(case_overview)")}
    case = {row[1] for row in connection.execute("pragma table_info(caseload)")}
    patient = {row[1] for row in connection.execute("pragma table_info(patient)")}
    connection.close()
    renamed = {"id", "version", "voided_on", "void_reason"}
    assert case - renamed <= view
    assert patient - {"id", "version", "number_kind"} <= view


def test_a_step_keeps_the_guards(key: Key) -> None:
    before = {name for name in names(key) if "no_" in name}
    database = Database(key.folder, key.dek)
    with database.write() as work:
        open_case(work, 1)
    database.close()
    upgraded(key, SECOND)
    assert before <= names(key)


@pytest.mark.parametrize("number", [step.number for step in migrate.steps()][:-1])
def test_a_vault_of_every_older_schema_is_brought_up_after_its_backup(key: Key, number: int) -> None:
    path, audit = database_path(key.folder), audit_key(key.dek)
    for name in (path, f"{path}-wal", f"{path}-shm"):
        if os.path.exists(name):
            os.remove(name)
    create_empty_private(path)
    connection = connect(path, key.dek, mode="rwc")
    migrate.upgrade(connection, all_steps=migrate.steps()[:number])
    connection.execute("begin immediate")
    history.append(connection, audit, history.Event("vault.created", "vault"))
    connection.execute("commit")
    connection.close()
    assert upgrade(key) == LATEST - number
    [(_path, manifest)] = backups_in(default_folder(key.folder))
    assert (manifest.schema, manifest.history_rows) == (number, 1)
    connection = bare(key)
    assert history.verify(connection, audit) == []
    connection.close()
