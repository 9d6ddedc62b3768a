"""What a run records about the sources and files that it checked."""

from collections.abc import Iterator, Mapping

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Notes
from orchestrator.plan.reuse import Reuse
from orchestrator.state.facts import ANY_TARGET, FILES, SOURCES, Facts, SeenSource, notes_for


def notes_of_looks(reuse: Reuse, dialect: Dialect) -> Iterator[Notes]:
    """Yield what is valid whatever the outcome: digests of files, contents by watermark."""
    files = [
        (path, file.stamp, file.changed_at_ns, file.hashed_at_ns, file.digest)
        for path, file in reuse.sources.files.items()
    ]
    if files:
        paths = [(row[0],) for row in files]
        yield notes_for(dialect, FILES, files, key=("path",), gone=paths)
    yield from notes_of_sources(reuse.sources.looked_at, ANY_TARGET, reuse.facts, dialect)


def notes_of_sources(
    sources: Mapping[str, SeenSource], target: str, facts: Facts, dialect: Dialect
) -> Iterator[Notes]:
    """Yield what sources contained, for later runs on a target."""
    rows = [
        (name, target, seen.content, seen.looked_at_ns, seen.columns)
        for name, seen in sources.items()
        if facts.sources.get((name, target)) != seen
    ]
    if rows:
        gone = [row[:2] for row in rows]
        yield notes_for(dialect, SOURCES, rows, key=("unique_id", "target"), gone=gone)
