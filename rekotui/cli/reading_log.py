"""Every look-up leaves one line in the access log (patientdatalagen 4 kap. 3 §), also one whose reader hangs up."""

from collections.abc import Iterator
from contextlib import contextmanager

from rekotui.cli.global_options import GlobalOptions
from rekotui.cli.messages import NOT_LOGGED
from rekotui.cli.output import note
from storage.history import Event
from storage.reading import Reader


@contextmanager
def logged(reader: Reader, event: Event, options: GlobalOptions) -> Iterator[None]:
    """Log the read once the answer is out. `rekotui list | head -1` has shown people too, and is logged as well."""
    try:
        yield
    finally:
        if not reader.log(event):
            note(NOT_LOGGED, options)
