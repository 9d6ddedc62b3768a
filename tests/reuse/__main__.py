"""`python -m tests.reuse --examples 10000`: many more random edits than a test run has time for."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reuse.random_shops import at_random, difference

EDITS = 10


def main() -> int:
    """Edit until the examples are used up, or something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000, help="how many builds to compare")
    parser.add_argument("--seed", type=int, default=1_000, help="the first seed")
    given = parser.parse_args()
    for number in range(-(-given.examples // EDITS)):
        with TemporaryDirectory(prefix="seg-reuse-") as folder:
            seed = given.seed + number
            found = difference(Path(folder), seed, at_random(seed, EDITS))
        if found is not None:
            sys.stdout.write(f"{found}\n")
            return 1
    sys.stdout.write(f"{given.examples} builds gave what builds from nothing give\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
