"""Text with tones, and text that wants to be something else than text."""

import pytest
from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from screens.widgets.toned_text import from_pieces, to_content, to_pieces, toned
from screens.widgets.tones import Tone, clean
from tests.screens.widgets.host import Host, screen_lines

HOSTILE = [
    "[/]",
    "[red]x",
    "[@click=app.quit]y",
    "[bold",
    "$accent",
    "\\[b]",
    "{name}",
    "[link=file:///x]z[/link]",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_shown_literally(text):
    assert toned(text, Tone.WARNING).plain == text
    assert to_content([text]).plain == text
    assert to_content([toned(text, Tone.ACCENT)]).plain == text


def test_control_and_direction_characters_become_spaces_one_for_one():
    assert clean("a\x1b[31mb\nc\td\x9be") == "a [31mb c d e"
    assert clean("mañana \u202eabc\u2066\u200f") == "mañana  abc  "
    assert clean("\ud800") == " "
    assert clean("A\u030a 漢 – …") == "A\u030a 漢 – …"


def test_pieces_survive_the_way_through_text():
    pieces = [("83", Tone.STRONG), (" av ", None), ("90", Tone.WARNING)]
    assert to_pieces(from_pieces(pieces)) == pieces


def test_styles_that_are_no_tones_and_actions_are_left_out():
    text = Text("klicka här", style="bold red")
    text.stylize(Style(color="red", link="http://x", meta={"@click": "app.quit"}), 0, 6)
    text.stylize("blink", 7, 10)
    assert to_pieces(text) == [("klicka här", None)]
    assert not any(getattr(span.style, "meta", None) for span in to_content([text]).spans)


async def test_a_toned_text_can_be_shown_by_a_widget_that_knows_no_tones():
    app = Host(Static(toned("[/] lugn", Tone.MUTED)), Static(to_content([toned("[/] tonad", Tone.WARNING)])))
    async with app.run_test():
        assert [line.strip() for line in screen_lines(app)[:2]] == ["[/] lugn", "[/] tonad"]
