"""After any edit, a build with reuse gives the same result as a build from scratch."""

from pathlib import Path

import pytest

from orchestrator.runner import narrowing
from orchestrator.state import sources
from tests.reuse import random_keys
from tests.reuse.random_shops import dealt, difference

# 155 edits, each kind five times: with more in a row, less is spent on first builds.
SHOPS = [hand for seed in range(5) for hand in dealt(seed, hands=2)]
# These have four times as many tables: each kind of edit once.
KEYED_SHOPS = random_keys.dealt(0, hands=4)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(len(SHOPS)))
def test_reuse_is_never_seen_in_what_is_published(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE", "1")
    monkeypatch.setattr(sources, "RACY_NS", sources.RACY_NS)
    found = difference(tmp_path, seed, SHOPS[seed])
    assert found is None, found


@pytest.mark.long
@pytest.mark.parametrize("seed", range(len(KEYED_SHOPS)))
def test_nor_is_it_seen_that_only_some_keys_were_made_again(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "LARGEST_SHARE", narrowing.LARGEST_SHARE)
    found, refreshed = random_keys.difference(tmp_path, seed, KEYED_SHOPS[seed])
    assert found is None, found
    assert refreshed > 0
