"""A process killed in the middle of switching: the next one finishes, and nothing is half."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.spark.on_spark.shop import shop
from tests.processes import seg_process

KILLED = """
import os, signal, sys
from orchestrator.engines.spark.switching import Switches

left = int(sys.argv.pop(1))
show = Switches._show

def killing(self, *args):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    show(self, *args)

Switches._show = killing
from orchestrator.__main__ import main
main()
"""
