"""A project, and what both tools are asked about it.

Projects written here have a `parity.yml`:

- `title`: what of the language it covers; `docs/from-dbt.md` has it.
- `steps`: commands as they are typed, one after the other; `build` without it. A step may be
  `{command, files, keep}`, where `files` are written before it (paths in the project to texts) and
  what is in `target/` after it is copied to the folder `keep`, as an earlier state.
- `select`: options of `ls`, each of which selects.
- `profile`: keys of the target beside type, path, schema and threads.
- `targets`: other targets of the profile, each with what is other in it.
- `differs`: differences that are meant, each `{what, of, because}`.
"""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tests.parity.comparing import Departure

HERE = Path(__file__).parent
WRITTEN_HERE = HERE / "projects"
DATABASE = "parity.duckdb"


class Command(msgspec.Struct, frozen=True):
    """A command, the files that are changed before it, and where its artifacts are kept."""

    command: str
    files: dict[str, str | None] = {}
    keep: str | None = None


class Case(msgspec.Struct, frozen=True):
    """A project as it lies there; `root` is what has to be copied with it."""

    project: Path
    root: Path
    title: str
    steps: tuple[Command, ...]
    select: tuple[str, ...]
    profile: dict[str, Any]
    targets: dict[str, dict[str, Any]]
    differs: tuple[Departure, ...] = ()

    @property
    def name(self) -> str:
        """The folder's name, with its parent's where the folder is a package's own tests."""
        return str(self.project.relative_to(self.root.parent))


def written_here() -> list[Case]:
    """The projects of this folder."""
    return [case_of(file.parent) for file in sorted(WRITTEN_HERE.glob("*/parity.yml"))]


def case_of(project: Path, steps: tuple[str, ...] = ()) -> Case:
    """A project in any folder, and what its `parity.yml` asks where it has one.

    A package's integration tests name a folder above them as a package, which is copied, too.
    """
    file = project / "parity.yml"
    asked = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    above = project.parent, project.parent.parent
    return Case(
        project=project,
        root=next((each for each in above if (each / "dbt_project.yml").exists()), project),
        title=asked.get("title", project.name),
        steps=tuple(_command(step) for step in steps or asked.get("steps", ["build"])),
        select=tuple(asked.get("select", ())),
        profile=asked.get("profile", {}),
        targets=asked.get("targets", {}),
        differs=msgspec.convert(asked.get("differs", []), tuple[Departure, ...]),
    )


def _command(step: str | dict[str, Any]) -> Command:
    return Command(step) if isinstance(step, str) else msgspec.convert(step, Command)


def copied(case: Case, folder: Path, target: str) -> Path:
    """A copy of the project below `folder`, with a profile of its own: where the copy is."""
    top = folder / case.root.name
    skipped = shutil.ignore_patterns(".git", "target", "logs", "*.duckdb", "*.duckdb.wal")
    shutil.copytree(case.root, top, ignore=skipped, symlinks=True)
    at = top / case.project.relative_to(case.root)
    named = yaml.safe_load((at / "dbt_project.yml").read_text("utf-8"))
    output = {"type": "duckdb", "path": DATABASE, "schema": "main", "threads": 2} | case.profile
    outputs = {target: output} | {name: output | own for name, own in case.targets.items()}
    profile = {named.get("profile", named["name"]): {"target": target, "outputs": outputs}}
    (at / "profiles.yml").write_text(yaml.safe_dump(profile), "utf-8")
    return at


def keep(project: Path, command: Command) -> None:
    """Copy the artifacts of a step, if they are an earlier state to others."""
    if command.keep is not None:
        kept = project / command.keep
        kept.mkdir()
        for file in (project / "target").glob("*.json"):
            shutil.copy(file, kept)


def change(project: Path, command: Command) -> None:
    """Write the files that a step changes; one without a text is deleted."""
    for path, text in command.files.items():
        file = project / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
