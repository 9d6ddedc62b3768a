"""60 kills, at every stage of publishing and at random moments; tests/soak.py kills more."""

from pathlib import Path

import pytest

from tests.running.kills import named_stages, soak


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_a_killed_run_leaves_one_whole_generation(tmp_path: Path, seed: int) -> None:
    state = soak(tmp_path, kills=30, seed=seed)
    # Some kills came after the publication, and some runs could say that they began.
    assert len(list(named_stages())) < 30
    assert 16 < len(state.runs) < 48
    assert state.unfinished > 3
