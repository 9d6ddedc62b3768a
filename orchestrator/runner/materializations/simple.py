"""Seeds, tables and views: builds a new version in one statement."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Keep, Session
from orchestrator.plan.steps import CreateTable, CreateView, LoadSeed
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.batches import fill_in_batches
from orchestrator.runner.materializations.built import Built, new_table
from orchestrator.runner.materializations.kept import kept_rows


def build_seed(step: LoadSeed, session: Session, dialect: Dialect, keep: Keep | None) -> Built:
    """Load the file into a new table."""
    loaded = session.load(step.file, step.version, keep)
    change = new_table(step, dialect, loaded.row_count)
    return Built(change, f"INSERT {loaded.row_count}", loaded.row_count, loaded.warnings)


def build_table(
    step: CreateTable,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built:
    """Fill a new table from the SELECT, or batch by batch."""
    dialect = closing.dialect
    if step.batches is not None:
        filled = fill_in_batches(step, step.batches, step.version, session, closing, keep)
        return Built(new_table(step, dialect, filled), rows_affected=filled)
    assert select is not None
    kept = kept_rows(select.text, session, keep)
    rows = session.execute(dialect.create_table(step.version, kept))
    return Built(new_table(step, dialect, rows), rows_affected=rows)


def build_view(
    step: CreateView, select: ClosedSelect, session: Session, dialect: Dialect, keep: Keep | None
) -> Built:
    """Create a view on this run's versions aside, or a table of its rows, for tests and children.

    A view shows erased people as long as its source does, but nothing stores a copy of them: if
    there are any, it is not filled.
    """
    is_filled = step.is_filled and keep is None
    create = dialect.create_table if is_filled else dialect.create_view
    session.execute(create(step.version, select.text))
    change = Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="view",
        version=step.version,
        definition=select.definition,
        fingerprint=step.fingerprint,
        preview=step.version,
        preview_kind="table" if is_filled else "view",
    )
    return Built(change)
