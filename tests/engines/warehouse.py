"""Helpers to build and publish in tests of engines."""

from datetime import UTC, datetime

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Change, Engine
from orchestrator.names import RelationName

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Warehouse:
    """Builds and publishes as a run does: `build` makes a version, `publish` switches."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.session = engine.session()
        engine.prepare(["main"])

    def table(
        self, name: str, select: str, schema: str = "main", number: int | None = None
    ) -> Change:
        relation = RelationName(schema, name)
        number = number or self.engine.catalogue().next_version
        version = DIALECT.version_name(relation, number)
        self.session.execute(DIALECT.create_table(version, select))
        return Change(
            unique_id=f"model.p.{name}",
            relation=relation,
            kind="table",
            version=version,
            definition=f"select * from {DIALECT.relation(version)}",
            fingerprint=select,
            columns=self.session.describe(select),
        )

    def view(self, name: str, select: str) -> Change:
        relation = RelationName("main", name)
        version = DIALECT.version_name(relation, self.engine.catalogue().next_version)
        unique_id = f"model.p.{name}"
        return Change(unique_id, relation, "view", version, select, select, preview=version)

    def publish(self, *changes: Change) -> tuple[int, tuple[str, ...]]:
        generation = self.engine.publish(changes, "run", AT)
        self.engine.settle()
        return generation.number, generation.notices

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return list(self.session.query(sql).values)

    def names(self) -> list[str]:
        return sorted(str(relation) for relation in self.engine.catalogue().existing)

    def versions(self) -> list[str]:
        return [
            str(name)
            for (name,) in self.rows(
                "select table_name from information_schema.tables "
                "where table_schema = 'seg_versions' order by all"
            )
        ]
