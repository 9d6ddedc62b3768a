"""Runs a tool for all steps of a case, and reads its answers from artifacts and database."""

import json
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from tests.parity.answers import Answers, Node, Relation, Step
from tests.parity.cases import DATABASE, Case, change, keep
from tests.parity.tools import Tool

# What seg and DuckDB keep for themselves.
OWN_SCHEMAS = ("information_schema", "pg_catalog", "_seg", "seg_versions")
SECTIONS = (
    "nodes",
    "sources",
    "exposures",
    "metrics",
    "semantic_models",
    "saved_queries",
    "unit_tests",
)


# What of an entry of the manifest is not compared, or is by itself.
_NOT_COMPARED = frozenset({
    # Of the run and the machine.
    "created_at", "root_path", "build_path", "index",
    # Compared by themselves.
    "name", "fqn", "alias", "schema", "tags", "depends_on", "compiled_code",
    # Of SQL that was compiled: which is, differs between the commands of the tools.
    "compiled", "compiled_path", "extra_ctes", "extra_ctes_injected",
    # Digests, which are compared with those of the same tool.
    "checksum", "contract",
    # Settings are compared as they hold, rows of unit tests by what comes of them.
    "unrendered_config", "unrendered_schema", "given", "expect",
    # A reference is a parent; each tool writes the macro of a test in its way.
    "refs", "sources", "raw_code",
    "relation_name", "node_relation",
})  # fmt: skip


def ask(tool: Tool, case: Case, variables: tuple[str, ...] = ()) -> Answers:
    """All steps, then the manifest and the selections."""
    steps = []
    for step in case.steps:
        change(tool.project, step)
        if not step.command.startswith("retry"):
            _forget(tool.project)
        ended = tool.run([*shlex.split(step.command), *variables])
        keep(tool.project, step)
        steps.append(
            Step(
                command=step.command,
                exit_code=ended.exit_code,
                statuses=dict(_statuses(tool.project)) if _runs(step.command) else {},
                relations=dict(_relations(tool.project / DATABASE)),
            )
        )
    manifest = _artifact(tool.project, "manifest.json")
    entries = {name: entry for section in SECTIONS for name, entry in manifest[section].items()}
    return Answers(
        tool=tool.name,
        nodes={name: _node(entry) for name, entry in entries.items()},
        compiled={
            name: canonical(entry["compiled_code"])
            for name, entry in entries.items()
            # Data tests that are there in each project are written anew.
            if entry.get("compiled_code") and entry["resource_type"] != "test"
        },
        selected={
            options: tuple(sorted(_listed(tool, [*shlex.split(options), *variables])))
            for options in case.select
        },
        steps=tuple(steps),
    )


def _runs(command: str) -> bool:
    """Whether a command is about nodes that it runs: dbt writes results of others, too."""
    return command.split()[0] not in ("compile", "parse", "ls", "source")


def _forget(project: Path) -> None:
    # What a command wrote, and not one before it; a manifest is the last that could be written.
    (project / "target" / "run_results.json").unlink(missing_ok=True)


def _artifact(project: Path, name: str) -> dict[str, Any]:
    file = project / "target" / name
    if not file.exists():
        return {key: {} for key in (*SECTIONS, "results")}
    read: dict[str, Any] = json.loads(file.read_bytes())
    return read


def _statuses(project: Path) -> Iterator[tuple[str, str]]:
    for result in _artifact(project, "run_results.json")["results"]:
        yield result["unique_id"], str(result["status"])


def _node(entry: dict[str, Any]) -> Node:
    config = entry.get("config") or {}
    depends_on = entry.get("depends_on") or {}
    return Node(
        name=entry["name"],
        fqn=tuple(entry.get("fqn") or ()),
        alias=entry.get("alias"),
        schema=entry.get("schema"),
        path=entry.get("original_file_path"),
        materialized=config.get("materialized"),
        tags=tuple(sorted(entry.get("tags") or ())),
        parents=tuple(sorted(depends_on.get("nodes") or ())),
        told=_filled({key: entry[key] for key in entry.keys() - _NOT_COMPARED}),
    )


def _filled(value: Any) -> Any:
    """Without what is empty, at any depth: defaults are many."""
    if isinstance(value, dict):
        inner = {key: _filled(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in (None, "", [], {})}
    return [_filled(item) for item in value] if isinstance(value, list) else value


def _listed(tool: Tool, options: list[str]) -> Iterator[str]:
    asked = tool.run(["--quiet", "ls", "--output", "json", "--output-keys", "unique_id", *options])
    for line in asked.lines:
        if line.startswith("{"):
            yield json.loads(line)["unique_id"]


def canonical(sql: str) -> str:
    """SQL without layout, comments, quotes that change nothing, and the database before names."""
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except sqlglot.errors.SqlglotError:
        return " ".join(sql.split())
    for statement in statements:
        for table in statement.find_all(exp.Table) if statement else ():
            table.set("catalog", None)
        for name in statement.find_all(exp.Identifier) if statement else ():
            name.set("quoted", not re.fullmatch("[a-z_][a-z0-9_]*", name.name))
    return "; ".join(each.sql("duckdb", comments=False) for each in statements if each)


def _relations(database: Path) -> Iterator[tuple[str, Relation]]:
    if not database.exists():
        return
    # Views on files name them as from the project's folder.
    with (
        chdir(database.parent),
        duckdb.connect(str(database), read_only=True) as connection,
    ):
        own = connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_catalog = current_database() order by all"
        ).fetchall()
        for schema, name in own:
            if schema in OWN_SCHEMAS:
                continue
            told = connection.sql(f'from "{schema}"."{name}"')
            texts = ", ".join(f'"{column}"::varchar' for column in told.columns)
            rows = connection.sql(f'select {texts} from "{schema}"."{name}"').fetchall()
            columns = zip(told.columns, map(str, told.types), strict=True)
            yield f"{schema}.{name}", Relation(tuple(columns), tuple(sorted(rows, key=_texts)))


def _texts(row: tuple[str | None, ...]) -> list[str]:
    return list(map(str, row))
