"""Builds what a build now would publish: built and tested as usual, but not published.

Readers of published data see nothing of it. The next build reuses what succeeded, and removes the
rest.
"""

from collections.abc import Mapping
from contextlib import closing

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.diff.sides import Readable, Side, TwoSides, of_families
from orchestrator.commands.erase.filtering import make_erasure_filter
from orchestrator.commands.run.options import run_options
from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.stamps import rows_with
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import RunFailed, UsageError
from orchestrator.ids import name_in
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.people.unfinished import has_unfinished
from orchestrator.plan.definitions import node_fingerprints
from orchestrator.plan.relations import Relations
from orchestrator.plan.unit_tests import holding_nothing_back
from orchestrator.results import BuiltAside, NodeResult, RunFinished
from orchestrator.runner.control import Control
from orchestrator.runner.run import run
from orchestrator.state.definitions import defining_text
from orchestrator.state.fingerprints import own_part
from orchestrator.workspace.late_compiling import late_compiler
from orchestrator.workspace.preparing import prepare
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.value import Workspace

_WORKING_COPY = "the working copy"


class Candidate(Struct, frozen=True):
    """What was built without publishing: versions of what changed, and each node's result.

    `fingerprints` exist for nodes that have a version.
    """

    compiled: Compiled
    versions: Mapping[str, RelationName]
    results: Mapping[str, NodeResult]
    fingerprints: Mapping[str, str]


def build_candidate(
    workspace: Workspace, engine: Engine, catalogue: Catalogue, selected: tuple[str, ...]
) -> Candidate:
    """Build and test what is selected as `seg build` would; raises as that does before it runs."""
    if has_unfinished(catalogue, workspace.dialect):
        raise UsageError("an erasure was interrupted", fix="run 'seg build' to finish it")
    prepared = prepare(workspace, selected, catalogue, publish="all", engine=engine, is_noting=True)
    # Whatever is built is compared, even if its unit tests fail.
    steps = holding_nothing_back(prepared.plan.steps)
    plan = replace(prepared.plan, publish="none", steps=steps)
    if plan.steps:
        # As in a build, leftovers of earlier runs are removed, except what can be reused.
        engine.prepare(plan.schemas, plan.keep)
    erasures = make_erasure_filter(workspace, engine, prepared.compiled, catalogue)
    late = late_compiler(workspace, catalogue, prepared.compiled)
    options = replace(
        run_options(workspace, erasures), compile_late=late.compile, render_hook=late.hook
    )
    versions: Mapping[str, RelationName] = {}
    finished: RunFinished | None = None
    with closing(run(plan, engine, workspace.dialect, options, Control())) as events:
        for event in events:
            if isinstance(event, BuiltAside):
                versions = event.versions
            elif isinstance(event, RunFinished):
                finished = event
    assert finished is not None, "a run ends with this event"
    if finished.stop_code:
        error_messages = [found.message for found in finished.results if found.status == "error"]
        raise RunFailed("\n".join(filter(None, error_messages)), finished.stop_code)
    results = {found.unique_id: found for found in finished.results}
    built = [workspace.project.nodes[name] for name in versions]
    known = node_fingerprints(workspace.project, built, prepared.compiled, catalogue)
    return Candidate(late.with_found(), versions, results, known)


def candidate_sides(workspace: Workspace, candidate: Candidate, before: Side) -> TwoSides:
    """Return what is published and the candidate; unchanged nodes count as the same."""
    nodes, compiled = workspace.project.nodes, candidate.compiled
    unbuilt = {
        name: found
        for name, found in before.relations.items()
        if name in nodes and name not in candidate.versions
    }
    relations = shown_relations(workspace, candidate.versions)
    made = {
        name: _made(relations, name, own_part(candidate.fingerprints[name]))
        for name in candidate.versions
    }
    selects = {
        name: defining_text(node, compiled.definition(name))
        for name in of_families(workspace.project)
        if name in compiled.sql and isinstance(node := nodes[name], Model)
    }
    after = Side(_WORKING_COPY, {**unbuilt, **made}, {**before.selects, **selects})
    untold = {
        name: why
        for name, found in candidate.results.items()
        if (why := _why_not_built(found)) is not None
    }
    return TwoSides(workspace.project, before, after, frozenset(unbuilt), untold)


def _made(relations: Relations, unique_id: str, own: str) -> Readable:
    """Return the candidate's relation of a node, with the stamps of its publication."""
    version = relations.dialect.relation(relations.versions[unique_id])
    stamps = relations.stamps.get(unique_id)
    if stamps is None:
        return Readable(version, version, own)
    return Readable(f"({rows_with(stamps, version)})", version, own, stamps.sql)


def _named(message: str) -> str:
    """Return a message that begins with a unique id, with the name of the node instead."""
    unique_id, space, rest = message.partition(" ")
    return f"{name_in(unique_id)}{space}{rest}"


def _why_not_built(found: NodeResult) -> str | None:
    """Return why a run built nothing of a node to compare, if so."""
    if found.status == "error":
        return (found.message or "it failed").splitlines()[0]
    if found.status in ("skipped", "not started"):
        return f"it was not built: {_named(found.message or '')}"
    return None
