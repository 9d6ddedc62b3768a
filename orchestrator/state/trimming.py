"""Deletes facts that no later run is likely to use: otherwise their tables would only grow."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Notes, Session
from orchestrator.state.facts import (
    DEFINITIONS,
    FILES,
    SOURCES,
    VERDICTS,
    VERSIONS,
    fact_rows,
    notes_for,
    warned,
)

KEYS_OF_A_VERSION = 10
"""How many inputs that gave the same rows are remembered per version, the newest."""


class Declared(Struct, frozen=True):
    """What the project has now: its nodes, the files of its sources, and definitions by node.

    `definitions` are those of the nodes that the run checked.
    """

    nodes: frozenset[str]
    locations: frozenset[str]
    definitions: Mapping[str, str]


def surplus(session: Session, dialect: Dialect, declared: Declared, keep: int) -> tuple[Notes, ...]:
    """Return the rows to delete from the tables of facts; `keep` is how many generations are kept.

    As many verdicts of each test stay per target, so that undone changes are recognized.
    """

    def gone(table: str, key: str, rows: Iterable[tuple[object, ...]]) -> Notes:
        return notes_for(dialect, table, (), key=tuple(key.split(", ")), gone=tuple(rows))

    # Warnings are counted apart from passes: they are reported, and prevent nothing from running.
    verdicts = [
        ((row[0], row[1], row[2].startswith(warned(""))), row[2], row[3])
        for row in fact_rows(session, dialect, VERDICTS, "unique_id, target, key, passed_at")
    ]
    columns = "unique_id, version_schema, version, key, built_at, definition"
    versions = fact_rows(session, dialect, VERSIONS, columns)
    keys = [((row[0], row[1], row[2]), row[3], row[4]) for row in versions]
    noted = {(row[0], row[5]) for row in versions}
    definitions = fact_rows(session, dialect, DEFINITIONS, "unique_id, definition")
    paths = [row[0] for row in fact_rows(session, dialect, FILES, "path")]
    notes = (
        gone(
            VERDICTS,
            "unique_id, key, passed_at",
            ((group[0], key, at) for group, key, at in _old(verdicts, max(keep, 1))),
        ),
        gone(
            VERSIONS,
            "unique_id, version_schema, version, key, built_at",
            ((*group, key, at) for group, key, at in _old(keys, KEYS_OF_A_VERSION)),
        ),
        gone(
            DEFINITIONS,
            "unique_id, definition",
            (row for row in definitions if row not in noted and not _is_current(row, declared)),
        ),
        gone(
            SOURCES,
            "unique_id",
            (
                row
                for row in fact_rows(session, dialect, SOURCES, "unique_id")
                if row[0] not in declared.nodes
            ),
        ),
        gone(FILES, "path", ((path,) for path in paths if not _is_read(path, declared.locations))),
    )
    return tuple(found for found in notes if found.gone)


_Fact = tuple[tuple[Hashable, ...], str, datetime]


def _old(facts: Collection[_Fact], most: int) -> list[_Fact]:
    """Return all but the newest fact of each of the newest `most` keys of each group."""
    newest: dict[tuple[Hashable, ...], list[str]] = {}
    old = []
    for fact in sorted(facts, key=lambda fact: fact[2], reverse=True):
        kept = newest.setdefault(fact[0], [])
        if fact[1] in kept or len(kept) == most:
            old.append(fact)
        else:
            kept.append(fact[1])
    return old


def _is_current(row: tuple[Any, ...], declared: Declared) -> bool:
    """Return whether a node exists, and is not known to be defined differently now."""
    unique_id, definition = row
    now = declared.definitions.get(unique_id, definition)
    return unique_id in declared.nodes and now == definition


def _is_read(path: str, locations: Collection[str]) -> bool:
    """Return whether a file exists, and a source may read it."""
    if not Path(path).exists():
        return False
    return path in locations or any(fnmatchcase(path, pattern) for pattern in _deep(locations))


def _deep(locations: Iterable[str]) -> Iterable[str]:
    """Return the patterns for a full path; `**/` also matches no folder."""
    for location in locations:
        yield location
        if "**/" in location:
            yield location.replace("**/", "")
