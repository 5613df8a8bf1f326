"""A person's name as people file it: surname first. Rehabstöd gives one string, the surname last."""

_PARTICLES = frozenset({"von", "van", "af", "de", "da", "du", "la", "le", "el", "al", "der", "den", "di", "bin", "ben"})


def split_name(name: str) -> tuple[str, str]:
    """Return (surname, the rest): the last word, with the particles before it ("Carl von Essen")."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip(), ""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(parts[start:]), " ".join(parts[:start])


def filed_name(name: str) -> str:
    """Return the name as it stands in a list: "Övergård, Utkast"; a single word, and "Namn okänt", stay as they are."""
    surname, rest = split_name(name)
    if not rest or name == "Namn okänt":
        return name.strip()
    return f"{surname}, {rest}"
