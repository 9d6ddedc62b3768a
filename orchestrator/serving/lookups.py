"""The answers to requests: each function works on one open copy."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.events.read import events_in
from orchestrator.commands.published.entity import (
    Lookup,
    as_of,
    channels,
    facts,
    intervals,
    is_known,
    moves,
    segments,
    values,
)
from orchestrator.commands.published.members import members, segment_model
from orchestrator.errors import BadArgument, Gone, Refused, UsageError
from orchestrator.names import did_you_mean
from orchestrator.project.read.segment_list import families_among
from orchestrator.roles import (
    ACCOUNTS,
    CUSTOMER_FACTS,
    CUSTOMERS,
    MEMBERSHIP_HISTORY,
    REACHABILITY,
    ROLES,
)
from orchestrator.serving.answers import (
    AccountAnswer,
    CustomerAnswer,
    EventsAnswer,
    Health,
    MembersAnswer,
    SegmentsAnswer,
)
from orchestrator.serving.copies import OpenCopy
from orchestrator.serving.cursors import Cursor, read, written
from orchestrator.warehouse import Warehouse

CUSTOMER_PARTS = ("values", "facts", "permissions", "segments", "moves")
ACCOUNT_PARTS = ("values", "segments", "moves")
MOST_ON_A_PAGE = 1_000
USUAL_ON_A_PAGE = 100


class RequestArguments(Struct, frozen=True):
    """The names in a request's path, and its parameters."""

    path: Mapping[str, str]
    parameters: Mapping[str, str]


Answer = Callable[[OpenCopy, Warehouse, RequestArguments], Struct]


def health(copy: OpenCopy, _warehouse: Warehouse, _arguments: RequestArguments) -> Health:
    """Return the generation that is served, and its age."""
    served = copy.served
    lag = (datetime.now(UTC) - served.published_at).total_seconds()
    return Health(
        served.generation, served.published_at, served.copied_at, round(lag, 3), served.as_of
    )


def customer(copy: OpenCopy, warehouse: Warehouse, arguments: RequestArguments) -> CustomerAnswer:
    """Return one customer as `seg customer` shows it, with values."""
    parts = _parts(arguments, CUSTOMER_PARTS)
    lookup = _known(copy, warehouse, CUSTOMERS, arguments.path["customer"])
    told = _served(copy, lookup, parts)
    for part, role, find in (
        ("facts", CUSTOMER_FACTS, facts),
        ("permissions", REACHABILITY, channels),
    ):
        if part in parts and _is_served(copy, role):
            told[part] = find(lookup)
        elif part in parts and "parts" in arguments.parameters:
            raise Refused(f"{part}: the role '{role}' has personal columns", fix=_ALLOW)
    served = copy.served
    return CustomerAnswer(
        generation=served.generation, customer=lookup.key, as_of=served.as_of, **told
    )


def account(copy: OpenCopy, warehouse: Warehouse, arguments: RequestArguments) -> AccountAnswer:
    """Return one company: values, segments, moves."""
    parts = _parts(arguments, ACCOUNT_PARTS)
    lookup = _known(copy, warehouse, ACCOUNTS, arguments.path["account"])
    return AccountAnswer(
        generation=copy.served.generation,
        account=lookup.key,
        as_of=as_of(copy.roles, warehouse, lookup.role),
        **_served(copy, lookup, parts),
    )


def segment_list(
    copy: OpenCopy, warehouse: Warehouse, arguments: RequestArguments
) -> SegmentsAnswer:
    """Return the segments of all families or of one, as `seg segments` lists them."""
    now = datetime.now(UTC)
    found = copy.segments(warehouse, now.date())
    family = arguments.path.get("family")
    if family is not None:
        names = {line.family for line in found.lines}
        if family not in names:
            raise UsageError(f"no segment family '{family}'", fix=did_you_mean(family, names))
        lines = tuple(line for line in found.lines if line.family == family)
        left_out = tuple(x for x in found.left_out if x.name.partition(".")[0] == family)
        not_built = tuple(name for name in found.not_built if name == family)
        found = replace(found, lines=lines, left_out=left_out, not_built=not_built)
    return SegmentsAnswer(copy.served.generation, found.lines, found.left_out, found.not_built)


def segment_members(
    copy: OpenCopy, warehouse: Warehouse, arguments: RequestArguments
) -> MembersAnswer:
    """Return a page of the members of a segment."""
    count = _count(arguments.parameters.get("limit"))
    crosses = _truth(arguments.parameters.get("across_generations"))
    listed = f"{arguments.path['family']}.{arguments.path['segment']}"
    model, segment = segment_model(copy.roles, listed)
    assert model.family is not None
    _require_served_keys(copy, model.name, model.family.entity)
    after = _after(copy, arguments.parameters.get("cursor"), listed, crosses=crosses)
    page = members(copy.roles, warehouse, model, segment, after, count)
    generation = copy.served.generation
    going_on = written(Cursor(generation, listed, page.members[-1])) if page.has_more else None
    return MembersAnswer(generation, page.family, page.segment, page.entity, page.members, going_on)


def segment_events(
    copy: OpenCopy, warehouse: Warehouse, arguments: RequestArguments
) -> EventsAnswer:
    """Return who entered and left segments after a cursor, as `seg events` lists it."""
    given = arguments.parameters
    if {"family", "segment"} <= given.keys():
        raise BadArgument("segment: it already names its family", fix="remove family")
    page = events_in(
        copy.workspace,
        warehouse,
        given.get("since"),
        family=given.get("family"),
        segment=given.get("segment"),
        limit=_count(given.get("limit")),
    )
    told_of = {(event.family, event.entity_column) for event in page.events}
    for family, entity in sorted(told_of):
        _require_served_keys(copy, family, entity)
    return EventsAnswer(
        copy.served.generation,
        page.events,
        page.cursor,
        page.has_more,
        page.is_complete,
        page.views,
    )


def _require_served_keys(copy: OpenCopy, family: str, entity: str) -> None:
    """Raise Refused for a family whose members' keys are personal.

    If the project no longer has the family, its keys are those of customers or accounts.
    """
    project = copy.workspace.project
    nodes: list[str | None] = []
    for model in families_among(project.nodes.values()):
        if model.name == family:
            nodes = [model.unique_id, model.depends_on[0]]
    if not nodes:
        roles = (project.roles.get(CUSTOMERS), project.roles.get(ACCOUNTS))
        nodes = [role.unique_id for role in roles if role is not None]
    if not all(copy.is_served(unique_id, entity) for unique_id in nodes):
        raise Refused(f"'{entity}' of '{family}' is personal", fix=_ALLOW)


_ALLOW = "list it under 'serve: {personal: [model.column]}' in the project file"


def _known(copy: OpenCopy, warehouse: Warehouse, role: str, key: str) -> Lookup:
    """Return the lookup of an existing customer or account; raises UsageError."""
    lookup = Lookup.of(copy.roles, warehouse, role, key)
    if not is_known(lookup):
        raise UsageError(f"no such {role.removesuffix('s')}")
    return lookup


def _served(copy: OpenCopy, lookup: Lookup, parts: frozenset[str]) -> dict[str, Any]:
    """Return the requested parts that customers and accounts both have."""
    unique_id = lookup.role.unique_id
    told: dict[str, Any] = {}
    if "values" in parts:
        told["values"] = values(lookup, lambda name: copy.is_served(unique_id, name))
    is_asked = parts & {"segments", "moves"} and _is_served(copy, MEMBERSHIP_HISTORY)
    recorded = intervals(lookup) if is_asked else {}
    if "segments" in parts:
        told["segments"] = tuple(segments(lookup, recorded))
    if "moves" in parts:
        told["moves"] = tuple(moves(recorded))
    return told


def _is_served(copy: OpenCopy, role: str) -> bool:
    """Return whether no column of a role's relation is personal, apart from the known key."""
    found = copy.roles.get(role)
    if found is None:
        return True
    names = [*ROLES[role], *(("blocked_by",) if role == REACHABILITY else ())]
    return all(
        copy.is_served(found.unique_id, found.column(name))
        for name in names
        if name != "customer_id"
    )


def _parts(arguments: RequestArguments, known: tuple[str, ...]) -> frozenset[str]:
    text = arguments.parameters.get("parts")
    if text is None:
        return frozenset(known)
    found = frozenset(text.split(","))
    wrong = sorted(found - {*known})
    if wrong:
        fix = did_you_mean(wrong[0], known) or f"parts: {', '.join(known)}"
        raise BadArgument(f"parts: unknown part '{wrong[0]}'", fix=fix)
    return found


def _count(text: str | None) -> int:
    if text is None:
        return USUAL_ON_A_PAGE
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_ON_A_PAGE):
        raise BadArgument(f"limit: expected a number from 1 to {MOST_ON_A_PAGE}")
    return int(text)


def _truth(text: str | None) -> bool:
    if text not in (None, "true", "false"):
        raise BadArgument("across_generations: expected true or false")
    return text == "true"


def _after(copy: OpenCopy, text: str | None, listed: str, *, crosses: bool) -> str | None:
    """Return the key before the page; raises Gone, unless that does not matter."""
    if text is None:
        return None
    cursor = read(text, listed)
    now = copy.served.generation
    if cursor.generation != now and not crosses:
        raise Gone(
            f"the cursor belongs to generation {cursor.generation}, but {now} is served now",
            fix="start again without a cursor, or continue from the same key "
            "with across_generations=true",
        )
    return cursor.last
