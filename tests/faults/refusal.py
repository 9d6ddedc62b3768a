"""A project that seg refuses to run: exit code 2, nothing printed, nothing built."""

from collections.abc import Mapping
from pathlib import Path

from tests.projects import seg, write_project

Files = Mapping[str, str]


def refusal(folder: Path, files: Files, *command: str) -> str:
    """What seg says of a project before anything runs; asserts that nothing ran."""
    outcome = seg(write_project(folder, files), *(command or ("build",)))
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert not (folder / "warehouse.duckdb").exists()
    # What was read may be kept; nothing else is written.
    assert {path.name for path in (folder / "target").glob("*")} <= {"reading"}
    return outcome.stderr
