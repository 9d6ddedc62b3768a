"""What building one node gave."""

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change
from orchestrator.names import RelationName
from orchestrator.plan.steps import Build


class Built(Struct, frozen=True):
    """The change to publish, a word for the status line, and warnings for the person to read.

    `printed` is what a Python model printed. `is_other` is known where a table made whole has other
    rows than the published one for most keys, or other columns. `is_gone`: it was dropped again.
    """

    change: Change
    message: str = "OK"
    rows_affected: int | None = None
    warnings: tuple[str, ...] = ()
    printed: str = ""
    is_other: bool = False
    is_gone: bool = False


def new_table(step: Build, dialect: Dialect, row_count: int | None) -> Change:
    """The change after which people read the step's version, a table of `row_count` rows."""
    return published_again(step, step.version, row_count, dialect)


def published_again(
    step: Build, version: RelationName, row_count: int | None, dialect: Dialect
) -> Change:
    """The change after which people read a version that is there already."""
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=version,
        definition=step.shown(version, dialect),
        fingerprint=step.fingerprint,
        row_count=row_count,
    )
