"""What a run knows from earlier ones: decides, as their turn comes, which steps run."""

from collections.abc import Iterator
from contextlib import closing

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Engine
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.decisions import Decision, NodeState, Reused, Runs
from orchestrator.plan.doubts import known_key
from orchestrator.plan.refreshing import Refresh, TableChange
from orchestrator.plan.steps import Build, CreateView, Plan, Reusing, RunTest, RunUnitTest
from orchestrator.results import Event, NodeResult, Status
from orchestrator.runner.done import Done
from orchestrator.runner.materializations.built import published_again
from orchestrator.runner.materializations.stamped import has_stamps_for
from orchestrator.runner.records import Records
from orchestrator.state.facts import warned


class Memory:
    """Decides whether each step runs, given how earlier ones ended.

    `changes` are tables that differ from what is published; `records` are for later runs.
    """

    def __init__(self, plan: Plan, reusing: Reusing, engine: Engine, dialect: Dialect) -> None:
        self._plan = plan
        self._reuse = reusing.reuse
        self._engine = engine
        self._dialect = dialect
        self._states = dict(reusing.states)
        self._running: dict[str, Runs] = {}
        self.changes: dict[str, TableChange] = {}
        self.records = Records(reusing.reuse, reusing.number, engine, dialect)

    def reused(self, step_id: str) -> Done | None:
        """Return the result of a step that need not run; None for one that runs."""
        step = self._plan.steps[step_id]
        if step_id not in self._reuse.definitions:
            return None
        self._settle_ephemerals(step_id)
        decision = self._reuse.decide(step_id, self._states)
        if isinstance(decision, Runs) and isinstance(step, CreateView):
            decision = self._with_columns(step, decision)
        if isinstance(decision, Reused) and isinstance(step, Build):
            decision = self._with_stamps(step, decision)
        if not isinstance(decision, Reused):
            self._running[step_id] = decision if isinstance(decision, Runs) else Runs("")
            return None
        self._states[step_id] = decision.state
        self._passed_once(step_id, decision)
        change = None
        if isinstance(step, Build) and decision.version and not decision.state.is_published:
            rows = decision.state.row_count
            change = published_again(step, decision.version, rows, self._dialect)
        if change is not None:
            self._note_change(step_id, change)
        relation = str(step.relation) if isinstance(step, Build) else None
        return Done(NodeResult(step_id, "reused", decision.why or None, relation=relation), change)

    def _passed_once(self, unique_id: str, decision: Decision) -> None:
        """Record that a test passed for a new value of what is built once, without running.

        It need not run because that is the same as for another value.
        """
        is_test = self._reuse.definitions[unique_id].kind == "test"
        if is_test and isinstance(decision, Reused) and decision.key:
            key = self._reuse.once.key(unique_id, self._states)
            if (unique_id, key) not in self._reuse.facts.verdicts:
                self.records.seen(unique_id, key)

    def refresh_of(self, step_id: str) -> Refresh | None:
        """Return how a running step can be done in part; None if it must be done in full."""
        if step_id not in self._reuse.definitions:
            return None
        return self._reuse.refresh_of(step_id, self._states, self.changes)

    def is_made_again(self, step_id: str) -> bool:
        """Return whether a step fully rebuilds a table that was built in parts from the same data.

        The result must then be the same.
        """
        runs, published = self._running.get(step_id), self._reuse.published.get(step_id)
        reads = self._reuse.refreshing.reads.get(step_id)
        if reads is None or reads.regardless or runs is None or published is None:
            return False
        fact = self._reuse.facts.by_version.get(published.version) if published.version else None
        return bool(runs.key) and fact is not None and fact.key == runs.key

    def _note_change(self, unique_id: str, change: Change, *, is_other: bool = False) -> None:
        """Remember how a table differs from what is published, if that is known."""
        published = self._reuse.published.get(unique_id)
        if published is None or published.version is None or change.kind != "table":
            return
        if change.delta is None and change.version == published.version:
            return
        if change.delta is None:
            made, shown = change.version, published.version
            self.changes[unique_id] = TableChange(made, shown, True, is_other)
        elif change.delta.where is not None:
            # Other rows of the same keys may have stayed: keys do not identify what changed.
            return
        elif change.delta.undo is not None or not change.delta.key:
            delta = change.delta
            self.changes[unique_id] = TableChange(delta.rows, delta.undo, columns=delta.key)

    def version_of(self, step_id: str, done: Done) -> RelationName | None:
        """Return what later steps read of a step that succeeded; None: what is published."""
        step = self._plan.steps[step_id]
        if not isinstance(step, Build) or done.is_unchanged:
            return None
        if done.result.status == "reused" and not isinstance(step, CreateView):
            return done.change.version if done.change is not None else None
        return step.version if done.change is not None else None

    def ended(self, step_id: str, done: Done) -> None:
        """Record how a step ended that ran successfully."""
        step, runs = self._plan.steps[step_id], self._running.get(step_id)
        if runs is None:
            return
        if runs.key:
            key = known_key(runs.key, step_id, self._reuse.definitions, self._reuse.sources.read_at)
            runs = replace(runs, key=key)
        if isinstance(step, RunTest | RunUnitTest):
            self._judged(step_id, runs.key, done.result.status)
        elif isinstance(step, CreateView):
            state = runs.state or NodeState(None, False)
            if step.contract is not None and done.result.status != "reused":
                # Its casts may differ from the published ones.
                state = replace(state, is_published=False)
            self._states[step_id] = state
            if runs.key and done.change is not None:
                shown = done.change.definition
                self.records.seen(step_id, self._reuse.seen(step_id, runs.key, shown))
            self.records.defined(step_id)
        elif isinstance(step, Build) and done.contents is not None:
            self._built(step, runs, done)
        self.records.write_if_due()

    def _judged(self, step_id: str, key: str, status: Status) -> None:
        if status not in ("pass", "warn"):
            return
        has_passed = status == "pass" and key
        for each in (key, self._reuse.once.key(step_id, self._states)):
            self.records.seen(step_id, each if has_passed or not each else warned(each))
        if key:
            self.records.defined(step_id)

    def failed(self, step_id: str) -> None:
        """Remember the definition of a failed test, to report later what changed in it."""
        if step_id in self._running and isinstance(
            self._plan.steps[step_id], RunTest | RunUnitTest
        ):
            self.records.defined(step_id)

    def _with_columns(self, view: CreateView, decision: Runs) -> Reused | Runs:
        """Reuse a view whose definition and columns are as published.

        One with a contract is rebuilt, to check that its casts lose nothing of its current inputs.
        """
        if view.contract is not None:
            return decision
        name, state = view.unique_id, decision.state
        if state is None or not state.is_published or name in self._reuse.forced:
            return decision
        session = self._engine.session()
        try:
            columns = session.describe(f"select * from {self._dialect.relation(view.relation)}")
        except StatementError:
            return decision
        finally:
            session.close()
        if columns != self._reuse.published[name].columns:
            return replace(decision, state=replace(state, is_published=False))
        self.records.seen(name, decision.key)
        return Reused(state, None, "its definition and columns are as published")

    def _with_stamps(self, step: Build, decision: Reused) -> Reused | Runs:
        """Rebuild a table for whose rows the current stamps cannot be computed: it fails then."""
        if decision.version is None or decision.state.is_published:
            return decision
        with closing(self._engine.session()) as session:
            is_shown = has_stamps_for(step, decision.version, session, self._dialect)
        return decision if is_shown else Runs("", decision.key)

    def _built(self, step: Build, runs: Runs, done: Done) -> None:
        contents, name = done.contents, step.unique_id
        assert contents is not None
        self._states[name] = NodeState(contents.content, done.change is None, contents.row_count)
        if done.change is not None:
            self._note_change(name, done.change, is_other=done.is_other)
        # Without a change, the published version is the same.
        version = done.change.version if done.change else self._reuse.published[name].version
        assert version is not None
        is_deferred = done.change is not None and done.change.delta is not None
        self.records.built(name, runs.key, version, contents, self._states, is_deferred=is_deferred)
        self.records.seen(name, self._reuse.once.key(name, self._states))
        self.records.defined(name)

    def closed(self) -> Iterator[Event]:
        """Write what was not written yet; if that fails, yield a warning.

        Views that are as published do not run, but what is known of a changed definition is
        recorded: otherwise each run would examine their SQL again.
        """
        for name, definition in self._reuse.definitions.items():
            if definition.kind in ("view", "ephemeral") and name not in self._plan.steps:
                self.records.defined(name)
            # A run with nothing to do writes nothing.
            elif self._plan.steps and name in self._plan.reused and definition.kind == "test":
                self._passed_once(name, self._reuse.decide(name, self._states))
        yield from self.records.closed()

    def _settle_ephemerals(self, step_id: str) -> None:
        """Determine the contents of ephemeral models, which have no steps, from their inputs."""
        pending = [step_id]
        while pending:
            name = pending[-1]
            definition = self._reuse.definitions.get(name)
            missing = [
                read
                for read in (definition.inputs if definition else ())
                if read not in self._states
                and (found := self._reuse.definitions.get(read)) is not None
                and found.kind == "ephemeral"
            ]
            if missing:
                pending += missing
                continue
            pending.pop()
            if name != step_id and name not in self._states:
                decision = self._reuse.decide(name, self._states)
                unknown = NodeState(None, False)
                self._states[name] = decision.state if isinstance(decision, Reused) else unknown
