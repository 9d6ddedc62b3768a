"""`seg diff`: compares two sides of a project, one of which is what is published now."""

from functools import partial

from msgspec.structs import replace

from orchestrator.commands.diff.candidate import Candidate, build_candidate, candidate_sides
from orchestrator.commands.diff.comparing import Diff, compared
from orchestrator.commands.diff.limits import NO_LIMIT, MostMoved, limits_of, too_much
from orchestrator.commands.diff.sides import (
    Side,
    TwoSides,
    published_side,
    unchanged_tables,
    with_views,
)
from orchestrator.commands.diff.targets import OtherTarget, attaching, look_at_target
from orchestrator.commands.diff.verdicts import TestComparer
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import UsageError
from orchestrator.nodes import DataTest
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.late_compiling import compiled_on
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, opened_to_read, require_warehouse

_COMPARED = ("model", "seed", "test", "unit_test")
EVERYTHING = Selection()


def diff(
    workspace: Workspace,
    selection: Selection = EVERYTHING,
    *,
    against: int | None = None,
    against_target: str | None = None,
    limits: MostMoved = NO_LIMIT,
    examples: int | None = None,
) -> Diff:
    """Compare what is published with what a build of the working copy would publish.

    With a generation or target to compare `against`, nothing is built: what is published now is
    compared with that. Reports families that moved more than the `limits`, and at most `examples`
    rows per relation. Defaults come from the project file.
    """
    if against is not None and against_target is not None:
        raise UsageError("a generation and a target to compare with", fix="name one of them")
    limits = limits_of(limits, workspace)
    examples = workspace.file.diff.examples if examples is None else examples
    require_warehouse(workspace, "to compare with")
    selected = choose(workspace, selection, _COMPARED)
    if against_target is not None:
        other = look_at_target(workspace, against_target)
        with opened_to_read(attaching(workspace, other)) as engine:
            comparing = partial(_with_target, workspace, engine, other)
            found = interruptible(engine, partial(comparing, selected, examples))
    elif against is not None:
        # The copy for readers contains only its own generation.
        with opened(workspace, read_only=True) as engine:
            comparing = partial(_with_earlier, workspace, engine, against)
            found = interruptible(engine, partial(comparing, selected, examples))
    else:
        with opened(workspace) as engine:
            catalogue = _require_published(engine.catalogue())
            workspace.tell("building a candidate of what changed: nothing is published")
            candidate = build_candidate(workspace, engine, catalogue, selected)
            comparing = partial(_with_candidate, workspace, engine, catalogue, candidate)
            found = interruptible(engine, partial(comparing, selected, examples))
    return replace(found, too_much=too_much(found.families, limits))


def _with_candidate(
    workspace: Workspace,
    engine: Engine,
    catalogue: Catalogue,
    candidate: Candidate,
    selected: tuple[str, ...],
    examples: int,
) -> Diff:
    with connected(engine, workspace.dialect) as warehouse:
        before = _published_now(workspace, warehouse.session, catalogue)
        sides = candidate_sides(workspace, candidate, before)
        tests = TestComparer(sides, warehouse, candidate.compiled, candidate.results)
        found = compared(workspace, warehouse, sides, tests, selected, examples)
    failed = [name for name, each in candidate.results.items() if each.is_failed]
    return replace(found, failed=tuple(workspace.project.nodes[name].name for name in failed))


def _with_earlier(
    workspace: Workspace, engine: Engine, against: int, selected: tuple[str, ...], examples: int
) -> Diff:
    earlier = engine.show_generation(against)
    catalogue = engine.catalogue()
    with connected(engine, workspace.dialect) as warehouse:
        session = warehouse.session
        before = published_side(workspace, session, earlier.published, f"generation {against}")
        after = _published_now(workspace, session, catalogue)
        same = with_views(workspace.project, before, after, unchanged_tables(earlier, catalogue))
        sides = TwoSides(workspace.project, before, after, same)
        return _as_published(workspace, warehouse, catalogue, sides, selected, examples)


def _with_target(
    workspace: Workspace,
    engine: Engine,
    other: OtherTarget,
    selected: tuple[str, ...],
    examples: int,
) -> Diff:
    catalogue = _require_published(engine.catalogue())
    with connected(engine, workspace.dialect) as warehouse:
        before = replace(
            published_side(workspace, warehouse.session, other.published, other.label),
            selects=other.selects,
        )
        after = _published_now(workspace, warehouse.session, catalogue)
        after = replace(after, label=f"target {workspace.target.name}, {after.label}")
        sides = TwoSides(workspace.project, before, after, frozenset())
        return _as_published(workspace, warehouse, catalogue, sides, selected, examples)


def _as_published(
    workspace: Workspace,
    warehouse: Warehouse,
    catalogue: Catalogue,
    sides: TwoSides,
    selected: tuple[str, ...],
    examples: int,
) -> Diff:
    """Compare two published sides: tests are run on both."""
    nodes = workspace.project.nodes
    tests = [name for name in selected if isinstance(nodes[name], DataTest)]
    compiled = compile_selected(workspace, tests, catalogue)
    compiled = compiled_on(warehouse.session, workspace, compiled, catalogue)
    comparer = TestComparer(sides, warehouse, compiled)
    return compared(workspace, warehouse, sides, comparer, selected, examples)


def _published_now(workspace: Workspace, session: Session, catalogue: Catalogue) -> Side:
    label = f"generation {catalogue.generations[0].number}, published now"
    return published_side(workspace, session, catalogue.published, label)


def _require_published(catalogue: Catalogue) -> Catalogue:
    if not catalogue.generations:
        raise UsageError("nothing is published to compare with", fix="run 'seg build' first")
    return catalogue
