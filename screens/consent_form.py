"""Write down what the patient said when asked: a yes with what it covers, or a no. What is needed comes first."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Select, Static

from rekotui.base.errors import RekotuiError
from rekotui.casework import consent as rules
from rekotui.casework import consent_guide as guide
from rekotui.casework import contact
from screens.acts_on_consents import clock_now
from screens.book_form import entries_at
from screens.consent_messages import CONSENT_FORM
from screens.consent_words import about_words
from screens.field import Field, FieldRow, Kind, value_of
from screens.form import Form, Loaded, case_line, day_or_none
from screens.messages import FORM
from screens.work_messages import YES_NO
from storage.consent_numbers import ConsentNumbers, consent_numbers
from storage.consent_reading import ConsentEventLine, book_of, consent_log
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.consents import NewConsent, Said
    from storage.database import Work

_EMPLOYER = "arbetsgivare"
_YES_NO = {"yes": True, "no": False}
_FIELD_OF_ERROR = {
    "consent_in_future": "on",
    "consent_before_given": "valid_from",
    "consent_needs_end": "valid_to",
    "consent_too_long": "valid_to",
    "day_order": "valid_to",
    "consent_way_needed": "way",
    "consent_kept_needed": "kept_where",
    "consent_scope_needed": "scope",
    "consent_widened": "scope",
    "consent_proxy_needed": "proxy_why",
    "consent_clock_needed": "clock",
}


class ConsentForm(Form):
    """A form of the consent log: under what is to be said come the needed fields, then the rest."""

    FIRST_OF_THE_REST: ClassVar[str] = ""
    """The field above which stands that the rest is filled in as far as it is known."""

    def to_say(self) -> Iterable[str]:
        """Return the sentences at the top: what is said to the patient, or what to know."""
        return ()

    async def _show_fields(self, values: Mapping[str, str]) -> None:
        await super()._show_fields(values)
        form = self.query_one("#form")
        if text := "\n".join(self.to_say()):
            await form.mount(Static(text, markup=False, classes="to-say"), before=0)
        for row in self.query(FieldRow):
            if self.FIRST_OF_THE_REST in row.names:
                await form.mount(Static(CONSENT_FORM["more"], markup=False, classes="rest"), before=row)
        self._ask_for_paper()

    @on(Select.Changed, "#f-way")
    def _ask_for_paper(self) -> None:
        """Ask where the paper is only where there is one."""
        way, kept = (value_of(self.widget(name)) for name in ("way", "kept_where"))
        for row in self.query(FieldRow):
            if "kept_where" in row.names:
                row.display = way == rules.WRITTEN or bool(kept)

    def field_of(self, error: RekotuiError) -> str:
        """Return the field that a refusal of the log is about."""
        found = _FIELD_OF_ERROR.get(error.key) or super().field_of(error)
        return "on" if found == "valid_from" and not self.query("#f-valid_from") else found

    def needed(self, values: Mapping[str, str], *names: str) -> dict[str, str]:
        """Complain of empty fields among these, and of a paper that is nowhere."""
        written = ("kept_where",) if values.get("way") == rules.WRITTEN else ()
        return {name: CONSENT_FORM[f"{name}_needed"] for name in (*names, *written) if not values[name].strip()}

    def said(self, values: Mapping[str, str]) -> "Said":
        """Return what was said, from the fields that this form has."""
        from storage.consents import Said

        return Said(
            on=day_or_none(values["on"]) or self.rekotui.on,
            valid_from=day_or_none(values.get("valid_from", "")),
            valid_to=day_or_none(values.get("valid_to", "")),
            scope=codes(values.get("scope", "")),
            clock=values.get("clock", ""),
            way=values.get("way", ""),
            scope_text=values.get("scope_text", ""),
            not_told=values.get("not_told", ""),
            kept_where=values.get("kept_where", ""),
            informed=_YES_NO.get(values.get("informed", "")),
            copy_given=_YES_NO.get(values.get("copy_given", "")),
            taken_by=values.get("taken_by", ""),
            note=values.get("note", ""),
        )


class AskedForm(ConsentForm):
    """A form about a consent of one kind, to one party, that is entered anew."""

    def __init__(self, place: str, case_id: int, number: str, kind: str, party: str) -> None:
        super().__init__(f"case:{case_id}:consent:{place}:{kind}:{party}", case_id)
        self._number, self.kind, self.party = number, kind, party
        self._before: tuple[ConsentEventLine, ...] = ()
        self._numbers = ConsentNumbers()
        self._protected = False

    def read(self, reader: Reader) -> Loaded:
        """Start from today, and from whom she talks with there."""
        line = case_line(reader, self.case_id)
        self._protected = line.protected
        log = consent_log(reader, self.case_id or 0)
        self._numbers = consent_numbers(reader.rows)
        self._before = tuple(each for each in log if (each.kind, each.party) == (self.kind, self.party))
        on = self.rekotui.on
        values = {"on": on.isoformat(), "clock": clock_now(on), "taken_by": _last_taken(log)}
        if not self._protected and self.kind == rules.PARTY:
            values["organisation"] = line.employer if self.party == _EMPLOYER else ""
            known = entries_at(book_of(reader, self.case_id or 0), self.party)
            if len(known) == 1:
                names = {"person": known[0].name, "role": known[0].role, "phone": known[0].phone}
                values.update({name: text for name, text in names.items() if text})
                values["organisation"] = known[0].organisation or values["organisation"]
        values.update(self.start_from())
        return Loaded(values, {}, guide.about("protected") if self._protected else "")

    def start_from(self) -> dict[str, str]:
        """Return what the fields start from besides."""
        return {}

    def named(self) -> list[Field]:
        """Return the fields that say whom there it is to; none where the kind is to nobody outside."""
        if self.kind in (rules.COORDINATION, rules.SHARED_RECORDS):
            return []
        place = "organisation" if self.party == _EMPLOYER else "organisation_other"
        return [
            Field("organisation", CONSENT_FORM[place], identity=True),
            Field("person", CONSENT_FORM["person"], identity=True),
        ]

    def new(self, values: Mapping[str, str]) -> "NewConsent":
        """Return to whom it is and for what."""
        from storage.consents import NewConsent

        texts = ("organisation", "person", "role", "phone", "purpose", "proxy", "proxy_why")
        replaces = values.get("replaces", "")
        return NewConsent(
            kind=self.kind,
            party=self.party,
            direction=values.get("direction") or rules.BOTH,
            presence=values.get("presence") or "free",
            channels=codes(values.get("channels", "")),
            replaces_id=int(replaces) if replaces else None,
            **{name: values.get(name, "") for name in texts},
        )


class GiveForm(AskedForm):
    """A yes: what is said to the patient, whom it is to, what may be told, until when and how she said it."""

    SAVED = CONSENT_FORM["given"]
    FIRST_OF_THE_REST = "not_told"

    def __init__(self, case_id: int, number: str, kind: str, party: str) -> None:
        super().__init__("given", case_id, number, kind, party)

    def heading(self) -> str:
        """Name the form by the case's number."""
        return f"{CONSENT_FORM['give'].format(case=self._number)} · {about_words(self.kind, self.party)}"

    def to_say(self) -> Iterable[str]:
        """Return the guide's wording for this kind and party."""
        about = about_words(self.kind, self.party)
        return (CONSENT_FORM["say"].format(about=about), *guide.to_say(self.kind, self.party))

    def start_from(self) -> dict[str, str]:
        """Suggest a period, and all that may be told but the diagnosis."""
        on = self.rekotui.on
        until = rules.suggested_until(self.kind, on, self._numbers.suggested_months, self._numbers.reading_days)
        values = {
            "valid_from": on.isoformat(),
            "valid_to": until.isoformat() if until else "",
            "purpose": guide.purpose(self.kind, self.party),
        }
        if self.kind == rules.PARTY:
            values |= {"scope": ",".join(rules.suggested_scope()), "direction": rules.BOTH, "presence": "free"}
        return values

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the needed fields, then the rest."""
        to_party = self.kind == rules.PARTY
        scope = [Field("scope", CONSENT_FORM["scope"], Kind.SEVERAL, choices=tuple(rules.scopes().items()))]
        return [
            *self.named(),
            *(scope if to_party else []),
            Field("valid_from", CONSENT_FORM["valid_from"], Kind.DAY, group="period", hint=FORM["day_hint"]),
            Field("valid_to", CONSENT_FORM["valid_to"], Kind.DAY, group="period", hint=FORM["day_hint"]),
            *way_fields(),
            Field("not_told", CONSENT_FORM["not_told" if to_party else "not_wanted"], identity=True),
            *(self._about_party() if to_party else []),
            *said_fields(),
            Field("purpose", CONSENT_FORM["purpose"], Kind.TEXT),
            _choice("informed", YES_NO),
            _choice("copy_given", YES_NO),
            Field("taken_by", CONSENT_FORM["taken_by"]),
            *self._replaced(),
            Field("proxy", CONSENT_FORM["proxy"], identity=True, hint=CONSENT_FORM["proxy_hint"]),
            Field("proxy_why", CONSENT_FORM["proxy_why"], identity=True),
            Field("note", CONSENT_FORM["note"], Kind.TEXT),
        ]

    def _about_party(self) -> list[Field]:
        channels = tuple(contact.channels().items())
        return [
            Field("scope_text", CONSENT_FORM["scope_text"], identity=True),
            _choice("presence", rules.words("presence")),
            _choice("direction", rules.words("directions")),
            Field("channels", CONSENT_FORM["channels"], Kind.SEVERAL, choices=channels),
            Field("role", CONSENT_FORM["role"]),
            Field("phone", CONSENT_FORM["phone"], identity=True),
        ]

    def _replaced(self) -> list[Field]:
        """Offer the consents that this one may stand for: a new contact person, another purpose."""
        known = {
            str(line.consent_id): f"{about_words(line.kind, line.party)}, {line.on}"
            for line in self._before
            if line.event == rules.GIVEN and not line.voided
        }
        none = CONSENT_FORM["replaces_none"]
        return [Field("replaces", CONSENT_FORM["replaces"], Kind.CHOICE, hint=none, choices=tuple(known.items()))] * (
            1 if known else 0
        )

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the way, for the last day where one is needed, and for what may be told."""
        wrong = self.needed(values, "way", *([] if rules.may_be_open_ended(self.kind) else ["valid_to"]))
        first, last = day_or_none(values["valid_from"]), day_or_none(values["valid_to"])
        if first and last and last < first:
            wrong["valid_to"] = CONSENT_FORM["end_first"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter the yes."""
        from storage.cases import CaseRepository
        from storage.consents import ConsentRepository

        case = CaseRepository(work).get(self.case_id or 0)
        return ConsentRepository(work).give(case, self.new(values), self.said(values), self.rekotui.on).id or 0


class DeclineForm(AskedForm):
    """A no, and what it was to."""

    SAVED = CONSENT_FORM["declined"]

    def __init__(self, case_id: int, number: str, kind: str, party: str) -> None:
        super().__init__("declined", case_id, number, kind, party)

    def heading(self) -> str:
        """Name the form by the case's number."""
        return f"{CONSENT_FORM['decline'].format(case=self._number)} · {about_words(self.kind, self.party)}"

    def to_say(self) -> Iterable[str]:
        """Say that it is noted, and what it does not change; a no to coordination ends every other yes."""
        ends = (CONSENT_FORM["decline_all"],) if self.kind == rules.COORDINATION else ()
        return (guide.about("decline"), *ends)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return when and how, whom it was to, and her own words."""
        return [
            *way_fields(),
            *said_fields(),
            *self.named(),
            Field("note", CONSENT_FORM["declined_what"], Kind.TEXT, hint=CONSENT_FORM["declined_hint"]),
            _choice("informed", YES_NO),
            Field("taken_by", CONSENT_FORM["taken_by"]),
        ]

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the way."""
        return self.needed(values, "way")

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter the no."""
        from storage.cases import CaseRepository
        from storage.consents import ConsentRepository

        case = CaseRepository(work).get(self.case_id or 0)
        return ConsentRepository(work).decline(case, self.new(values), self.said(values), self.rekotui.on).id or 0


def way_fields() -> list[Field]:
    """Return how it was said, and where the paper is if it was written."""
    return [
        _choice("way", rules.words("ways"), CONSENT_FORM["way_hint"]),
        Field("kept_where", CONSENT_FORM["kept_where"]),
    ]


def said_fields(clock_hint: str = CONSENT_FORM["clock_hint"]) -> list[Field]:
    """Return on what day it was said, and when."""
    return [
        Field("on", CONSENT_FORM["on"], Kind.DAY, group="said"),
        Field("clock", CONSENT_FORM["clock"], hint=clock_hint, group="said"),
    ]


def codes(text: str) -> tuple[str, ...]:
    """Return the chosen codes of a field of several."""
    return tuple(code for code in text.split(",") if code)


def _choice(name: str, words: Mapping[str, str], hint: str = "") -> Field:
    return Field(name, CONSENT_FORM[name], Kind.CHOICE, hint=hint, choices=tuple(words.items()))


def _last_taken(log: Iterable[ConsentEventLine]) -> str:
    """Return who took the last consent: as a rule the same coordinator."""
    return next((line.taken_by for line in log if line.taken_by), "")
