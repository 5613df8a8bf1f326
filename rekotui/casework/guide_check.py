"""Checking guides: everything that content/guides/SCHEMA.md lists, each finding with its file, place and sentence.

Keys that stand twice are found where the files are read (content.load): a table cannot hold them.
"""

from collections.abc import Mapping

from rekotui.casework.guide_links import link_findings, protection_findings
from rekotui.casework.guide_reading import guide_from, vocabulary_from
from rekotui.casework.guide_shape import VOCABULARY, Finding, shape_findings, vocabulary_findings

Tables = Mapping[str, object]


def check(tables: Tables) -> tuple[Finding, ...]:
    """Check the content of all guide files, by stem, vocabulary among them; return what is wrong, () for nothing.

    What depends on a part that is wrong is not looked at.
    """
    words = tables.get(VOCABULARY)
    found = list(vocabulary_findings(words))
    if found or not isinstance(words, Mapping):
        return tuple(found)
    vocabulary = vocabulary_from(words)
    guides = {}
    for stem, table in tables.items():
        if stem == VOCABULARY:
            continue
        wrong = tuple(shape_findings(stem, table, words))
        found += wrong
        if not wrong and isinstance(table, Mapping):
            found += protection_findings(stem, table, vocabulary)
            guides[stem] = guide_from(table, vocabulary)
    return (*found, *link_findings(guides, vocabulary))
