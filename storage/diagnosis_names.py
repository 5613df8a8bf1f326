"""Learning what diagnoses are called, and giving the name to cases that lacked it. Runs in the caller's transaction."""

import json
from collections.abc import Collection, Mapping

from rekotui.casework.diagnosis_names import Name, name_beside
from storage.cases import CaseRepository
from storage.database import Work
from storage.diagnosis_reading import Learning, learning, nameless_cases, titles
from storage.models import Case

WHY = "diagnosis_names"
"""Why a fact of a case changed: the name of its code has become known."""


class DiagnosisNames:
    """Writes names of diagnoses within one unit of work."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def learn(self, read: Mapping[str, Name]) -> Learning:
        """Learn names by code, in one statement; return what was new. Known ones stand by `casework` rule."""
        found = learning(self._work.ask, read)
        rows = [(code, name.title, name.source, name.seen_on.isoformat()) for code, name in found.names.items()]
        if rows:
            self._work.connection.execute(
                "insert into diagnosis_name (code, title, source, seen_on)"
                " select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?) where true"
                " on conflict (code) do update set title = excluded.title, source = excluded.source,"
                " seen_on = excluded.seen_on",
                (json.dumps(rows),),
            )
        return found

    def fill(self, codes: Collection[str]) -> list[tuple[Case, dict[str, list[object]]]]:
        """Give every case that has one of the codes and no name for it that name; return each with what changed.

        Cases are looked for only where a code has just got its first name, so that this is rare and short.
        """
        if not codes:
            return []
        cases = CaseRepository(self._work)
        known = titles(self._work.ask, codes)
        found = [cases.get(case_id) for case_id in nameless_cases(self._work.ask, known)]
        return [
            (case, cases.change_facts(case, {"diagnosis_text": name_beside(case.diagnosis_code, None, known)}, why=WHY))
            for case in found
        ]
