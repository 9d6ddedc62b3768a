"""Adds new rows of an incremental model by the statements of a project's own macro.

They change a copy of the table, which then replaces it: nobody reads the copy before.
"""

from orchestrator.compiler.strategies import call_of
from orchestrator.engines.boundary import Change, Keep, Session
from orchestrator.errors import ProjectError, StatementError
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.closing import Closing
from orchestrator.runner.materializations.built import new_table
from orchestrator.runner.materializations.kept import delete_not_kept
from orchestrator.runner.written import makes_temporary, shown


def take_in(
    step: ApplyDelta,
    macro: str,
    staying: str,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> tuple[Change, tuple[str, ...]]:
    """Copy the rows of `staying`, and let the macro add those of `step.rows`.

    Returns the change to publish, and warnings.
    """
    dialect = closing.dialect
    session.execute(dialect.create_table(step.version, staying))
    version, new = dialect.relation(step.version), dialect.temporary_name(step.rows)
    added = f"select * from {dialect.relation(step.rows)}"
    if step.delete_when is not None:
        added += f" where ({step.delete_when}) is not true"
    session.execute(dialect.create_view(new, added))
    try:
        rendered = closing.hook(call_of(macro, new), step.unique_id, session, version)
        for statement in rendered.statements:
            session.execute(statement.sql)
    except (ProjectError, StatementError) as error:
        if isinstance(error, StatementError) and error.cancelled:
            raise
        reason = error.message if isinstance(error, StatementError) else error.problems[0].what
        raise ProjectError.of(f"the macro '{macro}' failed: {reason}", step.origin.place) from error
    finally:
        session.execute(f"drop view if exists {dialect.relation(new)}")
    if keep is not None:
        delete_not_kept(version, session, keep)
    count = session.query(f"select count(*) from {version}").values[0][0]
    others = [each.sql for each in rendered.statements if not each.is_own]
    stays = (*rendered.elsewhere, *(sql for sql in others if not makes_temporary(sql)))
    return new_table(step, dialect, count), tuple(
        _effect_warning(step, macro, sql) for sql in stays
    )


def _effect_warning(step: ApplyDelta, macro: str, sql: str) -> str:
    return (
        f"{step.origin.place}: what the macro '{macro}' writes elsewhere ('{shown(sql)}') takes "
        "effect at once, and remains if the build is not published"
    )
