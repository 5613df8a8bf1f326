"""What every reader hands over: the records of a sick-leave list, and what there is to say about them.

The keys of `as_json` are the interface of `rekotui import --json` (docs/cli.md; design 10).
"""

from dataclasses import dataclass, field
from datetime import date

from rekotui.exchange import messages

OK = "ok"
UNKNOWN = "unknown"
CUT = "cut"
NOT_SHARED = "not_shared"


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on a list: `row` is the row it is about (None: the list), `code` a stable English slug."""

    row: int | None
    code: str
    text: str

    def as_json(self) -> dict[str, object]:
        """Return the notice with the keys of `import --json`."""
        return {"row": self.row, "code": self.code, "text": self.text}


def notice(code: str, row: int | None = None, **values: object) -> Notice:
    """Make a notice out of its sentence in the catalogue; the values never tell who a row is about."""
    return Notice(row, code, messages.NOTICES[code].format(row=row, **values))


@dataclass(frozen=True, slots=True)
class ListRecord:
    """One sjukfall of a list; None where the list does not say.

    `row` is its 1-based place in the file, `length_days` Rehabstöd's Längd (covered days, to the planned
    end), degrees in percent, `diagnosis_state` one of ok, unknown, cut, not_shared. `raw` keeps
    Rehabstöd's own words by heading and is left out of `as_json`.
    """

    row: int
    personnummer: str | None
    name: str | None
    age: int | None
    sex: str | None
    status: str | None
    diagnosis_code: str | None
    diagnosis_text: str | None
    diagnosis_state: str
    co_diagnoses: tuple[str, ...] | None
    occupations: tuple[str, ...] | None
    first_day: date | None
    last_day: date | None
    length_days: int | None
    certificates: int | None
    degrees: tuple[int, ...] | None
    degree_today: int | None
    inquiries_completion: int | None
    inquiries_administrative: int | None
    risk: str | None
    physician: str | None
    ended: bool | None
    raw: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def as_json(self) -> dict[str, object]:
        """Return the record with the keys of `import --json`: ISO dates, lists, None where not known."""
        return {key: _plain(getattr(self, key)) for key in self.__slots__ if key != "raw"}


@dataclass(frozen=True, slots=True)
class ReadList:
    """A whole list as it was read.

    `partial` is True when the file shows that people are left out, False when it shows that nobody is,
    None when nothing tells. `shown` and `total` are Rehabstöd's own "Visar n av N". `hidden_identity`: the
    list was made without personuppgifter. Records, warnings and skipped rows come in file order.
    """

    format: str
    unit: str | None
    list_date: date | None
    partial: bool | None
    shown: int | None
    total: int | None
    hidden_identity: bool
    columns: tuple[str, ...]
    records: tuple[ListRecord, ...]
    warnings: tuple[Notice, ...]
    skipped: tuple[Notice, ...]

    def as_json(self) -> dict[str, object]:
        """Return the list with the keys of `import --json`, but for `groups`, which need an earlier list."""
        return {
            "format": self.format,
            "unit": self.unit,
            "list_date": _plain(self.list_date),
            "partial": self.partial,
            "records": [record.as_json() for record in self.records],
            "warnings": [warning.as_json() for warning in self.warnings],
            "skipped": [skip.as_json() for skip in self.skipped],
        }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
