"""`rekotui consents`: may I talk to whom today, about what, until when; and the log."""

from collections.abc import Iterator, Sequence

from rekotui.base import exit_codes
from rekotui.casework.consent import WRITTEN, kinds, short_scope, words
from rekotui.casework.consent_matrix import MatrixRow
from rekotui.casework.consent_state import ASK_TIME
from rekotui.casework.contact import parties
from rekotui.casework.names import filed_name
from rekotui.cli.arguments import read
from rekotui.cli.case_choice import choose
from rekotui.cli.finding import search_text
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import CONSENTS, PROTECTED
from rekotui.cli.output import print_json, safe
from rekotui.cli.reading_log import logged
from rekotui.cli.unlocking import reader
from rekotui.exchange.consent_record import CaseConsents, as_json, consents_of
from storage.consent_reading import ConsentEventLine
from storage.history import Event

_MAY, _WHO = 20, 42


def command(arguments: Sequence[str], options: GlobalOptions) -> int:
    """Read the command's own arguments and print the consents."""
    return run(options, read("consents", arguments, {}).words)


def run(options: GlobalOptions, words_: Sequence[str]) -> int:
    """Print who may be told what on the day, and the log, the newest first. One read is logged for that case.

    Raises NothingFoundError, or WrongUseError where several cases match.
    """
    text = search_text(words_, "consents")
    with reader(options) as opened:
        line = choose(opened, text, options)
        found = consents_of(opened, line, options.day)
        with logged(opened, Event("case.read", "case", line.case_id, line.case_id, {"command": "consents"}), options):
            if options.json:
                print_json(as_json(found))
            else:
                print("\n".join(_lines(found)))
    return exit_codes.DONE


def _lines(found: CaseConsents) -> Iterator[str]:
    yield CONSENTS["head"].format(case=found.line.number, day=found.on.isoformat())
    yield PROTECTED if found.line.protected else safe(filed_name(found.line.name))
    yield ""
    for row in found.rows:
        yield from _row(row)
    yield ""
    yield CONSENTS["log"]
    if not found.log:
        yield f"  {CONSENTS['empty']}"
    for line in found.log:
        yield from _event(line)


def _row(row: MatrixRow) -> Iterator[str]:
    answer = "may_when" if row.answer.verdict == ASK_TIME else "may" if row.may else "may_not"
    who = safe(_who(row.kind, row.party, row.person, row.organisation))
    state = [words("states")[row.state]]
    if row.until and row.state in ("valid", "expiring"):
        state.append(CONSENTS["until"].format(day=row.until.isoformat()))
    elif row.since and row.state == "planned":
        state.append(CONSENTS["from"].format(day=row.since.isoformat()))
    elif row.state == "valid":
        state.append(CONSENTS["open_end"])
    if row.limited:
        state.append(CONSENTS["limited"])
    yield f"  {CONSENTS[answer]:<{_MAY}}{who:<{_WHO}}  {', '.join(state)}".rstrip()
    for told in _about(row):
        yield f"  {'':<{_MAY}}{safe(told)}"


def _about(row: MatrixRow) -> Iterator[str]:
    if row.told:
        what = [short_scope(code) for code in row.told] + ([row.scope_text] if row.scope_text else [])
        yield CONSENTS["told"].format(what=", ".join(what))
    elif row.may and row.direction == "receive":
        yield CONSENTS["receives"]
    if row.may and row.not_told:
        yield CONSENTS["not_told"].format(what=" ".join(row.not_told.split()))
    if row.may and row.kind == "K3" and row.presence == "present":
        yield words("presence")[row.presence]
    if row.answer.why and row.state != "none":
        yield row.answer.sentence


def _event(line: ConsentEventLine) -> Iterator[str]:
    who = _who(line.kind, line.party, line.person, line.organisation)
    parts = [words("events")[line.event], who]
    if line.way:
        way = words("ways")[line.way]
        parts.append(f"{way} ({line.kept_where})" if line.way == WRITTEN and line.kept_where else way)
    if line.valid_to:
        parts.append(CONSENTS["until"].format(day=line.valid_to.isoformat()))
    if line.voided:
        parts.append(CONSENTS["voided"])
    elif line.journaled_on:
        parts.append(CONSENTS["journaled"].format(day=line.journaled_on.isoformat()))
    else:
        parts.append(CONSENTS["not_journaled"])
    when = " ".join(part for part in (line.on.isoformat(), line.clock) if part)
    yield f"  {when:<18}{safe(', '.join(parts))}"
    if line.note:
        yield from (f"  {'':<18}{part}" for part in safe(line.note).split("\n"))


def _who(kind: str, party: str, person: str, organisation: str) -> str:
    """Return a consent in words: its kind, or the party of a K3 with the one it is to."""
    name = ", ".join(part for part in (person, organisation) if part)
    told = parties()[party] if kind == "K3" else kinds()[kind]
    return f"{told} ({name})" if name else told
