"""Names of relations on Spark, which consist of letters, digits and underscores."""

import hashlib
from collections.abc import Callable
from uuid import uuid4

from orchestrator.dialects.duckdb import TEMPORARY, VERSIONS_SCHEMA
from orchestrator.errors import StatementError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName

_PLAIN = lazy_regex(r"[A-Za-z0-9_]+")
# `main.orders@3`, `main.orders@3.delta`: these stay distinct when the separators are replaced.
_VERSION = lazy_regex(r"(?P<parts>(?:[a-z0-9]+_)*[a-z0-9]+\.(?:[a-z0-9]+_)*[a-z0-9]+)@(?P<n>\d+)")
_DIGITS = 8


class SparkNames:
    """Names on Spark: published names are unchanged, versions have a schema of their own.

    Temporary tables, copies and views of one process are there too, under names of its own.
    """

    def __init__(self, versions_schema: str) -> None:
        self.versions_schema = versions_schema
        self._process = uuid4().hex
        self._aside = {TEMPORARY}
        self._generations = set[str]()
        self.attached = set[str]()

    def attach(self, database: str) -> None:
        """Name copies of what an attached database has."""
        self._aside.add(database)
        self.attached.add(database)

    def show_generation(self, database: str) -> None:
        """Name views of what a generation published; its versions are those that exist."""
        self._aside.add(database)
        self._generations.add(database)

    def on_spark(self, relation: RelationName) -> RelationName:
        """Return the name on Spark; raises StatementError if the name is not possible there."""
        if relation.schema == VERSIONS_SCHEMA and relation.database is None:
            return RelationName(self.versions_schema, _version_name(relation.identifier))
        if relation.database in self._generations and relation.schema == VERSIONS_SCHEMA:
            return self.on_spark(RelationName(relation.schema, relation.identifier))
        if relation.database in self._aside:
            name = f"{relation.database} {self._process} {relation.schema} {relation.identifier}"
            return RelationName(self.versions_schema, _version_name(name))
        if relation.database is not None:
            raise StatementError(f"{relation}: other databases are not supported on Spark")
        for part in (relation.schema, relation.identifier):
            if not _PLAIN.fullmatch(part):
                raise StatementError(
                    f"{relation}: names on Spark can contain only letters, digits and underscores"
                )
        return relation

    def parts_of(self, relation: RelationName) -> Callable[[int], RelationName]:
        """Return a function that names intermediate tables for a relation, to be dropped later."""
        name = self.on_spark(relation).identifier

        def part(number: int) -> RelationName:
            return RelationName(self.versions_schema, _version_name(f"{name} part {number}"))

        return part

    def spelled(self, relation: RelationName) -> str:
        """Return the name on Spark as SQL."""
        found = self.on_spark(relation)
        return f"`{found.schema}`.`{found.identifier}`"


def _version_name(identifier: str) -> str:
    """Return a unique name for a version."""
    found = _VERSION.fullmatch(identifier)
    if found is not None:
        return f"{found['parts'].replace('.', '__')}__{found['n']}"
    digest = hashlib.blake2b(identifier.encode(), digest_size=_DIGITS).hexdigest()
    plain = "".join(each if _PLAIN.fullmatch(each) else "_" for each in identifier)
    return f"{plain[:100].lower()}__{digest}"
