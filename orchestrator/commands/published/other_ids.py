"""Whose id was given, if the cross-reference knows it as another id of a customer."""

from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.roles import CROSS_REFERENCE, ROLES
from orchestrator.warehouse import Warehouse


def known_as(roles: RoleRelations, warehouse: Warehouse, key: str) -> str | None:
    """Return a hint for an id that is not a customer number; None if it is unknown."""
    known = roles.get(CROSS_REFERENCE)
    if known is None:
        return None
    rows = warehouse.rows(
        f"select source_id_type, customer_id from {roles.sql(known, ROLES[CROSS_REFERENCE])}"
        f" as known_ids where source_id = {warehouse.literal(key)} and not is_protected"
        " order by source_id_type",
        1,
    )
    return f"it is a {rows[0][0]} id of '{rows[0][1]}': use that id" if rows else None
