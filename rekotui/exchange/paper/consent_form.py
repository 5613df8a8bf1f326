"""The consent form on paper: the guide's wording, what the log says or room to write, and room to sign.

Pure: what a form says comes in as a ConsentSheet. What is not known, or may not be printed, is a line to write on.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rekotui.casework import consent as rules
from rekotui.casework.consent_guide import purpose, to_say
from rekotui.casework.contact import channels, parties, short_party
from rekotui.casework.guide import Guide
from rekotui.casework.interview_summary import filled
from rekotui.exchange.paper import blocks as b
from rekotui.exchange.paper.consent_messages import FORM, SHARED, STATES, TITLES, UNKNOWN
from rekotui.exchange.paper.messages import SIGNED
from rekotui.exchange.paper.typesetting import Paper, Sender

GUIDE = "samtycke"
_EMPLOYER, _OTHER = "arbetsgivare", "annan"
_AUTHORITIES = ("forsakringskassan", "arbetsformedlingen", "kommun")
_ONE_ONLY = ("forsakringskassan", "arbetsformedlingen")
"""Parties of which there is one: only the officer is asked for."""
_SEVERAL_AT_ONCE, _OF_AUTHORITIES = "ext_st_separate", "ext_st_authority"
_PRESENCE = {"present": "always", "informed": "informed", "free": "free"}
_SIZE = 11.0


class ConsentSheet(NamedTuple):
    """What one form says. `state` is consents.json's, "" for a form to fill in by hand.

    `answer` is the guide's answer to coordination (K1): yes, limited, no, or "".
    """

    kind: str
    party: str = ""
    name: str = ""
    number: str = ""
    organisation: str = ""
    person: str = ""
    role: str = ""
    phone: str = ""
    purpose: str = ""
    direction: str = ""
    presence: str = ""
    channels: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    scope_text: str = ""
    not_told: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None
    answer: str = ""
    answered_on: date | None = None
    way: str = ""
    kept_where: str = ""
    informed: bool = False
    copy_given: bool = False
    taken_by: str = ""
    proxy: str = ""
    proxy_why: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether the log has said anything of it."""
        return bool(self.state)


def consent_paper(sheet: ConsentSheet, guide: Guide, sender: Sender, on: date, case: str, anchor: str) -> Paper:
    """Return the form as a paper; `guide` is the consent guide in force."""
    return Paper(title(sheet, guide), sender, on, tuple(_blocks(sheet, guide, sender)), case, anchor, _SIZE)


def title(sheet: ConsentSheet, guide: Guide) -> str:
    """Return the heading: to what, and to which kind of party; nobody's name."""
    if sheet.kind == rules.COORDINATION:
        return next(form.title for form in guide.forms if form.id == "samtycke_koordinering")
    if sheet.kind != rules.PARTY:
        return rules.long_kind(sheet.kind)
    return TITLES.get(sheet.party) or TITLES["party"].format(party=short_party(sheet.party))


def _blocks(sheet: ConsentSheet, guide: Guide, sender: Sender) -> Iterator[b.Block]:
    yield b.text(FORM["voluntary"], strong=True)
    if sheet.state in STATES:
        yield b.note(STATES[sheet.state].format(since=sheet.since, until=sheet.until))
    yield b.facts([(FORM["name"], sheet.name), (FORM["number"], sheet.number)], label=7, columns=2)
    yield b.heading(FORM["informed" if sheet.kind == rules.COORDINATION else "consent"])
    for words in _statements(sheet, guide, sender):
        yield b.text(words)
    if sheet.kind == rules.COORDINATION:
        yield from _answer(sheet, guide)
    elif sheet.kind != rules.SHARED_RECORDS:
        yield from _to_whom(sheet)
    if sheet.kind == rules.PARTY:
        yield from _shared(sheet)
        yield from _contact(sheet, guide)
    yield from _limits(sheet)
    yield from _period(sheet)
    yield from _signed(sheet)
    yield b.together(*_changed_mind(sheet, guide, sender))


def _statements(sheet: ConsentSheet, guide: Guide, sender: Sender) -> Iterator[str]:
    sections = {rules.COORDINATION: "koordinering"}
    if sheet.kind == rules.PARTY:
        sections[rules.PARTY] = "arbetsgivare" if sheet.party == _EMPLOYER else "externa"
    if sheet.kind not in sections:
        yield from to_say(sheet.kind)
        return
    known = {
        "patient_name": sheet.name,
        "patient_id": sheet.number,
        "coordinator_name": sender.name,
        "coordinator_phone": sender.phone,
        "unit_name": sender.unit,
    }
    values = {name: text or UNKNOWN.get(name, "") for name, text in known.items()}
    for each in guide.section(sections[sheet.kind]).statements:
        apart = each.id == _OF_AUTHORITIES and sheet.party not in _AUTHORITIES
        if each.id != _SEVERAL_AT_ONCE and not apart:
            yield filled(each.text, values)


def _answer(sheet: ConsentSheet, guide: Guide) -> Iterator[b.Block]:
    question = guide.question("coord_answer")
    yield b.heading(question.text)
    yield b.ticks([(option.text, option.id == sheet.answer) for option in question.options])


def _to_whom(sheet: ConsentSheet) -> Iterator[b.Block]:
    members = sheet.kind == rules.SIP
    yield b.heading(FORM["members" if members else "party"])
    if not members and sheet.party not in (_EMPLOYER, _OTHER):
        # The guide's statement says "the one that is marked below".
        yield b.ticks([(parties()[sheet.party], True)])
    organisation = FORM["employer" if sheet.party == _EMPLOYER else "organisation"]
    person = FORM["officer" if sheet.party in _AUTHORITIES else "person"]
    who = ", ".join(part for part in (sheet.person, sheet.role) if part)
    rows = [(organisation, sheet.organisation)] if sheet.organisation or sheet.party not in _ONE_ONLY else []
    rows += [(person, who)]
    rows += [(FORM["phone"], sheet.phone)] if sheet.phone or not sheet.is_filled else []
    yield b.facts(rows, label=13)


def _shared(sheet: ConsentSheet) -> Iterator[b.Block]:
    other = FORM["other_filled"].format(text=sheet.scope_text) if sheet.scope_text else FORM["other"]
    items = [(SHARED[code], code in sheet.scope) for code in rules.scopes()]
    yield b.heading(FORM["share"])
    # What else is a short word to write, or a text of any length: it has the whole breadth.
    yield b.ticks(items, columns=2)
    yield b.ticks([(other, bool(sheet.scope_text))], write=() if sheet.scope_text else (other,))


def _contact(sheet: ConsentSheet, guide: Guide) -> Iterator[b.Block]:
    gives = sheet.direction in (rules.GIVE, rules.BOTH)
    receives = sheet.direction in (rules.RECEIVE, rules.BOTH)
    present = guide.question("emp_patient_present")
    chosen = _PRESENCE.get(sheet.presence, "")
    yield b.heading(FORM["how"])
    yield b.ticks([(FORM["give"], gives), (FORM["receive"], receives)], columns=2)
    yield b.text(present.text, quiet=True)
    yield b.ticks([(option.text, option.id == chosen) for option in present.options], columns=2)
    yield b.text(FORM["ways"], quiet=True)
    told = [(words, code in sheet.channels) for code, words in channels().items() if code != "other"]
    yield b.ticks(told, columns=3)


def _limits(sheet: ConsentSheet) -> Iterator[b.Block]:
    """Yield another purpose than the guide's, which stands in the statements, and what may not be told."""
    own = sheet.purpose if sheet.purpose != purpose(sheet.kind, sheet.party) else ""
    rows = [(FORM["purpose"], own)] if own else []
    # The statements of K2 and K4 say all that may be told.
    asked = not sheet.is_filled and sheet.kind in (rules.COORDINATION, rules.PARTY, rules.SIP)
    if sheet.not_told or asked:
        label = FORM["not_wanted" if sheet.kind == rules.COORDINATION else "not_told"]
        rows.append((label, sheet.not_told))
    if rows:
        yield b.facts(rows)


def _period(sheet: ConsentSheet) -> Iterator[b.Block]:
    if sheet.state == "declined":
        return
    first, last = (day.isoformat() if day else "" for day in (sheet.valid_from, sheet.valid_to))
    if not last and rules.may_be_open_ended(sheet.kind):
        last = FORM["open_end"]
    yield b.heading(FORM["period"])
    yield b.facts([(FORM["from"], first), (FORM["until"], last)], label=8.5, columns=2)


def _signed(sheet: ConsentSheet) -> Iterator[b.Block]:
    ways = [(words, code == sheet.way) for code, words in rules.words("ways").items()]
    rows = [(FORM["how_given"], sheet.answered_on.isoformat())] if sheet.answered_on else []
    rows += [(FORM["kept"], sheet.kept_where)] if sheet.way == rules.WRITTEN and sheet.kept_where else []
    rows += [(FORM["taken_by"], sheet.taken_by)] if sheet.taken_by else []
    if sheet.proxy:
        rows += [(FORM["proxy"], sheet.proxy), (FORM["proxy_why"], sheet.proxy_why)]
    kept = [(FORM["told"], sheet.informed), (FORM["copy"], sheet.copy_given)]
    yield b.together(b.heading(FORM["sign"]), b.signatures([FORM["patient"]], SIGNED))
    yield b.together(
        b.heading(FORM["office"]),
        b.ticks([*ways, *kept], columns=2),
        *([b.facts(rows)] if rows else []),
        b.signatures([FORM["received"]], SIGNED),
    )


def _changed_mind(sheet: ConsentSheet, guide: Guide, sender: Sender) -> Iterator[b.Block]:
    section, scope = guide.section("aterkallelse"), guide.question("wd_scope")
    withdrawn = sheet.state == "withdrawn"
    how = FORM["withdraw_phone"].format(phone=sender.phone) if sender.phone else FORM["withdraw_how"]
    yield b.heading(FORM["withdraw"])
    yield b.text(how)
    for each in section.statements:
        yield b.text(each.text)
    options = [option for option in scope.options if option.id != "extended"]
    yield b.ticks([(option.text, withdrawn and option.id == "all") for option in options])
    day = [(FORM["changed"], sheet.until.isoformat())] if withdrawn and sheet.until else []
    yield b.facts([*day, (FORM["what_now"], "")], label=15)
    yield b.signatures([FORM["received"]], SIGNED)
