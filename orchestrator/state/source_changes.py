"""Which rows of a source are new since published tables were made from it.

For files: the rows of new files. For other tables: rows with later values of a column, the
watermark. Other changes of a source cannot be located; then everything that reads it is rebuilt.
That includes changed columns: a new file can change a column's type in all files.
"""

from collections.abc import Mapping
from itertools import chain

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.nodes import Source
from orchestrator.project.locations import content_of
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import KnownFile, Measured, SeenSource
from orchestrator.state.sources import content_of_files, paths_of
from orchestrator.state.watermark import LaterRows, later_rows, rows_of
from orchestrator.warehouse import unless_refused

LARGEST_SHARE = 0.3
"""If more than this share of rows, bytes or keys is new, everything is rebuilt."""

FEW_KEYS = 100
"""Up to this many keys are refreshed, even if they are all: inputs may be large."""

_CLOCK_NS = 1_000_000_000
"""Files are dated by a different clock than the one that recorded when they were checked."""

_MOST_TRIED = 100
"""How many files of that time are tried as the newest of those that existed."""


Columns = tuple[tuple[str, str], ...]


class NewRows(Struct, frozen=True):
    """Rows that arrived since a source had the contents `before`: those that meet `condition`.

    `columns` has the source's current names and types. `file_count` is the number of new files;
    `is_key_in_several`: more than one of them has rows of the same key.
    """

    before: str
    condition: str
    columns: Columns
    file_count: int = 0
    is_key_in_several: bool = False


def columns_of(source: Source, session: Session, dialect: Dialect) -> Columns | None:
    """Return the names and types of a source's columns; None if the engine rejects it."""
    return unless_refused(lambda: session.describe(f"select * from {rows_of(source, dialect)}"))


def seen_now(now: Measured, looked_at_ns: int, columns: Columns) -> SeenSource:
    """Return what to record about a source that was checked."""
    return SeenSource(now.digest, looked_at_ns, _shape(columns))


def _shape(columns: Columns) -> str:
    return digest_of(*chain.from_iterable(columns))


def new_rows(
    source: Source,
    now: Measured,
    columns: Columns,
    seen: SeenSource,
    files: Mapping[str, KnownFile],
    session: Session,
    dialect: Dialect,
) -> NewRows | None:
    """Return what arrived since a source was `seen`; None if that is unknown, or too much."""
    if _shape(columns) != seen.columns:
        return None
    if source.watermark is not None:
        later = later_rows(source, seen.content, now.digest, columns, session, dialect)
        condition = None if later is None else _unless_many(later, now)
        return None if condition is None else NewRows(seen.content, condition, columns)
    return _in_new_files(source, seen, files, columns, session, dialect)


def _in_new_files(
    source: Source,
    seen: SeenSource,
    files: Mapping[str, KnownFile],
    columns: Columns,
    session: Session,
    dialect: Dialect,
) -> NewRows | None:
    """Return the rows in new files, if all other files are unchanged."""
    file = content_of(source.location or "")
    if file is None or dialect.file_name in {name.casefold() for name, _ in columns}:
        return None
    new = _came_since(source.location or "", file, seen, files)
    if not new:
        return None
    listed = ", ".join(map(dialect.literal, new))
    found = unless_refused(lambda: session.query(dialect.count_files(file, listed)).values)
    # The database may spell a path differently: then it would find none of the rows. The first
    # file determines how all are read, such as the order of the parts of a date.
    if found != ((len(new), False),):
        return None
    condition = f"{dialect.file_name} in ({listed})"
    is_in_several = len(new) > 1 and _is_key_in_several(source, condition, session, dialect)
    return NewRows(seen.content, condition, columns, len(new), is_in_several)


def _is_key_in_several(source: Source, condition: str, session: Session, dialect: Dialect) -> bool:
    """Return whether several files have rows of the same key; True if unknown."""
    keys = ", ".join(map(dialect.quote, source.refresh_by))
    same = (
        f"select 1 from {rows_of(source, dialect)} where {condition} "
        f"group by {keys} having count(distinct {dialect.file_name}) > 1"
    )
    found = unless_refused(lambda: session.query(f"select exists ({same})").values)
    return found != ((False,),)


def _came_since(
    location: str, file: str, seen: SeenSource, files: Mapping[str, KnownFile]
) -> tuple[str, ...] | None:
    """Return the files without which a location has the contents that were seen."""
    paths = paths_of(file)
    known = {path: found for path in paths if (found := files.get(path)) is not None}
    if len(known) < len(paths):
        return None
    newest = sorted(paths, key=lambda path: known[path].changed_at_ns, reverse=True)
    ages = [seen.looked_at_ns - known[path].changed_at_ns for path in newest]
    fewest = sum(age < -_CLOCK_NS for age in ages)
    most = min(sum(age < _CLOCK_NS for age in ages), fewest + _MOST_TRIED)
    for count in range(fewest, most + 1):
        new = frozenset(newest[:count])
        digests = [(path, known[path].digest) for path in paths if path not in new]
        if content_of_files(location, digests) == seen.content:
            return _unless_large(new, known)
    return None


def _unless_many(later: LaterRows, now: Measured) -> str | None:
    is_many = now.row_count is None or later.count > LARGEST_SHARE * now.row_count
    return None if is_many else later.condition


def _unless_large(new: frozenset[str], known: Mapping[str, KnownFile]) -> tuple[str, ...] | None:
    size = {path: found.size for path, found in known.items()}
    is_large = sum(size[path] for path in new) > LARGEST_SHARE * sum(size.values())
    return None if is_large else tuple(sorted(new))
