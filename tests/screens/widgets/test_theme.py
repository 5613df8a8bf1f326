"""The colours can be read (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11), and the widgets use no others."""

import re
from pathlib import Path

import pytest
from textual.color import Color

import screens
from screens.theme import CONTRAST, DARK, LIGHT, THEMES
from screens.widgets.tones import Tone
from tests.screens.widgets.host import Host

TEXTS = [
    "foreground",
    "text-muted",
    "text-disabled",
    "foreground-muted",
    "foreground-disabled",
    "accent",
    "primary",
    "secondary",
    "success",
    "warning",
    "error",
    "text-primary",
    "text-secondary",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
    "footer-key-foreground",
    "footer-description-foreground",
    "block-cursor-foreground",
    "block-cursor-blurred-foreground",
]
GROUNDS = [
    "background",
    "surface",
    "panel",
    "block-cursor-background",
    "block-cursor-blurred-background",
    "block-hover-background",
    "screen-selection-background",
]


def colours(theme):
    return theme.to_color_system().generate() | theme.variables


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(theme, ground):
    found = colours(theme)
    least = 7 if theme.name == CONTRAST else 4.5
    poor = {text: round(contrast(found[text], found[ground]), 2) for text in TEXTS}
    assert {text: ratio for text, ratio in poor.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_on_coloured_buttons_can_be_read(theme):
    found = colours(theme)
    for ground in ("primary", "warning", "error", "success"):
        assert contrast(found["button-color-foreground"], found[ground]) >= (7 if theme.name == CONTRAST else 4.5)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_the_scrollbar_can_be_seen(theme):
    found = colours(theme)
    assert contrast(found["border-blurred"], found["background"]) >= 3
    assert contrast(found["scrollbar"], found["scrollbar-background"]) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_there_is_one_accent_and_one_warning(theme):
    assert theme.primary == theme.secondary == theme.accent == theme.success
    assert theme.warning == theme.error != theme.accent


@pytest.mark.parametrize("name", [LIGHT, DARK, CONTRAST])
async def test_the_themes_can_be_chosen(name):
    app = Host(theme=name)
    async with app.run_test():
        assert app.current_theme.name == name
        for tone in Tone:
            app.stylesheet.parse_style(tone.value)


def test_widgets_name_no_colour_but_the_variables():
    folder = Path(screens.__file__).parent / "widgets"
    for file in folder.glob("*.py"):
        styles = "".join(re.findall(r'_CSS = """(.*?)"""', file.read_text(encoding="utf-8"), re.DOTALL))
        for rule in re.findall(r"(?:color|background|border)[\w-]*: *([^;]+);", styles):
            assert rule.startswith("$"), f"{file.name}: {rule}"
