"""Examining the guides: whether those that ship are whole, and what a unit has put in their place."""

from rekotui.casework.guide_check import check
from rekotui.casework.guides import in_force
from rekotui.content.load import load_guides
from rekotui.content.yaml_reading import YamlError
from storage.findings import FAULT, OK, WARNING, Finding


def guide_findings() -> tuple[Finding, ...]:
    """Return what there is to say of the guides: damaged ones, and the unit's own words, in force or refused."""
    try:
        wrong = check(load_guides())
    except YamlError:
        return (Finding(FAULT, "guides_unreadable"),)
    if wrong:
        values: dict[str, object] = {"file": wrong[0].file, "place": wrong[0].place, "why": wrong[0].sentence}
        return (Finding(FAULT, "guides_damaged", values),)
    guides = in_force()
    if not guides.overridden and not guides.refused:
        return (Finding(OK, "guides_ok"),)
    return (
        *(Finding(WARNING, "guides_refused", {"what": what}) for what in guides.refused),
        *(Finding(OK, "guides_own", {"what": what}) for what in guides.overridden),
    )
