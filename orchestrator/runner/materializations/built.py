"""The result of building one node."""

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change
from orchestrator.names import RelationName
from orchestrator.plan.steps import Build


class Built(Struct, frozen=True):
    """The change to publish, a word for the status line, and warnings for people.

    `printed` is what a Python model printed. `is_other`: a table built in full is known to differ
    from the published one in most keys, or in columns. `is_gone`: it was dropped again.
    """

    change: Change
    message: str = "OK"
    rows_affected: int | None = None
    warnings: tuple[str, ...] = ()
    printed: str = ""
    is_other: bool = False
    is_gone: bool = False


def new_table(step: Build, dialect: Dialect, row_count: int | None) -> Change:
    """Return the change that publishes the step's version, a table of `row_count` rows."""
    return published_again(step, step.version, row_count, dialect)


def published_again(
    step: Build, version: RelationName, row_count: int | None, dialect: Dialect
) -> Change:
    """Return the change that publishes an existing version."""
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=version,
        definition=step.shown(version, dialect),
        fingerprint=step.fingerprint,
        row_count=row_count,
    )
