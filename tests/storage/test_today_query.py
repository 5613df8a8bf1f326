"""The page of Idag is what the whole question gives, wherever it is cut."""

from collections.abc import Iterator

import pytest

from rekotui.exchange.demo.fill import fill
from storage import vault
from storage.cases import CaseRepository
from storage.database import Database
from storage.query import TODAY, CaseQuery, compile_query
from storage.reading import Reader
from tests.storage.helpers import ON

IDAG = CaseQuery(ON, view=TODAY, sort=("urgency", "name"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Some made-up cases, one of which was entered by mistake."""
    key = vault.create_demo(str(tmp_path_factory.mktemp("vaults") / "many"))
    database = Database(key.folder, key.dek, demo=True)
    fill(database, 60, 1, ON)
    with Reader(key.folder, key.dek) as reader:
        first = reader.cases(IDAG._replace(limit=1))[0].case_id
    with database.write() as work:
        cases = CaseRepository(work)
        cases.void(cases.get(first), ON, "Prov")
    database.close()
    with Reader(key.folder, key.dek) as reader:
        yield reader


@pytest.mark.parametrize("sort", [("urgency", "name"), ("urgency",)])
@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (1, 0), (5, 0), (7, 3), (10, 20), (500, 0), (5, 500)])
def test_a_page_is_cut_out_of_the_whole(many: Reader, limit: int, offset: int, sort: tuple[str, ...]) -> None:
    idag = IDAG._replace(sort=sort)
    whole = compile_query(idag, many.settings)
    ids = [row[0] for row in many.rows(whole.ids, whole.parameters)]
    assert len(ids) > 20
    page = many.cases(idag._replace(limit=limit, offset=offset))
    assert [line.case_id for line in page] == ids[offset:][: limit or None]
    assert many.count(idag) == len(ids) == many.rows(whole.number, whole.parameters)[0][0]
