"""What may be seen of a person: protected identity always masks in lists, F9 masks everywhere."""

from rekotui.casework.names import filed_name
from screens.messages import PRIVACY
from storage.reading import CaseLine


def masked(line: CaseLine, hidden: bool, revealed: bool = False) -> bool:
    """Tell whether a case's identity is to be hidden: `hidden` is F9, `revealed` an explicit key on the case."""
    return hidden or (line.protected and not revealed)


def shown_name(line: CaseLine, hidden: bool, revealed: bool = False) -> str:
    """Return the name as it stands in lists, or what stands in its place together with the case number."""
    if line.protected and not (revealed and not hidden):
        return PRIVACY["protected"].format(case=line.number)
    return PRIVACY["hidden_name"].format(case=line.number) if hidden else filed_name(line.name)


def shown(text: str, hide: bool) -> str:
    """Return a text about the person, or bullets in its place; nothing stays nothing."""
    return PRIVACY["bullets"] if hide and text else text
