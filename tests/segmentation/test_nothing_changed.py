"""The sample built again: without changes, there is nothing to do."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.projects import seg
from tests.segmentation.conftest import OWN_DAY


def test_a_build_of_what_is_built_runs_no_node(
    build_sample: Callable[..., Path], tmp_path: Path
) -> None:
    project = tmp_path / "sample"
    shutil.copytree(build_sample().parent, project)
    again = seg(project, "build", "--vars", json.dumps({"as_of_date": OWN_DAY}))
    assert "relations are as published (generation 1" in again.stdout
    assert "PASS=0 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=" in again.stdout
