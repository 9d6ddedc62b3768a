"""Kills at every stage of publishing, and at random moments; tests/soak.py runs more."""

from pathlib import Path

import pytest

from tests.running.stopped.kills import named_stages, soak

STAGES = list(named_stages())
AT_RANDOM = 8


@pytest.mark.long
@pytest.mark.parametrize("half", [0, 1])
def test_a_killed_run_leaves_one_whole_generation(tmp_path: Path, half: int) -> None:
    stages = STAGES[half::2]
    kills = len(stages) + AT_RANDOM
    state = soak(tmp_path, kills, seed=half + 1, stages=stages)
    # Some kills came after the publication, and some runs could say that they began.
    left_alone = 3 + kills // 2
    assert left_alone < len(state.runs) < left_alone + kills
    assert state.unfinished > 2
