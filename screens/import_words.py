"""What a list would change, in words: groups with names, warnings, rows left out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from rekotui.casework.names import filed_name
from rekotui.casework.review import Found
from rekotui.exchange.importing import Preview
from rekotui.exchange.rehabstod.records import Notice
from rekotui.exchange.review_record import case_of, is_protected
from rekotui.exchange.review_words import title, told
from screens.messages import IMPORT, PRIVACY
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Tone

if TYPE_CHECKING:
    from storage.imports import Stored

_NAMES = 8
_NOTICES = 12
_QUIET = "unchanged"
_CUT = 20


def preview_text(preview: Preview, hidden: bool) -> list[Text]:
    """Return the preview; people with protected identity are never named in it."""
    read = preview.read
    head = IMPORT["found"].format(rows=len(read.records), unit=preview.unit, day=preview.list_date)
    lines = [from_pieces([(head, Tone.STRONG)])]
    if preview.already_imported:
        lines.append(from_pieces([(IMPORT["again"], Tone.WARNING)]))
    before = IMPORT["compared"].format(day=preview.earlier) if preview.earlier else IMPORT["first"]
    lines.append(from_pieces([(before, Tone.MUTED)]))
    lines += _groups(preview, hidden)
    have = sum(1 for record in preview.people if record.personnummer in preview.cases)
    lines.append(from_pieces([(IMPORT["have_case"].format(count=have), Tone.MUTED)]))
    lines += _notices(IMPORT["warnings"], preview.warnings)
    lines += _notices(IMPORT["skipped"], read.skipped)
    return lines


def _groups(preview: Preview, hidden: bool) -> list[Text]:
    """Return the groups that have anybody; of those who are unchanged only their number."""
    groups = {group: people for group, people in (preview.groups or {}).items() if people}
    shown = [found for group, people in groups.items() if group != _QUIET for found in people[:_NAMES]]
    wide = max((cell_len(_name(preview, found, hidden)) for found in shown), default=0)
    case_wide = max((cell_len(case_of(found, preview) or "") for found in shown), default=0)
    rows = [Text("")] if groups else []
    for group, people in groups.items():
        rows.append(from_pieces([(title(group, len(people)), Tone.STRONG if group != _QUIET else None)]))
        if group == _QUIET:
            continue
        rows += [_person(preview, group, found, hidden, (wide, case_wide)) for found in people[:_NAMES]]
        if len(people) > _NAMES:
            rows.append(from_pieces([("  " + IMPORT["more"].format(count=len(people) - _NAMES), Tone.MUTED)]))
    return rows


def _person(preview: Preview, group: str, found: Found, hidden: bool, wide: tuple[int, int]) -> Text:
    name, case = _name(preview, found, hidden), case_of(found, preview) or ""
    hide = hidden or is_protected(found, preview)
    words = told(group, found, preview.rows.get(found.personnummer), preview.list_date, hide=hide)
    pieces: list[tuple[str, Tone | None]] = [(f"  {name}{' ' * (wide[0] - cell_len(name))}", None)]
    if wide[1]:
        pieces.append((f"  {case}{' ' * (wide[1] - cell_len(case))}", Tone.MUTED))
    return from_pieces([*pieces, (f"  {words}", None)])


def _name(preview: Preview, found: Found, hidden: bool) -> str:
    if hidden or is_protected(found, preview):
        return PRIVACY["bullets"]
    return filed_name(preview.names.get(found.personnummer, ""))


def _notices(title: str, notices: Sequence[Notice]) -> list[Text]:
    if not notices:
        return []
    rows = [Text(""), from_pieces([(title, Tone.WARNING)])]
    rows += [from_pieces([(f"  {each.text}", None)]) for each in notices[:_NOTICES]]
    if len(notices) > _NOTICES:
        more = IMPORT["more"].format(count=len(notices) - _NOTICES)
        rows.append(from_pieces([(f"  {more}", Tone.MUTED)]))
    return rows


def result_text(stored: "Stored") -> list[Text]:
    """Return what storing the list did."""
    lines = [
        from_pieces([(IMPORT["done"], Tone.STRONG)]),
        Text(""),
        from_pieces([(IMPORT["taken"].format(count=len(stored.taken)), None)]),
        from_pieces([(IMPORT["changed"].format(count=len(stored.changed)), None)]),
    ]
    if stored.named:
        lines.append(from_pieces([(IMPORT["named"].format(count=len(stored.named)), None)]))
    if stored.cut:
        more = len(stored.cut) - _CUT
        rest = [IMPORT["more"].format(count=more)] if more > 0 else []
        lines.append(from_pieces([(IMPORT["cut"].format(count=len(stored.cut)), Tone.WARNING)]))
        lines.append(from_pieces([("  " + ", ".join([*stored.cut[:_CUT], *rest]), None)]))
    return [
        *lines,
        Text(""),
        from_pieces([(IMPORT["done_hint"], Tone.MUTED)]),
    ]
