"""The cases of the people in some lists: what a list has shown is a ground of their signals, changed facts or not."""

from collections.abc import Sequence

from storage.database import Work
from storage.in_parts import in_parts
from storage.linked import read_links


def touch_listed(work: Work, import_ids: Sequence[int]) -> None:
    """Have the signals made anew of everybody in these lists who has a case, under whichever of her numbers."""
    links = read_links(work.connection)
    marks = ", ".join("?" * len(import_ids))
    rows = work.ask(
        f"select distinct personnummer from list_row where import_id in ({marks}) and personnummer is not null",
        import_ids,
    )
    shown = {links.get(number, number) for (number,) in rows}
    numbers = shown | {old for old, new in links.items() if new in shown}
    for marks, part in in_parts(numbers):
        found = work.ask(
            "select c.id from patient p join caseload c on c.patient_id = p.id"
            f" where p.personnummer in ({marks}) and c.voided_on is null",
            part,
        )
        work.touched.update(row[0] for row in found)
