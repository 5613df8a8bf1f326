"""`python -m rekotui` is the same as `rekotui`."""

import sys

from rekotui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
