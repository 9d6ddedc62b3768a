import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = ("seg_project.yml", "models", "macros", "seeds", "tests/data")
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
    """Builds the sample with variables of one's choice; each choice once."""
    built: dict[str, Path] = {}

    def build(**variables: Any) -> Path:
        key = json.dumps(variables, sort_keys=True)
        if key not in built:
            project = tmp_path_factory.mktemp("sample")
            copy_project(project)
            built[key] = seg_build(project, variables)
        return built[key]

    return build


@pytest.fixture(scope="session")
def complete_journey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of examples/complete_journey."""
    root = tmp_path_factory.mktemp("complete_journey")
    copy_project(root)
    project = root / "examples" / "complete_journey"
    ignored = shutil.ignore_patterns("target", "logs", "*.duckdb*")
    shutil.copytree(ROOT / "examples" / "complete_journey", project, ignore=ignored)
    return seg_build(project, {})
