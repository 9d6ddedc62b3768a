"""What is defined differently on the two sides: rules of families, and models.

Rules of a family include those of families that it refers to, and what they ask of events. A
different as-of date is no different definition, though it is in the SQL: it is data.
"""

from collections.abc import Mapping
from functools import cached_property

from orchestrator.commands.diff.sides import Side, TwoSides, is_of_rules
from orchestrator.nodes import Model
from orchestrator.segments.family_sql import AS_OF_DATE
from orchestrator.warehouse import Warehouse, unless_refused


class Redefined:
    """Knows which nodes are defined differently on the two sides."""

    def __init__(self, sides: TwoSides, warehouse: Warehouse) -> None:
        self._sides = sides
        self._nodes = sides.project.nodes
        self._warehouse = warehouse

    def has_other_rules(self, name: str) -> bool:
        """Return whether the rules of a family, or of one that it refers to, changed."""
        if not self._sides.is_on_both(name):
            return True
        if self._nodes[name].family is None:
            return self._reads_other_events(name)
        return self._has_other_select(name) or any(map(self.has_other_rules, self.rules_of(name)))

    def rules_of(self, name: str) -> list[str]:
        """Return the nodes that are part of a family's rules: families it refers to, and events."""
        if self._nodes[name].family is None:
            return []
        on, *others = self._nodes[name].depends_on
        return [each for each in others if each != on and is_of_rules(self._nodes[each])]

    @cached_property
    def models(self) -> frozenset[str]:
        """Return redefined models whose rows changed, except models that are rules."""
        return frozenset(
            name
            for name, node in self._nodes.items()
            if isinstance(node, Model)
            and not is_of_rules(node)
            and name not in self._sides.same
            and self._sides.is_on_both(name)
            and self._has_other_select(name)
        )

    @cached_property
    def by_models(self) -> frozenset[str]:
        """Return these models and everything downstream."""
        return self.models.union(self._sides.project.graph.descendants(self.models))

    def models_above(self, name: str) -> tuple[str, ...]:
        """Return the names of those upstream of a node, in build order."""
        graph = self._sides.project.graph
        above = graph.ancestors([name])
        return tuple(
            self._nodes[each].name
            for each in graph.sorted()
            if each in above and each in self.models
        )

    @property
    def is_one_day(self) -> bool:
        """Return whether both sides have the same as-of date, as far as it is known."""
        days = set(self._days.values())
        return len(days) == 1 or None in days

    def on_the_day_of(self, other: Side, select: str) -> str:
        """Return a SELECT with its as-of date replaced by that of the `other` side."""
        if self.is_one_day:
            return select
        days = self._days
        for day in set(days.values()) - {days[other.label]}:
            select = select.replace(f"'{day}'", f"'{days[other.label]}'")
        return select

    def _has_other_select(self, name: str) -> bool:
        """Compare the nodes' SELECTs if both are known; else their digests.

        If the as-of dates differ, digests always differ, so they are not compared.
        """
        before, after = self._sides.before, self._sides.after
        was, now = before.selects.get(name), after.selects.get(name)
        is_ruled = is_of_rules(self._nodes[name])
        if was is not None and now is not None and (is_ruled or not self.is_one_day):
            return self.on_the_day_of(after, was) != now
        own = [side.relations[name].own for side in (before, after)]
        return own[0] is None or (own[0] != own[1] and (is_ruled or self.is_one_day))

    @cached_property
    def _days(self) -> Mapping[str, str | None]:
        """Return the as-of date of each side, from what its families divide; None if unknown."""
        families = (node for node in self._nodes.values() if node.family is not None)
        on = dict.fromkeys(node.depends_on[0] for node in families)
        sides = (self._sides.before, self._sides.after)
        return {
            side.label: next(filter(None, (self._day(side, name) for name in on)), None)
            for side in sides
        }

    def _day(self, side: Side, name: str) -> str | None:
        if name not in side.relations or AS_OF_DATE not in self._columns(side, name):
            return None
        latest = f"select max(cast({AS_OF_DATE} as date)) from {side.relations[name].sql} as t"
        # A column of that name may not contain dates.
        found = unless_refused(lambda: self._warehouse.value(latest))
        return None if found is None else str(found)

    def _reads_other_events(self, name: str) -> bool:
        """Return whether the questions about events changed: each has its own column."""
        before, after = self._sides.before, self._sides.after
        return self._columns(before, name) != self._columns(after, name)

    def _columns(self, side: Side, name: str) -> frozenset[str]:
        relation = side.relations[name].sql
        described = self._warehouse.session.describe(f"select * from {relation}")
        return frozenset(column for column, _ in described)
