"""Which case is meant: a case number, a personnummer, or an unambiguous part of a name."""

import sys

from rekotui.base.errors import NothingFoundError, WrongUseError
from rekotui.casework.names import filed_name
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import CANDIDATE, PROTECTED
from rekotui.cli.output import safe
from storage.reading import CaseLine, Reader
from storage.search import case_ids_by_name, case_ids_by_number

_SHOWN = 20


def choose(reader: Reader, text: str, options: GlobalOptions) -> CaseLine:
    """Return the one case that the text means.

    Raises NothingFoundError, or WrongUseError where several match: they are listed on standard error, nothing is done.
    """
    ids = case_ids_by_number(reader, text) or case_ids_by_name(reader, text)
    if not ids:
        raise NothingFoundError("no_such_case")
    lines = reader.cases_by_id(ids[:_SHOWN])
    active = [line for line in lines if line.status not in _closed()]
    if len(lines) == 1:
        return lines[0]
    # One person's older, closed cases do not make her open one ambiguous.
    if len(active) == 1 and len({line.patient_id for line in lines}) == 1:
        return active[0]
    for line in lines:
        name = PROTECTED if line.protected else safe(filed_name(line.name))
        print(CANDIDATE.format(case=line.number, name=name, status=line.status), file=sys.stderr)
    raise WrongUseError("several_cases")


def _closed() -> tuple[str, ...]:
    from rekotui.casework.status import closed_statuses

    return closed_statuses()
