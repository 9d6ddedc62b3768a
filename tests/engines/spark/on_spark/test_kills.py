"""A process killed during switching: the next one finishes, and nothing is left half done."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.engines.spark.on_spark.shop import shop

# `seg`, but that it is killed when as many names are switched as the first argument says.
KILLED = """
import os, signal, sys
from orchestrator.engines.spark.switching import Switches

left, show = int(sys.argv.pop(1)), Switches._show

def killing(self, *arguments):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    show(self, *arguments)

Switches._show = killing
from orchestrator.__main__ import main
sys.exit(main())
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=1_800)


def test_the_next_command_finishes_the_switches_of_one_that_was_killed(tmp_path: Path):
    folder = shop(tmp_path)
    killed = run(folder, "2", "build")
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    shown = run(folder, "-1", "show", "--select", "tiers", "--output", "csv")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert sorted(shown.stdout.split()) == ["ann,a", "bob,b", "customer,tier", "cyd,b"]
