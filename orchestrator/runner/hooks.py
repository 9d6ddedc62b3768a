"""The hooks of a node: statements before its new version is built, and on that version.

What a hook writes into `this` is published with it, or discarded with it. Its other changes take
effect immediately, and stay.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from orchestrator.compiler.late import HookStatement
from orchestrator.config.config_keys import hooks_change_data
from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import Place, ProjectError, StatementError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.plan.steps import ApplyDelta, Build, RefreshKeys, TakeSnapshot
from orchestrator.runner.closing import Closing
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.kept import delete_not_kept
from orchestrator.runner.written import makes_temporary, shown

_READS = lazy_regex(r"\s*(?:--[^\n]*\n\s*)*(?:select|with|from|describe|show|values)\b", flags=2)

_NO_HOOK = "remove it from the hooks"

_ONLY_CHANGES = (ApplyDelta, RefreshKeys, TakeSnapshot)


def run_before(step: Build, session: Session, closing: Closing) -> tuple[str, ...]:
    """Run pre-hooks, which see what is published; return warnings of what cannot be undone."""
    return _run(step, step.hooks.before, session, closing, this=None)[0]


def run_after(
    step: Build, built: Built, session: Session, closing: Closing, keep: Keep | None
) -> Built:
    """Run post-hooks on the new version, then delete rows that must not be kept.

    Returns the build with its new row count.
    """
    version = closing.dialect.relation(step.version)
    warnings, is_strict = _run(step, step.hooks.after, session, closing, this=version)
    change = built.change
    if change.kind == "table" and change.delta is None:
        try:
            if keep is not None:
                delete_not_kept(version, session, keep)
            rows = session.query(f"select count(*) from {version}").values[0][0]
        except StatementError as error:
            what = f"a hook of '{step.relation}' dropped its own relation"
            if error.cancelled or is_strict:
                what = f"{what}: {error.message}"
                raise ProjectError.of(what, step.origin.place, _NO_HOOK) from error
            warning = f"{step.origin.place}: {what}: nothing of it is published"
            return replace(built, warnings=(*built.warnings, *warnings, warning), is_gone=True)
        change = replace(change, row_count=rows)
    return replace(built, change=change, warnings=(*built.warnings, *warnings))


def _run(
    step: Build, hooks: Iterable[str], session: Session, closing: Closing, this: str | None
) -> tuple[tuple[str, ...], bool]:
    """Run hooks; return their warnings, and whether they belong to a strict package."""
    warnings, is_strict = list[str](), True
    for text in hooks:
        try:
            rendered = closing.hook(text, step.unique_id, session, this)
            is_strict = rendered.is_strict
            warnings += (_effect_warning(step, sql) for sql in rendered.elsewhere)
            for statement in rendered.statements:
                warnings += _execute(step, text, statement, session)
        except (ProjectError, StatementError) as error:
            if isinstance(error, StatementError) and error.cancelled:
                raise
            raise hook_failed(text, step.origin.place, error) from error
    return tuple(warnings), is_strict


def _execute(step: Build, text: str, statement: HookStatement, session: Session) -> Iterator[str]:
    is_changing = hooks_change_data(statement.sql) and not _READS.match(statement.sql)
    if statement.is_own and is_changing and isinstance(step, _ONLY_CHANGES):
        raise ProjectError.of(
            f"a hook of '{step.relation}' writes into a table that is only extended by new rows",
            step.origin.place,
            "move what it does into the SELECT, or rebuild the table from scratch",
        )
    if why := _left_out(step, statement):
        yield f"{step.origin.place}: the hook '{shown(text)}' is skipped: {why}"
        return
    session.execute(statement.sql)
    if is_changing and not statement.is_own and not makes_temporary(statement.sql):
        yield _effect_warning(step, statement.sql)


def _left_out(step: Build, statement: HookStatement) -> str | None:
    """Return why a statement is skipped: its result would not stay with the published table."""
    if statement.tends == "index":
        return "an index is lost with its version of the table"
    if statement.tends == "unique index":
        return "an index is lost with its version of the table; add a data test 'unique'"
    if statement.tends == "statistics" and isinstance(step, _ONLY_CHANGES):
        return "the table gets its new rows on publication, after all hooks"
    return None


def hook_failed(text: str, place: Place, error: ProjectError | StatementError) -> ProjectError:
    """Return the same error with the hook and its place, unless it has a place already."""
    failed = f"the hook '{shown(text)}' failed: "
    if isinstance(error, StatementError):
        return ProjectError.of(f"{failed}{error.message}", place)
    return ProjectError(
        [
            each if each.place else replace(each, what=f"{failed}{each.what}", place=place)
            for each in error.problems
        ]
    )


def _effect_warning(step: Build, sql: str) -> str:
    return (
        f"{step.origin.place}: what the hook '{shown(sql)}' writes takes effect at once, and "
        "remains if the build is not published"
    )
