"""What an empty list says."""

from screens.widgets.empty_state import EmptyState
from tests.screens.widgets.host import Host, screen_lines


async def test_title_and_advice_stand_in_the_middle():
    app = Host(EmptyState("Inga ärenden än", "Tryck g för att gå igenom en lista.\nEller n för ett nytt ärende."))
    async with app.run_test(size=(80, 24)):
        lines = screen_lines(app)
        shown = [(at, line.strip()) for at, line in enumerate(lines) if line.strip()]
        assert [text for _, text in shown] == [
            "Inga ärenden än",
            "Tryck g för att gå igenom en lista.",
            "Eller n för ett nytt ärende.",
        ]
        assert 8 <= shown[0][0] <= 11
        title = lines[shown[0][0]]
        assert abs((len(title) - len(title.lstrip())) - (len(title) - len(title.rstrip()))) <= 1


async def test_long_advice_is_folded_and_everything_is_literal():
    state = EmptyState("[/] [red]x", "[@click=app.quit] " + "ord " * 40)
    app = Host(state)
    async with app.run_test(size=(140, 40)):
        lines = [line.strip() for line in screen_lines(app) if line.strip()]
        assert lines[0] == "[/] [red]x"
        assert lines[1].startswith("[@click=app.quit]")
        assert len(lines) > 3
        assert max(map(len, lines)) <= 56


async def test_the_text_can_be_changed_before_and_after_it_is_shown():
    state = EmptyState("a", "b")
    state.say("Inget stämmer", "Ta bort något ur filtret.")
    app = Host(state)
    async with app.run_test() as pilot:
        assert any("Inget stämmer" in line for line in screen_lines(app))
        state.say("[/]", "")
        await pilot.pause()
        shown = [line.strip() for line in screen_lines(app) if line.strip()]
        assert shown == ["[/]"]
