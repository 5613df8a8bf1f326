"""What a draft holds: the fields that differ from what was stored, and what was stored when they were typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FormDraft:
    """Typed values by field name, with the stored values they were typed over."""

    typed: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        """Return the draft as text; nothing when nothing is typed."""
        if not self.typed:
            return ""
        return json.dumps({"typed": self.typed, "base": self.base}, ensure_ascii=False)


def load_draft(text: str) -> FormDraft:
    """Read a draft; one that cannot be read (of another version of the program) counts as none."""
    try:
        found = json.loads(text) if text else {}
        return FormDraft(_texts(found.get("typed")), _texts(found.get("base")))
    except (ValueError, AttributeError):
        return FormDraft()


def _texts(value: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def differing(values: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return the values that are not what was stored."""
    return {name: value for name, value in values.items() if value != base.get(name, "")}
