"""The SELECT that a family is expanded into: one row per entity and segment it is in."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from orchestrator.nodes import Family, Segment
from orchestrator.segments.events import EventCall, distinct_calls, replaced_calls
from orchestrator.segments.rules import Membership, in_segments

AS_OF_DATE = "as_of_date"
_EVENTS = "asked_events"

Line = tuple[str, int | None]


class Spelling(Struct, frozen=True):
    """How a dialect writes a column's name and a value."""

    column: Callable[[str], str]
    literal: Callable[[object], str]


class FamilyInputs(Struct, frozen=True):
    """What a family reads: the relation of its entities, and of each family that it refers to.

    `events` is the relation of measures for event calls, None if there are none.
    """

    entities: str
    families: Mapping[str, str]
    events: str | None = None


def family_sql(
    name: str, family: Family, sources: FamilyInputs, spelling: Spelling
) -> tuple[str, tuple[int | None, ...]]:
    """Return the SELECT, and for each of its lines the line of the file with the rule in it."""
    ruled = [segment for segment in family.segments if segment.where is not None]
    used = memberships(ruled)
    calls = calls_in(ruled)
    lines: list[Line] = _plain(known_ctes(family.entity, sources, used, spelling, calls=calls))
    lines += _judged(family, ruled, used, spelling)
    choose = _first_that_holds if family.mode == "exclusive" else _all_that_hold
    lines += _plain(choose(name, family, ruled, spelling))
    lines += _plain(["select * from final", ""])
    return "\n".join(text for text, _ in lines), tuple(line for _, line in lines)


def memberships(segments: Iterable[Segment]) -> tuple[Membership, ...]:
    """Return the segments of other families that rules refer to, each once."""
    found: dict[Membership, None] = {}
    for segment in segments:
        if segment.where is not None:
            found.update({call.membership: None for call in in_segments(segment.where)[0]})
    return tuple(found)


def calls_in(segments: Iterable[Segment]) -> tuple[EventCall, ...]:
    """Return the event calls of rules, each once."""
    return distinct_calls([segment.where for segment in segments if segment.where is not None])


def rule_sql(rule: str, used: Sequence[Membership]) -> str:
    """Return a rule as SQL over `known`, which has columns for in_segment() and event calls."""
    rule = replaced_calls(rule, event_column)
    for call in reversed(in_segments(rule)[0]):
        rule = f"{rule[: call.start]}{_flag(used.index(call.membership))}{rule[call.end :]}"
    return rule


def known_ctes(
    entity: str,
    sources: FamilyInputs,
    used: Sequence[Membership],
    spelling: Spelling,
    only: str | None = None,
    calls: Sequence[EventCall] = (),
    tells_events: bool = False,
) -> list[str]:
    """Return CTEs up to `known`: the entities, with a column per referenced segment.

    Each family of these segments is read and joined once, and so are the events of `calls`. `only`
    is a condition on the entities; with `tells_events`, the number and times of the counted events
    are included.
    """
    column, literal = spelling.column, spelling.literal
    key = column(entity)
    lines = ["with", "", "entities as (", "", f"    select * from {sources.entities}"]
    lines += [f"    where {only}"] if only else []
    lines += ["", "),", ""]
    families = list(dict.fromkeys(membership.family for membership in used))
    for number, family in enumerate(families):
        of_family = {_flag(n): each.segment for n, each in enumerate(used) if each.family == family}
        flags = [
            f"        max(case when segment = {literal(segment)} then 1 else 0 end) = 1 as {flag}"
            for flag, segment in of_family.items()
        ]
        lines += [f"{_members(number)} as (", "", "    select"]
        lines += _listed([f"        {key}", *flags])
        lines += [
            f"    from {sources.families[family]}",
            f"    where segment in ({', '.join(map(literal, of_family.values()))})",
            f"    group by {key}",
            "",
            "),",
            "",
        ]
    if calls:
        lines += [f"{_EVENTS} as (", "", f"    select * from {sources.events}", "", "),", ""]
    lines += ["known as (", "", "    select"]
    flags = [
        f"        coalesce({_members(families.index(each.family))}.{_flag(n)}, false) as {_flag(n)}"
        for n, each in enumerate(used)
    ]
    answers = [f"        {call.value_sql(_EVENTS)} as {event_column(call)}" for call in calls]
    for call in calls if tells_events else ():
        counted, event = f"{_EVENTS}.{call.counted.column}", event_column(call)
        answers += [
            f"        coalesce({counted}, 0) as {event}_count",
            f"        {counted}_moments as {event}_moments",
            f"        {counted}_first as {event}_first",
        ]
    lines += _listed(["        entities.*", *flags, *answers])
    lines += ["    from entities"]
    for number in range(len(families)):
        members = _members(number)
        lines.append(f"    left join {members} on entities.{key} = {members}.{key}")
    if calls:
        lines.append(f"    left join {_EVENTS} on entities.{key} = {_EVENTS}.{key}")
    return [*lines, "", "),", ""]


def _judged(
    family: Family,
    ruled: Sequence[Segment],
    used: Sequence[Membership],
    spelling: Spelling,
) -> list[Line]:
    lines: list[Line] = _plain(["judged as (", "", "    select"])
    lines += _plain([f"        {spelling.column(family.entity)},"])
    for number, segment in enumerate(ruled):
        assert segment.where is not None
        first = segment.lines[0] if segment.lines else None
        lines.append(("        coalesce((", first))
        written = rule_sql(segment.where, used).rstrip().split("\n")
        at = [*segment.lines, *[first] * len(written)]
        lines += [(f"            {text}", at[row]) for row, text in enumerate(written)]
        lines.append((f"        ), false) as {_holds(number)},", first))
    if family.as_of is None:
        last, written_at = lines[-1]
        lines[-1] = (last.removesuffix(","), written_at)
    else:
        as_of = "" if family.as_of == AS_OF_DATE else f"{family.as_of} as "
        lines.append((f"        {as_of}{AS_OF_DATE}", None))
    return [*lines, *_plain(["    from known", "", "),", ""])]


def _first_that_holds(
    name: str, family: Family, ruled: Sequence[Segment], spelling: Spelling
) -> list[str]:
    literal = spelling.literal
    others = [segment for segment in family.segments if segment.where is None]
    lines = ["final as (", "", "    select", f"        {spelling.column(family.entity)},"]
    lines.append(f"        {literal(name)} as family,")
    last = "rule" if family.as_of is None else AS_OF_DATE
    for column, value_of in (("segment", _name), ("rule", _rule)):
        otherwise = literal(value_of(others[0])) if others else None
        if not ruled:
            lines.append(f"        {otherwise} as {column}{',' if column != last else ''}")
            continue
        lines.append("        case")
        for number, segment in enumerate(ruled):
            lines.append(f"            when {_holds(number)} then {literal(value_of(segment))}")
        if otherwise:
            lines.append(f"            else {otherwise}")
        lines.append(f"        end as {column}{',' if column != last else ''}")
    lines += [f"        {AS_OF_DATE}"] if family.as_of is not None else []
    lines += ["    from judged"]
    if not others:
        lines.append(f"    where {_any_of(len(ruled))}")
    return [*lines, "", ")", ""]


def _all_that_hold(
    name: str, family: Family, ruled: Sequence[Segment], spelling: Spelling
) -> list[str]:
    literal = spelling.literal
    lines = ["segments as (", ""]
    for number, segment in enumerate(family.segments, start=1):
        lines += ["    union all"] if number > 1 else []
        lines += [
            "    select",
            f"        {number} as segment_number,",
            f"        {literal(segment.name)} as segment,",
            f"        {literal(segment.rule)} as rule",
        ]
    lines += ["", "),", "", "final as (", "", "    select"]
    lines += [
        f"        judged.{spelling.column(family.entity)},",
        f"        {literal(name)} as family,",
        "        segments.segment,",
        *(
            ["        segments.rule"]
            if family.as_of is None
            else ["        segments.rule,", f"        judged.{AS_OF_DATE}"]
        ),
        "    from judged",
        "    cross join segments",
    ]
    if ruled:
        lines += ["    where", "        case segments.segment_number"]
        for number in range(len(ruled)):
            lines.append(f"            when {number + 1} then judged.{_holds(number)}")
        if len(ruled) < len(family.segments):
            lines.append(f"            else not ({_any_of(len(ruled), 'judged.')})")
        lines.append("        end")
    return [*lines, "", ")", ""]


def _any_of(count: int, prefix: str = "") -> str:
    return " or ".join(f"{prefix}{_holds(number)}" for number in range(count))


def _name(segment: Segment) -> str:
    return segment.name


def _rule(segment: Segment) -> str:
    return segment.rule


def _members(number: int) -> str:
    return f"members_{number + 1}"


def _flag(number: int) -> str:
    return f"is_in_segment_{number + 1}"


def event_column(call: EventCall) -> str:
    """Return the column of `known` with the value of a call."""
    digest = hashlib.sha256(call.value_sql("").encode()).hexdigest()
    return f"{call.function}_of_{digest[:12]}"


def _holds(number: int) -> str:
    return f"holds_{number + 1}"


def _listed(items: Sequence[str]) -> list[str]:
    return [*(f"{item}," for item in items[:-1]), items[-1]]


def _plain(lines: Iterable[str]) -> list[Line]:
    return [(line, None) for line in lines]
