"""What a thread does to build a node: a new version, in full or in part, compared with what is
published.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from orchestrator.engines.boundary import Change, Keep, Session
from orchestrator.errors import ProjectError, StatementError
from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.plan.refreshing import Refresh
from orchestrator.plan.steps import (
    Build,
    CreateTable,
    CreateView,
    KeyTable,
    Plan,
    RefreshKeys,
    RunPython,
)
from orchestrator.results import NodeResult
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.comparing import contents_after
from orchestrator.runner.constraints import require_constraints
from orchestrator.runner.done import Done
from orchestrator.runner.hooks import run_after, run_before
from orchestrator.runner.materializations import build, discard
from orchestrator.runner.materializations.batches import batch_results
from orchestrator.runner.materializations.built import published_again
from orchestrator.runner.materializations.refreshed import refreshing
from orchestrator.runner.narrowing import Narrowing
from orchestrator.runner.promises import broken_promise
from orchestrator.warehouse import Warehouse

_UNCHANGED = "UNCHANGED"


class Building:
    """Builds nodes; used by all threads of a run. Rows of erased people are left out."""

    def __init__(
        self,
        plan: Plan,
        closing: Closing,
        narrowing: Narrowing | None,
        erasure_filter: ErasureFilter | None,
    ) -> None:
        self._plan = plan
        self._closing = closing
        self._dialect = closing.dialect
        self._narrowing = narrowing
        self._erasure_filter = erasure_filter

    def build(self, step: Build, closed: ClosedSelect | None, session: Session) -> Done:
        """Build a node from all that it reads; `closed` is its SQL, if it has any."""
        done = self._built(step, closed, session, self._closing)
        assert done is not None, "only keys that are made again may be given up"
        return done

    def build_changed(self, step: Build, refresh: Refresh, session: Session) -> Done | None:
        """Build the keys of a node that changed; None if it must be built in full."""
        assert self._narrowing is not None
        with self._narrowing.build(step, refresh, session, self._closing) as narrowed:
            if narrowed is None:
                return None
            part, closing = narrowed
            try:
                done = self._built(part, closing.select(part, session), session, closing)
            except (StatementError, ProjectError):
                discard(part, session, self._dialect)
                raise
            if done is None:
                discard(part, session, self._dialect)
            return done

    def differing(self, step: Build, change: Change, session: Session) -> Iterator[str]:
        """Report that a table differs from one built in parts from the same data."""
        assert self._plan.reusing is not None
        reuse = self._plan.reusing.reuse
        columns = reuse.refreshing.reads[step.unique_id].columns
        published, warehouse = reuse.published[step.unique_id], Warehouse(session, self._dialect)
        return broken_promise(step, change, published, columns, self._closing, warehouse)

    def _built(
        self, step: Build, closed: ClosedSelect | None, session: Session, closing: Closing
    ) -> Done | None:
        """Return the result of a build; None if keys could not be built on their own."""
        part, warehouse = self._part(step), Warehouse(session, self._dialect)
        hook_warnings = run_before(step, session, closing) if step.hooks.before else ()
        built = build(step, closed, session, closing, self._keep(step), part)
        if built is None:
            return None
        if part is not None and built.change.delta is not None:
            step = part
        if step.hooks:
            built = run_after(step, built, session, closing, self._keep(step))
            built = replace(built, warnings=(*hook_warnings, *built.warnings))
        change = None if built.is_gone else built.change
        if change is not None:
            require_constraints(step, change, closing, warehouse)
        batches = {"batches": found} if (found := batch_results(step)) else {}
        details = {"rows_affected": built.rows_affected, "action": step.action, **batches}
        result = NodeResult(
            step.unique_id, "success", built.message, relation=str(step.relation), details=details
        )
        done = Done(result, change, built.warnings, printed=built.printed)
        return self._measured(step, replace(done, is_other=built.is_other), warehouse)

    def _part(self, step: Build) -> RefreshKeys | None:
        """Return what a fully built table may turn out to be: some keys of the published one."""
        if not isinstance(step, CreateTable | RunPython):
            return None
        is_in_batches = isinstance(step, CreateTable) and step.batches is not None
        if self._plan.reusing is None or step.hooks or is_in_batches:
            return None
        reuse, number = self._plan.reusing.reuse, self._plan.reusing.number
        columns, current = reuse.compared_by(step.unique_id), reuse.published.get(step.unique_id)
        if not columns or current is None or current.relation != step.relation:
            return None
        there = {name.casefold() for name, _ in current.columns}
        if not all(name.casefold() in there for name in columns):
            return None
        only = KeyTable(step.version, columns)
        return refreshing(step, current, only, number, self._dialect)

    def _measured(self, step: Build, done: Done, warehouse: Warehouse) -> Done:
        """Add the contents of the new version, which is dropped if the published one is the same.

        A view has no rows of its own; it is reused if its columns are as published too.
        """
        reusing = self._plan.reusing
        if reusing is None or done.change is None:
            return done
        reuse = reusing.reuse
        name = step.unique_id
        if isinstance(step, CreateView):
            before = reuse.published.get(name)
            is_same = before is not None and before.definition == done.change.definition
            if before is not None and is_same and name not in reuse.forced:
                rows = f"select * from {warehouse.name(step.version)}"
                columns = warehouse.session.describe(rows)
                if columns == before.columns:
                    return replace(done, result=replace(done.result, status="reused", message=None))
            return done
        kept = self._plan.keep
        contents = contents_after(done.change, reuse, kept, warehouse, is_other=done.is_other)
        if not reuse.is_as_published(name, step.relation, step.fingerprint, contents.content):
            return replace(done, contents=contents)
        is_rewritten = done.change.delta is None
        discard(step, warehouse.session, self._dialect, is_rewritten=is_rewritten)
        result = replace(done.result, message=_UNCHANGED)
        change = None
        if name in reuse.restamped:
            version = reuse.published[name].version
            assert version is not None, "a table is published as a version"
            change = published_again(step, version, contents.row_count, self._dialect)
        return replace(done, result=result, contents=contents, is_unchanged=True, change=change)

    def _keep(self, step: Build) -> Keep | None:
        if self._erasure_filter is None:
            return None
        return partial(self._erasure_filter.condition, step.unique_id)
