"""The columns of a list in addition to the key: features, or contact details."""

from collections.abc import Sequence

from orchestrator.commands.published.families import entities_of
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Model, RelationNode
from orchestrator.people.list_requests import ListRequest
from orchestrator.people.upload_formats import ATTRIBUTES, UploadFormat
from orchestrator.plan.relations import Relations
from orchestrator.roles import CONTACT_DETAILS, RoleRelation
from orchestrator.workspace.value import Workspace


def known_attributes(roles: RoleRelations, upload: UploadFormat, entity: str) -> tuple[str, ...]:
    """Return what is known of people for a platform; raises UsageError if it can match nobody."""
    contact = roles.require(CONTACT_DETAILS)
    _require_same_entity(contact, entity)
    known = tuple(name for name in ATTRIBUTES if roles.has_column(contact, contact.column(name)))
    if not {*known} & {*upload.identified_by}:
        wanted = " or ".join(upload.identified_by)
        raise UsageError(
            f"{contact.declared.place}: {contact.declared} has no {wanted}, by which "
            f"{upload.platform} matches people",
            fix="map their columns under columns: of the role",
        )
    return known


def details_sql(
    workspace: Workspace, model: Model, request: ListRequest, catalogue: Catalogue
) -> str:
    """Return SQL with `seg_entity` (text) and the requested columns; empty if none.

    Columns come from what the family divides, or from contact details. Raises UsageError for
    missing columns, and for personal ones on a list of accounts.
    """
    entity, names = request.entity, request.details
    if not names:
        return ""
    roles, dialect = RoleRelations(workspace, catalogue), workspace.dialect
    contact = roles.get(CONTACT_DETAILS)
    on = entities_of(workspace, model)
    own = _columns(catalogue, on.unique_id)
    if request.channel is None:
        _require_impersonal(on, names)
    of_contact = _contact_columns(roles, contact, entity)
    selected = []
    for name in names:
        if name.casefold() in own:
            selected.append(
                f"people.{dialect.column(own[name.casefold()])} as {dialect.quote(name)}"
            )
        elif name.casefold() in of_contact:
            selected.append(f"contact.{dialect.quote(name.lower())} as {dialect.quote(name)}")
        else:
            known = [*own.values(), *of_contact]
            fix = did_you_mean(name, known) or f"columns: {', '.join(sorted(known))}"
            raise UsageError(f"{request.who} have no column '{name}'", fix=fix)
    key = f"people.{dialect.column(entity)}"
    relation = Relations(workspace.project, dialect, {}).published(on.unique_id)
    source = f"{relation} as people"
    used = [name for name in names if name.casefold() not in own]
    if used and contact is not None:
        wanted = ("customer_id", *dict.fromkeys(name.lower() for name in used))
        contacts = f"select {', '.join(wanted)} from {roles.sql(contact, wanted)} as known"
        source += f"\nleft join ({contacts}) as contact on {key} = contact.customer_id"
    return f"(select cast({key} as varchar) as seg_entity, {', '.join(selected)}\nfrom {source})"


def _require_impersonal(accounts: RelationNode, names: Sequence[str]) -> None:
    """Raise UsageError for a column that says something about a person."""
    personal = {each.name.casefold() for each in accounts.columns if each.is_personal}
    for name in names:
        if name.casefold() in personal:
            raise UsageError(
                f"{accounts.name}.{name} is personal, and a list of accounts must not contain "
                "personal data",
                fix="remove the column; export people from a family of customers",
            )


def _columns(catalogue: Catalogue, unique_id: str) -> dict[str, str]:
    published = catalogue.published.get(unique_id)
    return {name.casefold(): name for name, _ in (published.columns if published else ())}


def _contact_columns(
    roles: RoleRelations, contact: RoleRelation | None, entity: str
) -> dict[str, str]:
    if contact is None or contact.column("customer_id").casefold() != entity.casefold():
        return {}
    return {name: name for name in ATTRIBUTES if roles.has_column(contact, contact.column(name))}


def _require_same_entity(contact: RoleRelation, entity: str) -> None:
    of = contact.column("customer_id")
    if of.casefold() != entity.casefold():
        raise UsageError(
            f"contact details are identified by {of}, but members of this family by {entity}",
            fix="export a family of people",
        )
