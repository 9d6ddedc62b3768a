"""Switches names on Spark to what the records publish, one by one.

The records are the journal: one transaction in them decides a generation, and it is durable before
the first name switches. If a process ends before it has switched all names, the next one continues.
"""

from collections.abc import Collection, Iterable
from uuid import uuid4

from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, folded, quote, text
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.errors import EnvironmentFault, StatementError, UsageError
from orchestrator.generations.values import Published, PublishedRelation
from orchestrator.names import RelationName
from orchestrator.nodes import NO_COMMENTS, Comments

_NOTED = f"{quote(INTERNAL_SCHEMA)}.{quote('spark')}"
_OWNER = "seg.records"
_TARGET = "seg.target"


def noted(records: DuckDBSession, name: str) -> str | None:
    """Return a value about Spark that is stored in the records."""
    try:
        rows = records.query(f"select value from {_NOTED} where name = {text(name)}").values
    except StatementError:  # nothing was noted yet
        return None
    return str(rows[0][0]) if rows else None


def note(records: DuckDBSession, name: str, value: str) -> None:
    """Store a value about Spark in the records."""
    with records.transaction():
        records.execute(f"create schema if not exists {quote(INTERNAL_SCHEMA)}")
        records.execute(f"create table if not exists {_NOTED} (name varchar, value varchar)")
        records.execute(f"delete from {_NOTED} where name = {text(name)}")
        records.execute(f"insert into {_NOTED} values ({text(name)}, {text(value)})")


class Switches:
    """The names of one target on Spark, and the versions behind them, according to its records."""

    def __init__(self, engine: DuckDBEngine, mirror: Mirror, target: str) -> None:
        self._engine = engine
        self._mirror = mirror
        self._target = target
        self._schema = mirror.names.versions_schema

    def are_behind(self, records: DuckDBSession) -> bool:
        """Return whether some names may not show the last generation yet."""
        generations = self._engine.catalogue().generations
        shown = noted(records, f"switched {self._target}")
        return bool(generations) and shown != str(generations[0].number)

    def own(self, records: DuckDBSession) -> None:
        """Create the schema of versions, and claim it for these records."""
        owner = noted(records, "owner")
        if owner is None:
            owner = uuid4().hex
            note(records, "owner", owner)
        client = self._mirror.spark.client
        client.run(
            f"create schema if not exists `{self._schema}` with dbproperties ('{_OWNER}'='{owner}')"
        )
        properties = dict(
            row[:2] for row in client.rows(f"describe schema extended `{self._schema}`")
        )
        if owner not in str(properties.get("Properties", "")):
            raise EnvironmentFault(
                f"the schema {self._schema} on Spark does not belong to these records: it "
                "belongs to other records of seg, or was created by another tool",
                fix="set 'records' in the profile to the records that it belongs to, or "
                "'versions_schema' to another schema",
            )

    def require_free(self, names: Iterable[RelationName]) -> None:
        """Raise UsageError if a name to be published belongs to somebody else on Spark."""
        existing = self._engine.catalogue().existing
        tables: dict[str, frozenset[str]] = {}
        for name in names:
            found = existing.get(folded(name))
            if found is not None and found.kind == "view":
                continue
            on_spark = self._mirror.names.on_spark(name)
            if on_spark.schema not in tables:
                tables[on_spark.schema] = self._in_schema(on_spark.schema, "tables")
            if on_spark.identifier.lower() in tables[on_spark.schema]:
                raise UsageError(
                    f"{name} already exists on Spark, and seg did not create it",
                    fix="rename the existing one, or give the node another alias or schema",
                )

    def switch(self, before: Published, records: DuckDBSession) -> None:
        """Let names show what is newly published; raises EnvironmentFault."""
        catalogue = self._engine.catalogue()
        number = catalogue.generations[0].number
        changed = [row for name, row in catalogue.published.items() if before.get(name) != row]
        names = {folded(row.relation) for row in catalogue.published.values()}
        left = [row.relation for row in before.values() if folded(row.relation) not in names]
        try:
            self._show_all(changed, records)
            for name in left:
                self._drop(name)
        except (StatementError, EnvironmentFault) as error:
            what = error.message if isinstance(error, StatementError) else error.what
            raise EnvironmentFault(
                f"generation {number} is published in the records, but not all names on Spark show "
                f"it yet: {what}",
                fix="the next command continues with it",
            ) from error
        note(records, f"switched {self._target}", str(number))

    def finish(self, records: DuckDBSession) -> None:
        """Let all names show what is published, and drop obsolete ones."""
        published = self._engine.catalogue().published
        names = {folded(row.relation) for row in published.values()}
        client = self._mirror.spark.client
        for schema in {row.relation.schema for row in published.values()}:
            for identifier in self._in_schema(schema, "views"):
                name = RelationName(schema, identifier)
                if folded(name) not in names:
                    shown = dict(client.rows(f"show tblproperties `{schema}`.`{identifier}`"))
                    if shown.get(_TARGET) == self._target:
                        self._drop(name)
        self.switch({}, records)

    def sweep(self) -> None:
        """Drop versions that the records do not have."""
        kept = {self._mirror.names.on_spark(name) for name in self._engine.catalogue().versions}
        views = self._in_schema(self._schema, "views")
        for identifier in sorted(self._in_schema(self._schema, "tables")):
            name = RelationName(self._schema, identifier)
            if name not in kept:
                kind = "view" if identifier in views else "table"
                self._mirror.spark.client.run(
                    f"drop {kind} if exists `{self._schema}`.`{identifier}`"
                )

    def _in_schema(self, schema: str, kind: str) -> frozenset[str]:
        """Return the names of tables (including views) or of views in a schema."""
        client = self._mirror.spark.client
        if not client.rows(f"show schemas like '{schema}'"):
            return frozenset()
        rows = client.rows(f"show {kind} in `{schema}`")
        return frozenset(str(row[1]) for row in rows if row[0])

    def _show_all(self, rows: Collection[PublishedRelation], records: DuckDBSession) -> None:
        """Show tables first, then views, each after the views that it reads."""
        comments = self._engine.comments()
        for schema in sorted({row.relation.schema for row in rows}):
            self._mirror.spark.client.run(f"create schema if not exists `{schema}`")
        pending = sorted(rows, key=lambda row: row.kind)
        while pending:
            waiting: list[PublishedRelation] = []
            problem: StatementError | None = None
            for row in pending:
                try:
                    self._show(row, comments.get(folded(row.relation), NO_COMMENTS), records)
                except StatementError as error:
                    waiting, problem = [*waiting, row], error
            if problem is not None and len(waiting) == len(pending):
                what = f"{waiting[-1].relation}: {problem.message}"
                raise StatementError(what, cancelled=problem.cancelled)
            pending = waiting

    def _show(self, row: PublishedRelation, comments: Comments, records: DuckDBSession) -> None:
        shown = self._mirror.transpiled(row.definition, records).sql
        on_columns = {name.casefold(): comment for name, comment in comments.columns}
        columns = ", ".join(
            _column(name, on_columns.get(name.casefold())) for name, _ in row.columns
        )
        listed = f" ({columns})" if on_columns else ""
        about = f" comment {_literal(comments.relation)}" if comments.relation else ""
        name = self._mirror.names.spelled(row.relation)
        self._mirror.spark.client.run(
            f"create or replace view {name}{listed}{about} "
            f"tblproperties ('{_TARGET}'={_literal(self._target)}) as {shown}"
        )

    def _drop(self, name: RelationName) -> None:
        self._mirror.spark.client.run(f"drop view if exists {self._mirror.names.spelled(name)}")


def _column(name: str, comment: str | None) -> str:
    shown = "`" + name.replace("`", "``") + "`"
    return shown if comment is None else f"{shown} comment {_literal(comment)}"


def _literal(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
