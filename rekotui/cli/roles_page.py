"""`rekotui roles`: who does what for somebody on sick leave, to read or to print for the patient. Opens no vault."""

from collections.abc import Iterator
from textwrap import wrap

from rekotui.base import exit_codes
from rekotui.casework.roles import Roles, roles
from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.output import print_json

_WIDTH = 76


def run(options: GlobalOptions) -> int:
    """Print the page; with `--json` its parts."""
    page = roles()
    if options.json:
        print_json(
            {
                "title": page.title,
                "lead": list(page.lead),
                "roles": [{"id": each.id, "title": each.title, "does": list(each.does)} for each in page.roles],
            }
        )
    else:
        print("\n".join(_lines(page)))
    return exit_codes.DONE


def _lines(page: Roles) -> Iterator[str]:
    yield page.title.upper()
    yield ""
    for sentence in page.lead:
        yield from wrap(sentence, _WIDTH)
    for role in page.roles:
        yield ""
        yield role.title
        for sentence in role.does:
            yield from wrap(sentence, _WIDTH, initial_indent="  · ", subsequent_indent="    ")
