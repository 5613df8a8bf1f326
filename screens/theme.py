"""The program's own colours: one accent, one warning, in light, dark and high contrast.

Every text colour is a solid colour that a test holds against the backgrounds it stands on (WCAG contrast 4.5,
in the contrast theme 7). Widgets name only `$variables`, never a colour.
"""

from textual.app import App
from textual.theme import Theme

LIGHT = "rekotui-ljus"
DARK = "rekotui-mork"
CONTRAST = "rekotui-kontrast"


def _variables(muted: str, rule: str, cursor: str, cursor_text: str, resting: str, on_colour: str) -> dict[str, str]:
    """Return the variables Textual would otherwise mix by transparency, as solid colours.

    `rule` is for lines without text; `cursor` is the chosen line while its table has focus, `resting` the
    same line while it has not.
    """
    return {
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "border-blurred": rule,
        "block-cursor-background": cursor,
        "block-cursor-foreground": cursor_text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": resting,
        "block-cursor-blurred-foreground": cursor_text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": resting,
        "button-color-foreground": on_colour,
        "footer-description-foreground": muted,
        "input-selection-background": cursor,
        "input-selection-foreground": cursor_text,
        "screen-selection-background": cursor,
        "screen-selection-foreground": cursor_text,
        "link-background-hover": cursor,
        "link-color-hover": cursor_text,
    }


def _theme(
    name: str,
    *,
    dark: bool,
    background: str,
    surface: str,
    panel: str,
    foreground: str,
    accent: str,
    warning: str,
    variables: dict[str, str],
) -> Theme:
    """Build a theme where everything good is the accent and everything that asks for care is the warning."""
    texts = {
        "text-primary": accent,
        "text-secondary": accent,
        "text-accent": accent,
        "text-success": accent,
        "text-warning": warning,
        "text-error": warning,
        "footer-key-foreground": accent,
        "scrollbar": variables["border-blurred"],
        "scrollbar-hover": variables["text-muted"],
        "scrollbar-active": accent,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
        "scrollbar-corner-color": background,
    }
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        success=accent,
        warning=warning,
        error=warning,
        foreground=foreground,
        background=background,
        surface=surface,
        panel=panel,
        dark=dark,
        variables=texts | variables,
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        LIGHT,
        dark=False,
        background="#fbfaf7",
        surface="#f3f1ec",
        panel="#eae8e1",
        foreground="#23292e",
        accent="#0b5d66",
        warning="#a03a0c",
        variables=_variables("#565d63", "#8a8d88", "#d3e5e6", "#14282b", "#e8eceb", "#ffffff"),
    ),
    _theme(
        DARK,
        dark=True,
        background="#15191c",
        surface="#1b2024",
        panel="#22282d",
        foreground="#dedcd6",
        accent="#78c5c8",
        warning="#f2a766",
        variables=_variables("#a1abb2", "#66727a", "#203f45", "#f1f6f6", "#252d32", "#0e1214"),
    ),
    _theme(
        CONTRAST,
        dark=True,
        background="#000000",
        surface="#000000",
        panel="#101010",
        foreground="#ffffff",
        accent="#6fe3ff",
        warning="#ffd84a",
        variables=_variables("#d6d6d6", "#a8a8a8", "#00394d", "#ffffff", "#1c2326", "#000000"),
    ),
)


def register_themes(app: App[object]) -> None:
    """Make the three themes known to the app; choosing one is the app's business (`app.theme = LIGHT`)."""
    for theme in THEMES:
        app.register_theme(theme)
