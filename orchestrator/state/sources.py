"""What is in the sources: the bytes of files, a declared query, or a scan.

It is taken before anything reads them: a change in between costs a build, never a wrong reuse. Of
files that are written while something reads them, what was made is not known (`is_changed_since`):
they may be again what they were.
"""

import glob
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import time_ns

from msgspec import Struct

from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.nodes import Source
from orchestrator.project.digests import file_digest
from orchestrator.project.locations import content_of
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import KnownFile, Measured
from orchestrator.warehouse import unless_refused

RACY_NS = 2_000_000_000
"""A file that was younger than this when it was read may have changed with the same time stamp."""


class SourceContents(Struct, frozen=True):
    """The contents of sources by unique id, as far as they can be known; files to remember.

    `warnings` say of declared queries why they tell nothing.
    """

    contents: Mapping[str, Measured]
    files: Mapping[str, KnownFile]
    warnings: tuple[str, ...] = ()


def source_contents(
    sources: Iterable[Source],
    session: Session | None,
    known: Mapping[str, KnownFile],
) -> SourceContents:
    """Look at each source that no seed fills; what cannot be read has no content."""
    files: dict[str, KnownFile] = {}
    contents: dict[str, Measured] = {}
    warnings: list[str] = []
    for source in sources:
        if source.depends_on:
            continue
        query = source.settings.get("content_query")
        if isinstance(query, str) and session is not None:
            answer = _queried(query, session)
            found = answer if isinstance(answer, Measured) else None
            if isinstance(answer, str):
                warnings.append(_told_nothing(source, answer))
        elif source.location is not None:
            found = _of_files(source.location, known, files)
        elif session is not None:
            found = _scanned(source, session)
        else:
            found = None
        if found is not None:
            contents[source.unique_id] = found
    return SourceContents(contents, files, tuple(warnings))


def _queried(query: str, session: Session) -> Measured | str:
    """What a declared query tells, or why it tells nothing."""
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
        return f"it gives {found}, and must give one value"
    return Measured(digest_of("query", json.dumps(rows.values[0][0], default=str)))


def _told_nothing(source: Source, why: str) -> str:
    return (
        f"{source.place}: the content_query of {source.full_name} tells nothing, and what "
        f"reads it always runs: {why}"
    )


def _scanned(source: Source, session: Session) -> Measured | None:
    found = unless_refused(lambda: session.content(source.relation))
    return None if found is None else Measured(found.digest, found.row_count)


def _of_files(
    location: str, known: Mapping[str, KnownFile], seen: dict[str, KnownFile]
) -> Measured | None:
    """The names and the bytes of the files behind a location; None where they are not all of it."""
    file = content_of(location)
    if file is None:
        return None
    parts = [location]
    for path in _paths_of(file):
        if Path(path).is_dir():
            return None
        try:
            parts += [path, known_digest(path, known, seen)]
        except OSError:
            return None
    return Measured(digest_of("files", *parts))


def _paths_of(file: str) -> list[str]:
    if not glob.has_magic(file):
        return [file]
    return sorted(glob.glob(file, recursive=True, include_hidden=True))


def is_changed_since(file: str, moment_ns: int) -> bool:
    """Whether a file, or one of those that a pattern finds, was written later, or is not there.

    The time of modification can be set to any, that of change cannot.
    """
    try:
        return any(os.stat(path).st_ctime_ns > moment_ns for path in _paths_of(file))
    except OSError:
        return True


def known_digest(path: str, known: Mapping[str, KnownFile], seen: dict[str, KnownFile]) -> str:
    """The digest of a file's bytes, read again only where its size or times tell of a change."""
    found = os.stat(path)
    before = seen.get(path) or known.get(path)
    # The time of change, unlike that of modification, cannot be set back.
    times = (found.st_mtime_ns, found.st_ctime_ns)
    stamp = "/".join(map(str, (found.st_size, found.st_ino, *times)))
    is_same = before is not None and before.stamp == stamp
    if is_same and before is not None and before.hashed_at_ns - before.changed_at_ns > RACY_NS:
        return before.digest
    hashed_at = time_ns()
    digest = file_digest(path)
    seen[path] = KnownFile(stamp, max(times), hashed_at, digest)
    return digest
