"""Which nodes can be made again for some keys only: those whose rows changed in what they read.

A node that is refreshed by `customer_id` has, for one customer, the rows that follow from the rows
of that customer in the inputs that are kept by it too, and from all its other inputs as a whole.
Where only the former changed since its published version was made, the rest of it stays.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.data_tests.queries import can_be_screened
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, LookedUp, Model, Node, Source
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.source_changes import NewRows

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
    """That the rows of an input are found through another one: `through` has the same in `theirs`
    as the input in `columns`, beside what a node is refreshed by.

    Of one that `is_narrowed` no other rows are read than those that are found.
    """

    through: str
    columns: tuple[str, ...]
    theirs: tuple[str, ...]
    is_narrowed: bool = False


class ChangedTable(Struct, frozen=True):
    """Something with changed rows: they have the keys, or are looked up by a node's other input.

    Of a view, `behind` are the tables and sources that changed: which rows of the view that makes
    others is told by the columns that it is refreshed by.
    """

    unique_id: str
    lookup: KeyLookup | None = None
    behind: tuple["ChangedTable", ...] = ()


class Refreshing(Struct, frozen=True):
    """What refreshing is decided from.

    `reads` has the nodes that can be refreshed. `made_of` says what published versions were made
    of: the content of each input by node; `before` what each node held when this run began. A
    content of None is not known. `new_rows` has the sources of which it is known what came since
    they held what is in `before`.
    """

    reads: Mapping[str, KeyedReads] = field(default_factory=dict)
    made_of: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    before: Mapping[str, str | None] = field(default_factory=dict)
    new_rows: Mapping[str, NewRows] = field(default_factory=dict)

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
            columns = reads.columns if lookup is None else None
            if lookup is None and name not in reads.inputs:
                return None
            tables = self._changed(name, columns, definitions, now, known)
            if tables is None:
                return None
            found.update(dict.fromkeys(replace(table, lookup=lookup) for table in tables))
        return tuple(found)

    def may_have_shown_others(self, tables: Iterable[ChangedTable]) -> bool:
        """Whether a view among them may have shown rows that it neither had before nor has now.

        So it may where several files came, one after the other, with rows of the same key: some of
        these were read, and others were not yet there. What read a source itself has the keys of
        all rows that came.
        """
        return any(self._may_have_shown_others(table) for table in tables)

    def _may_have_shown_others(self, table: ChangedTable) -> bool:
        came = [new for name in _sources_of(table) if (new := self.new_rows.get(name))]
        if not table.behind or sum(new.file_count for new in came) < 2:
            return False
        # What a view makes of one key may be of several keys of a view below it.
        is_nested = any(below.behind for below in table.behind)
        return is_nested or len(came) > 1 or came[0].is_key_in_several

    def _changed(
        self,
        name: str,
        columns: tuple[str, ...] | None,
        definitions: Mapping[str, Definition],
        now: Callable[[str], str | None],
        known: Collection[str],
    ) -> tuple[ChangedTable, ...] | None:
        """What tells how an input changed: itself, or what a view reads that passes changes of the
        same `columns` on.
        """
        definition = definitions.get(name)
        if definition is None or definition.kind == "table":
            is_known = name in known or name in self.new_rows
            return (ChangedTable(name),) if is_known else None
        reads = self.reads.get(name)
        if definition.kind != "view" or reads is None:
            return None
        found = dict[ChangedTable, None]()
        for below in definition.inputs:
            content = now(below)
            is_same = content is not None and content == self.before.get(below)
            if not is_same and below not in reads.regardless:
                if below not in reads.inputs:
                    return None
                tables = self._changed(below, reads.columns, definitions, now, known)
                if tables is None:
                    return None
                found.update(dict.fromkeys(tables))
        if reads.columns == columns or not found:
            return tuple(found)
        return (ChangedTable(name, behind=tuple(found)),)


def _sources_of(table: ChangedTable) -> frozenset[str]:
    """What stands at the end below a view."""
    if not table.behind:
        return frozenset((table.unique_id,))
    return frozenset().union(*map(_sources_of, table.behind))


class Refresh(Struct, frozen=True):
    """What to refresh a node by: keys that changed in `tables`, of what it `reads`.

    Without tables no key changed.
    """

    reads: KeyedReads
    tables: tuple[ChangedTable, ...]


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
    columns_of: Mapping[str, frozenset[str]],
    screens: Mapping[str, str],
    relationships: Collection[str] = (),
) -> dict[str, KeyedReads]:
    """The nodes that can be refreshed; `columns_of` has the columns that relations have, folded.

    `screens` are of tests that judge rows of one relation, `relationships` are the tests of that
    name that a project has no macro of its own for.
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
            if _has(columns_of, read, columns)
            and (_is_rule_of_one_row(node) or _is_kept_by_key(nodes[read]))
            and not _is_looked_up_otherwise(node, read, definition.inputs)
        )
        if inputs:
            is_by_row = name in relationships or (name in by_row and not _is_of_values(node))
            lookups = dict(_lookups(node, nodes, inputs, definition.inputs, columns_of))
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
    if isinstance(node, Source):
        return node.refresh_by
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
    columns_of: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, KeyLookup]]:
    """What a node looks up, and by which columns; also what is found through that."""
    wanted = dict(node.config.refresh_through) if isinstance(node, Model) else {}
    by_name = {nodes[name].name: name for name in inputs}
    found = {nodes[name].name for name in keyed} - wanted.keys()
    while ready := [name for name, lookup in wanted.items() if lookup.through in found]:
        for name in ready:
            asked = wanted.pop(name)
            if name not in by_name:
                continue
            lookup = _key_lookup(nodes[by_name[name]], asked, by_name)
            is_there = _has(columns_of, by_name[name], lookup.columns)
            if lookup.columns and is_there and _has(columns_of, lookup.through, lookup.theirs):
                found.add(name)
                yield by_name[name], lookup


def _key_lookup(node: Node, wanted: LookedUp, by_name: Mapping[str, str]) -> KeyLookup:
    through = by_name[wanted.through]
    if wanted.on and keys_of(node):
        return KeyLookup(through, tuple(wanted.on), tuple(wanted.on.values()), is_narrowed=True)
    return KeyLookup(through, keys_of(node), keys_of(node))


def _regardless(node: Node, nodes: Mapping[str, Node], inputs: Iterable[str]) -> Iterator[str]:
    if isinstance(node, Model):
        named = node.config.refresh_regardless_of
        yield from (name for name in inputs if nodes[name].name in named)


def _is_rule_of_one_row(node: Node) -> bool:
    """Whether a node is a family: all that it reads is read by its entity."""
    return isinstance(node, Model) and node.family is not None


def _has(columns_of: Mapping[str, frozenset[str]], unique_id: str, columns: Iterable[str]) -> bool:
    there = columns_of.get(unique_id, frozenset())
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
