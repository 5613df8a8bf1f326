"""What an examination of the vault says: findings with a level, and a sentence in `storage.messages`."""

from dataclasses import dataclass, field

from storage.messages import FINDINGS

OK, WARNING, FAULT = "ok", "warning", "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined: its level (ok, warning, fault), its sentence's key and values."""

    level: str
    key: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return FINDINGS[self.key].format(**self.values)
