"""What a history of memberships records of one entity, by family and segment."""

from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.roles import MEMBERSHIP_HISTORY, ROLES, RoleRelation
from orchestrator.segments.stays import Interval
from orchestrator.warehouse import Warehouse

_MOMENTS = ("entered_at", "exited_at")


def recorded_intervals(
    roles: RoleRelations, history: RoleRelation, warehouse: Warehouse, entity: str, is_it: str
) -> dict[tuple[str, str], list[Interval]]:
    """Return the intervals of one entity, with times if the history has them.

    `is_it` is the condition for its rows, on the column `entity`.
    """
    has_moments = all(roles.is_known_to_have(history, name) for name in _MOMENTS)
    moments = _MOMENTS if has_moments else ()
    relation = roles.sql(history, (*ROLES[MEMBERSHIP_HISTORY], *moments), (entity,))
    rows = warehouse.rows(
        "select family, segment, valid_from, valid_to, entry_reason, exit_reason"
        f"{''.join(f', {name}' for name in moments)} "
        f"from {relation} as history where {is_it}"
    )
    found: dict[tuple[str, str], list[Interval]] = {}
    for family, segment, *interval in rows:
        found.setdefault((family, segment), []).append(Interval(*interval))
    return found
