"""The contracts of models: their own, and those that a package declares for its inputs."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from msgspec.structs import replace

from orchestrator.config.key_effects import UnusedKey, refuse_or_warn
from orchestrator.config.node_config import contract_terms
from orchestrator.config.settings import NodeSettings
from orchestrator.errors import Place, Problem, Problems, UnknownName
from orchestrator.nodes import Column, Contract, ContractColumn, Model, Node, Seed
from orchestrator.project.read.constraints import judged_constraints, with_foreign_keys
from orchestrator.project.read.reading import Reading
from orchestrator.project.references import Reference, References
from orchestrator.properties.declared import ColumnDeclaration, NodeDeclaration

_OR = " | "


def contract_of(
    settings: NodeSettings, declared: NodeDeclaration, place: Place, reading: Reading
) -> Contract | None:
    """Return the contract that the settings of a model at `place` enforce; None if they do not.

    A column's `data_type` can list several types, as in `timestamp | date`: other types are cast to
    the first one. In a dbt project, the columns of a table have the order of the contract.
    """
    problems, columns = reading.problems, declared.columns
    terms = contract_terms(settings, place, problems)
    materialized = str(settings.get("materialized", "view"))
    judged = judged_constraints(declared, materialized, terms is not None, problems)
    is_strict = reading.package.file.is_strict
    reading.warnings.messages += refuse_or_warn(
        judged.unused, is_strict=is_strict, problems=problems
    )
    if terms is None:
        return None
    if not columns:
        problems.found.append(
            Problem(
                "a contract is enforced, but no column is declared",
                settings.value_place("contract") or place,
                "list 'columns:' in YAML",
                unknown=UnknownName("description", PurePosixPath(place.path).stem),
            )
        )
    for column in columns:
        if not column.data_type:
            what = f"a contract is enforced, but column '{column.name}' has no data_type"
            problems.add(what, column.place, "add 'data_type:'")
    if materialized == "ephemeral":
        unused = UnusedKey(_ephemeral_problem(settings.value_place("materialized") or place))
        reading.warnings.messages += refuse_or_warn(
            [unused], is_strict=is_strict, problems=problems
        )
        return None
    found = tuple(_column(column) for column in columns if column.data_type)
    return replace(terms, columns=found, constraints=judged.constraints, orders=not is_strict)


def with_contracts(
    nodes: Mapping[str, Node],
    disabled: Iterable[Node],
    references: References,
    problems: Problems,
) -> dict[str, Node]:
    """Return the nodes; models that replace a package's model have the contract that it declares.

    The package's own model of that name is among the `disabled`. A contract that the model declares
    itself takes precedence.
    """
    found = dict(nodes)
    for asking in disabled:
        if not isinstance(asking, Model) or asking.contract is None:
            continue
        unique_id = references.known(Reference("ref", (asking.name,)), asking.package)
        node = None if unique_id is None else found.get(unique_id)
        if isinstance(node, Seed):
            found[node.unique_id] = _typed(node, asking.contract)
        if not isinstance(node, Model) or node.contract is not None:
            continue
        if node.is_ephemeral:
            problems.found.append(_ephemeral_problem(node.place))
        found[node.unique_id] = replace(node, contract=asking.contract)
    return with_foreign_keys(found, references, problems)


def _typed(seed: Seed, contract: Contract) -> Seed:
    """Return the seed with the contract's column types, unless it declares its own."""
    own = {name.casefold() for name in seed.config.column_types}
    types = {
        column.name: column.types[0]
        for column in contract.columns
        if column.name.casefold() not in own
    }
    types |= seed.config.column_types
    settings = {**seed.config.settings, "column_types": types}
    return replace(seed, config=replace(seed.config, column_types=types, settings=settings))


def _ephemeral_problem(place: Place) -> Problem:
    what = "an ephemeral model cannot have a contract: nothing is built that could be checked"
    return Problem(what, place, "make it a view")


def _column(declared: ColumnDeclaration) -> ContractColumn:
    assert declared.data_type is not None
    types = tuple(part.strip() for part in declared.data_type.split(_OR))
    column = Column(declared.name, tags=declared.tags, meta=declared.meta)
    return ContractColumn(declared.name, types, column.is_personal)
