"""Doctors as Rehabstöd writes them: a name, a name with an HSA-id when two share it, or an HSA-id alone.

Source: domain rehabstod 1.3, column 16.
"""

import re

from rekotui.casework.fold import words

_HSA_ID = r"[A-Z]{2,10}\d{6,14}-[A-Za-z0-9]+"
_WITH_ID = re.compile(rf"(?P<name>.*?)\s*\(\s*(?P<id>{_HSA_ID})\s*\)")
_ID_ALONE = re.compile(_HSA_ID)


def same_physician(before: str, after: str) -> bool:
    """Return whether two spellings may mean one doctor.

    Two HSA-ids decide, else two names do. A name against an HSA-id alone tells nothing, and is no news of a new doctor:
    the name has been found, or is no longer found, in the register.
    """
    (name, its_id), (other_name, other_id) = _parts(before), _parts(after)
    if its_id and other_id:
        return its_id == other_id
    if name and other_name:
        return name == other_name
    return True


def _parts(written: str) -> tuple[tuple[str, ...], str]:
    """Return (folded words of the name, HSA-id); what is not there is empty."""
    text = " ".join(written.split())
    if _ID_ALONE.fullmatch(text):
        return (), text.upper()
    match = _WITH_ID.fullmatch(text)
    return (words(match["name"]), match["id"].upper()) if match else (words(text), "")
