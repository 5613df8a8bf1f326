"""Keeping the words by which a case is found in step with its facts."""

from storage.database import Work
from storage.models import Case, Patient
from storage.search import terms_of


def replace_terms(work: Work, case: Case, patient: Patient) -> None:
    """Write the case's words anew; a protected or voided one has none (design 4)."""
    work.session.flush()
    connection = work.connection
    connection.execute("delete from search_term where case_id = ?", (case.id,))
    if patient.protected or case.voided_on is not None:
        return
    terms = terms_of(patient.name, case.employer, case.physician)
    connection.executemany(
        "insert into search_term (term, case_id, source) values (?, ?, ?)",
        [(term, case.id, source) for term, source in sorted(terms)],
    )
