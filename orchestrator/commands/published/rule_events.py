"""Evaluates what rules ask about events on published data: for one entity, or changed rules."""

from collections.abc import Sequence

from orchestrator.compiler.stamps import stamps_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, PublishedRelation, Session
from orchestrator.nodes import Model
from orchestrator.plan.relations import Relations
from orchestrator.roles import EVENTS, ROLES
from orchestrator.segments.event_sql import (
    RULE_EVENTS,
    TIME_ZONE,
    EventRelation,
    EventSpelling,
    measures_sql,
)
from orchestrator.segments.events import EventCall
from orchestrator.segments.family_sql import AS_OF_DATE
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import not_built

SHOWN_MOMENTS = 5
_NO_DAY = "0001-01-02"  # there are no events at all: nothing to count


def published_events(
    workspace: Workspace,
    model: Model,
    catalogue: Catalogue,
    session: Session,
    calls: Sequence[EventCall],
    entity_value: str | None = None,
) -> str | None:
    """Return a table expression for what `calls` ask of the published events.

    With `entity_value`, only for that entity, and with the times of the counted events. None for a
    family that uses no events. Raises UsageError if the events were never built.
    """
    project, dialect = workspace.project, workspace.dialect
    nodes = [project.nodes[unique_id] for unique_id in model.depends_on[1:]]
    answered = next((node for node in nodes if node.name == RULE_EVENTS), None)
    role = project.roles.get(EVENTS)
    if answered is None or role is None or role.unique_id is None or not calls:
        return None
    holding = project.nodes[role.unique_id]
    for node in (answered, holding):
        if node.is_built and node.unique_id not in catalogue.published:
            raise not_built(node.name, catalogue)
    relations = Relations(project, dialect, {})
    assert model.family is not None
    as_of = f"(select max({model.family.as_of}) from {relations.published(model.depends_on[0])})"
    if model.family.as_of is None:
        as_of = _stamped_day(catalogue.published[model.unique_id], dialect)
    found = session.query(
        f"select {as_of}, (select max({TIME_ZONE}) from {relations.published(answered.unique_id)})"
    ).values[0]
    last_day, clock = found[0] or _NO_DAY, found[1] or "UTC"
    events = EventRelation(relations.published(role.unique_id), *map(role.column, ROLES[EVENTS]))
    only = None
    if entity_value is not None:
        key = dialect.as_text(dialect.column(events.entity))
        only = f"{key} = {dialect.literal(entity_value)}"
    select = measures_sql(
        list(
            {
                each.column: each for call in calls for each in (*call.measures, call.counted)
            }.values()
        ),
        events,
        f"cast({dialect.literal(str(last_day))} as date)",
        EventSpelling(dialect, dialect.literal(clock)),
        only=only,
        shown=SHOWN_MOMENTS if entity_value is not None else 0,
    )
    return f"(\n{select}\n) as told_events"


def _stamped_day(family: PublishedRelation, dialect: Dialect) -> str:
    """Return the SQL of a family's stamped as-of date, which works for an empty family too."""
    assert family.version is not None, "what has stamps is a table"
    stamps = stamps_in(family.definition, dialect.relation(family.version))
    return f"(select {AS_OF_DATE} from (select {stamps}) as stamped)"
