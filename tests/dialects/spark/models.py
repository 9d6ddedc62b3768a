"""`python -m tests.dialects.spark.models PROJECT`: each portable model of a built project on Spark.

Both engines run the SQL of each model on what is published, and have to give the same rows; doubles
to nine digits. Incremental models are run as from nothing. Where DuckDB gives an unsigned number or
one of 128 bits, Spark reads it as a decimal.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestrator.commands.lint import ENGINE, known_relations
from orchestrator.compiler.closing import Sql
from orchestrator.compiler.compile import Compiled
from orchestrator.dialects.spark.door import transpiler
from orchestrator.dialects.sql_text import clean_select
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.on_engine import rendered_for
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.value import Workspace
from tests.dialects.spark.querying import ENVIRONMENT, asked

LARGE = ("HUGEINT", "UHUGEINT", "UBIGINT")


def main(typed: list[str]) -> int:
    """Compare; 1 where a model has other rows."""
    parser = argparse.ArgumentParser(prog="python -m tests.dialects.spark.models")
    parser.add_argument("project", type=Path)
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT, help="With pyspark in it")
    options = parser.parse_args(typed)
    workspace = open_workspace(Flags(project_dir=options.project), "lint")
    with tempfile.TemporaryDirectory() as folder:
        wrong = _compared(workspace, Path(folder), options.environment)
    return int(wrong > 0)


def _compared(workspace: Workspace, folder: Path, environment: Path) -> int:
    nodes = workspace.project.nodes
    statements, queries = _prepared(workspace, folder)
    # Short ones first: what is wrong with most of them is seen soon.
    queries = dict(sorted(queries.items(), key=lambda item: len(item[1])))
    answers = asked(statements, queries, environment, folder)
    wrong = 0
    with duckdb.connect() as connection:
        for name in queries:
            found = answers[name].get("error") or _difference(connection, folder, name)
            if found:
                wrong += 1
                sys.stdout.write(f"{nodes[name].name}: {found}\n")
    sys.stdout.write(f"{len(queries)} models, {wrong} wrong\n")
    return wrong


def _prepared(workspace: Workspace, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The tables that Spark reads, the SQL of models there; DuckDB's rows of them are written."""
    catalogue, columns = known_relations(workspace)
    transpile = transpiler(columns.items())
    assert transpile is not None
    nodes, queries = workspace.project.nodes, dict[str, str]()
    names = [
        name
        for name, node in nodes.items()
        if isinstance(node, Model) and node.language == "sql" and not node.is_ephemeral
    ]
    theirs = compile_selected(rendered_for(workspace, ENGINE), names, catalogue)
    ours = compile_selected(workspace, names, catalogue)
    with _database(workspace) as connection:
        relations = [found.relation for found in catalogue.published.values()]
        statements = list(_tables(connection, relations, folder))
        for name in names:
            if name in theirs.late:
                continue
            told = transpile.transpile(_closed(workspace, theirs, name))
            if told.sql is None or told.findings:
                sys.stdout.write(f"{nodes[name].name}: not portable\n")
                continue
            _write(connection, _closed(workspace, ours, name), folder / f"{name}.parquet")
            queries[name] = told.sql
    return statements, queries


@contextmanager
def _database(workspace: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    file = workspace.adapter.database_of(workspace.connection())
    assert file is not None
    with duckdb.connect(str(file), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        # It takes intervals of 30 days and of one month for one expression.
        connection.execute("set disabled_optimizers = 'common_subexpressions'")
        yield connection


def _tables(
    connection: duckdb.DuckDBPyConnection, relations: Iterable[RelationName], folder: Path
) -> Iterator[str]:
    for number, relation in enumerate(relations):
        file = folder / f"{number}.parquet"
        _write(connection, f'select * from "{relation.schema}"."{relation.identifier}"', file)
        yield f"create schema if not exists `{relation.schema}`"
        name = f"`{relation.schema}`.`{relation.identifier}`"
        yield f"create table {name} using parquet location '{file}'"


def _write(connection: duckdb.DuckDBPyConnection, select: str, file: Path) -> None:
    """Rows as Parquet, which has no numbers as large as DuckDB's."""
    columns = connection.execute(f"describe {select}").fetchall()
    shown = ", ".join(
        f'cast("{name}" as decimal(38, 0)) as "{name}"' if kind in LARGE else f'"{name}"'
        for name, kind, *_ in columns
    )
    connection.execute(f"copy (select {shown} from (\n{select}\n)) to '{file}' (format parquet)")


def _closed(workspace: Workspace, compiled: Compiled, name: str) -> str:
    template = compiled.definition(name).at(compiled.of_run)
    relations = shown_relations(workspace, {})
    sql = Sql(template, compiled.ephemerals).resolve(relations.building, workspace.dialect)
    return clean_select(sql.text)


def _difference(connection: duckdb.DuckDBPyConnection, folder: Path, name: str) -> str | None:
    """How the rows of both differ; None where they do not."""
    ours = f"read_parquet('{folder}/{name}.parquet')"
    theirs = f"read_parquet('{folder}/{name}.spark/*.parquet')"
    columns, other = (
        connection.execute(f"describe select * from {each}").fetchall() for each in (ours, theirs)
    )
    if [row[0].lower() for row in columns] != [row[0].lower() for row in other]:
        return f"other columns: {', '.join(row[0] for row in other)}"
    kinds = [
        f"{name} {kind} and {found[1]}"
        for (name, kind, *_), found in zip(columns, other, strict=True)
        if _family(kind) != _family(found[1])
    ]
    if kinds:
        return f"other types: {', '.join(kinds)}"
    shown = ", ".join(
        f"printf('%.9g', \"{name}\")" if kind == "DOUBLE" else f'cast("{name}" as {kind})'
        for name, kind, *_ in columns
    )
    counts = [
        connection.execute(
            f"select count(*) from (select {shown} from {one} except all select {shown} from {two})"
        ).fetchall()[0][0]
        for one, two in ((ours, theirs), (theirs, ours))
    ]
    return f"{counts[0]} rows are missing, {counts[1]} are new" if any(counts) else None


def _family(kind: str) -> str:
    """Whole numbers are alike, whatever their size."""
    if kind.endswith("INT") or kind == "INTEGER" or kind == "DECIMAL(38,0)":
        return "whole"
    return kind.partition("(")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
