import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.shared import made_once

ROOT = Path(__file__).parents[2]
PROJECT = ("seg_project.yml", "models", "macros", "seeds", "tests/data")
# What seg_project.yml says, so that both ways of asking for it share a build.
OWN_DAY = "2025-06-30"
SEG = "import sys; from orchestrator.cli.main import main; sys.exit(main())"


def copy_project(to: Path) -> None:
    for name in PROJECT:
        source, target = ROOT / name, to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)


def seg_build(project: Path, variables: dict[str, Any], *selection: str) -> Path:
    """The database that `seg build` fills, after all data tests passed."""
    arguments = ["build", "--project-dir", str(project), "--vars", json.dumps(variables)]
    command = [sys.executable, "-c", SEG, *arguments, *selection]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return project / "warehouse.duckdb"


@pytest.fixture(scope="session")
def build_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds the sample with variables of one's choice; each choice once in a test run."""

    def build(**chosen: Any) -> Path:
        variables = {"as_of_date": OWN_DAY, **chosen}

        def make(project: Path) -> None:
            copy_project(project)
            seg_build(project, variables)

        key = json.dumps(variables, sort_keys=True)
        return made_once(tmp_path_factory, f"sample {key}", make) / "warehouse.duckdb"

    return build


@pytest.fixture(scope="session")
def complete_journey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of examples/complete_journey."""
    example = Path("examples", "complete_journey")

    def make(root: Path) -> None:
        copy_project(root)
        ignored = shutil.ignore_patterns("target", "logs", "*.duckdb*")
        shutil.copytree(ROOT / example, root / example, ignore=ignored)
        seg_build(root / example, {})

    return made_once(tmp_path_factory, "complete_journey", make) / example / "warehouse.duckdb"
