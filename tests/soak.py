"""Kill `seg build` a thousand times: `python -m tests.soak [--kills 1000] [--seed 0]`.

The first kills happen at the named stages of publishing, the others at random moments; what must
hold after each is in tests/running/stopped/kills.py.
"""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.running.stopped.kills import soak


def main() -> int:
    """Soak in a folder that is thrown away; fails with what was found of a broken promise."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    started = monotonic()
    with TemporaryDirectory() as folder:
        state = soak(Path(folder), given.kills, given.seed, _tell)
    sys.stdout.write(
        f"{given.kills} kills in {monotonic() - started:.0f} s, seed {given.seed}: "
        f"{len(state.runs)} runs published, {state.unfinished} unfinished runs were reported, "
        "no mixed generation, no lost table\n"
    )
    return 0


def _tell(number: int) -> None:
    if number % 50 == 0:
        sys.stdout.write(f"{number} kills\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
