"""`python -m tests.reuse --examples 10000`: many more random edits than a test run has time for."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reuse import random_keys, random_shops

EDITS = 10

Difference = Callable[[Path, int], str | None]

SHOPS: dict[str, Difference] = {
    "reuse": lambda folder, seed: random_shops.difference(
        folder, seed, random_shops.at_random(seed, EDITS)
    ),
    "keys": lambda folder, seed: random_keys.difference(
        folder, seed, random_keys.at_random(seed, EDITS)
    )[0],
}


def main() -> int:
    """Edit until the examples are used up, or something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000, help="how many builds to compare")
    parser.add_argument("--seed", type=int, default=1_000, help="the first seed")
    parser.add_argument("--shop", choices=SHOPS, help="one that is refreshed by key, or the other")
    given = parser.parse_args()
    shops = [SHOPS[given.shop]] if given.shop else list(SHOPS.values())
    for number in range(-(-given.examples // EDITS)):
        seed = given.seed + number
        with TemporaryDirectory(prefix="seg-reuse-") as folder:
            found = shops[number % len(shops)](Path(folder), seed)
        if found is not None:
            sys.stdout.write(f"{found}\n")
            return 1
        if (number + 1) % 50 == 0:
            sys.stderr.write(f"{(number + 1) * EDITS} of {given.examples} builds\n")
    sys.stdout.write(f"{given.examples} builds gave what builds from nothing give\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
