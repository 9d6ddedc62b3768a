"""Finds everything that identifies a person in the project: keys, other ids, addresses."""

from collections.abc import Iterator

from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.engines.boundary import Catalogue, PublishedRelation
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode
from orchestrator.people.erasure_filter import personal_columns
from orchestrator.people.foreign_keys import foreign_keys
from orchestrator.people.person_rows import Person
from orchestrator.roles import CROSS_REFERENCE, ROLES
from orchestrator.runner import stored_failures
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace

# Columns tagged as personal whose values identify one person.
_ADDRESS = lazy_regex(r"(^|_)(e_?mail|phone|telephone|mobile)(_|$)")


def look_up_person(
    workspace: Workspace, warehouse: Warehouse, catalogue: Catalogue, column: str, key: str
) -> Person:
    """Return the person whose `column` is `key`, as the published tables know them."""
    ids = [("customer", key), *_other_ids(workspace, warehouse, catalogue, column, key)]
    customers = tuple(dict.fromkeys(value for kind, value in ids if kind == "customer"))
    typed = [f"{kind}:{value}" for kind, value in ids]
    addresses = _addresses(workspace, warehouse, catalogue, column, customers)
    nodes = workspace.project.nodes
    return Person(
        column=column,
        keys=customers,
        texts=tuple(dict.fromkeys([*(value for _, value in ids), *typed, *addresses])),
        addresses=tuple(dict.fromkeys([*typed, *addresses])),
        personal={
            node.relation: names
            for unique_id, names in personal_columns(nodes.values()).items()
            if isinstance(node := nodes[unique_id], BuiltNode)
        },
        belongings=_belongings(workspace, warehouse, catalogue, column, customers),
        failures_schemas=(f"{workspace.target.schema}_dbt_test__audit",),
        failures=frozenset(stored_failures.tables(warehouse)),
    )


def _other_ids(
    workspace: Workspace, warehouse: Warehouse, catalogue: Catalogue, column: str, key: str
) -> Iterator[tuple[str, str]]:
    """Return the person's ids in the published cross-reference, if there is one."""
    roles = RoleRelations(workspace, catalogue)
    known = roles.get(CROSS_REFERENCE)
    if known is None or column.casefold() != known.column("customer_id").casefold():
        return
    relation = roles.sql(known, ROLES[CROSS_REFERENCE])
    rows = warehouse.rows(
        f"select source_id_type, source_id from {relation} as known_ids\n"
        "where not is_protected and customer_id in (\n"
        f"select customer_id from {relation} as same_person\n"
        f"where source_id_type = 'customer' and source_id = {warehouse.literal(key)})\n"
        "order by all"
    )
    for kind, value in rows:
        if value != key:
            yield str(kind), str(value)


def _addresses(
    workspace: Workspace,
    warehouse: Warehouse,
    catalogue: Catalogue,
    column: str,
    keys: tuple[str, ...],
) -> list[str]:
    """Return the e-mail addresses and phone numbers that only this person has, in lower case."""
    found: dict[str, bool] = {}
    for unique_id, names in personal_columns(workspace.project.nodes.values()).items():
        published = catalogue.published.get(unique_id)
        entity = _spelled(published, column)
        if published is None or entity is None:
            continue
        is_theirs = f"coalesce({warehouse.is_one_of(entity, keys)}, false)"
        for name in names:
            spelled = _spelled(published, name)
            if spelled is None or not _ADDRESS.search(name.casefold()):
                continue
            rows = warehouse.rows(
                f"select address, min(is_theirs) from (\n"
                f"select lower(trim({warehouse.text(spelled)})) as address, "
                f"case when {is_theirs} then 1 else 0 end as is_theirs\n"
                f"from {warehouse.name(published.relation)}\n) as addresses\n"
                "where address <> '' group by address having max(is_theirs) = 1 order by address"
            )
            for address, is_theirs_alone in rows:
                found[str(address)] = found.get(str(address), True) and bool(is_theirs_alone)
    return [address for address, is_theirs_alone in found.items() if is_theirs_alone]


def _belongings(
    workspace: Workspace,
    warehouse: Warehouse,
    catalogue: Catalogue,
    column: str,
    keys: tuple[str, ...],
) -> dict[RelationName, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return foreign keys, by declared tests, that reference the person's rows."""
    nodes = workspace.project.nodes
    found: dict[RelationName, dict[str, tuple[str, ...]]] = {}
    for foreign_key in foreign_keys(nodes):
        published = catalogue.published.get(foreign_key.parent)
        entity = _spelled(published, column)
        field = _spelled(published, foreign_key.field)
        if published is None or entity is None or field is None:
            continue
        if _spelled(catalogue.published.get(foreign_key.child.unique_id), column):
            continue
        values = warehouse.texts(
            f"select distinct {warehouse.text(field)} as value\n"
            f"from {warehouse.name(published.relation)}\n"
            f"where {warehouse.is_one_of(entity, keys)} order by value"
        )
        if values:
            found.setdefault(foreign_key.child.relation, {})[foreign_key.column] = values
    return {relation: tuple(columns.items()) for relation, columns in found.items()}


def _spelled(published: PublishedRelation | None, name: str) -> str | None:
    """Return the column as the relation spells it; None if it does not exist."""
    columns = published.columns if published else ()
    return next((known for known, _ in columns if known.casefold() == name.casefold()), None)
