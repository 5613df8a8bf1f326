"""Everything that can go wrong in a way the coordinator should hear about.

An error carries its exit code and the key of a sentence in `rekotui.base.messages`; the sentence is the only
place with words. Values that fill the sentence must never be names, numbers or anything else about a person:
errors reach terminals, logs and screens that are not asked for.
"""

from rekotui.base import exit_codes, messages


class RekotuiError(Exception):
    """A refusal or failure with a Swedish sentence and an exit code.

    `key` names a sentence in `messages.ERRORS`; `values` fill its placeholders.
    """

    exit_code = exit_codes.OUR_ERROR

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(messages.ERRORS[key].format(**values))


class NothingFoundError(RekotuiError):
    """The look-up is right but has no answer."""

    exit_code = exit_codes.NOTHING_FOUND


class WrongUseError(RekotuiError):
    """The command or form was filled in so that it cannot be carried out, or means several things."""

    exit_code = exit_codes.WRONG_USE


class LockedError(RekotuiError):
    """No vault, a locked vault, or a wrong passphrase."""

    exit_code = exit_codes.LOCKED


class DamagedError(RekotuiError):
    """Data that is damaged, cannot be verified, or was written by a newer program."""

    exit_code = exit_codes.DAMAGED


class RefusedError(RekotuiError):
    """A rule says no: consent, retention, demo."""

    exit_code = exit_codes.REFUSED


class UnreadableError(RekotuiError):
    """A file is not what it claims to be."""

    exit_code = exit_codes.UNREADABLE


class BusyError(RekotuiError):
    """Another writer holds the vault, or has changed the same thing meanwhile."""

    exit_code = exit_codes.BUSY


class CannotWriteError(RekotuiError):
    """The disk is full, read-only or refuses."""

    exit_code = exit_codes.CANNOT_WRITE
