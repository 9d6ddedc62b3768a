"""Compares models and seeds: their rows, keys, columns and types."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.commands.diff.rows import (
    TwoRelations,
    bag_sql,
    changed_rows_sql,
    doubtful_keys_sql,
    example_rows_sql,
)
from orchestrator.commands.diff.sides import TwoSides
from orchestrator.nodes import DataTest, Model
from orchestrator.project.personal_columns import personal_in
from orchestrator.project.read.segment_list import families_among
from orchestrator.project.value import ParsedProject
from orchestrator.warehouse import Warehouse

Values = Mapping[str, Any]

_LONGEST_KEY = 6  # in columns


class ColumnDiff(Struct, frozen=True):
    """A column whose type changed, or that is on one side only: the missing type is None."""

    column: str
    before: str | None
    after: str | None


class RowExample(Struct, frozen=True):
    """One row that differs: its key, and its values before and after, by column.

    Values of personal columns are left out, and personal keys are digests.
    """

    key: Values
    before: Values
    after: Values


class RelationDiff(Struct, frozen=True, kw_only=True):
    """A model or seed that differs; a side that does not have it has no number of rows.

    Rows are matched by `key`, which is unique. Without one, `added` and `gone` are rows that the
    other side has less often, and none are `changed`. `changed_in` is the number of changed rows
    per column.
    """

    name: str
    rows_before: int | None
    rows_after: int | None
    key: tuple[str, ...] = ()
    added: int = 0
    gone: int = 0
    changed: int = 0
    columns: tuple[ColumnDiff, ...] = ()
    changed_in: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[RowExample, ...] = ()

    @property
    def is_same(self) -> bool:
        """Return whether both sides have the same rows and columns."""
        is_on_both = self.rows_before is not None and self.rows_after is not None
        return is_on_both and not (self.added or self.gone or self.changed or self.columns)


def relation_diff(
    sides: TwoSides, warehouse: Warehouse, unique_id: str, most_examples: int
) -> RelationDiff:
    """Compare one node on both sides; raises StatementError if a side cannot be read."""
    node = sides.project.nodes.get(unique_id)
    name = node.name if node is not None else unique_id.rpartition(".")[2]
    before, after = (side.relations.get(unique_id) for side in (sides.before, sides.after))
    counts = [None if each is None else warehouse.count(each.rows) for each in (before, after)]
    if before is None or after is None:
        return RelationDiff(name=name, rows_before=counts[0], rows_after=counts[1])
    stored = [_columns(warehouse, each.rows) for each in (before, after)]
    # A view selects its own stamps; they are no part of its rows, as for a table.
    stamps = {each.casefold() for each in node.config.stamps} if isinstance(node, Model) else ()
    shared = {
        column: type_ == stored[1][column]
        for column, type_ in stored[0].items()
        if column in stored[1] and column.casefold() not in stamps
    }
    rows = TwoRelations(before.rows, after.rows, shared)
    key = _key(sides.project, unique_id, rows, warehouse)
    found = RelationDiff(
        name=name,
        rows_before=counts[0],
        rows_after=counts[1],
        key=key,
        columns=_column_diffs(*(_columns(warehouse, each.sql) for each in (before, after))),
    )
    if not key:
        ((added, gone),) = warehouse.rows(bag_sql(rows, warehouse.dialect))
        return replace(found, added=int(added), gone=int(gone))
    personal = personal_in(sides.project.nodes, unique_id)
    return _by_key(found, rows, personal, warehouse, most_examples)


def _by_key(
    found: RelationDiff,
    rows: TwoRelations,
    personal: frozenset[str],
    warehouse: Warehouse,
    most_examples: int,
) -> RelationDiff:
    """Add the rows that differ, matched by the key."""
    others = [column for column in rows.columns if column not in found.key]
    query = changed_rows_sql(rows, found.key, others, warehouse.dialect)
    # A sum over no rows is NULL.
    added, gone, changed, *numbers = (int(each or 0) for each in warehouse.rows(query)[0])
    by_column = sorted(
        ((column, number) for column, number in zip(others, numbers, strict=True) if number),
        key=lambda each: -each[1],
    )
    shown = [column for column, _ in by_column if column.casefold() not in personal]
    return replace(
        found,
        added=added,
        gone=gone,
        changed=changed,
        changed_in=dict(by_column),
        examples=tuple(_examples(found, rows, shown, personal, warehouse, most_examples)),
    )


def _examples(
    found: RelationDiff,
    rows: TwoRelations,
    changed: Sequence[str],
    personal: frozenset[str],
    warehouse: Warehouse,
    most: int,
) -> Iterator[RowExample]:
    """Yield the first rows that differ in a column that is not personal."""
    if not changed or not most:
        return
    dialect, key = warehouse.dialect, found.key
    text = dialect.as_text("{}")
    shown_key = [f"md5({text})" if column.casefold() in personal else "{}" for column in key]
    query = example_rows_sql(rows, key, changed, shown_key, dialect, most)
    for row in warehouse.rows(query):
        keys, values = row[: len(key)], row[len(key) :]
        each = zip(changed, values[: len(changed)], values[len(changed) :], strict=True)
        # NaN equals nothing, so a NaN that did not change is listed as well.
        other = [(column, was, now) for column, was, now in each if was != now]
        yield RowExample(
            dict(zip(key, keys, strict=True)),
            {column: was for column, was, _ in other},
            {column: now for column, _, now in other},
        )


def _columns(warehouse: Warehouse, relation: str) -> dict[str, str]:
    return dict(warehouse.session.describe(f"select * from {relation}"))


def _column_diffs(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ColumnDiff, ...]:
    return tuple(
        ColumnDiff(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    )


def _key(
    project: ParsedProject, unique_id: str, rows: TwoRelations, warehouse: Warehouse
) -> tuple[str, ...]:
    """Return the first candidate key that is unique on both sides."""

    def is_key(columns: tuple[str, ...]) -> bool:
        queries = (
            doubtful_keys_sql(relation, columns, warehouse.dialect)
            for relation in (rows.before, rows.after)
        )
        return not any(warehouse.rows(query) for query in queries)

    names = {column.casefold(): column for column in rows.columns}
    for said in dict.fromkeys(_said_keys(project, unique_id)):
        key = tuple(names.get(column.casefold(), "") for column in said)
        if key and "" not in key and is_key(key):
            return key
    # If no key is declared, columns tested as not null may form one.
    tested = _tested(project, unique_id, "not_null")
    filled = tuple(column for name, column in names.items() if name in tested)[:_LONGEST_KEY]
    if not filled or not is_key(filled):
        return ()
    prefixes = (filled[:length] for length in range(1, len(filled)))
    return next(filter(is_key, prefixes), filled)


def _said_keys(project: ParsedProject, unique_id: str) -> Iterator[tuple[str, ...]]:
    """Yield candidate keys: unique key, unique columns, a family's entity, refresh columns."""
    node = project.nodes.get(unique_id)
    if isinstance(node, Model):
        yield node.config.unique_key
    yield from ((column,) for column in _tested(project, unique_id, "unique"))
    for model in families_among(project.nodes.values()):
        if model.family is not None and model.depends_on[0] == unique_id:
            yield (model.family.entity,)
    if isinstance(node, Model):
        yield node.config.refresh_by


def _tested(project: ParsedProject, unique_id: str, test_name: str) -> tuple[str, ...]:
    """Return the columns of a node, in lower case, that have the generic test."""
    return tuple(
        test.column.casefold()
        for test in project.nodes.values()
        if isinstance(test, DataTest)
        and test.attached_to == unique_id
        and test.test_name == test_name
        and test.column is not None
    )
