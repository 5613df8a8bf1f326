"""The rules on screen: all are there with their law, and a few typed letters find one."""

from textual.widgets import Input, OptionList

from rekotui.casework.rules import effective_rules
from screens.rules_screen import RulesScreen
from tests.screens.conftest import Vault, opened, screen_text, shows, until


async def test_every_rule_is_found_with_its_law_and_source(filled: Vault) -> None:
    async with opened(filled) as (app, pilot):
        await pilot.press("f2")
        await until(
            pilot, lambda: isinstance(app.screen, RulesScreen) and app.screen.query_one(OptionList).option_count
        )
        shown = app.screen.query_one(OptionList)
        assert shown.option_count == len(effective_rules().rules)
        app.screen.query_one(Input).value = "sjukpenning ansok"
        await until(pilot, lambda: 0 < shown.option_count < 12)
        await shows(pilot, "Gäller när", "Lag")
        first = shown.highlighted_option
        await pilot.press("down")
        await until(pilot, lambda: shown.option_count == 1 or shown.highlighted_option is not first)
        app.screen.query_one(Input).value = "finns inte"
        await shows(pilot, "Ingen regel har de orden")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, RulesScreen))


async def test_a_rule_shows_the_number_that_the_unit_has_set(filled: Vault) -> None:
    from storage.setting_changes import change_setting

    with filled.database.write() as work:
        change_setting(work, "chain_90.warn_day", 70)
    async with opened(filled) as (app, pilot):
        await pilot.press("f2")
        await until(
            pilot, lambda: isinstance(app.screen, RulesScreen) and app.screen.query_one(OptionList).option_count
        )
        app.screen.query_one(Input).value = "chain_90"
        await shows(pilot, "dag 91 betyder")  # the keys after it scroll this rule and not the one before
        for _page in range(50):  # the numbers may come after the first key, and then the rule is shown from its top
            if ": 70 dag" in screen_text(app):
                return
            await pilot.press("pagedown")
        raise AssertionError(screen_text(app))
