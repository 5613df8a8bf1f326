"""`rekotui kva`: what the KVÅ codes are for, when they hold, and how sure that is. Needs no vault."""

import difflib
import sys
import textwrap
from collections.abc import Iterator

from rekotui.base import exit_codes
from rekotui.base.errors import NothingFoundError
from rekotui.casework.contact import parts
from rekotui.casework.fold import fold
from rekotui.casework.kva import Code, codes
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import KVA, KVA_COLUMNS, KVA_MARKS, KVA_MOMENTS, MORE
from rekotui.cli.output import note, print_json, print_rows
from rekotui.cli.table_fit import Column

_LABEL = 18
_WIDTH = 100


def run(options: GlobalOptions, wanted: str) -> int:
    """Print all codes, or everything about one; raise NothingFoundError with near codes where there is no such code."""
    if wanted.strip():
        code = find(wanted.strip())
        if options.json:
            print_json(as_json(code))
        else:
            for line in _lines(code):
                print(line)
            sys.stdout.flush()
        return exit_codes.DONE
    every = list(codes().values())
    shown = every[: options.limit] if options.limit else every
    if options.json:
        print_json([as_json(code) for code in shown])
    else:
        print_rows(_columns(), [_row(code, options) for code in shown], options)
    if len(shown) < len(every):
        note(MORE.format(count=len(every) - len(shown)), options)
    return exit_codes.DONE


def find(wanted: str) -> Code:
    """Return the code that is written so, whatever its case; raise NothingFoundError with near ones."""
    name = wanted.upper()
    known = codes()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    told = [code.code for code in known.values() if len(name) > 2 and fold(wanted) in fold(f"{code.text} {code.use}")]
    found = list(dict.fromkeys([*near, *told]))[:5]
    raise NothingFoundError("no_such_kva", near=KVA["near"].format(names=", ".join(found)) if found else "")


def as_json(code: Code) -> dict[str, object]:
    """Return a code with the keys of `kva --json` (docs/cli.md)."""
    return {
        "code": code.code,
        "text": code.text,
        "use": code.use,
        "enabled": code.enabled,
        "parts": list(code.parts),
        "moment": code.moment or None,
        "valid_from": code.valid_from.isoformat() if code.valid_from else None,
        "valid_to": code.valid_to.isoformat() if code.valid_to else None,
        "mark": code.mark,
        "source": code.source,
        "unsure": code.unsure or None,
    }


def _columns() -> tuple[Column, ...]:
    code, text, when, valid, mark, status = KVA_COLUMNS
    return (
        Column(code),
        Column(text, least=24),
        Column(when, least=16, priority=2),
        Column(valid, least=14, priority=3),
        Column(mark, priority=4),
        Column(status, least=10, priority=1),
    )


def _row(code: Code, options: GlobalOptions) -> tuple[str, ...]:
    return code.code, code.text, _proposed(code), _valid(code), code.mark, _status(code, options)


def _status(code: Code, options: GlobalOptions) -> str:
    if not code.holds(options.day):
        return KVA["not_now"]
    return KVA["enabled"] if code.enabled else KVA["disabled"]


def _proposed(code: Code) -> str:
    """Return when the program proposes the code by itself, "–" for never."""
    if code.moment:
        return KVA_MOMENTS[code.moment]
    if code.enabled and set(code.parts) == set(parts()):
        return KVA["every_contact"]
    return ", ".join(parts()[part].lower() for part in code.parts) or "–"


def _valid(code: Code) -> str:
    first = KVA["from"].format(day=code.valid_from) if code.valid_from else ""
    last = KVA["to"].format(day=code.valid_to) if code.valid_to else ""
    return " ".join(part for part in (first, last) if part) or KVA["unknown_days"]


def _lines(code: Code) -> Iterator[str]:
    marks = "; ".join(f"{mark} {KVA_MARKS[mark]}" for mark in code.mark.split("/"))
    yield f"{code.code}  {code.text}"
    yield ""
    for key, text in (
        ("use", code.use),
        ("proposed", _proposed(code)),
        ("valid", _valid(code)),
        ("source", code.source),
        ("mark", marks),
        ("unsure", code.unsure),
    ):
        if text:
            label = f"{KVA[key]:<{_LABEL}}"
            yield from textwrap.wrap(text, _WIDTH, initial_indent=label, subsequent_indent=" " * _LABEL)
    yield ""
    yield KVA["working_names"]
