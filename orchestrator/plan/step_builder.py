"""Turns nodes into steps: one method per resource type."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.closing import Sql, StepSql, without_deleted
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import Origin
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.nodes import UNBUILT, DataTest, Model, Node, Seed, Snapshot, Source, UnitTest
from orchestrator.plan.batches import with_batches
from orchestrator.plan.definitions import node_fingerprints
from orchestrator.plan.fills import views_to_fill
from orchestrator.plan.finished import finished
from orchestrator.plan.incremental import delta_step, table_before
from orchestrator.plan.options import PlanOptions
from orchestrator.plan.python_code import python_code
from orchestrator.plan.reasons import reason_for
from orchestrator.plan.relations import Relations, published_names, stored_versions, versions_of
from orchestrator.plan.screens import screens_of
from orchestrator.plan.snapshots import snapshot_step
from orchestrator.plan.steps import (
    ApplyDelta,
    CreateTable,
    CreateView,
    LoadSeed,
    RunPython,
    RunTest,
    RunUnitTest,
    Step,
)
from orchestrator.plan.unit_tests import seed_file, unit_test_step
from orchestrator.project.value import ParsedProject


class StepBuilder:
    """Turns nodes into steps; computes what they share only once."""

    def __init__(
        self,
        project: ParsedProject,
        nodes: Mapping[str, Node],
        compiled: Compiled,
        catalogue: Catalogue,
        dialect: Dialect,
        options: PlanOptions,
        reasons: Mapping[str, str],
    ) -> None:
        self._compiled = compiled
        self._catalogue = catalogue
        self._dialect = dialect
        self._options = options
        self._reasons = reasons
        self._project = project
        self._nodes = nodes
        self._versions = versions_of(nodes.values(), catalogue.next_version, dialect)
        self._fingerprints = node_fingerprints(project, nodes.values(), compiled, catalogue)
        self._published = published_names(project, catalogue)
        current = {
            name: version
            for name in compiled.full_refresh_sql
            if name not in self._published
            and isinstance(node := project.nodes[name], Model)
            and (before := table_before(node, catalogue)) is not None
            and (version := before.version) is not None
        }
        reads = compiled.stamp_reads
        stored = stored_versions(project, reads.stamped, catalogue)
        self.relations = Relations(
            project,
            dialect,
            self._versions,
            current,
            stored,
            compiled.stamps,
            reads,
            options.deferred,
        )
        self._screens = screens_of(project, nodes, compiled)
        self._filled = views_to_fill(project, nodes, compiled, self._screens)

    def steps(self) -> dict[str, Step]:
        """Return the steps of all nodes that are built on their own."""
        return {name: step for name, node in self._nodes.items() if (step := self._step(node))}

    def _step(self, node: Node) -> Step | None:
        if node.is_ephemeral:
            return None
        step = STEPS[type(node)](self, node)
        step = finished(step, node, self._compiled.stamps.get(node.unique_id))
        times, kept = self._options.event_times, self._options.kept_batches.get(node.unique_id)
        return with_batches(step, node, times, self._dialect, kept)

    def _no_step(self, _: Node) -> None:
        """Nodes that exist before the run have no step."""

    def _seed(self, seed: Seed) -> LoadSeed:
        return LoadSeed(
            unique_id=seed.unique_id,
            reason=self._reason(seed),
            origin=Origin(seed.place),
            file=seed_file(seed, self._project),
            relation=seed.relation,
            version=self._versions[seed.unique_id],
            fingerprint=self._fingerprints[seed.unique_id],
        )

    def _python(self, model: Model) -> Step:
        version = self._versions[model.unique_id]
        origin = Origin(model.place, model.source_code)
        fingerprint = self._fingerprints[model.unique_id]
        is_incremental = model.unique_id in self._compiled.full_refresh_sql
        code = python_code(
            model,
            self._project,
            self._compiled,
            self._dialect,
            is_published=is_incremental or model.unique_id in self._published,
            is_incremental=is_incremental,
        )
        if is_incremental:
            return replace(self._delta(model, None, origin), code=code)
        return RunPython(
            unique_id=model.unique_id,
            reason=self._reason(model),
            origin=origin,
            relation=model.relation,
            version=version,
            code=code,
            fingerprint=fingerprint,
            contract=model.contract,
        )

    def _model(self, model: Model) -> Step:
        if model.language == "python":
            return self._python(model)
        version = self._versions[model.unique_id]
        sql = self._compiled.step_sql(model.unique_id)
        # Lines of a family refer to its property file, not to its generated SQL.
        written = "" if model.family else model.source_code
        origin = Origin(model.place, written)
        fingerprint = self._fingerprints[model.unique_id]
        if model.unique_id in self._compiled.full_refresh_sql:
            return self._delta(model, sql, origin)
        if isinstance(sql, Sql):
            sql = without_deleted(sql, model)
        step: Callable[..., Step] = CreateTable
        if model.config.materialized == "view":
            step = partial(CreateView, is_filled=model.unique_id in self._filled)
        return step(
            unique_id=model.unique_id,
            reason=self._reason(model),
            origin=origin,
            relation=model.relation,
            version=version,
            sql=sql,
            fingerprint=fingerprint,
            contract=model.contract,
        )

    def _delta(self, model: Model, sql: StepSql | None, origin: Origin) -> ApplyDelta:
        return delta_step(
            model,
            sql,
            self._versions[model.unique_id],
            self._catalogue,
            self._dialect,
            fingerprint=self._fingerprints[model.unique_id],
            reason=self._reason(model),
            origin=origin,
            macro=self._compiled.strategies.get(model.unique_id),
        )

    def _snapshot(self, snapshot: Snapshot) -> Step:
        return snapshot_step(
            snapshot,
            self._compiled.step_sql(snapshot.unique_id),
            self._versions[snapshot.unique_id],
            self._catalogue,
            self._dialect,
            fingerprint=self._fingerprints[snapshot.unique_id],
            reason=self._reason(snapshot),
            is_strict=self._options.is_strict,
        )

    def _test(self, test: DataTest) -> RunTest:
        config = test.config
        keeps_failures = self._options.store_failures or config.store_failures
        return RunTest(
            unique_id=test.unique_id,
            reason=self._reasons.get(test.unique_id, "the nodes that it tests are in the plan"),
            origin=Origin(test.place, test.source_code),
            sql=self._compiled.step_sql(test.unique_id),
            config=config,
            guards=(test.attached_to,) if test.attached_to else test.depends_on,
            personal_columns=self._personal_columns(test),
            failures_relation=test.failures if keeps_failures else None,
            screen=self._screens.get(test.unique_id),
            tested=test.attached_to,
            column=test.column,
            count_columns=test.count_columns,
        )

    def _unit_test(self, test: UnitTest) -> RunUnitTest:
        reason = self._reasons.get(test.unique_id, "its model is in the plan")
        return unit_test_step(test, self._project, self._compiled, self._catalogue, reason)

    def _personal_columns(self, test: DataTest) -> frozenset[str]:
        """Return the personal columns of everything that a test reads, in lower case."""
        read = (self._project.nodes[name] for name in test.depends_on)
        return frozenset(
            column.name.casefold()
            for node in read
            if not isinstance(node, DataTest | UnitTest)
            for column in node.columns
            if column.is_personal
        )

    def _reason(self, node: Node) -> str:
        before = self._catalogue.published.get(node.unique_id)
        return self._reasons.get(node.unique_id) or reason_for(
            node,
            self._fingerprints[node.unique_id],
            before,
            self._options.is_full_refresh,
            is_shown=node.unique_id in self._published,
        )


# The step for a node of each resource type.
STEPS: Mapping[type[Node], Callable[[StepBuilder, Any], Step | None]] = {
    Model: StepBuilder._model,
    Seed: StepBuilder._seed,
    Snapshot: StepBuilder._snapshot,
    Source: StepBuilder._no_step,
    DataTest: StepBuilder._test,
    UnitTest: StepBuilder._unit_test,
    **dict.fromkeys(UNBUILT, StepBuilder._no_step),
}
