"""From a file of diagnosis codes to names that are known: what it would teach, and storing it in one transaction."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rekotui.casework.diagnosis_names import FILE, Name
from rekotui.exchange.codes.reader import CodeFile
from storage.diagnosis_reading import learning, nameless_cases

if TYPE_CHECKING:
    from storage.database import Database
    from storage.reading import Reader


class Taught(NamedTuple):
    """What a file of codes has taught or would teach, in numbers.

    `new`, `changed` and `cases` (those that get the name of their code) are None without a vault to compare with.
    """

    codes: int
    new: int | None
    changed: int | None
    skipped: int
    doubles: int
    cases: int | None

    def as_json(self) -> dict[str, object]:
        """Return the numbers with the keys of `import icd --json`."""
        return dict(self._asdict())


def preview(file: CodeFile, reader: "Reader | None", on: date) -> Taught:
    """Return what storing a file on a day would do; nothing is written."""
    if reader is None:
        return _taught(file, None, None, None)
    found = learning(reader.rows, _names(file, on))
    cases = nameless_cases(reader.rows, file.titles)
    return _taught(file, len(found.new), len(found.changed), len(cases))


def store(database: "Database", file: CodeFile, on: date) -> Taught:
    """Learn the names of a file and give them to cases that lack one; raises what writing can raise."""
    from storage.diagnosis_names import DiagnosisNames
    from storage.history import Event

    with database.write() as work:
        names = DiagnosisNames(work)
        found = names.learn(_names(file, on))
        cases = names.fill(file.titles)
        taught = _taught(file, len(found.new), len(found.changed), len(cases))
        work.record(Event("diagnosis_names.read", "diagnosis_name", payload=taught.as_json()))
    return taught


def _names(file: CodeFile, on: date) -> dict[str, Name]:
    return {code: Name(title, FILE, on) for code, title in file.titles.items()}


def _taught(file: CodeFile, new: int | None, changed: int | None, cases: int | None) -> Taught:
    return Taught(len(file.titles), new, changed, file.skipped, file.doubles, cases)
