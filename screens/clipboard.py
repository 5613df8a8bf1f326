"""The platform's own clipboard, beside the terminal's (OSC 52): not every terminal passes that on, and not over ssh.

Blocking: call it in a thread. The text goes to the tool's standard input, never as an argument that others can list.
"""

import os
import shutil
import subprocess
import sys

_PATIENCE = 3.0
"""Seconds that a tool may take."""


def tools() -> tuple[tuple[str, ...], ...]:
    """Return the commands that this platform may have for its clipboard, the likeliest first."""
    if sys.platform == "darwin":
        return (("pbcopy",),)
    found: list[tuple[str, ...]] = []
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if os.environ.get("DISPLAY"):
        found.append(("xclip", "-selection", "clipboard"))
    if sys.platform == "win32" or os.environ.get("WSL_DISTRO_NAME"):
        found.append(("clip.exe",))
    return tuple(found)


def copy_now(text: str) -> bool:
    """Hand a text to the first tool that is there and takes it; return whether one did."""
    for name, *arguments in tools():
        place = shutil.which(name)
        if place is None:
            continue
        # clip.exe reads the console's old code page unless the text says that it is UTF-16.
        body = b"\xff\xfe" + text.encode("utf-16-le") if name == "clip.exe" else text.encode()
        try:
            done = subprocess.run(
                [place, *arguments],
                input=body,
                # Some of them stay behind to serve the clipboard: nothing may wait for their output to end.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            return True
    return False
