"""`seg why`: the rule of a segment for one customer, condition by condition."""

from typing import Any

import click

from orchestrator.cli.explained import Explainer
from orchestrator.cli.family_choice import choose_segment, entities_of
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import global_options, output_options
from orchestrator.cli.role_relations import RoleRelations
from orchestrator.cli.saying import notices, say
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.nodes import Model, Segment
from orchestrator.plan.relations import Relations
from orchestrator.reports.why import Recorded, Why, why_text
from orchestrator.roles import CROSS_REFERENCE, MEMBERSHIP_HISTORY, ROLES
from orchestrator.segments.stays import Interval, last_stay
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse

_INTERVAL = ("valid_from", "valid_to", "entry_reason", "exit_reason")


@click.command("why", cls=Command)
@global_options
@click.argument("customer")
@click.argument("segment")
@output_options
def why(**given: Any) -> int:
    """Tell why CUSTOMER is in SEGMENT (family.segment) or not."""
    call = Given.of(given)
    own = call.own
    workspace = open_workspace(call.flags, "why")
    notices(workspace)
    model, family, segment = choose_segment(workspace, own["segment"])
    require_warehouse(workspace)
    with opened(workspace, read_only=True) as engine:
        catalogue = engine.catalogue()
        session = engine.session()
        explainer = Explainer(workspace, catalogue, session, own["customer"])
        explanation = explainer.explained(model, segment)
        if explanation is None:
            on = entities_of(workspace, model)
            fix = _known_as(workspace, family.entity, own["customer"], catalogue, session)
            raise UsageError(f"no {family.entity} '{own['customer']}' in {on.name}", fix=fix)
        published = _published_rules(workspace, model, own["customer"], catalogue, session)
        recorded = _recorded(workspace, model, segment, own["customer"], catalogue, session)
        session.close()
    found = Why(own["customer"], model.name, segment, explanation)
    told = found.with_records(published, recorded)
    if own["output"] == "json":
        say(workspace, json_text(told.as_json(), workspace.mask))
    else:
        say(workspace, why_text(told))
    return 0


def _known_as(
    workspace: Workspace, entity: str, wanted: str, catalogue: Catalogue, session: Session
) -> str:
    """What to do about an id that is not there: the cross-reference may know it as another's."""
    usual = "ids are compared as text: leading zeros count"
    roles = RoleRelations(workspace, catalogue)
    known = roles.get(CROSS_REFERENCE)
    if known is None or entity.casefold() != known.column("customer_id").casefold():
        return usual
    rows = session.query(
        f"select source_id_type, customer_id from {roles.sql(known, ROLES[CROSS_REFERENCE])}"
        f" as known_ids where source_id = {workspace.dialect.literal(wanted)} and not is_protected"
        " order by source_id_type",
        1,
    ).values
    return f"it is a {rows[0][0]} id of '{rows[0][1]}': ask for that one" if rows else usual


def _published_rules(
    workspace: Workspace, model: Model, customer: str, catalogue: Catalogue, session: Session
) -> tuple[str, ...] | None:
    """The rules by which the customer is in segments of the family as published."""
    if model.unique_id not in catalogue.published or model.family is None:
        return None
    dialect = workspace.dialect
    relation = Relations(workspace.project, dialect, {}).published(model.unique_id)
    key = f"cast({dialect.column(model.family.entity)} as varchar)"
    query = f"select rule from {relation} where {key} = {dialect.literal(customer)} order by rule"
    return tuple(row[0] for row in session.query(query).values)


def _recorded(
    workspace: Workspace,
    model: Model,
    segment: Segment,
    customer: str,
    catalogue: Catalogue,
    session: Session,
) -> Recorded | None:
    """What the history of memberships says, if one is published that knows such entities."""
    assert model.family is not None
    roles = RoleRelations(workspace, catalogue)
    history = roles.get(MEMBERSHIP_HISTORY, model.unique_id)
    entity = model.family.entity
    if history is None or not roles.has_column(history, entity):
        return None
    dialect = workspace.dialect
    relation = roles.sql(history, ROLES[MEMBERSHIP_HISTORY], (entity,))
    of_family = f"from {relation} as history where family = {dialect.literal(model.name)}"
    first_day = session.query(f"select min(valid_from) {of_family}").values[0][0]
    if first_day is None:
        return None
    intervals = session.query(
        f"select {', '.join(_INTERVAL)} {of_family}"
        f" and segment = {dialect.literal(segment.name)}"
        f" and cast({dialect.column(entity)} as varchar) = {dialect.literal(customer)}"
    )
    return Recorded(first_day, last_stay(Interval(*row) for row in intervals.values))
