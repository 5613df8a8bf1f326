"""The exit codes of every command (docs/cli.md): an interface that scripts may rely on."""

DONE = 0
NOTHING_FOUND = 1
WRONG_USE = 2
LOCKED = 3
DAMAGED = 4
REFUSED = 5
UNREADABLE = 6
BUSY = 7
CANNOT_WRITE = 8
OUR_ERROR = 70
INTERRUPTED = 130
