"""Facts that runs record: what a version was made from, which tests passed on which contents.

A fact holds whatever happened to its run: it says what a key gives, not what is published. It
counts only while its version exists; a version that is changed in place loses its facts in the same
transaction (see docs/reuse.md).
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct, field

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine, Notes, Session
from orchestrator.names import RelationName, name_of_version
from orchestrator.warehouse import connected, unless_refused

VERSIONS = "reuse_versions"
DIGESTS = "reuse_digests"
VERDICTS = "reuse_verdicts"
DEFINITIONS = "reuse_definitions"
FILES = "reuse_files"
SOURCES = "reuse_sources"

TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    VERSIONS: (
        ("unique_id", "varchar"),
        ("key", "varchar"),
        ("version_schema", "varchar"),
        ("version", "varchar"),
        ("definition", "varchar"),
        ("content", "varchar"),
        ("row_count", "bigint"),
        ("built_at", "timestamp"),
        ("number", "bigint"),
        ("inputs", "varchar"),
    ),
    DIGESTS: (
        ("version_schema", "varchar"),
        ("version", "varchar"),
        ("digest", "varchar"),
    ),
    VERDICTS: (
        ("unique_id", "varchar"),
        ("key", "varchar"),
        ("passed_at", "timestamp"),
        ("target", "varchar"),
    ),
    DEFINITIONS: (
        ("unique_id", "varchar"),
        ("definition", "varchar"),
        ("doubts", "varchar"),
        ("inputs", "varchar"),
        ("sql", "varchar"),
        ("config", "varchar"),
        ("variables", "varchar"),
        ("macros", "varchar"),
    ),
    FILES: (
        ("path", "varchar"),
        ("stamp", "varchar"),
        ("changed_at_ns", "bigint"),
        ("hashed_at_ns", "bigint"),
        ("digest", "varchar"),
    ),
    SOURCES: (
        ("unique_id", "varchar"),
        ("target", "varchar"),
        ("content", "varchar"),
        ("looked_at_ns", "bigint"),
        ("columns", "varchar"),
    ),
}


def in_doubt(key: str) -> str:
    """Return the key for something that may include rows that arrived after `key` was computed.

    It never justifies reuse; what arrived is found as new since then.
    """
    return f"in doubt {key}"


def warned(key: str) -> str:
    """Return the key for a test's warning with `key`: not a pass, but used for reasons."""
    return f"warned {key}"


MOST_KEPT = 5
"""How many unpublished versions of a name are kept for a later run to continue with."""


class Measured(Struct, frozen=True):
    """The contents of an input; the row count is for people, if known."""

    digest: str
    row_count: int | None = None


class VersionFact(Struct, frozen=True):
    """What a version was made from (`key`; empty if unknown) and what it contains.

    Versions of equal `content` have the same rows; otherwise compare digests. `inputs` are the
    contents and row counts of what it read; they are read only for reasons.
    """

    unique_id: str
    key: str
    version: RelationName
    definition: str
    content: str
    row_count: int | None
    built_at: datetime


class KnownDefinition(Struct, frozen=True):
    """What was found about a definition once: why it always runs, and what it reads."""

    doubts: tuple[str, ...]
    inputs: tuple[str, ...]


class KnownFile(Struct, frozen=True):
    """The digest of a file when it was last read; `stamp` is its size, inode and times."""

    stamp: str
    changed_at_ns: int
    hashed_at_ns: int
    digest: str

    @property
    def size(self) -> int:
        """Return the file's size in bytes."""
        return int(self.stamp.partition("/")[0])


ANY_TARGET = ""
"""The target under which the last look at a source with a watermark is recorded, by any run."""


class SeenSource(Struct, frozen=True):
    """What a source contained when the published tables were made, and when it was checked.

    `columns` is a digest of its column names and types.
    """

    content: str
    looked_at_ns: int
    columns: str


class Facts(Struct, frozen=True):
    """All facts of a warehouse that still hold.

    `by_key` is by unique id and key, `by_version` has the newest fact of each version, `of_node`
    the same by unique id; `digests` are those of versions, if computed. `sources` are by unique id
    and target. `gone` are versions with facts that no longer exist. `is_room`: the tables exist to
    record more.
    """

    by_key: Mapping[tuple[str, str], VersionFact] = field(default_factory=dict)
    by_version: Mapping[RelationName, VersionFact] = field(default_factory=dict)
    of_node: Mapping[str, Sequence[VersionFact]] = field(default_factory=dict)
    digests: Mapping[RelationName, str] = field(default_factory=dict)
    verdicts: frozenset[tuple[str, str]] = frozenset()
    definitions: Mapping[tuple[str, str], KnownDefinition] = field(default_factory=dict)
    files: Mapping[str, KnownFile] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], SeenSource] = field(default_factory=dict)
    gone: frozenset[RelationName] = frozenset()
    is_room: bool = False


def read_facts(
    session: Session,
    dialect: Dialect,
    versions: frozenset[RelationName],
    published: Collection[RelationName] = (),
) -> Facts:
    """Return the facts about the existing `versions`, and all verdicts.

    Runs that keep failing leave a version of each changed node: of one name, the `published` and
    the newest MOST_KEPT others count.
    """
    found: list[VersionFact] = []
    gone = set[RelationName]()
    columns = "unique_id, key, version_schema, version, definition, content, row_count, built_at"
    for row in fact_rows(session, dialect, VERSIONS, columns, " order by built_at"):
        version = RelationName(row[2], row[3])
        if version in versions:
            made = _utc(row[7])
            found.append(VersionFact(row[0], row[1], version, row[4], row[5], row[6], made))
        else:
            gone.add(version)
    too_old = _too_old(found, published)
    counting = [fact for fact in found if fact.version not in too_old]
    by_version = {fact.version: fact for fact in counting}
    of_node: dict[str, list[VersionFact]] = {}
    for fact in by_version.values():
        of_node.setdefault(fact.unique_id, []).append(fact)
    columns = "version_schema, version, digest"
    digests = {
        RelationName(row[0], row[1]): row[2]
        for row in fact_rows(session, dialect, DIGESTS, columns)
    }
    verdicts = frozenset(fact_rows(session, dialect, VERDICTS, "unique_id, key"))
    definitions = {
        (row[0], row[1]): KnownDefinition(tuple(json.loads(row[2])), tuple(json.loads(row[3])))
        for row in fact_rows(session, dialect, DEFINITIONS, "unique_id, definition, doubts, inputs")
    }
    columns = "path, stamp, changed_at_ns, hashed_at_ns, digest"
    files = {row[0]: KnownFile(*row[1:]) for row in fact_rows(session, dialect, FILES, columns)}
    return Facts(
        {(fact.unique_id, fact.key): fact for fact in counting if fact.key},
        by_version,
        of_node,
        digests,
        verdicts,
        definitions,
        files,
        {
            (row[0], row[1]): SeenSource(*row[2:])
            for row in fact_rows(
                session, dialect, SOURCES, "unique_id, target, content, looked_at_ns, columns"
            )
        },
        frozenset(gone),
        is_room=True,
    )


def has_facts(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Return whether any run recorded facts."""
    return dialect.internal_table(VERSIONS) in catalogue.hidden_tables


def _too_old(
    facts: Sequence[VersionFact], published: Collection[RelationName]
) -> frozenset[RelationName]:
    """Return the versions with too many newer ones; `facts` are oldest first."""
    kept: dict[str, set[RelationName]] = {}
    dropped = set[RelationName]()
    for fact in reversed(facts):
        if fact.version in published:
            continue
        newest = kept.setdefault(name_of_version(fact.version), set())
        if fact.version in newest or len(newest) < MOST_KEPT:
            newest.add(fact.version)
        else:
            dropped.add(fact.version)
    return frozenset(dropped)


def fact_rows(
    session: Session, dialect: Dialect, table: str, columns: str, order: str = ""
) -> Sequence[tuple[Any, ...]]:
    """Return rows of one of TABLES; none if it does not exist."""
    name = dialect.relation(dialect.internal_table(table))
    found = unless_refused(lambda: session.query(f"select {columns} from {name}{order}"))
    # Nothing was recorded, or by a seg with a different format: everything runs.
    return () if found is None else found.values


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def notes_for(
    dialect: Dialect,
    table: str,
    rows: Iterable[Sequence[object]],
    *,
    key: tuple[str, ...] = (),
    gone: Iterable[Sequence[object]] = (),
) -> Notes:
    """Return rows to insert into one of TABLES, and rows to delete from it."""
    columns = tuple(name for name, _ in TABLES[table])
    return Notes(dialect.internal_table(table), columns, tuple(rows), key, tuple(gone))


def create_tables(engine: Engine, dialect: Dialect, facts: Facts) -> None:
    """Create tables for facts that are missing, or were made by an earlier seg."""
    with connected(engine, dialect) as warehouse:
        if facts.is_room and warehouse.has_internal_tables(TABLES):
            return
        with warehouse.session.transaction():
            if not facts.is_room:
                warehouse.new_internal_tables(TABLES)
                return
            for name, columns in TABLES.items():
                warehouse.internal_table(name, columns)
