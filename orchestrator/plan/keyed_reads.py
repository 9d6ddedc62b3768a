"""Which columns each node is refreshed by, and which of its inputs have these keys."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import DataTest, LookedUp, Model, Node, Source
from orchestrator.plan.refreshing import KeyedReads, KeyLookup
from orchestrator.state.definitions import Definition

RELATIONSHIPS, COVERAGE = "relationships", "coverage"
_SUBQUERY = lazy_regex(r"\b(select|from)\b", re.IGNORECASE)
_REFERENCE = lazy_regex(r"(\{\{)?\s*(ref|source)\([^()]*\)\s*(\}\})?")


def keyed_reads(
    nodes: Mapping[str, Node],
    definitions: Mapping[str, Definition],
    columns_of: Mapping[str, frozenset[str]],
    screens: Mapping[str, str],
    built_in: Collection[str] = (),
) -> dict[str, KeyedReads]:
    """Return the nodes that can be refreshed; `columns_of` has relations' columns, case-folded.

    `screens` are of tests that judge rows of one relation; `built_in` are relationship and coverage
    tests for which the project has no macro of its own.
    """
    relationships = frozenset(name for name in built_in if _is_test(nodes[name], RELATIONSHIPS))
    # A subquery can read any other row as well.
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
            # These are read in full: the same columns may have a different meaning there.
            keyed = inputs - lookups.keys() - regardless
            read = dict(_read_columns(node, columns_of)) if name in built_in else {}
            found[name] = KeyedReads(columns, keyed, is_by_row, lookups, regardless, read)
    return found


def _is_test(node: Node, test_name: str) -> bool:
    return isinstance(node, DataTest) and node.test_name == test_name


def _read_columns(
    test: Node, columns_of: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that a relationship or coverage test reads of the parent relation."""
    assert isinstance(test, DataTest)
    key, column = ("to", "field") if test.test_name == RELATIONSHIPS else ("of", "entity")
    relation, name = str(test.arguments.get(key, "")), str(test.arguments.get(column, ""))
    others = {read for read in test.depends_on if read != test.attached_to}
    if len(others) == 1 and _REFERENCE.fullmatch(relation.strip()):
        (other,) = others
        if _has(columns_of, other, (name,)):
            yield other, (name,)


def _columns_of(
    node: Node,
    nodes: Mapping[str, Node],
    by_row: frozenset[str],
    relationships: Collection[str],
) -> tuple[str, ...]:
    """Return what a node is refreshed by: as declared, or for a test of rows as its relation is."""
    match node:
        case Model():
            return node.config.refresh_by
        case DataTest(config=config) if config.refresh_by:
            # With other conditions, fewer failing rows than before can be a failure.
            return config.refresh_by if config.fails_on_any_row else ()
        case DataTest(column=str(column)) if node.unique_id in relationships:
            is_plain = node.config.fails_on_any_row and _looks_up_another(node)
            return (column,) if is_plain else ()
        case DataTest(attached_to=str(tested)) if node.unique_id in by_row:
            if _is_of_values(node):
                return (node.column,) if node.column else ()
            return keys_of(nodes[tested])
        case _:
            return ()


def _is_of_values(node: Node) -> bool:
    """Return whether a test compares all rows with one value: it is refreshed by that value."""
    return isinstance(node, DataTest) and node.test_name == "unique"


def _looks_up_another(test: DataTest) -> bool:
    """Return whether a test looks values up in one other relation.

    In the same relation, a deleted row can be what an unchanged row refers to.
    """
    others = [name for name in test.depends_on if name != test.attached_to]
    return len(others) == 1 and not _SUBQUERY.search(str(test.arguments.get("to", "")))


def _is_looked_up_otherwise(node: Node, read: str, inputs: tuple[str, ...]) -> bool:
    """Return whether a test looks values up by a column of a different name.

    In its own relation, only if it reads no other.
    """
    return (
        isinstance(node, DataTest)
        and node.test_name == RELATIONSHIPS
        and (read != node.attached_to or inputs == (read,))
        and str(node.arguments.get("field", "")).casefold() != str(node.column).casefold()
    )


def keys_of(node: Node) -> tuple[str, ...]:
    """Return the columns that identify a node's changes: `refresh_by`, or else the unique key."""
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
    """Yield what a node looks up, by which columns, and what is found through that."""
    wanted = dict(node.config.refresh_through) if isinstance(node, Model) else {}
    by_name = {nodes[name].name: name for name in inputs}
    found = {nodes[name].name for name in keyed} - wanted.keys()
    while ready := [name for name, lookup in wanted.items() if lookup.through in found]:
        for name in ready:
            key = wanted.pop(name)
            if name not in by_name:
                continue
            lookup = _key_lookup(nodes[by_name[name]], key, by_name)
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
    """Return whether a node is a family: everything that it reads is read by its entity."""
    return isinstance(node, Model) and node.family is not None


def _has(columns_of: Mapping[str, frozenset[str]], unique_id: str, columns: Iterable[str]) -> bool:
    existing = columns_of.get(unique_id, frozenset())
    return all(name.casefold() in existing for name in columns)
