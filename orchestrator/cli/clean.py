"""`seg clean`: deletes folders of generated files, or relations that no node builds any more."""

from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say, say_copied
from orchestrator.commands import clean as cleaning
from orchestrator.commands import orphans as orphaned
from orchestrator.errors import UsageError
from orchestrator.reports.orphans import dropped_lines, orphan_lines


def clean(given: Given, *, orphans: bool, yes: bool) -> int:
    """Delete generated folders or drop orphans, and print which."""
    if orphans:
        return _drop_orphans(given, is_sure=yes)
    if yes:
        raise UsageError(
            "--yes has no meaning without --orphans", fix="write 'seg clean --orphans --yes'"
        )
    # The reading cache is in a folder that is deleted.
    flags = replace(given.flags, partial_parse=False)
    workspace = opened_for(replace(given, flags=flags), "clean")
    for name in cleaning.clean(workspace):
        say(workspace, f"Deleted {name}/")
    return 0


def _drop_orphans(given: Given, *, is_sure: bool) -> int:
    workspace = opened_for(given, "clean")
    found = orphaned.orphans(workspace)
    names = [row.unique_id for row in found.own]
    dropped = orphaned.drop_orphans(workspace, names) if is_sure else None
    lines = orphan_lines(found) if dropped is None else dropped_lines(found, dropped.made)
    for line in lines:
        say(workspace, line)
    return say_copied(workspace, None if dropped is None else dropped.copied)
