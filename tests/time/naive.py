"""The memberships over time, recomputed run by run with dictionaries, from the documented rules."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.time.shop import OTHERWISE, OVERLAPPING, Shop

Member = tuple[str, str, str]  # customer, family, segment
Facts = dict[str, int | None]


class Definition(NamedTuple):
    """What a segment means: its rule, and all that the rule stands on, as one text."""

    rule: str
    stands_on: str


@dataclass
class Interval:
    """A row of the history."""

    definition: Definition
    valid_from: dt.date
    entry_reason: str
    valid_to: dt.date | None = None
    exit_reason: str | None = None
    entered_at: dt.datetime | None = None
    exited_at: dt.datetime | None = None


@dataclass
class Record:
    """What was recorded up to a run; `day_before` are the members at the end of the day before."""

    days: list[dt.date] = field(default_factory=list)
    day_before: set[Member] = field(default_factory=set)
    history: list[tuple[Member, Interval]] = field(default_factory=list)
    definitions: dict[tuple[str, str], Definition] = field(default_factory=dict)
    sizes: dict[tuple[str, str, dt.date], tuple[int, ...]] = field(default_factory=dict)
    migration: Counter[tuple[str, str, str, dt.date]] = field(default_factory=Counter)
    moments: dict[tuple[str, str, dt.datetime], tuple[int, ...]] = field(default_factory=dict)

    def open(self) -> dict[Member, Interval]:
        return {member: row for member, row in self.history if row.valid_to is None}


def features(shop: Shop, day: dt.date) -> dict[str, Facts]:
    """The facts of each customer who is known and did not ask to be erased."""
    found: dict[str, Facts] = {}
    for name in shop.customers:
        own = [(on, amount) for who, on, amount in shop.orders if who == name and on <= day]
        if name not in shop.erased() and name not in shop.merged:
            last = max((on for on, _ in own), default=None)
            found[name] = {
                "orders": len(own),
                "spent": sum(amount for _, amount in own),
                "recency_days": None if last is None else (day - last).days,
            }
    return found


def definitions(shop: Shop) -> dict[tuple[str, str], Definition]:
    """What each segment means; `otherwise` is the negation of all other rules.

    A rule stands on the definitions of the segments that it asks for, and in an exclusive family
    on the rules before it. Families come after those that they ask for.
    """
    found: dict[tuple[str, str], Definition] = {}
    for family, segments in shop.families.items():
        others: list[str] = []
        failing: list[str] = []
        for segment, rule in segments.items():
            negation = " and ".join(f"not ({other})" for other in others)
            text = negation if rule == OTHERWISE else rule
            spelled_out = re.sub(
                r"in_segment\('(\w+)\.(\w+)'\)",
                lambda asked: f"({found[asked[1], asked[2]].stands_on})",
                text,
            )
            is_alone = family in OVERLAPPING or rule == OTHERWISE
            unless = [] if is_alone else [f"not ({other})" for other in failing]
            found[family, segment] = Definition(text, " and ".join([spelled_out, *unless]))
            others.append(rule)
            failing.append(spelled_out)
    return found


def memberships(
    shop: Shop, day: dt.date, rules: dict[str, Callable[[Facts], bool]]
) -> dict[Member, Definition]:
    """Each member's definition; `rules` says in Python what each rule's SQL says.

    A rule sees the customer's facts, and 1 for each segment of an earlier family that holds them.
    """
    found = {}
    defined = definitions(shop)
    for name, facts in features(shop, day).items():
        for family, segments in shop.families.items():
            holding = [
                segment
                for segment, rule in segments.items()
                if rule != OTHERWISE and rules[rule](facts)
            ]
            if not holding:
                holding = [segment for segment, rule in segments.items() if rule == OTHERWISE]
            for segment in holding if family in OVERLAPPING else holding[:1]:
                found[name, family, segment] = defined[family, segment]
                facts[f"{family}.{segment}"] = 1
    return found


def record(
    past: Record,
    shop: Shop,
    day: dt.date,
    today: dict[Member, Definition],
    moment: dt.datetime | None = None,
) -> None:
    """Add a run of a day to the record, which compares with what the run before saw."""
    before = past.open()
    if day not in past.days:
        past.day_before = set(before)
    defined = definitions(shop)
    changed = {
        key
        for key in defined.keys() | past.definitions.keys()
        if defined.get(key) != past.definitions.get(key)
    }
    moved = {
        member if member[1] in OVERLAPPING else member[:2]
        for member in before.keys() ^ today.keys()
        if member[1:] in changed
    }
    _end_rows(before, shop, day, today, moved, moment)
    _begin_rows(past, before, day, today, moved, moment)
    past.definitions = defined
    if day not in past.days:
        past.days.append(day)
    _set_sizes(past, day, today)
    _set_moves(past, day, set(today))
    if moment is not None:
        _add_moment(past, moment, set(before), set(today))


def _end_rows(
    before: dict[Member, Interval],
    shop: Shop,
    day: dt.date,
    today: dict[Member, Definition],
    moved: set[tuple[str, ...]],
    moment: dt.datetime | None,
) -> None:
    """Close what does not hold any more."""
    known = set(features(shop, day))
    for (who, family, segment), row in before.items():
        definition = today.get((who, family, segment))
        if definition == row.definition:
            continue
        row.valid_to, row.exit_reason, row.exited_at = day, "data", moment
        if who in shop.erased():
            row.exit_reason = "erasure"
        elif who not in known:
            row.exit_reason = "identity" if who in shop.merged else "data"
        elif definition is not None or moved & {(who, family), (who, family, segment)}:
            row.exit_reason = "definition"


def _begin_rows(
    past: Record,
    before: dict[Member, Interval],
    day: dt.date,
    today: dict[Member, Definition],
    moved: set[tuple[str, ...]],
    moment: dt.datetime | None,
) -> None:
    """Open what is new."""
    people_before = {who for who, _, _ in before}
    for (who, family, segment), definition in today.items():
        row = before.get((who, family, segment))
        if row is not None and row.definition == definition:
            continue
        reason = "data" if past.days else "start"
        is_moved = bool(moved & {(who, family), (who, family, segment)})
        if row is not None or (who in people_before and is_moved):
            reason = "definition"
        interval = Interval(definition, day, reason, entered_at=moment)
        past.history.append(((who, family, segment), interval))


def _set_sizes(past: Record, day: dt.date, today: dict[Member, Definition]) -> None:
    """The sizes of a day, as its last run so far has them, against those of the day before."""
    last = {member: row for member, row in past.history if day in (row.valid_from, row.valid_to)}
    entries = {
        member: "start" if len(past.days) == 1 else last[member].entry_reason
        for member in today.keys() - past.day_before
    }
    exits = {member: last[member].exit_reason for member in past.day_before - today.keys()}
    known = {(family, segment) for family, segment, on in past.sizes if on == day}
    known |= past.definitions.keys() | {member[1:] for member in past.day_before}
    for key in known:
        into = Counter(reason for member, reason in entries.items() if member[1:] == key)
        out = Counter(reason for member, reason in exits.items() if member[1:] == key)
        past.sizes[(*key, day)] = (
            sum(member[1:] == key for member in past.day_before),
            into.total(),
            out.total(),
            sum(member[1:] == key for member in today),
            into["start"],
            into["data"] - out["data"],
            into["definition"] - out["definition"],
            -out["identity"],
            -out["erasure"],
        )


def _set_moves(past: Record, day: dt.date, today: set[Member]) -> None:
    before = past.day_before
    for pair in past.migration:
        if pair[-1] == day:
            past.migration[pair] = 0
    for who, family in {member[:2] for member in before | today}:
        old = {name for w, f, name in before if (w, f) == (who, family)}
        new = {name for w, f, name in today if (w, f) == (who, family)}
        left, entered = sorted(old - new), sorted(new - old)
        moves = [(name, name) for name in old & new]
        if len(left) == 1 and len(entered) == 1:
            moves.append((left[0], entered[0]))
        else:
            moves += [(name, "none") for name in left] + [("none", name) for name in entered]
        for from_segment, to_segment in moves:
            past.migration[family, from_segment, to_segment, day] += 1


def _add_moment(past: Record, moment: dt.datetime, before: set[Member], today: set[Member]) -> None:
    """The sizes that are others than the run before saw, and those that only look the same."""
    for key in {member[1:] for member in before | today}:
        old, new = ({each for each in members if each[1:] == key} for members in (before, today))
        if old != new:
            entered, exited = len(new - old), len(old - new)
            past.moments[(*key, moment)] = (len(old), entered, exited, len(new))
