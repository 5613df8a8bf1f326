"""Hostile files stay within the bounds of design 6: 20 MB read, 300 MB of memory, 15 seconds; measured."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rekotui.exchange.rehabstod.reader import LARGEST_FILE

from . import hostile

MOST_MEGABYTES = 300
MOST_SECONDS = 15
LINUX = sys.platform == "linux"

# Own peak from /proc: the other number still has the process this one was forked from in it.
PROBE = """
import json, resource, sys
from datetime import date
from rekotui.base.errors import UnreadableError
from rekotui.exchange.rehabstod.reader import LARGEST_FILE, read
with open(sys.argv[1], "rb") as file:
    data = file.read(LARGEST_FILE + 1)
try:
    read(data, "lista", date(2026, 6, 15))
    key = None
except UnreadableError as error:
    key = error.key
own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
seconds = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime
print(json.dumps([key, (peak + child.ru_maxrss) / 1024, seconds]))
"""


@pytest.mark.skipif(not LINUX, reason="memory is held and measured on Linux")
@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_stays_within_bounds_and_is_refused_kindly(name: str, tmp_path: Path) -> None:
    make, key = hostile.FILES[name]
    data = make()
    assert len(data) <= LARGEST_FILE
    file = tmp_path / "lista.xlsx"
    file.write_bytes(data)
    done = subprocess.run([sys.executable, "-c", PROBE, str(file)], capture_output=True, check=True)
    found, megabytes, seconds = json.loads(done.stdout)
    # Where other work keeps the machine so busy that time is up, that is a refusal too.
    assert found in (key, "list_too_heavy")
    assert megabytes <= MOST_MEGABYTES
    # Of the processor: other work on the machine is none of ours. `apart` holds the clock, see test_apart.
    assert seconds <= MOST_SECONDS
