"""The guides in force: as they ship, or with a unit's own words (casework.guide_local)."""

from collections.abc import Mapping
from functools import cache

from rekotui.base.paths import settings_folder
from rekotui.casework.guide import Guides
from rekotui.casework.guide_local import apply
from rekotui.casework.guide_messages import LOCAL
from rekotui.casework.guide_reading import guide_from, vocabulary_from
from rekotui.casework.guide_shape import VOCABULARY
from rekotui.content.load import LOCAL_GUIDES, load_guides, load_local_guides


@cache
def shipped() -> Guides:
    """Return the guides as they ship, read once."""
    return _made(load_guides(), (), ())


def in_force() -> Guides:
    """Return the guides with the unit's own words from the settings folder, read once.

    `refused` says what of them did not hold: then that guide is as it ships, and the coordinator is to be told.
    """
    return of_folder(settings_folder())


@cache
def of_folder(folder: str) -> Guides:
    """Return the guides with the words of one folder's file, read once."""
    from rekotui.content.yaml_reading import YamlError

    try:
        local = load_local_guides(folder)
    except YamlError as error:
        why = LOCAL[error.key].format(line=error.line, problem=error.problem)
        return _made(load_guides(), (), (LOCAL["unreadable"].format(why=why, file=LOCAL_GUIDES),))
    if local is None:
        return shipped()
    applied = apply(load_guides(), local)
    return _made(applied.tables, applied.overridden, applied.refused)


def _made(tables: Mapping[str, object], overridden: tuple[str, ...], refused: tuple[str, ...]) -> Guides:
    words = tables[VOCABULARY]
    assert isinstance(words, Mapping)
    vocabulary = vocabulary_from(words)
    guides = {
        stem: guide_from(table, vocabulary)
        for stem, table in tables.items()
        if stem != VOCABULARY and isinstance(table, Mapping)
    }
    return Guides(guides, vocabulary, overridden, refused)
