"""What a list would change, in words: groups with names, warnings, rows left out."""

from collections.abc import Sequence

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

_NAMES = 8
_NOTICES = 12
_QUIET = "unchanged"


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
    rows: list[Text] = []
    for group, people in (preview.groups or {}).items():
        if people:
            rows.append(from_pieces([(title(group, len(people)), Tone.STRONG if group != _QUIET else None)]))
            rows += _people(preview, group, people, hidden) if group != _QUIET else []
    return [Text(""), *rows] if rows else []


def _people(preview: Preview, group: str, people: Sequence[Found], hidden: bool) -> list[Text]:
    rows = []
    for found in people[:_NAMES]:
        hide = hidden or is_protected(found, preview)
        name = PRIVACY["bullets"] if hide else filed_name(preview.names.get(found.personnummer, ""))
        case = case_of(found, preview)
        words = told(group, found, preview.rows.get(found.personnummer), preview.list_date, hide=hide)
        pieces: list[tuple[str, Tone | None]] = [(f"  {name}", None)]
        pieces += [(f"  {part}", tone) for part, tone in ((case, Tone.MUTED), (words, None)) if part]
        rows.append(from_pieces(pieces))
    if len(people) > _NAMES:
        rows.append(from_pieces([("  " + IMPORT["more"].format(count=len(people) - _NAMES), Tone.MUTED)]))
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


def result_text(taken: int, changed: int) -> list[Text]:
    """Return what storing the list did."""
    return [
        from_pieces([(IMPORT["done"], Tone.STRONG)]),
        Text(""),
        from_pieces([(IMPORT["taken"].format(count=taken), None)]),
        from_pieces([(IMPORT["changed"].format(count=changed), None)]),
        Text(""),
        from_pieces([(IMPORT["done_hint"], Tone.MUTED)]),
    ]
