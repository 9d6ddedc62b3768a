"""The model behind event conditions in rules: one pass over events for all families."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from orchestrator.config.node_config import model_config
from orchestrator.config.values import Map, placed
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Place, Problem
from orchestrator.nodes import Column, Description, Model
from orchestrator.project.read.family_declarations import AS_OF_MACRO, DeclaredFamily
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.references import Reference
from orchestrator.roles import EVENT_CHANGES, EVENTS, ROLES, RoleDeclaration
from orchestrator.segments.event_sql import (
    AS_OF_DATE,
    CHANGE_NUMBER,
    RULE_EVENTS,
    RULES,
    TIME_ZONE,
    EventChanges,
    EventRelation,
    EventSpelling,
    measures_sql,
    refreshed_measures_sql,
)
from orchestrator.segments.events import EventCall, Measure, event_calls
from orchestrator.segments.rules import Fault

_CLOCK_MACRO = "time_zone"
_KINDS = {
    "count": "How many events count",
    "sum": "The sum over the events that count",
    "day": "The day of the last event that counts",
    "value": "The value at the last event that counts",
}
_ADD = "add 'roles: {events: ref(...)}' to the project file (docs/roles.md)"


class EventSource(Struct, frozen=True):
    """The relation with the role of events, and the package whose model evaluates event conditions.

    `changes` is the relation that records changes of events, if the package has one.
    """

    role: RoleDeclaration | None
    reading: Reading
    changes: RoleDeclaration | None = None

    def problems(self, family: DeclaredFamily) -> list[Problem]:
        """Return why the rules of a family cannot use events."""
        if not family.keys.enabled:
            return []
        return [
            Problem(f"{family.name}.{name}: {what}", family.place_of(segment, at), fix)
            for segment in family.segments
            for name in [segment.keys.name]
            for call in event_calls(segment.keys.where or "")[0][:1]
            for at in [Fault("", call.start, call.function)]
            for what, fix in self._wrong(family, call)
        ]

    @property
    def reference(self) -> Reference:
        """The model as families refer to it."""
        return Reference("ref", (self.reading.package.name, RULE_EVENTS))

    def _wrong(self, family: DeclaredFamily, call: EventCall) -> list[tuple[str, str]]:
        if self.role is None:
            return [(f"{call.function}() reads events, but no relation has the role events", _ADD)]
        entity = self.role.column(ROLES[EVENTS][0])
        if entity.casefold() != family.keys.entity.casefold():
            what = f"events are about {entity}, but this family is about {family.keys.entity}"
            return [(f"{call.function}(): {what}", f"use a family about {entity}, by in_segment()")]
        return []


def event_source(readings: Sequence[Reading], roles: Mapping[str, RoleDeclaration]) -> EventSource:
    """Return the events; the model belongs to the package that declares the relation of events."""
    role, changes = roles.get(EVENTS), roles.get(EVENT_CHANGES)
    package = role.package if role is not None else readings[0].package.name
    if changes is not None and changes.package != package:
        changes = None  # They belong to the events that this package replaces.
    reading = next(each for each in readings if each.package.name == package)
    return EventSource(role, reading, changes)


def event_draft(
    families: Sequence[DeclaredFamily], events: EventSource, dialect: Dialect
) -> NodeDraft | None:
    """Return the draft of the model; None if no rule uses events."""
    calls = [
        call
        for family in families
        if family.keys.enabled
        for segment in family.segments
        for call in event_calls(segment.keys.where or "")[0]
    ]
    role, reading, changes = events.role, events.reading, events.changes
    if not calls or role is None:
        return None
    for file in (*reading.package.models, *reading.package.seeds):
        if file.stem.casefold() == RULE_EVENTS:
            what = f"{file.path} has the name of the model that seg generates for rules on events"
            reading.problems.add(what, Place(file.path), "rename it")
            return None
    measures = {each.column: each for call in calls for each in call.measures}
    fqn = (reading.package.name, RULE_EVENTS)
    settings = reading.settings("models", fqn, None, below=_materialized(role, changes))
    model = Model(
        **node_fields(Model, fqn, role.place, settings, Description(_DESCRIPTION)),
        relation=reading.relation(RULE_EVENTS, settings, "model", fqn),
        config=model_config(settings, role.place, reading.problems),
        source_code=_source_code(role, changes, list(measures.values()), dialect, _finder(reading)),
        columns=_columns(role, list(measures.values()), is_refreshed=changes is not None),
        patch_path=role.place.path,
    )
    reading_from = [role] if changes is None else [role, changes]
    references = (Reference(each.kind, each.arguments, each.place) for each in reading_from)
    return NodeDraft(model, tuple(references), switched_off_at(settings, role.place))


_DESCRIPTION = (
    "Answers to the event conditions of segment rules: one row per entity that has such events."
)


def _materialized(role: RoleDeclaration, changes: RoleDeclaration | None) -> Map:
    settings = {"materialized": "table"}
    if changes is not None:
        settings = {
            "materialized": "incremental",
            "unique_key": role.column(ROLES[EVENTS][0]),
            "delete_when": f"{RULES} is null",
            "refresh_by": role.column(ROLES[EVENTS][0]),
            "on_schema_change": "sync_all_columns",
        }
    found: Map = placed(settings, role.place)
    return found


def _finder(reading: Reading) -> Callable[[str], bool]:
    macros, package = reading.renderer.macros, reading.package.name
    return lambda name: macros.find((name,), package) is not None


def _source_code(
    role: RoleDeclaration,
    changes: RoleDeclaration | None,
    measures: Sequence[Measure],
    dialect: Dialect,
    has_macro: Callable[[str], bool],
) -> str:
    """Return the SELECT as a template.

    The as-of day is the result of the project's macro as_of_day(); without that macro, the variable
    as_of_date; if neither gives a day, the day of the run. Days are in the time zone of its macro
    time_zone(), or without one in the project's time zone.
    """
    day = f"{AS_OF_MACRO}()" if has_macro(AS_OF_MACRO) else "var('as_of_date', none)"
    zone = f"{_CLOCK_MACRO}()" if has_macro(_CLOCK_MACRO) else "target.timezone"
    clock = "'{{ zone }}'"
    # Only the day, without the time, so that two runs on one day have the same SQL. It is a macro
    # of its own because a template that uses run_started_at is rendered again in each run.
    head = [
        f"{{%- set zone = {zone} -%}}",
        "{%- macro day_of_run() -%}",
        "{{- run_started_at.astimezone(modules.pytz.timezone(zone)).strftime('%Y-%m-%d') -}}",
        "{%- endmacro -%}",
        f"{{%- set day = {day} -%}}",
        "{%- if day is none -%}{%- set day = day_of_run() -%}{%- endif -%}",
        '{%- set as_of = "cast(\'" ~ day ~ "\' as date)" -%}',
    ]
    spelling = EventSpelling(dialect, clock)
    events = EventRelation(_relation(role), *map(role.column, ROLES[EVENTS]))
    if changes is None:
        select = measures_sql(measures, events, "{{ as_of }}", spelling)
    else:
        changed = EventChanges(_relation(changes), *map(changes.column, ROLES[EVENT_CHANGES]))
        select = refreshed_measures_sql(measures, events, changed, "{{ as_of }}", spelling)
    return "\n".join([*head, select, ""])


def _relation(role: RoleDeclaration) -> str:
    return f"{{{{ {Reference(role.kind, role.arguments)} }}}}"


def _columns(
    role: RoleDeclaration, measures: Sequence[Measure], *, is_refreshed: bool
) -> tuple[Column, ...]:
    of_refreshing = (
        Column(RULES, "A number that identifies the set of event conditions."),
        Column(CHANGE_NUMBER, "The last change of events that existed when the row was computed."),
    )
    return (
        Column(role.column(ROLES[EVENTS][0]), "Key."),
        *(Column(measure.column, _description(measure)) for measure in measures),
        *(of_refreshing if is_refreshed else ()),
        Column(AS_OF_DATE, "The last day that counted when the row was computed."),
        Column(TIME_ZONE, "The time zone of days."),
    )


def _description(measure: Measure) -> str:
    parts = [f"{_KINDS[measure.kind]}: '{measure.event_type}'"]
    parts += [f"of {measure.of}"] if measure.of else []
    parts += [f"within {measure.within_days} days"] if measure.within_days else []
    parts += [f"where {measure.where}"] if measure.where else []
    return f"{', '.join(parts)}."
