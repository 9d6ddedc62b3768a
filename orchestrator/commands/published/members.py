"""Pages through the members of a segment, ordered by key."""

from msgspec import Struct

from orchestrator.commands.published.entity import column_type, is_whole_number
from orchestrator.commands.published.families import choose_segment
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.errors import BadArgument
from orchestrator.nodes import Model
from orchestrator.plan.relations import Relations
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.warehouse import not_built


class MembersPage(Struct, frozen=True):
    """Some members of a segment, and whether more follow.

    `entity` is their key column in what the family divides.
    """

    family: str
    segment: str
    entity: str
    members: tuple[str, ...]
    has_more: bool


def segment_model(roles: RoleRelations, text: str) -> tuple[Model, str]:
    """Return the family, which must be built, and the segment's name; raises UsageError."""
    model, _, segment = choose_segment(roles.workspace, text)
    if model.unique_id not in roles.catalogue.published:
        raise not_built(model.name, roles.catalogue)
    return model, segment.name


def members(
    roles: RoleRelations,
    warehouse: Warehouse,
    model: Model,
    segment: str,
    after: str | None,
    n: int,
) -> MembersPage:
    """Return the first `n` members after the key `after`; raises BadArgument for an invalid key."""
    assert model.family is not None
    entity = model.family.entity
    column = warehouse.dialect.column(entity)
    relation = Relations(roles.workspace.project, warehouse.dialect, {}).published(model.unique_id)
    conditions = [f"segment = {warehouse.literal(segment)}", f"{column} is not null"]
    if after is not None:
        is_number = is_whole_number(column_type(roles, model.unique_id, entity), after)
        if is_number is False:
            raise BadArgument(f"'{after}' is not a key of '{model.name}'")
        last = int(after) if is_number else after
        conditions.append(f"{column} > {warehouse.literal(last)}")
    keys = warehouse.texts(
        f"select {warehouse.text(entity)} from {relation} as members "
        f"where {' and '.join(conditions)} order by {column} limit {n + 1}"
    )
    return MembersPage(model.name, segment, entity, keys[:n], len(keys) > n)
