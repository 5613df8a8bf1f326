"""What a list would change, in words: groups with names, warnings, rows left out."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from rekotui.casework.names import filed_name
from rekotui.exchange.importing import Preview
from rekotui.exchange.rehabstod.records import Notice
from screens.messages import IMPORT, PRIVACY
from screens.widgets.toned_text import from_pieces
from screens.widgets.tones import Tone

if TYPE_CHECKING:
    from storage.imports import Stored

_NAMES = 8
_NOTICES = 12
_CUT = 20


def preview_text(preview: Preview, hidden: bool, protected: Collection[str]) -> list[Text]:
    """Return the preview; people with protected identity are never named in it."""
    read = preview.read
    head = IMPORT["found"].format(rows=len(read.records), unit=preview.unit, day=preview.list_date)
    lines = [from_pieces([(head, Tone.STRONG)])]
    if preview.already_imported:
        lines.append(from_pieces([(IMPORT["again"], Tone.WARNING)]))
    before = IMPORT["compared"].format(day=preview.earlier) if preview.earlier else IMPORT["first"]
    lines.append(from_pieces([(before, Tone.MUTED)]))
    if preview.groups is not None:
        lines.append(Text(""))
        for key, numbers in (("new", preview.groups.new), ("gone", preview.groups.gone)):
            lines.append(from_pieces([(IMPORT[key].format(count=len(numbers)), Tone.STRONG)]))
            lines += _people(preview, numbers, hidden, protected)
        count = len(preview.groups.unchanged)
        lines.append(from_pieces([(IMPORT["unchanged"].format(count=count), None)]))
    have = sum(1 for record in preview.people if record.personnummer in preview.cases)
    lines.append(from_pieces([(IMPORT["have_case"].format(count=have), Tone.MUTED)]))
    lines += _notices(IMPORT["warnings"], preview.warnings)
    lines += _notices(IMPORT["skipped"], read.skipped)
    return lines


def _people(preview: Preview, numbers: Sequence[str], hidden: bool, protected: Collection[str]) -> list[Text]:
    rows = []
    for number in numbers[:_NAMES]:
        hide = hidden or number in protected
        name = PRIVACY["bullets"] if hide else filed_name(preview.names.get(number, ""))
        rows.append(from_pieces([(f"  {name}", None), (f"  {preview.cases.get(number, '')}", Tone.MUTED)]))
    if len(numbers) > _NAMES:
        rows.append(from_pieces([("  " + IMPORT["more"].format(count=len(numbers) - _NAMES), Tone.MUTED)]))
    return rows


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
