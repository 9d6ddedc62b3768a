"""The contents of sources: the bytes of files, a declared query, or a scan.

They are determined before anything reads them: a change in between costs a build, never a wrong
reuse. If files are written while something reads them, what was made is unknown (`changed_since`):
they may be changed back later.
"""

import glob
import json
import os
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from time import time_ns
from typing import Literal

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.nodes import Source
from orchestrator.project.digests import file_digest
from orchestrator.project.locations import content_of
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import KnownFile, Measured
from orchestrator.state.watermark import by_watermark
from orchestrator.warehouse import unless_refused

RACY_NS = 2_000_000_000
"""A file that was younger than this when it was read may have changed within its time stamp."""


class SourceContents(Struct, frozen=True):
    """The contents of sources by unique id, as far as known, and files to remember.

    `warnings` say why declared queries gave nothing. Everything was checked after a recorded time.
    """

    looked_at_ns: int
    contents: Mapping[str, Measured]
    files: Mapping[str, KnownFile]
    warnings: tuple[str, ...] = ()


def source_contents(
    sources: Iterable[Source],
    session: Session | None,
    dialect: Dialect,
    known: Mapping[str, KnownFile],
    last_seen: Mapping[str, str],
) -> SourceContents:
    """Check each source that no seed fills; what cannot be read has no content.

    `last_seen` has the contents of those with a watermark when they were last checked.
    """
    looked_at_ns = time_ns()
    files: dict[str, KnownFile] = {}
    contents: dict[str, Measured] = {}
    warnings: list[str] = []
    for source in sources:
        if source.depends_on:
            continue
        query = source.settings.get("content_query")
        is_queried = isinstance(query, str) or source.watermark is not None
        if is_queried and session is not None:
            if source.watermark is not None:
                before = last_seen.get(source.unique_id)
                key, answer = "watermark", by_watermark(source, before, session, dialect)
            else:
                key, answer = "content_query", _queried(str(query), session)
            found = answer if isinstance(answer, Measured) else None
            if isinstance(answer, str):
                warnings.append(_no_effect(source, key, answer))
        elif source.location is not None:
            found = _of_files(source.location, known, files)
        elif session is not None:
            found = _scanned(source, session)
        else:
            found = None
        if found is not None:
            contents[source.unique_id] = found
    return SourceContents(looked_at_ns, contents, files, tuple(warnings))


def _queried(query: str, session: Session) -> Measured | str:
    """Return the result of a declared query, or why it gave none."""
    try:
        rows = session.query(query, 2)
    except StatementError as error:
        if error.cancelled:
            raise
        return error.message
    if len(rows.values) != 1 or len(rows.columns) != 1:
        found = "no row" if not rows.values else "more than one row"
        if len(rows.columns) != 1:
            found = f"{len(rows.columns)} columns"
        return f"it returns {found}, but must return a single value"
    return Measured(digest_of("query", json.dumps(rows.values[0][0], default=str)))


def _no_effect(source: Source, key: str, why: str) -> str:
    return (
        f"{source.place}: the {key} of {source.full_name} has no effect, and "
        f"nodes downstream of it always run: {why}"
    )


def _scanned(source: Source, session: Session) -> Measured | None:
    found = unless_refused(lambda: session.content(source.relation))
    return None if found is None else Measured(found.digest, found.row_count)


def _of_files(
    location: str, known: Mapping[str, KnownFile], seen: dict[str, KnownFile]
) -> Measured | None:
    """Return the names and bytes of the files at a location; None if those are not all of it."""
    file = content_of(location)
    if file is None:
        return None
    digests = []
    for path in paths_of(file):
        if Path(path).is_dir():
            return None
        try:
            digests.append((path, known_digest(path, known, seen)))
        except OSError:
            return None
    return Measured(content_of_files(location, digests))


def content_of_files(location: str, digests: Iterable[tuple[str, str]]) -> str:
    """Return the contents of files at a location: their names with the digests of their bytes."""
    return digest_of("files", location, *chain.from_iterable(digests))


def paths_of(file: str) -> list[str]:
    """Return the files that match a pattern, sorted; a name that is no pattern, unchanged."""
    if not glob.has_magic(file):
        return [file]
    return sorted(glob.glob(file, recursive=True, include_hidden=True))


class ReadAt(Struct, frozen=True):
    """The files that a node is read from (`pattern`), checked after a recorded time.

    `there` are those that existed then, if others may arrive without harm.
    """

    pattern: str
    moment_ns: int
    there: frozenset[str] | None = None


Doubt = Literal["", "new files", "changed"]


def changed_since(read_at: ReadAt) -> Doubt:
    """Return whether files were written or deleted since they were checked, or others arrived.

    The modification time can be set to any value, the change time cannot.
    """
    paths = paths_of(read_at.pattern)
    there = frozenset(paths) if read_at.there is None else read_at.there
    try:
        if any(os.stat(path).st_ctime_ns > read_at.moment_ns for path in there):
            return "changed"
    except OSError:
        return "changed"
    return "" if there.issuperset(paths) else "new files"


def known_digest(path: str, known: Mapping[str, KnownFile], seen: dict[str, KnownFile]) -> str:
    """Return the digest of a file, which is only reread if its size or times changed."""
    found = os.stat(path)
    before = seen.get(path) or known.get(path)
    # Unlike the modification time, the change time cannot be set back.
    times = (found.st_mtime_ns, found.st_ctime_ns)
    stamp = "/".join(map(str, (found.st_size, found.st_ino, *times)))
    is_same = before is not None and before.stamp == stamp
    if is_same and before is not None and before.hashed_at_ns - before.changed_at_ns > RACY_NS:
        return before.digest
    hashed_at = time_ns()
    digest = file_digest(path)
    seen[path] = KnownFile(stamp, max(times), hashed_at, digest)
    return digest
