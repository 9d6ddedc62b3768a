"""`seg diff`: what is published now against what a build would publish, or against what was."""

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from orchestrator.commands.diff.candidate import Candidate, build_candidate
from orchestrator.commands.diff.comparing import Diff, compared
from orchestrator.commands.diff.limits import NO_LIMIT, MostMoved, require_known, too_much
from orchestrator.commands.diff.sides import (
    Side,
    TwoSides,
    candidate_relation,
    published_relations,
    unchanged_tables,
    with_views,
)
from orchestrator.commands.diff.verdicts import AskTests
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation, Session
from orchestrator.errors import UsageError
from orchestrator.nodes import DataTest
from orchestrator.project.segment_list import families_among
from orchestrator.results import NodeResult
from orchestrator.state.canonical import canonical
from orchestrator.state.history import read_history
from orchestrator.warehouse import connected
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.preparing import compile_selected, shown_relations
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, opened_to_read, require_warehouse

_BUILT = ("model", "seed", "test")
EVERYTHING = Selection()
_WORKING_COPY = "the working copy"


def diff(
    workspace: Workspace,
    selection: Selection = EVERYTHING,
    *,
    against: int | None = None,
    limits: MostMoved = NO_LIMIT,
    examples: int = 1,
) -> Diff:
    """What a build of the working copy would change of what is published.

    With a generation to compare `against`: what is other in what is published now. Families that
    moved more than the `limits` are told; at most so many `examples` of rows are given of each
    relation.
    """
    require_known(limits, workspace)
    require_warehouse(workspace, "to compare with")
    selected = choose(workspace, selection, _BUILT)
    found = _found(workspace, selected, against, examples)
    return replace(found, too_much=too_much(found.families, limits))


def _found(
    workspace: Workspace, selected: tuple[str, ...], against: int | None, examples: int
) -> Diff:
    if against is not None:
        with opened_to_read(workspace) as engine:
            compare = partial(_with_earlier, workspace, engine, against)
            return interruptible(engine, partial(compare, selected, examples))
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        if not catalogue.generations:
            raise UsageError("nothing is published to compare with", fix="run 'seg build' first")
        workspace.tell("building aside what changed: nothing is published")
        candidate = build_candidate(workspace, engine, catalogue, selected)
        compare = partial(_with_candidate, workspace, engine, catalogue, candidate)
        return interruptible(engine, partial(compare, selected, examples))


def _with_earlier(
    workspace: Workspace, engine: Engine, against: int, selected: tuple[str, ...], examples: int
) -> Diff:
    earlier = engine.show_generation(against)
    catalogue, dialect = engine.catalogue(), workspace.dialect
    with connected(engine, dialect) as warehouse:
        was, now = earlier.published, catalogue.published
        before = Side(
            f"generation {against}",
            published_relations(was, dialect),
            _noted_rules(workspace, warehouse.session, was),
        )
        after = Side(
            f"generation {catalogue.generations[0].number}, published now",
            published_relations(now, dialect),
            _noted_rules(workspace, warehouse.session, now),
        )
        same = with_views(workspace.project, before, after, unchanged_tables(earlier, catalogue))
        sides = TwoSides(workspace.project, before, after, same)
        tests = [name for name in selected if isinstance(workspace.project.nodes[name], DataTest)]
        asking = AskTests(sides, warehouse, compile_selected(workspace, tests, catalogue))
        return compared(workspace, warehouse, sides, asking, selected, examples)


def _with_candidate(
    workspace: Workspace,
    engine: Engine,
    catalogue: Catalogue,
    candidate: Candidate,
    selected: tuple[str, ...],
    examples: int,
) -> Diff:
    dialect, published = workspace.dialect, catalogue.published
    with connected(engine, dialect) as warehouse:
        before = Side(
            f"generation {catalogue.generations[0].number}, published now",
            published_relations(published, dialect),
            _noted_rules(workspace, warehouse.session, published),
        )
        relations = shown_relations(workspace, candidate.versions)
        stands = {
            name: found
            for name, found in before.relations.items()
            if name in workspace.project.nodes and name not in candidate.versions
        }
        made = {
            name: candidate_relation(relations, name, None, None) for name in candidate.versions
        }
        compiled = candidate.compiled
        rules = {
            model.unique_id: canonical(compiled.sql[model.unique_id])
            if model.unique_id in compiled.sql
            else before.rules.get(model.unique_id, "")
            for model in families_among(workspace.project.nodes.values())
        }
        after = Side(_WORKING_COPY, {**stands, **made}, rules)
        sides = TwoSides(
            workspace.project,
            before,
            after,
            frozenset(stands),
            {
                name: why
                for name, found in candidate.results.items()
                if (why := _why_not_built(workspace, found)) is not None
            },
        )
        asking = AskTests(sides, warehouse, compiled, candidate.results)
        found = compared(workspace, warehouse, sides, asking, selected, examples)
        failed = [name for name, each in candidate.results.items() if each.is_failed]
        return replace(found, failed=tuple(workspace.project.nodes[name].name for name in failed))


def _why_not_built(workspace: Workspace, found: NodeResult) -> str | None:
    """Why a run has nothing of a node to compare."""
    if found.status == "error":
        return (found.message or "it failed").splitlines()[0]
    if found.status in ("skipped", "not started"):
        return f"it was not built: {found.message}"
    return None


def _noted_rules(
    workspace: Workspace, session: Session, published: Mapping[str, PublishedRelation]
) -> dict[str, str]:
    """The SELECT of each family that is a table, as it was noted when its version was built."""
    versions = {
        model.unique_id: row.version
        for model in families_among(workspace.project.nodes.values())
        if (row := published.get(model.unique_id)) is not None and row.version is not None
    }
    found = read_history(session, workspace.dialect, versions)
    return {name: noted.text for name, noted in found.items() if noted.text}
