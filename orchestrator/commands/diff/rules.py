"""What nobody published: the new rules of a family on the old data, the old ones on the new data.

Rules are those of a family and of the families that it asks, with what they ask of events; data is
all else that they read.
"""

from msgspec import Struct

from orchestrator.commands.diff.sides import Side, TwoSides, is_of_rules
from orchestrator.errors import StatementError
from orchestrator.nodes import Model, Source
from orchestrator.plan.relations import Relations
from orchestrator.segments.comparison import differing_sql
from orchestrator.segments.event_sql import AS_OF_DATE
from orchestrator.segments.family_sql import Spelling
from orchestrator.state.canonical import with_relations
from orchestrator.warehouse import Warehouse

_UNKNOWN = "its rules of then are not known"
_OTHER_ROWS = "it was not made of the rows that stand beside it"


class Crossed(Struct, frozen=True):
    """A family by the new rules and the old data, and by the old rules and the new data, as SQL.

    `untold` says why there are none; `is_redefined` whether the rules are others at all.
    """

    new_rules: str | None = None
    old_rules: str | None = None
    untold: str | None = None
    is_redefined: bool = False


class CrossedRules:
    """Asks rules of data that they were never published with, each family once.

    What they make is in temporary tables of the session.
    """

    def __init__(self, sides: TwoSides, warehouse: Warehouse, spelling: Spelling) -> None:
        self._sides = sides
        self._warehouse = warehouse
        self._spelling = spelling
        self._sources = Relations(sides.project, warehouse.dialect, {})
        self._made: dict[tuple[str, str, str], str] = {}

    def of(self, model: Model) -> Crossed:
        """The family crossed; where rules are the same on both sides, all is by the data."""
        before, after = self._sides.before, self._sides.after
        name = model.unique_id
        if not self.is_redefined(name):
            known = self.relation(after, name)
            return Crossed(new_rules=self.relation(before, name), old_rules=known)
        if not all(name in side.rules for side in (before, after)):
            return Crossed(untold=_UNKNOWN, is_redefined=True)
        try:
            for side in (before, after):
                if self._differs(model, side):
                    return Crossed(untold=f"{side.label}: {_OTHER_ROWS}", is_redefined=True)
            new_rules = self._made_of(name, after, before)
            old_rules = self._made_of(name, before, after)
        except StatementError as error:
            if error.cancelled:
                raise
            why = f"the rules of one side cannot be asked of the other: {error.message}"
            return Crossed(untold=why.splitlines()[0], is_redefined=True)
        return Crossed(new_rules, old_rules, is_redefined=True)

    def is_redefined(self, name: str) -> bool:
        """Whether the rules of a family, or of one that it asks, are others."""
        before, after = self._sides.before, self._sides.after
        if not self._sides.is_on_both(name):
            return True
        if self._sides.project.nodes[name].family is None:
            return self._asks_other_events(name)
        if name in before.rules and name in after.rules:
            is_other = before.rules[name] != after.rules[name]
        else:
            own = [side.relations[name].own for side in (before, after)]
            is_other = own[0] is None or own[0] != own[1]
        return is_other or any(map(self.is_redefined, self._asked(name)))

    def _asked(self, name: str) -> list[str]:
        """What belongs to the rules of a family: the families that it asks, and what it asks of
        events."""
        nodes = self._sides.project.nodes
        on, *others = nodes[name].depends_on
        if nodes[name].family is None:
            return []
        return [each for each in others if each != on and is_of_rules(nodes[each])]

    def _asks_other_events(self, name: str) -> bool:
        """Whether other things are asked of events: each has a column that is called by it."""
        columns = [
            {column for column, _ in self._warehouse.session.describe(f"select * from {relation}")}
            for relation in (self.relation(side, name) for side in self._both)
        ]
        return columns[0] != columns[1]

    def _differs(self, model: Model, side: Side) -> bool:
        """Whether a side's own rules give of its own data something else than it publishes."""
        assert model.family is not None
        made = self._computed(model.unique_id, side, side)
        shown = self.relation(side, model.unique_id)
        query = differing_sql(shown, made, model.family.entity, self._spelling)
        return bool(self._warehouse.value(query))

    def _made_of(self, name: str, rules: Side, data: Side) -> str:
        """What the rules of a side make of the data of a side, as a relation."""
        if rules.label == data.label or not self.is_redefined(name):
            return self.relation(data, name)
        return self._computed(name, rules, data)

    def _computed(self, name: str, rules: Side, data: Side) -> str:
        key = name, rules.label, data.label
        if key not in self._made:
            asked = frozenset(self._asked(name))
            if name not in rules.rules:
                raise StatementError(f"the rules of {rules.label} are not known")
            if self._sides.project.nodes[name].family is None:
                self._require_same_day(name)
            select = with_relations(
                rules.rules[name],
                lambda read: (
                    self._made_of(read, rules, data) if read in asked else self.relation(data, read)
                ),
            )
            self._made[key] = self._warehouse.temporary_table(
                f"seg_crossed_{len(self._made)}", select
            )
        return self._made[key]

    def _require_same_day(self, name: str) -> None:
        """Raise StatementError where events were counted up to another day: it is in the rules."""
        days = [
            self._warehouse.value(f"select max({AS_OF_DATE}) from {self.relation(side, name)}")
            for side in self._both
        ]
        if days[0] != days[1]:
            raise StatementError("events are counted up to another day")

    @property
    def _both(self) -> tuple[Side, Side]:
        return self._sides.before, self._sides.after

    def relation(self, side: Side, name: str) -> str:
        """What a side has of a node, to read from."""
        found, node = side.relations.get(name), self._sides.project.nodes[name]
        if found is not None:
            return found.sql
        if not isinstance(node, Source):
            raise StatementError(f"{side.label} does not have {node.name}")
        # Nobody publishes sources: they have one state.
        return self._sources.published(name)
