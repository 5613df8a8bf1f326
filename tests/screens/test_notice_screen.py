"""The notice to Försäkringskassan on the screen: what may be told, copied or saved after the gate's answer."""

import os
import stat
from pathlib import Path

import pytest

from screens.case import CaseScreen
from screens.notice import NoticeScreen
from screens.quick import QuickScreen
from storage.work_reading import follow_ups_of
from tests.screens.conftest import Vault, opened, screen_text, shows, until
from tests.screens.test_case_screen import open_case
from tests.screens.test_journal_text import no_tools  # noqa: F401


async def disclosed(app) -> list[str]:  # type: ignore[no-untyped-def]
    """What the history says was let out of the first case: on which gate."""
    sql = (
        "select json_extract(p.body, '$.gate') from history h join history_payload p on p.id = h.id"
        " where h.case_id = 1 and h.action = 'export.disclosed' order by h.id"
    )
    return await app.desk.read(lambda reader: [row[0] for row in reader.rows(sql, ())])  # type: ignore[no-any-return]


@pytest.mark.usefixtures("no_tools")
async def test_without_a_consent_only_a_ground_with_its_reason_opens_it(filled: Vault) -> None:
    filled.consent(1)
    async with opened(filled) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("K")
        await until(pilot, lambda: isinstance(app.screen, QuickScreen))
        await shows(pilot, "får inte lämnas än", "om Försäkringskassan får", "1  Försäkringskassans egen begäran")
        assert await disclosed(app) == []
        await pilot.press("1")
        await shows(pilot, "Varför")
        await pilot.press(*"Begart 20 nov", "enter")
        await until(pilot, lambda: isinstance(app.screen, NoticeScreen))
        await shows(pilot, "Lämnas på annan grund än samtycke")
        # Looking is not letting out.
        assert await disclosed(app) == []
        await pilot.press("c")
        await until(pilot, lambda: "Patient: Utkast Övergård, 19800101-2395" in app.clipboard)
        assert "F438" not in app.clipboard + screen_text(app)
        assert await disclosed(app) == ["ground"]


@pytest.mark.usefixtures("no_tools")
async def test_it_is_saved_watched_hidden_and_stopped_by_a_withdrawal(filled: Vault, tmp_path: Path) -> None:
    filled.consent(1, clock="08:00")
    own = filled.consent(1, "K2", "forsakringskassan", clock="08:00", scope=(), not_told="Inget om familjen")
    documents = tmp_path / "d"
    documents.mkdir()
    os.environ["XDG_DOCUMENTS_DIR"] = str(documents)  # taken back by the root conftest
    async with opened(filled, size=(100, 40)) as (app, pilot):
        await open_case(app, pilot, "2026-001")
        await pilot.press("K")
        await until(pilot, lambda: isinstance(app.screen, NoticeScreen))
        await shows(pilot, "Utkast Övergård", "Läs texten mot Samtycken", "b bevaka svaret")
        await pilot.press("f9")
        await until(pilot, lambda: "Utkast Övergård" not in screen_text(app))
        await pilot.press("c", "s", "f9")
        await shows(pilot, "Utkast Övergård")
        assert await disclosed(app) == []
        await pilot.press("s")
        await until(pilot, lambda: any("Sparat i" in said.text for said in app.said))
        await pilot.press("s", "b")
        await until(pilot, lambda: len(list(documents.iterdir())) == 2)
        await until(pilot, lambda: any("Svaret bevakas till 2026-12-07" in said.text for said in app.said))
        for file in documents.iterdir():
            assert "Övergård" not in file.name
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert "familjen" not in file.read_text("utf-8")
        (watched,) = await app.desk.read(lambda reader: follow_ups_of(reader, 1))
        assert (watched.party, watched.reason) == ("forsakringskassan", "answer")
        assert await disclosed(app) == ["consent", "consent"]
        filled.withdraw(own, "14:05")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.clipboard == ""
        assert any("återkallat" in said.text and "Inget är lämnat ut" in said.text for said in app.said)
        assert await disclosed(app) == ["consent", "consent"]
