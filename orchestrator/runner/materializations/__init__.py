"""Builds the new version of each kind of step; one function per kind, chosen by `build`."""

from collections.abc import Sequence

from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import ProjectError
from orchestrator.names import RelationName
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    CreateView,
    LoadSeed,
    RefreshKeys,
    RunPython,
    TakeSnapshot,
)
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.compared import build_compared
from orchestrator.runner.materializations.contract import under_contract
from orchestrator.runner.materializations.incremental import build_delta
from orchestrator.runner.materializations.python import build_python
from orchestrator.runner.materializations.refreshed import build_refreshed
from orchestrator.runner.materializations.simple import build_seed, build_table, build_view
from orchestrator.runner.materializations.snapshot import build_snapshot


def discard(step: Build, session: Session, dialect: Dialect, *, is_rewritten: bool = False) -> None:
    """Drop what a step built, because the published version is the same.

    The version of a step that changes a table is a view, or a table if it `is_rewritten`.
    """
    beside: list[RelationName] = []
    if isinstance(step, ApplyDelta):
        beside = [step.rows, step.images, step.staying, step.undo]
    elif isinstance(step, TakeSnapshot):
        beside = [step.rows, step.undo]
    elif isinstance(step, RefreshKeys):
        beside = [step.rows, step.undo, step.changed]
    kind = "view" if beside and not is_rewritten else "table"
    session.execute(f"drop {kind} if exists {dialect.relation(step.version)}")
    for relation in beside:
        session.execute(f"drop table if exists {dialect.relation(relation)}")


def build(
    step: Build,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None = None,
    part: RefreshKeys | None = None,
) -> Built | None:
    """Build a step's new version aside, from rows to `keep`; return what publishing changes.

    With a `part`, it is compared with what is published: if few keys have different rows, only
    these are kept, as the delta of that part. None if some keys cannot be built on their own: then
    the table is built in full. Raises ProjectError for a table with a column of its own named like
    a stamp.
    """
    built = _built(step, select, session, closing, keep, part)
    if built is not None and step.stamps is not None:
        made = step.rows if isinstance(step, ApplyDelta | RefreshKeys) else step.version
        if part is not None and built.change.delta is not None:
            made = part.rows
        columns = session.describe(f"select * from {closing.dialect.relation(made)}")
        _refuse_own_columns(step, step.stamps, columns)
        # What cannot be worked out would keep people from reading the table.
        rows = closing.dialect.relation(made)
        session.query(step.stamps.worked_out(rows, closing.dialect))
    if built is not None and step.comments:
        return replace(built, change=replace(built.change, comments=step.comments))
    return built


def _built(
    step: Build,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
    part: RefreshKeys | None,
) -> Built | None:
    dialect = closing.dialect
    if select is not None:
        select = under_contract(step, select, session, dialect)
    match step:
        case CreateTable() | RunPython() if part is not None:
            return build_compared(step, part, select, session, closing, keep)
        case LoadSeed():
            return build_seed(step, session, dialect, keep)
        case CreateTable():
            return build_table(step, select, session, closing, keep)
        case CreateView():
            assert select is not None
            return build_view(step, select, session, dialect, keep)
        case RunPython():
            return build_python(step, session, closing, keep)
        case ApplyDelta():
            return build_delta(step, select, session, closing, keep)
        case TakeSnapshot():
            assert select is not None
            return build_snapshot(step, select, session, dialect, keep)
        case RefreshKeys():
            return build_refreshed(step, select, session, closing, keep)


def _refuse_own_columns(
    step: Build, stamps: StampedColumns, columns: Sequence[tuple[str, str]]
) -> None:
    for name in stamps.among(name for name, _ in columns):
        raise ProjectError.of(
            f"the model selects '{name}', which is also in its stamps",
            step.origin.place,
            "remove it from the SELECT or from stamps",
        )
