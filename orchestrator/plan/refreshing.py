"""Which nodes can be made again for some keys only: those whose rows changed in what they read.

A node that is refreshed by `customer_id` has, for one customer, the rows that follow from the rows
of that customer in the inputs that are kept by it too, and from all its other inputs as a whole.
Where only the former changed since its published version was made, the rest of it stays.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct, field

from orchestrator.data_tests.queries import can_be_screened
from orchestrator.engines.boundary import PublishedRelation
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, Model, Node
from orchestrator.state.definitions import Definition, digest_of

RELATIONSHIPS = "relationships"
_SUBQUERY = lazy_regex(r"\b(select|from)\b", re.IGNORECASE)


class KeyedReads(Struct, frozen=True):
    """The `columns` that a node is refreshed by, and which of its `inputs` are kept by them.

    A test that judges each row by itself needs the changed rows alone (`is_by_row`). `lookups` are
    inputs that are looked up by their own key, and found through one of `inputs` that has it. What
    is in `regardless` makes no row again.
    """

    columns: tuple[str, ...]
    inputs: frozenset[str]
    is_by_row: bool = False
    lookups: Mapping[str, "KeyLookup"] = field(default_factory=dict)
    regardless: frozenset[str] = frozenset()


class KeyLookup(Struct, frozen=True):
    """That the keys of an input are columns of another one: `through` has them beside those that a
    node is refreshed by.
    """

    through: str
    columns: tuple[str, ...]


class ChangedTable(Struct, frozen=True):
    """A table with changed rows: they have the keys, or are looked up by a node's other input."""

    unique_id: str
    lookup: KeyLookup | None = None


class Refreshing(Struct, frozen=True):
    """What refreshing is decided from.

    `reads` has the nodes that can be refreshed. `made_of` says what published versions were made
    of: the content of each input by node; `before` what each node held when this run began. A
    content of None is not known.
    """

    reads: Mapping[str, KeyedReads] = field(default_factory=dict)
    made_of: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    before: Mapping[str, str | None] = field(default_factory=dict)

    def changed_tables(
        self,
        unique_id: str,
        made_of: Mapping[str, str | None],
        definitions: Mapping[str, Definition],
        now: Callable[[str], str | None],
        known: Collection[str],
    ) -> tuple[ChangedTable, ...] | None:
        """The tables whose changed rows tell which keys of a node are to be made again.

        `made_of` is what its inputs held when it was made, `now` tells what they hold now; `known`
        are the tables of which this run knows what is different from what is published. None: all
        of the node has to be made again.
        """
        reads, found = self.reads[unique_id], dict[ChangedTable, None]()
        for name in definitions[unique_id].inputs:
            content = now(name)
            is_same = content is not None and made_of.get(name) == content
            if is_same or name in reads.regardless:
                continue
            if made_of.get(name) is None or made_of[name] != self.before.get(name):
                return None
            lookup = reads.lookups.get(name)
            if lookup is not None and name in known:
                found[ChangedTable(name, lookup)] = None
                continue
            tables = self._behind(name, reads, definitions, now, known)
            if tables is None:
                return None
            found.update(dict.fromkeys(map(ChangedTable, tables)))
        return tuple(found)

    def _behind(
        self,
        name: str,
        reader: KeyedReads,
        definitions: Mapping[str, Definition],
        now: Callable[[str], str | None],
        known: Collection[str],
    ) -> tuple[str, ...] | None:
        """The tables that tell how an input changed: itself, or those that a view reads."""
        if name not in reader.inputs or name not in definitions:
            return None
        definition = definitions[name]
        if definition.kind == "table":
            return (name,) if name in known else None
        reads = self.reads.get(name)
        if definition.kind != "view" or reads is None or reads.columns != reader.columns:
            return None
        found = dict[str, None]()
        for below in definition.inputs:
            content = now(below)
            if content is None or content != self.before.get(below):
                tables = self._behind(below, reads, definitions, now, known)
                if tables is None:
                    return None
                found.update(dict.fromkeys(tables))
        return tuple(found)


class Refresh(Struct, frozen=True):
    """What to refresh a node by: keys that changed in `tables`, of all `inputs` kept by them.

    Without tables no key changed.
    """

    columns: tuple[str, ...]
    inputs: frozenset[str]
    tables: tuple[ChangedTable, ...]
    is_by_row: bool = False


class TableChange(Struct, frozen=True):
    """How a table differs from what is published: rows that `came` and rows that `went`.

    Where `is_whole` these are the new version and the published one, with most rows in both. Else
    those that went have a key, in `columns`, that no other row of the table has.
    """

    came: RelationName
    went: RelationName | None
    is_whole: bool = False
    columns: tuple[str, ...] = ()


def keyed_reads(
    nodes: Mapping[str, Node],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    screens: Mapping[str, str],
    relationships: Collection[str] = (),
) -> dict[str, KeyedReads]:
    """The nodes that can be refreshed; `screens` are of tests that judge rows of one relation,
    `relationships` are the tests of that name that a project has no macro of its own for.
    """
    # A subquery may ask for any other row, too.
    by_row = frozenset(name for name, screen in screens.items() if not _SUBQUERY.search(screen))
    found = {}
    for name, definition in definitions.items():
        node = nodes[name]
        columns = _columns_of(node, nodes, by_row, relationships)
        if not columns or definition.reads_itself or definition.doubts:
            continue
        inputs = frozenset(
            read
            for read in definition.inputs
            if read in published
            and _has(published[read], columns)
            and (_is_rule_of_one_row(node) or _is_kept_by_key(nodes[read]))
            and not _is_looked_up_otherwise(node, read, definition.inputs)
        )
        if inputs:
            is_by_row = name in relationships or (name in by_row and not _is_of_values(node))
            lookups = dict(_lookups(node, nodes, inputs, definition.inputs, published))
            regardless = frozenset(_regardless(node, nodes, definition.inputs))
            # These are read whole: they may have the columns with another meaning.
            keyed = inputs - lookups.keys() - regardless
            found[name] = KeyedReads(columns, keyed, is_by_row, lookups, regardless)
    return found


def _columns_of(
    node: Node,
    nodes: Mapping[str, Node],
    by_row: frozenset[str],
    relationships: Collection[str],
) -> tuple[str, ...]:
    """What a node is refreshed by: as it says, or as a test of rows follows what it tests."""
    match node:
        case Model():
            return node.config.refresh_by
        case DataTest(config=config) if config.refresh_by:
            # With another condition, fewer failing rows than before can be a failure.
            return config.refresh_by if can_be_screened(config) else ()
        case DataTest(column=str(column)) if node.unique_id in relationships:
            is_plain = can_be_screened(node.config) and _looks_up_another(node)
            return (column,) if is_plain else ()
        case DataTest(attached_to=str(tested)) if node.unique_id in by_row:
            if _is_of_values(node):
                return (node.column,) if node.column else ()
            return keys_of(nodes[tested])
        case _:
            return ()


def _is_of_values(node: Node) -> bool:
    """Whether a test compares all rows that have one value: it is refreshed by that value."""
    return isinstance(node, DataTest) and node.test_name == "unique"


def _looks_up_another(test: DataTest) -> bool:
    """Whether values are looked up in one other relation: a row that goes from the tested one
    itself can be what an unchanged row is looked up by."""
    others = [name for name in test.depends_on if name != test.attached_to]
    return len(others) == 1 and not _SUBQUERY.search(str(test.arguments.get("to", "")))


def _is_looked_up_otherwise(node: Node, read: str, inputs: tuple[str, ...]) -> bool:
    """Whether a test looks values up in a relation by another column than that they stand in; in
    the same one, where it reads no other.
    """
    return (
        isinstance(node, DataTest)
        and node.test_name == RELATIONSHIPS
        and (read != node.attached_to or inputs == (read,))
        and str(node.arguments.get("field", "")).casefold() != str(node.column).casefold()
    )


def keys_of(node: Node) -> tuple[str, ...]:
    """The columns that a node's own changes are told by: those of an incremental model are known
    by its unique key."""
    if not isinstance(node, Model):
        return ()
    if node.config.refresh_by or node.config.materialized != "incremental":
        return node.config.refresh_by
    return node.config.unique_key


def _is_kept_by_key(node: Node) -> bool:
    return bool(keys_of(node))


def _lookups(
    node: Node,
    nodes: Mapping[str, Node],
    keyed: Iterable[str],
    inputs: Iterable[str],
    published: Mapping[str, PublishedRelation],
) -> Iterator[tuple[str, KeyLookup]]:
    """What a node looks up, by the columns by which that is kept."""
    wanted = node.config.refresh_through if isinstance(node, Model) else {}
    through = {nodes[name].name: name for name in keyed if nodes[name].name not in wanted}
    for name in inputs:
        columns = keys_of(nodes[name])
        other = through.get(wanted.get(nodes[name].name, ""))
        if columns and other and name in published and _has(published[other], columns):
            yield name, KeyLookup(other, columns)


def _regardless(node: Node, nodes: Mapping[str, Node], inputs: Iterable[str]) -> Iterator[str]:
    if isinstance(node, Model):
        named = node.config.refresh_regardless_of
        yield from (name for name in inputs if nodes[name].name in named)


def _is_rule_of_one_row(node: Node) -> bool:
    """Whether a node is a family: all that it reads is read by its entity."""
    return isinstance(node, Model) and node.family is not None


def _has(relation: PublishedRelation, columns: tuple[str, ...]) -> bool:
    there = {name.casefold() for name, _ in relation.columns}
    return all(name.casefold() in there for name in columns)


def contents_before(
    parents_first: Iterable[str],
    definitions: Mapping[str, Definition],
    published_content: Mapping[str, str | None],
    outside: Mapping[str, str | None],
    base: str,
) -> dict[str, str | None]:
    """What nodes held when the run began: of views, what follows from what they read.

    `outside` is what nodes hold that have no definition here, sources among them.
    """
    found = dict(outside)
    for name in parents_first:
        definition = definitions.get(name)
        if definition is None or definition.kind == "test":
            continue
        if definition.kind == "table":
            found[name] = published_content.get(name)
        else:
            found[name] = view_content(definition, found, base)
    return found


def view_content(
    definition: Definition, contents: Mapping[str, str | None], base: str
) -> str | None:
    """What a view holds, by what it reads; None where that is not known."""
    known = {name: contents.get(name) for name in definition.inputs}
    if definition.doubts or None in known.values():
        return None
    parts = [f"{name}={content}" for name, content in known.items()]
    return digest_of("view", base, definition.rows_digest, *parts)
