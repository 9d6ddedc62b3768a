"""Explains why a customer is in a segment or not: the rule evaluated, published and recorded."""

from datetime import date

from msgspec import Struct

from orchestrator.commands.published.explainer import Explainer
from orchestrator.commands.published.families import choose_segment, entities_of
from orchestrator.commands.published.other_ids import known_as
from orchestrator.commands.published.recorded_stays import recorded_intervals
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.errors import UsageError
from orchestrator.nodes import Family, Model, Segment
from orchestrator.plan.relations import Relations
from orchestrator.roles import CROSS_REFERENCE, MEMBERSHIP_HISTORY, ROLES
from orchestrator.segments.explanation import Explanation
from orchestrator.segments.stays import Stay, last_stay
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse


class Recorded(Struct, frozen=True):
    """What the history of memberships contains: its first day, and the last stay in the segment."""

    first_day: date
    stay: Stay | None


class Why(Struct, frozen=True):
    """Why someone is in a segment or not.

    `published` are the rules by which the customer is in segments of the published family, None if
    it was not built; `recorded` is None without a history.
    """

    customer: str
    family: str
    segment: Segment
    explanation: Explanation
    published: tuple[str, ...] | None = None
    recorded: Recorded | None = None

    @property
    def since(self) -> date | None:
        """Return since when the customer has been a member, as far as that is recorded."""
        stay = self.recorded.stay if self.recorded else None
        if stay is None or stay.left_on is not None or not self.explanation.is_member:
            return None
        return stay.entered_on

    @property
    def is_published_otherwise(self) -> bool:
        """Return whether the published result is from a different rule, or different data."""
        if self.published is None:
            return False
        names = {rule.rpartition("@")[0] for rule in self.published}
        is_published = f"{self.family}.{self.segment.name}" in names
        return is_published != self.explanation.is_member


def explain(workspace: Workspace, customer: str, segment: str) -> Why:
    """Return why `customer` is in `segment` (family.segment) or not.

    Raises UsageError for an unknown segment or customer.
    """
    model, family, chosen = choose_segment(workspace, segment)
    require_warehouse(workspace)
    with (
        opened_to_read(workspace) as engine,
        connected(engine, workspace.dialect) as warehouse,
    ):
        roles = RoleRelations(workspace, engine.catalogue())
        explainer = Explainer(workspace, roles.catalogue, warehouse.session, customer)
        explanation = explainer.explained(model, chosen)
        if explanation is None:
            what = f"no {family.entity} '{customer}' in {entities_of(workspace, model).name}"
            raise UsageError(what, fix=_known_as(roles, warehouse, family, customer))
        return Why(
            customer,
            model.name,
            chosen,
            explanation,
            _published_rules(roles, warehouse, model, family, customer),
            _recorded(roles, warehouse, model, family, chosen, customer),
        )


def _known_as(roles: RoleRelations, warehouse: Warehouse, family: Family, customer: str) -> str:
    """Return a hint for an unknown id."""
    usual = "ids are compared as text: leading zeros count"
    known = roles.get(CROSS_REFERENCE)
    if known is None or family.entity.casefold() != known.column("customer_id").casefold():
        return usual
    return known_as(roles, warehouse, customer) or usual


def _published_rules(
    roles: RoleRelations, warehouse: Warehouse, model: Model, family: Family, customer: str
) -> tuple[str, ...] | None:
    """Return the rules by which the customer is in the published segments of the family."""
    if model.unique_id not in roles.catalogue.published:
        return None
    relation = Relations(roles.workspace.project, warehouse.dialect, {}).published(model.unique_id)
    is_theirs = warehouse.is_one_of(family.entity, [customer])
    return warehouse.texts(f"select rule from {relation} where {is_theirs} order by rule")


def _recorded(
    roles: RoleRelations,
    warehouse: Warehouse,
    model: Model,
    family: Family,
    segment: Segment,
    customer: str,
) -> Recorded | None:
    """Return what the published history of memberships contains, if it covers such entities."""
    history = roles.get(MEMBERSHIP_HISTORY, model.unique_id)
    if history is None or not roles.has_column(history, family.entity):
        return None
    relation = roles.sql(history, ROLES[MEMBERSHIP_HISTORY], (family.entity,))
    of_family = f"from {relation} as history where family = {warehouse.literal(model.name)}"
    first_day = warehouse.value(f"select min(valid_from) {of_family}")
    if first_day is None:
        return None
    is_theirs = warehouse.is_one_of(family.entity, [customer])
    intervals = recorded_intervals(roles, history, warehouse, family.entity, is_theirs)
    return Recorded(first_day, last_stay(intervals.get((model.name, segment.name), ())))
