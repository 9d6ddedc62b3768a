"""Computes unpublished mixtures: families by the rules of one side, models and data of the other.

"Models" are redefined models upstream of a family; "data" is everything else it is made from.
Nothing is reported unless each side's published rows can be reproduced from its own definitions and
data.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.commands.diff.redefined import Redefined
from orchestrator.commands.diff.rows import TwoRelations, bag_sql
from orchestrator.commands.diff.sides import Readable, Side, TwoSides, is_of_rules
from orchestrator.errors import StatementError
from orchestrator.nodes import BuiltNode, Model, Node, Source
from orchestrator.plan.relations import Relations
from orchestrator.segments.comparison import Cause, Corner, differing_sql
from orchestrator.segments.event_sql import AS_OF_DATE, RULE_EVENTS
from orchestrator.segments.family_sql import Spelling
from orchestrator.state.canonical import with_relations
from orchestrator.warehouse import Warehouse

_WITHOUT_MODELS: Sequence[Cause] = ("definition", "data")
_WITH_MODELS: Sequence[Cause] = ("definition", "model", "data")


class By(Struct, frozen=True):
    """The sides whose rules, models and data are used to compute a node."""

    rules: Side
    models: Side
    data: Side

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the sides, which are unique."""
        return (self.rules.label, self.models.label, self.data.label)


class CannotTell(StatementError):
    """Raised if a mixture cannot be computed, with a reason for people."""


class Crossed(Struct, frozen=True, kw_only=True):
    """A family with one cause changed, and with all but one; `corners` is empty if unknown.

    `untold` says why, `models_untold` why models are not separated from the data that they read.
    """

    is_redefined: bool
    redefined_above: tuple[str, ...]
    corners: Mapping[Cause, Corner] = field(default_factory=dict)
    untold: str | None = None
    models_untold: str | None = None


class Crossing:
    """Computes nodes in mixtures that were never published, each once.

    Results are temporary tables of the session.
    """

    def __init__(self, sides: TwoSides, warehouse: Warehouse, spelling: Spelling) -> None:
        self._sides = sides
        self._nodes = sides.project.nodes
        self._warehouse = warehouse
        self._spelling = spelling
        self._sources = Relations(sides.project, warehouse.dialect, {})
        self._tables = 0
        self._made: dict[tuple[str, ...], Readable] = {}
        self._same_data: dict[str, bool] = {}
        self._sound = set[str]()
        self.redefined = Redefined(sides, warehouse)

    def of(self, model: Model) -> Crossed:
        """Return the family by cause, as far as causes can be separated."""
        name = model.unique_id
        found = Crossed(
            is_redefined=self.redefined.has_other_rules(name),
            redefined_above=self.redefined.models_above(name),
        )
        if found.redefined_above:
            try:
                return replace(found, corners=self._corners(name, _WITH_MODELS))
            except StatementError as error:
                why = _explained(error, "a model of one side cannot be computed from the other")
                found = replace(found, models_untold=why)
        try:
            return replace(found, corners=self._corners(name, _WITHOUT_MODELS))
        except StatementError as error:
            why = _explained(error, "the rules of one side cannot be evaluated on the other")
            return replace(found, untold=why, models_untold=None)

    def relation(self, side: Side, name: str) -> str:
        """Return where a side's relation of a node is read."""
        return self._published(side, name).sql

    def _corners(self, name: str, causes: Sequence[Cause]) -> dict[Cause, Corner]:
        """Return, for each cause, the family with only that cause changed and with all but that."""
        before, after = self._sides.before, self._sides.after

        def computed(changed: Sequence[Cause]) -> str:
            rules, data = (after if each in changed else before for each in _WITHOUT_MODELS)
            # If models are not a cause of their own, they change together with the data.
            models = data if "model" not in causes else after if "model" in changed else before
            return self._computed(name, By(rules, models, data)).sql

        return {
            cause: Corner(computed([cause]), computed([each for each in causes if each != cause]))
            for cause in causes
        }

    def _computed(self, name: str, by: By) -> Readable:
        """Return a node computed from these sides, or what is published if that is the same."""
        is_ruled = is_of_rules(self._nodes[name])
        if name not in self.redefined.by_models:
            by = By(by.rules, by.data, by.data)
        elif self.redefined.is_one_day and self._has_same_data(name):
            by = By(by.rules, by.models, by.models)
        if not is_ruled or not self.redefined.has_other_rules(name):
            by = By(by.data, by.models, by.data)
        if by.rules is by.models is by.data:
            return self._published(by.data, name)
        self._require_sound(name)
        return self._made_by(name, by)

    def _made_by(self, name: str, by: By) -> Readable:
        key = (name, *by.labels)
        if key not in self._made:
            whose = by.rules if is_of_rules(self._nodes[name]) else by.models
            select = self.redefined.on_the_day_of(by.data, self._select(whose, name))
            asked = frozenset(self.redefined.rules_of(name))

            def computed(read: str) -> Readable:
                is_of_it = read in asked
                return self._computed(read, by if is_of_it else By(by.data, by.models, by.data))

            rows = self._filled(select, computed)
            stands = by.data.relations.get(name)
            stamps = "" if stands is None else stands.stamps
            shown = f"(select *, {stamps} from {rows})" if stamps else rows
            self._made[key] = Readable(shown, rows, stamps=stamps)
        return self._made[key]

    def _filled(self, select: str, found: Callable[[str], Readable]) -> str:
        """Create a table from a SELECT whose nodes are read as `found` says."""
        words = select.casefold()

        def name_of(read: str) -> str:
            node, readable = self._nodes.get(read), found(read)
            # As in a build, stamps can be selected by name.
            stamps = node.config.stamps if isinstance(node, Model) else ()
            is_named = any(each.casefold() in words for each in stamps)
            return readable.sql if is_named else readable.rows

        self._tables += 1
        return self._warehouse.temporary_table(
            f"seg_crossed_{self._tables}", with_relations(select, name_of)
        )

    def _select(self, side: Side, name: str) -> str:
        """Return a side's SELECT of a node; if unknown but defined alike, the other side's."""
        node = self._nodes[name]
        if isinstance(node, Model) and node.language == "python":
            raise CannotTell(f"{node.name} is a model in Python")
        both = (self._sides.before, self._sides.after)
        own = {each.relations[name].own for each in both if name in each.relations}
        is_alike = len(own) == 1 and None not in own
        for each in (side, *both):
            if name in each.selects and (each is side or is_alike):
                return each.selects[name]
        if node.family is not None:
            raise CannotTell("its earlier rules are unknown")
        raise CannotTell(f"{side.label}: the definition of {node.name} is unknown")

    def _published(self, side: Side, name: str) -> Readable:
        """Return a side's relation of a node; a source has the same state for both."""
        node = self._nodes.get(name)
        if name in side.relations:
            return side.relations[name]
        if node is None:
            raise CannotTell("it depends on the run that builds it")
        if not isinstance(node, Source):
            raise CannotTell(f"{side.label} does not have {node.name}")
        shown = self._sources.published(name)
        return Readable(shown, shown)

    def _require_sound(self, name: str) -> None:
        """Raise if a side's own definition of a node gives different rows than it publishes."""
        if name in self._sound:
            return
        node = self._nodes[name]
        if node.name == RULE_EVENTS:
            self._require_same_day(name)
        for side in (self._sides.before, self._sides.after):
            if name not in side.relations:
                continue
            rows = self._filled(self._select(side, name), partial(self._published, side))
            if self._differs(node, self._published(side, name), rows):
                why = f"{node.name} was not built from the rows that are published with it"
                raise CannotTell(f"{side.label}: {why}")
        self._sound.add(name)

    def _differs(self, node: Node, published: Readable, rows: str) -> bool:
        """Return whether a table has different rows than a node's published relation."""
        if node.family is not None:
            key, spelling = node.family.entity, self._spelling
            return bool(self._warehouse.value(differing_sql(published.sql, rows, key, spelling)))
        was, now = (
            dict(self._warehouse.session.describe(f"select * from {each}"))
            for each in (published.rows, rows)
        )
        if not was.keys() <= now.keys():
            return True
        shared = {column: type_ == now[column] for column, type_ in was.items()}
        both = TwoRelations(published.rows, rows, shared)
        return any(self._warehouse.rows(bag_sql(both, self._warehouse.dialect))[0])

    def _has_same_data(self, name: str) -> bool:
        """Return whether redefined models upstream of a node read the same data on both sides."""
        if name not in self._same_data:
            self._same_data[name] = True  # a node that reads itself
            above = self._nodes[name].depends_on
            by_models = self.redefined.by_models
            self._same_data[name] = all(
                self._has_same_data(each) if each in by_models else self._holds_the_same(each)
                for each in above
            )
        return self._same_data[name]

    def _holds_the_same(self, name: str) -> bool:
        """Return whether both sides are known to be made from the same rows of a node.

        A source, and a view on it, shows its current rows: not those that a side was made from.
        """
        node = self._nodes[name]
        if not isinstance(node, BuiltNode) or name not in self._sides.same:
            return False
        is_stored = node.materialized not in ("view", "ephemeral")
        return is_stored or all(map(self._holds_the_same, node.depends_on))

    def _require_same_day(self, name: str) -> None:
        """Raise if events were counted up to different days, as the day is part of the rules."""
        days = [
            self._warehouse.value(f"select max({AS_OF_DATE}) from {self.relation(side, name)}")
            for side in (self._sides.before, self._sides.after)
        ]
        if days[0] != days[1]:
            raise CannotTell("events are counted up to a different day")


def _explained(error: StatementError, what: str) -> str:
    """Return why something cannot be computed; re-raises the error of a cancelled query."""
    if error.cancelled:
        raise error
    message = error.message.splitlines()[0]
    return message if isinstance(error, CannotTell) else f"{what}: {message}"
