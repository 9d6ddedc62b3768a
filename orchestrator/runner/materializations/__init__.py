"""Builds the new version of each kind of step; one function per kind, chosen by `build`."""

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Keep, Session
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
from orchestrator.runner.materializations.key_columns import check_key_columns
from orchestrator.runner.materializations.python import build_python
from orchestrator.runner.materializations.refreshed import build_refreshed
from orchestrator.runner.materializations.simple import build_seed, build_table, build_view
from orchestrator.runner.materializations.snapshot import build_snapshot
from orchestrator.runner.materializations.stamped import check_stamps


def discard(step: Build, session: Session, dialect: Dialect, *, is_rewritten: bool = False) -> None:
    """Drop what a step built, because the published version is the same.

    The version of a step that changes a table is a view, or a table if it `is_rewritten`.
    """
    beside: tuple[RelationName, ...] = ()
    match step:
        case ApplyDelta():
            beside = (step.rows, step.images, step.staying, step.undo)
        case TakeSnapshot():
            beside = (step.rows, step.undo)
        case RefreshKeys():
            beside = (step.rows, step.undo, step.changed)
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
    the table is built in full.
    """
    built = _built(step, select, session, closing, keep, part)
    if built is not None:
        made = part if part is not None and built.change.delta is not None else step
        check_stamps(made, built.change, session, closing.dialect)
        check_key_columns(step, session, closing.dialect)
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
