"""Compares two sides: each family, and each other model and seed."""

from msgspec import Struct

from orchestrator.commands.diff.crossing import Crossing
from orchestrator.commands.diff.families import FamilyDiff, NewFamily, family_diff, new_family
from orchestrator.commands.diff.limits import TooMuch
from orchestrator.commands.diff.relations import RelationDiff, relation_diff
from orchestrator.commands.diff.sides import TwoSides
from orchestrator.commands.diff.verdicts import TestComparer, TestDiff
from orchestrator.commands.published.families import spelling_of
from orchestrator.errors import StatementError
from orchestrator.ids import name_in
from orchestrator.nodes import BuiltNode, DataTest, Model, UnitTest
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace


class NotCompared(Struct, frozen=True):
    """A node that cannot be compared, and why."""

    name: str
    why: str


class Diff(Struct, frozen=True, kw_only=True):
    """What differs between `before` and `after`, which are descriptions of the two sides.

    `relations` are models and seeds that are not families. `same_families` have unchanged members;
    `redefined_families` are those of them with changed rules. `new_families` exist only on the side
    after; what is `gone` is no longer in the project. `failed` nodes keep a build from publishing;
    `too_much` are families that moved more than their limit.
    """

    before: str
    after: str
    families: tuple[FamilyDiff, ...]
    same_families: tuple[str, ...]
    redefined_families: tuple[str, ...]
    relations: tuple[RelationDiff, ...]
    tests: tuple[TestDiff, ...]
    not_compared: tuple[NotCompared, ...]
    new_families: tuple[NewFamily, ...] = ()
    gone: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    too_much: tuple[TooMuch, ...] = ()

    @property
    def is_same(self) -> bool:
        """Return whether there is nothing to report."""
        differences = (self.families, self.new_families, self.relations, self.tests)
        return not any((*differences, self.not_compared, self.gone))

    @property
    def exit_code(self) -> int:
        """Return 1 if a build would fail, or a family moved more than its limit; else 0."""
        return int(bool(self.failed or self.too_much))


_Found = FamilyDiff | NewFamily | RelationDiff | NotCompared


def compared(
    workspace: Workspace,
    warehouse: Warehouse,
    sides: TwoSides,
    tests: TestComparer,
    selected: tuple[str, ...],
    examples: int,
) -> Diff:
    """Return all differences of the selected nodes, in the order of the project."""
    crossing, chosen = Crossing(sides, warehouse, spelling_of(workspace)), frozenset(selected)
    nodes = [
        node
        for node in workspace.project.nodes.values()
        if isinstance(node, BuiltNode) and node.is_built and node.unique_id in chosen
    ]
    requested = [node for node in workspace.project.nodes.values() if node.unique_id in chosen]
    found: dict[str, _Found] = {}
    for node in nodes:
        try:
            other = (
                _of_family(workspace, warehouse, sides, crossing, node)
                if isinstance(node, Model) and node.family is not None
                else _of_relation(warehouse, sides, node, examples)
            )
        except StatementError as error:
            if error.cancelled:
                raise
            other = NotCompared(node.name, f"it cannot be read: {error.message.splitlines()[0]}")
        if other is not None:
            found[node.unique_id] = other
    others = found.values()
    same = [node for node in nodes if node.family is not None and node.unique_id not in found]
    return Diff(
        before=sides.before.label,
        after=sides.after.label,
        families=tuple(each for each in others if isinstance(each, FamilyDiff)),
        same_families=tuple(node.name for node in same),
        redefined_families=tuple(
            node.name for node in same if crossing.redefined.has_other_rules(node.unique_id)
        ),
        relations=tuple(each for each in others if isinstance(each, RelationDiff)),
        tests=(
            *tests.differing(each for each in requested if isinstance(each, DataTest)),
            *tests.failing(each for each in requested if isinstance(each, UnitTest)),
        ),
        not_compared=tuple(each for each in others if isinstance(each, NotCompared)),
        new_families=tuple(each for each in others if isinstance(each, NewFamily)),
        gone=_gone(workspace, sides, chosen),
    )


def _gone(workspace: Workspace, sides: TwoSides, chosen: frozenset[str]) -> tuple[str, ...]:
    """Return nodes of the side before that the project no longer has, if all is compared."""
    nodes = workspace.project.nodes
    if any(node.is_built and name not in chosen for name, node in nodes.items()):
        return ()
    return tuple(
        name_in(name)
        for name in sides.before.relations
        if name not in nodes and name not in sides.after.relations
    )


def _of_family(
    workspace: Workspace,
    warehouse: Warehouse,
    sides: TwoSides,
    crossing: Crossing,
    model: Model,
) -> FamilyDiff | NewFamily | NotCompared | None:
    """Return how a family differs, or None if it is unchanged."""
    name = model.unique_id
    if name in sides.untold:
        return NotCompared(model.name, sides.untold[name])
    if name not in sides.after.relations:
        return NotCompared(model.name, f"{sides.after.label} does not have it")
    if name not in sides.before.relations:
        return new_family(sides, warehouse, model)
    if name in sides.same and not crossing.redefined.has_other_rules(name):
        return None
    found = family_diff(workspace, sides, crossing, warehouse, model)
    return None if found.is_same else found


def _of_relation(
    warehouse: Warehouse, sides: TwoSides, node: BuiltNode, examples: int
) -> RelationDiff | NotCompared | None:
    """Return how a model or seed differs, or None if it is unchanged."""
    if node.unique_id in sides.untold:
        return NotCompared(node.name, sides.untold[node.unique_id])
    if node.unique_id in sides.same:
        return None
    found = relation_diff(sides, warehouse, node.unique_id, examples)
    return None if found.is_same else found
