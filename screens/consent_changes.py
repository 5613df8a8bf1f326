"""Write down what happened to a consent that was given: limited, withdrawn, or a line that was entered by mistake."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rekotui.base.errors import NothingFoundError
from rekotui.casework import consent as rules
from rekotui.casework import consent_guide as guide
from screens.acts_on_consents import clock_now
from screens.consent_form import ConsentForm, codes, said_fields, way_fields
from screens.consent_messages import CONSENT_FORM
from screens.consent_words import about_words
from screens.field import Field, Kind
from screens.form import Form, Loaded
from screens.messages import FORM
from storage.consent_reading import ConsentEventLine, consent_log
from storage.reading import Reader

if TYPE_CHECKING:
    from storage.database import Work


class ChangeForm(ConsentForm):
    """A form about one consent; refused if somebody else has written about it meanwhile."""

    def __init__(self, place: str, case_id: int, number: str, consent_id: int) -> None:
        super().__init__(f"case:{case_id}:consent:{consent_id}:{place}", case_id)
        self._number, self.consent_id = number, consent_id
        self._about = ""

    def read(self, reader: Reader) -> Loaded:
        """Start from today, and from what applies now."""
        log = consent_log(reader, self.case_id or 0)
        events = tuple(line for line in log if line.consent_id == self.consent_id)
        if not events:
            raise NothingFoundError("no_such_consent")
        on, last = self.rekotui.on, events[0]
        self._about = about_words(last.kind, last.party)
        values = {"on": on.isoformat(), "clock": clock_now(on), "taken_by": last.taken_by}
        return Loaded({**values, **self.start_from(events)}, {"seen": last.last_event_id})

    def start_from(self, events: tuple[ConsentEventLine, ...]) -> dict[str, str]:
        """Return what the fields start from besides; `events` are those of the consent, the newest first."""
        return {}

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the way."""
        return self.needed(values, "way")


class WithdrawForm(ChangeForm):
    """It no longer holds, from that moment."""

    SAVED = CONSENT_FORM["withdrawn"]

    def __init__(self, case_id: int, number: str, consent_id: int) -> None:
        super().__init__("withdrawn", case_id, number, consent_id)

    def heading(self) -> str:
        """Name the form by the case's number and what is withdrawn."""
        return " · ".join(part for part in (CONSENT_FORM["withdraw"].format(case=self._number), self._about) if part)

    def to_say(self) -> Iterable[str]:
        """Say what a withdrawal does."""
        return (guide.about("withdrawal"),)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return when and how it was said."""
        return [
            *said_fields(CONSENT_FORM["clock_hint"]),
            *way_fields(),
            Field("taken_by", CONSENT_FORM["taken_by"]),
            Field("note", CONSENT_FORM["note"], Kind.TEXT),
        ]

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter the withdrawal."""
        from storage.consents import ConsentRepository

        seen = self.loaded.versions["seen"]
        ConsentRepository(work).withdraw(self.consent_id, self.said(values), self.rekotui.on, seen)
        return self.consent_id


class LimitForm(ChangeForm):
    """Less may be told from now on, perhaps for a shorter time."""

    SAVED = CONSENT_FORM["limited"]

    def __init__(self, case_id: int, number: str, consent_id: int) -> None:
        super().__init__("limited", case_id, number, consent_id)
        self._scope: tuple[str, ...] = ()

    def heading(self) -> str:
        """Name the form by the case's number and what is limited."""
        return " · ".join(part for part in (CONSENT_FORM["limit"].format(case=self._number), self._about) if part)

    def to_say(self) -> Iterable[str]:
        """Say that more needs a new consent."""
        return (guide.about("limit"),)

    def start_from(self, events: tuple[ConsentEventLine, ...]) -> dict[str, str]:
        """Return what may be told now: only that can be left."""
        last = next(line for line in events if line.event in (*rules.GRANTS, rules.LIMITED) and not line.voided)
        self._scope = last.scope
        return {"scope": ",".join(last.scope), "scope_text": last.scope_text, "not_told": last.not_told}

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return what is left, until when, and when and how it was said."""
        words = rules.scopes()
        left = tuple((code, words[code]) for code in self._scope)
        scope = [Field("scope", CONSENT_FORM["scope"], Kind.SEVERAL, choices=left)] if left else []
        until = CONSENT_FORM["until_hint"]
        return [
            *scope,
            Field("scope_text", CONSENT_FORM["scope_text"], identity=True),
            Field("not_told", CONSENT_FORM["not_told"], identity=True),
            Field("valid_to", CONSENT_FORM["valid_to"].capitalize(), Kind.DAY, hint=until),
            *way_fields(),
            *said_fields(),
            Field("taken_by", CONSENT_FORM["taken_by"]),
            Field("note", CONSENT_FORM["note"], Kind.TEXT),
        ]

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Nothing left to tell is a withdrawal, not a limit."""
        wrong = super().problems(values)
        if self._scope and not codes(values["scope"]) and not values["scope_text"].strip():
            wrong["scope"] = CONSENT_FORM["scope_needed"]
        return wrong

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Enter the limit."""
        from storage.consents import ConsentRepository

        ConsentRepository(work).limit(self.consent_id, self.said(values), self.rekotui.on, self.loaded.versions["seen"])
        return self.consent_id


class VoidConsentForm(Form):
    """Strikes a line of the log out: it stays, with the reason, and counts for nothing."""

    SAVED = CONSENT_FORM["voided"]

    def __init__(self, case_id: int, number: str, event_id: int) -> None:
        super().__init__(f"case:{case_id}:consent_event:{event_id}:void", case_id)
        self._number, self._event_id = number, event_id

    def heading(self) -> str:
        """Name the form by the case's number."""
        return CONSENT_FORM["void"].format(case=self._number)

    def fields(self, values: Mapping[str, str]) -> list[Field]:
        """Return the reason."""
        return [Field("reason", CONSENT_FORM["reason"])]

    def read(self, reader: Reader) -> Loaded:
        """Say what it will mean."""
        return Loaded({}, {}, CONSENT_FORM["void_hint"])

    def problems(self, values: Mapping[str, str]) -> dict[str, str]:
        """Ask for the reason."""
        empty = not values["reason"].strip()
        return {"reason": FORM["needed"].format(field=CONSENT_FORM["reason"].lower())} if empty else {}

    def write(self, work: "Work", values: Mapping[str, str], changed: Mapping[str, str]) -> int:
        """Strike it out."""
        from storage.consents import ConsentRepository

        return ConsentRepository(work).void(self._event_id, self.rekotui.on, values["reason"])
