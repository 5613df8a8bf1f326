"""Questions at the terminal. The caller has made sure that there is somebody to answer (`GlobalOptions.may_ask`)."""

import sys

from rekotui.cli.messages import YES_WORDS


def line(question: str) -> str:
    """Ask for one line on standard error; an empty answer is the empty text."""
    print(question, end=" ", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise KeyboardInterrupt
    return answer.strip()


def yes(question: str, *, default: bool) -> bool:
    """Ask a yes-or-no question; an empty answer is the default."""
    answer = line(question).casefold()
    return default if not answer else answer in YES_WORDS
