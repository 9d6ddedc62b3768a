"""`seg diff`: what is published now against what a build would publish, or against what was."""

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from orchestrator.commands.diff.candidate import Candidate, build_candidate
from orchestrator.commands.diff.families import FamilyDiff, family_diff
from orchestrator.commands.diff.rules import CrossedRules
from orchestrator.commands.diff.sides import (
    Side,
    TwoSides,
    candidate_relation,
    published_relations,
    unchanged_tables,
    with_views,
)
from orchestrator.commands.families import spelling_of
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation, Session
from orchestrator.errors import StatementError, UsageError
from orchestrator.project.segment_list import families_among
from orchestrator.results import NodeResult
from orchestrator.state.canonical import canonical
from orchestrator.state.history import read_history
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.preparing import shown_relations
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, opened_to_read, require_warehouse

_BUILT = ("model", "seed", "test")
EVERYTHING = Selection()
_WORKING_COPY = "the working copy"


class NotCompared(Struct, frozen=True):
    """A node that cannot be compared, and why."""

    name: str
    why: str


class Diff(Struct, frozen=True, kw_only=True):
    """What is other `after` than `before`; both say in words what they are.

    `same_families` are as they were.
    """

    before: str
    after: str
    families: tuple[FamilyDiff, ...]
    same_families: tuple[str, ...]
    not_compared: tuple[NotCompared, ...]


def diff(
    workspace: Workspace, selection: Selection = EVERYTHING, *, against: int | None = None
) -> Diff:
    """What a build of the working copy would change of what is published.

    With a generation to compare `against`: what is published now is other than that.
    """
    require_warehouse(workspace, "to compare with")
    selected = choose(workspace, selection, _BUILT)
    if against is not None:
        with opened_to_read(workspace) as engine:
            return interruptible(
                engine, partial(_with_earlier, workspace, engine, against, selected)
            )
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        if not catalogue.generations:
            raise UsageError("nothing is published to compare with", fix="run 'seg build' first")
        workspace.tell("building aside what changed: nothing is published")
        candidate = build_candidate(workspace, engine, catalogue, selected)
        return interruptible(
            engine, partial(_with_candidate, workspace, engine, catalogue, candidate, selected)
        )


def _with_earlier(
    workspace: Workspace, engine: Engine, against: int, selected: tuple[str, ...]
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
        return _compared(workspace, warehouse, sides, selected)


def _with_candidate(
    workspace: Workspace,
    engine: Engine,
    catalogue: Catalogue,
    candidate: Candidate,
    selected: tuple[str, ...],
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
        return _compared(workspace, warehouse, sides, selected)


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


def _compared(
    workspace: Workspace, warehouse: Warehouse, sides: TwoSides, selected: tuple[str, ...]
) -> Diff:
    crossed = CrossedRules(sides, warehouse, spelling_of(workspace))
    families, same, not_compared, chosen = [], [], [], frozenset(selected)
    for model in families_among(workspace.project.nodes.values()):
        name = model.unique_id
        if name not in chosen:
            continue
        if name in sides.untold:
            not_compared.append(NotCompared(model.name, sides.untold[name]))
        elif not sides.is_on_both(name):
            side = sides.after if name in sides.before.relations else sides.before
            not_compared.append(NotCompared(model.name, f"{side.label} does not have it"))
        elif name in sides.same and not crossed.is_redefined(name):
            same.append(model.name)
        else:
            try:
                found = family_diff(workspace, sides, crossed, warehouse, model)
            except StatementError as error:
                if error.cancelled:
                    raise
                why = f"it cannot be read: {error.message.splitlines()[0]}"
                not_compared.append(NotCompared(model.name, why))
                continue
            if found.is_same:
                same.append(model.name)
            else:
                families.append(found)
    return Diff(
        before=sides.before.label,
        after=sides.after.label,
        families=tuple(families),
        same_families=tuple(same),
        not_compared=tuple(not_compared),
    )
