"""Spelling made equal for search, Swedish order for sorting, user text made safe for the full-text index."""

import unicodedata

# Letters that Unicode does not take apart but people do, in their case-folded form.
_PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",
        "ĸ": "k",
        "ə": "e",
    }
)
# Marks and invisible format characters (soft hyphen, zero width); both may come along with pasted text.
_DROPPED = frozenset({"Mn", "Me", "Cf"})
# Control characters, halves of characters and format characters: nothing anybody searches for.
_UNTYPED = frozenset({"Cc", "Cs", "Cf"})
_APOSTROPHES = str.maketrans(
    dict.fromkeys("'`\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}\N{PRIME}\N{MODIFIER LETTER APOSTROPHE}", None)
)

# Swedish alphabetical order: å ä ö after z (here: the three code points after z), foreign letters where
# Swedish lists put them. Every other letter sorts as its folded form.
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}", "œ": "}", "ő": "}", "ü": "y", "ű": "y"})


def fold(text: str) -> str:
    """Return the text without case, accents and special letters, so that different spellings meet.

    Folding twice changes nothing more: compatibility forms are taken apart before the case is folded, and
    both are done again after the letters have been replaced.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in parts if unicodedata.category(char) not in _DROPPED).casefold()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in order: parts of a hyphenated word apart, apostrophes left out."""
    # Before folding too: it would take the acute accent apart into a space.
    folded = fold(text.translate(_APOSTROPHES)).translate(_APOSTROPHES)
    return tuple("".join(char if char.isalnum() else " " for char in folded).split())


def swedish_key(text: str) -> str:
    """Return a sort key that puts texts in Swedish order under plain code point comparison.

    Without regard to case; å ä ö after z, ü as y, é as e. In "surname, first name" the comma sorts before
    every letter, space and hyphen, so that a surname comes before its own compounds. Texts that differ only
    in case or accents have equal keys, and keep the order they came in.
    """
    composed = unicodedata.normalize("NFC", text).casefold().translate(_APOSTROPHES)
    ordered = fold(unicodedata.normalize("NFC", composed).translate(_SWEDISH))
    parts = (" ".join(part.split()).replace(" ", "-") for part in ordered.split(","))
    return " ".join(parts)


def fts_query(text: str) -> str:
    """Return the text as a query for SQLite's FTS5: every term quoted, each as the beginning of a word.

    Quoted terms carry no operators, so no text can be a syntax error; a text without terms becomes a query
    that matches nothing. The index's own tokenizer takes case and accents away, so the text is not folded.
    """
    kept = (char for char in text if unicodedata.category(char) not in _UNTYPED or char.isspace())
    terms = unicodedata.normalize("NFC", "".join(kept)).split()
    return " ".join('"' + term.replace('"', '""') + '"*' for term in terms) or '""'
