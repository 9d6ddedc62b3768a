"""The result of an erasure as lines: each person, the database file, what remains."""

from collections import Counter
from collections.abc import Iterator

from orchestrator.commands.erase.erase import (
    Compaction,
    ErasedPerson,
    ErasureEvent,
    Remaining,
)
from orchestrator.commands.external_files.write import ModelFile
from orchestrator.names import counted, name_of_version
from orchestrator.reports.wording import copied
from orchestrator.results import CopiedForReaders, Notice

_NOT_COMPACTED = (
    "Not compacted: the bytes of these rows are still in free blocks of the database file. "
    "They are removed when 'seg erase' runs without --no-compact."
)


def erasure_lines(event: ErasureEvent, *, dry_run: bool) -> Iterator[str]:
    """Yield the lines about an event; a dry run has changed nothing."""
    match event:
        case ErasedPerson():
            yield from _person(event, dry_run=dry_run)
        case ModelFile():
            yield from _file(event, dry_run=dry_run)
        case Compaction():
            yield _compaction(event)
        case Notice():
            yield f"[WARNING]: {event.message}"
        case CopiedForReaders():
            yield copied(event)
        case Remaining():
            yield from _remaining(event, dry_run=dry_run)


def _person(found: ErasedPerson, *, dry_run: bool) -> Iterator[str]:
    """Yield the rows of each table, over all its versions, and of each list."""
    rows_found: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for rows in found.forgotten.erased.seg_tables:
        rows_found[name_of_version(rows.relation)] += rows.found
        left[name_of_version(rows.relation)] += rows.left
    shown = ", ".join(f"{key_hash[:12]}..." for key_hash in found.forgotten.key_hashes)
    count = counted(rows_found.total(), "row")
    where = f"{count} {'in' if dry_run else 'of'} {counted(len(rows_found), 'table')}"
    yield f"{shown}: {where}." if dry_run else f"Erased {shown}: {where}, {left.total()} left."
    if found.forgotten.erased_at is not None:
        yield f"  (erased before, on {found.forgotten.erased_at:%Y-%m-%d %H:%M} UTC)"
    for table in sorted(rows_found):
        after = "" if dry_run else f", {left[table]} left"
        yield f"  {table}: {counted(rows_found[table], 'row')}{after}"
    for file in found.files:
        if file.found:
            done = "contains" if dry_run else "was rewritten without"
            yield f"  {file.name} {done} {counted(file.found, 'row')} of theirs"


def _file(found: ModelFile, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield f"The file {found.file} is written from a table that contains them."
    elif found.problem is None:
        yield f"Rewrote {found.file} without them."


def _compaction(found: Compaction) -> str:
    if found.outcome == "in memory":
        return "The database is in memory: there is no file to compact."
    if found.sizes is None:
        return _NOT_COMPACTED
    before, after = (
        f"{size / 2**20:,.1f} MiB" for size in (found.sizes.bytes_before, found.sizes.bytes_after)
    )
    return (
        f"Compacted the database file: {before} before, {after} now, "
        "without any byte of the deleted rows."
    )


def _remaining(found: Remaining, *, dry_run: bool) -> Iterator[str]:
    if found.mentions:
        yield "Kept, because these rows belong to others and only mention them:"
    for table, column, count in found.mentions:
        yield f"  {table}.{column}: {counted(count, 'row')}"
    if found.elsewhere:
        yield "Not changed by seg; delete it yourself:"
    for line in found.elsewhere:
        yield f"  {line}"
    if found.copies:
        yield "Copies for readers that were not rewritten:"
    for line in found.copies:
        yield f"  {line}"
    if not dry_run:
        yield "Later builds exclude their rows that are still in sources."
        yield "Sizes and other totals include them until the next build: run 'seg build'."
