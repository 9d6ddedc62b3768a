"""The constraints of a model's contract: which ones a run checks, and what they refer to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.config.key_effects import UnusedKey
from orchestrator.errors import Place, Problem, Problems
from orchestrator.names import did_you_mean
from orchestrator.nodes import Constraint, ConstraintType, Contract, Model, Node
from orchestrator.project.references import Reference, References
from orchestrator.project.yaml_references import referred
from orchestrator.properties.declared import ConstraintDeclaration, NodeDeclaration


class Judged(Struct, frozen=True):
    """The constraints that a run checks, and the keys without effect in the others."""

    constraints: tuple[Constraint, ...] = ()
    unused: tuple[UnusedKey, ...] = ()


def judged_constraints(
    declared: NodeDeclaration, materialized: str, is_enforced: bool, problems: Problems
) -> Judged:
    """Return the constraints of a model that stores its own rows and enforces its contract."""
    found = declared.all_constraints
    if not found:
        return Judged()
    if not is_enforced:
        because, fix = "the contract is not enforced", "set 'contract: {enforced: true}'"
        return Judged(unused=(_unused("constraints", found[0].place, because, fix),))
    if materialized not in ("table", "incremental"):
        because = f"a model materialized as {materialized} has no rows of its own"
        reported = [each for each in found if each.tells][:1]
        fix = "make it a table, or write data tests"
        return Judged(
            unused=tuple(_unused("constraints", at.place, because, fix) for at in reported)
        )
    _check_columns(declared, problems)
    constraints: list[Constraint] = []
    unused: list[UnusedKey] = []
    for each in found:
        key = _reason_unchecked(each, declared)
        of_column = each not in declared.constraints
        constraint = _constraint(each, of_column, problems) if key is None else None
        unused += [key] if key is not None else _unused_expression(each)
        constraints += [constraint] if constraint is not None else []
    keys = [constraint.place for constraint in constraints if constraint.type == "primary_key"]
    for place in keys[1:]:
        what = f"'{declared.name}' has two primary keys: also in {keys[0]}"
        problems.add(what, place, "keep one, and make the other 'unique'")
    return Judged(tuple(constraints), tuple(unused))


def foreign_references(contract: Contract | None, name: str) -> Iterator[Reference]:
    """Yield what the foreign keys of the model `name` refer to, except the model itself."""
    for constraint in contract.constraints if contract is not None else ():
        found = None if constraint.to is None else referred(constraint.to, constraint.place)
        if found is not None and found.arguments[-1] != name:
            yield found


def with_foreign_keys(
    nodes: Mapping[str, Node], references: References, problems: Problems
) -> dict[str, Node]:
    """Return the nodes; each foreign key has the unique id of the node that it refers to."""
    found = dict(nodes)
    for node in nodes.values():
        if isinstance(node, Model) and node.contract is not None and node.contract.constraints:
            pointed = (
                each if each.to is None else _with_target(each, node, nodes, references, problems)
                for each in node.contract.constraints
            )
            contract = replace(node.contract, constraints=tuple(pointed))
            found[node.unique_id] = replace(node, contract=contract)
    return found


def _with_target(
    constraint: Constraint,
    model: Model,
    nodes: Mapping[str, Node],
    references: References,
    problems: Problems,
) -> Constraint:
    assert constraint.to is not None
    reference = referred(constraint.to, constraint.place)
    unique_id = None if reference is None else references.known(reference, model.package)
    target = None if unique_id is None else nodes.get(unique_id)
    if target is not None and target.is_ephemeral:
        what = f"a foreign key points to '{target.name}', which is ephemeral and has no rows"
        problems.add(what, constraint.place, "make that model a table")
    return replace(constraint, to=unique_id or constraint.to)


def _check_columns(declared: NodeDeclaration, problems: Problems) -> None:
    """Report columns in the model's constraints that the model does not declare."""
    names = [column.name for column in declared.columns]
    known = {name.casefold() for name in names}
    for each in declared.constraints:
        for name in each.columns:
            if name.casefold() not in known:
                fix = did_you_mean(name, names) or f"columns: {', '.join(names)}"
                problems.add(f"a constraint names an unknown column: '{name}'", each.place, fix)


def _reason_unchecked(each: ConstraintDeclaration, model: NodeDeclaration) -> UnusedKey | None:
    """Return why no run checks a constraint; None if it is checked."""
    if each.type == "custom":
        because = "seg checks rows itself and passes no SQL for constraints to the database"
        return _unused("custom", each.place, because, "write it as a check")
    if each.type == "not_null" and each in model.constraints:
        because = "it belongs to a column"
        return _unused("not_null", each.place, because, "move it to 'constraints' of the column")
    if each.type == "foreign_key" and each.to is None and each.expression:
        because = "the relation that it refers to is not known before the run"
        fix = "write 'to: ref(...)' and 'to_columns', so that it is built first"
        return replace(_unused("foreign_key", each.place, because, fix), changes_data=True)
    return None


def _unused_expression(each: ConstraintDeclaration) -> Iterator[UnusedKey]:
    if each.type != "check" and each.expression:
        because = f"a constraint {each.type} is defined by its columns"
        yield _unused("expression", each.place, because, "remove it")


def _unused(name: str, place: Place, because: str, fix: str) -> UnusedKey:
    return UnusedKey(Problem(f"'{name}' has no effect: {because}", place, fix))


def _constraint(
    each: ConstraintDeclaration, of_column: bool, problems: Problems
) -> Constraint | None:
    for key, value in _needed(each):
        if not value:
            problems.add(f"a constraint {each.type} needs '{key}'", each.place)
            return None
    constraint = Constraint(
        cast(ConstraintType, each.type), each.place, each.name, each.columns, of_column
    )
    match each.type:
        case "check":
            return replace(constraint, expression=each.expression)
        case "foreign_key":
            return _foreign_key(each, constraint, problems)
        case _:
            return constraint


def _needed(each: ConstraintDeclaration) -> Sequence[tuple[str, object]]:
    match each.type:
        case "check":
            return (("expression", each.expression),)
        case "foreign_key":
            return ("columns", each.columns), ("to", each.to), ("to_columns", each.to_columns)
        case _:
            return (("columns", each.columns),)


def _foreign_key(
    each: ConstraintDeclaration, constraint: Constraint, problems: Problems
) -> Constraint | None:
    assert each.to is not None
    if referred(each.to, each.place) is None:
        what = f"'to': expected ref('<model>') or source('<source>', '<table>'), found '{each.to}'"
        problems.add(what, each.place)
        return None
    if len(each.columns) != len(each.to_columns):
        problems.add("'columns' and 'to_columns' have different lengths", each.place)
        return None
    return replace(constraint, to=each.to, to_columns=each.to_columns)
