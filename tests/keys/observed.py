"""What can be seen of a project once seg has worked on it: to tell whether a key changes anything.

Settings as written are left out of the manifest: there every key shows, also one without effect.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.keys.projects import MODEL, PROFILES, write
from tests.projects import reading, seg

Files = Mapping[str, str]
Command = tuple[str, ...]

PARSE: tuple[Command, ...] = (("parse",),)
BUILD: tuple[Command, ...] = (("build",),)
_AS_WRITTEN = (
    "config", "created_at", "checksum", "unrendered_config", "given", "expect", "overrides",
    "versions",
)  # fmt: skip


_PARTS = (
    "nodes", "unit_tests", "exposures", "semantic_models", "metrics", "saved_queries", "groups",
    "sources", "macros",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A project with the key and one without it, and what is run on both."""

    with_key: Files
    without: Files = field(default_factory=dict)
    commands: tuple[Command, ...] = PARSE
    is_dbt: bool = False

    def differs(self) -> bool:
        """Whether the key changes anything that can be seen."""
        seen = [
            _seen(tuple(sorted(self._files(files).items())), self.commands)
            for files in (self.with_key, self.without)
        ]
        return seen[0] != seen[1]

    def _files(self, files: Files) -> Files:
        head = (
            {"dbt_project.yml": "name: shop\nprofile: shop\n", "profiles.yml": PROFILES}
            if self.is_dbt
            else {"seg_project.yml": "name: shop\n"}
        )
        return {**head, **MODEL, **files}


@cache
def _seen(files: tuple[tuple[str, str], ...], commands: tuple[Command, ...]) -> str:
    folder = Path(mkdtemp(prefix="seg-keys-"))
    try:
        write(folder, dict(files))
        outcomes = [seg(folder, *command) for command in commands]
        is_told = commands[-1][0] in ("debug", "ls")
        seen = [
            [(found.exit_code, found.stderr) for found in outcomes],
            outcomes[-1].stdout if is_told else None,
            sorted(str(path) for path in (*folder.glob("*"), *folder.glob("target/*"))),
            _manifest(folder),
            _statuses(folder),
            _relations(folder),
        ]
        return json.dumps(seen, default=str, sort_keys=True).replace(str(folder), "")
    finally:
        shutil.rmtree(folder)


def _manifest(folder: Path) -> Any:
    files = sorted(folder.glob("*/manifest.json"))
    if not files:
        return None
    manifest = json.loads(files[0].read_text("utf-8"))
    return {
        part: {
            name: {key: value for key, value in entry.items() if key not in _AS_WRITTEN}
            for name, entry in manifest[part].items()
            if not name.startswith("macro.dbt.")
        }
        for part in _PARTS
    } | {"disabled": sorted(manifest["disabled"])}


def _statuses(folder: Path) -> Any:
    """How each node of the last run ended."""
    for file in folder.glob("*/run_results.json"):
        results = json.loads(file.read_text("utf-8"))["results"]
        return [(found["unique_id"], found["status"], found["failures"]) for found in results]
    return None


def _relations(folder: Path) -> Any:
    """The rows of every relation that people read, by its name, in each database of the folder."""
    found: dict[str, Any] = {}
    for file in sorted(folder.glob("*.duckdb")):
        with reading(file) as connection:
            names = connection.execute(
                "select table_schema, table_name, table_type from information_schema.tables "
                "where table_schema not like '%seg%' order by all"
            ).fetchall()
            found[f"{file.name}/comments"] = connection.execute(
                "select view_name, '', comment from duckdb_views() where comment is not null "
                "union all select table_name, column_name, comment from duckdb_columns() "
                "where comment is not null order by all"
            ).fetchall()
            for schema, name, kind in names:
                described = connection.execute(f'describe "{schema}"."{name}"').fetchall()
                columns = [column[:2] for column in described]
                rows = connection.execute(f'from "{schema}"."{name}" order by all').fetchall()
                found[f"{file.name}/{schema}.{name}"] = (kind, columns, rows)
    return found
