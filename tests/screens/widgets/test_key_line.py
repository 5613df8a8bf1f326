"""The last line: it follows the keys that are in force, and is left alone while they stay the same."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button
from textual.widgets._footer import FooterKey

from screens.widgets.key_line import KeyLine


class Keyed(App[None]):
    """Two buttons without keys of their own, and a key that can be greyed out or taken away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "one", "Ett"), Binding("b", "two", "Två")]
    two: bool | None = True

    def compose(self) -> ComposeResult:
        yield Button("1", id="first")
        yield Button("2", id="second")
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.two if action == "two" else True

    def shown(self) -> list[tuple[str, str, bool]]:
        return [(key.key, key.description, key._disabled) for key in self.query(FooterKey)]


async def test_the_keys_stay_the_same_widgets_while_the_focus_moves() -> None:
    async with Keyed().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Keyed)
        await pilot.pause()
        before = list(app.query(FooterKey))
        assert [(key.key, key.description) for key in before] == [("a", "Ett"), ("b", "Två")]
        await pilot.press("tab", "tab")
        assert list(app.query(FooterKey)) == before


async def test_a_key_that_is_greyed_out_or_gone_is_seen() -> None:
    async with Keyed().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Keyed)
        await pilot.pause()
        for allowed, shown in (
            (None, [("a", "Ett", False), ("b", "Två", True)]),
            (False, [("a", "Ett", False)]),
            (True, [("a", "Ett", False), ("b", "Två", False)]),
        ):
            app.two = allowed
            app.refresh_bindings()
            await pilot.pause()
            await pilot.pause()
            assert app.shown() == shown
