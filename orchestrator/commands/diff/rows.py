"""Queries that compare the rows of one relation on two sides: added, removed, changed."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect

_THERE = "seg_there"


class TwoRelations(Struct, frozen=True):
    """One relation on two sides, as SQL, and for each shared column whether the types are equal.

    Values of different types are compared as text.
    """

    before: str
    after: str
    columns: Mapping[str, bool]

    def value(self, side: str, column: str, dialect: Dialect) -> str:
        """Return the SQL of a side's value for comparison."""
        shown = f"{side}.{dialect.quote(column)}"
        return shown if self.columns[column] else dialect.as_text(shown)


def doubtful_keys_sql(relation: str, key: Sequence[str], dialect: Dialect) -> str:
    """Return the query for rows whose key is not unique on a side, or is NULL."""
    columns = [dialect.quote(column) for column in key]
    is_null = " or ".join(f"{column} is null" for column in columns)
    return (
        f"select 1 from {relation} as t group by {', '.join(columns)} "
        f"having count(*) > 1 or {is_null} limit 1"
    )


def bag_sql(rows: TwoRelations, dialect: Dialect) -> str:
    """Return the query for how many rows each side has in excess of the other: (added, gone)."""
    before, after = (
        f"select {_values(rows, side, dialect)} from {relation} as {side}"
        for side, relation in (("b", rows.before), ("a", rows.after))
    )
    return (
        f"select (select count(*) from ({after} except all {before}) as came), "
        f"(select count(*) from ({before} except all {after}) as went)"
    )


def _values(rows: TwoRelations, side: str, dialect: Dialect) -> str:
    return ", ".join(rows.value(side, column, dialect) for column in rows.columns) or "1"


def changed_rows_sql(
    rows: TwoRelations, key: Sequence[str], others: Sequence[str], dialect: Dialect
) -> str:
    """Return a query of one row: keys added, gone and changed, and changes in each of `others`."""
    differs = [_differs(rows, column, dialect) for column in others]
    counted = [
        f"b.{_THERE} is null",
        f"a.{_THERE} is null",
        _on_both(" or ".join(differs) or "false"),
        *map(_on_both, differs),
    ]
    sums = ", ".join(f"sum(case when {each} then 1 else 0 end)" for each in counted)
    return f"select {sums}\n{_joined(rows, key, dialect)}"


def example_rows_sql(
    rows: TwoRelations,
    key: Sequence[str],
    changed: Sequence[str],
    shown_key: Sequence[str],
    dialect: Dialect,
    most: int,
) -> str:
    """Return the query for the first rows `changed` in a column: key, values before, and after.

    `shown_key` is how each key column is shown, as SQL with `{}` for the column.
    """
    keys = [f"b.{dialect.quote(column)}" for column in key]
    shown_keys = [shown.format(column) for shown, column in zip(shown_key, keys, strict=True)]
    values = [f"{side}.{dialect.quote(column)}" for side in "ba" for column in changed]
    is_other = _on_both(" or ".join(_differs(rows, column, dialect) for column in changed))
    return (
        f"select {', '.join([*shown_keys, *values])}\n{_joined(rows, key, dialect)}\n"
        f"where {is_other} order by {', '.join(keys)} limit {most}"
    )


def _differs(rows: TwoRelations, column: str, dialect: Dialect) -> str:
    before, after = (rows.value(side, column, dialect) for side in "ba")
    return f"{before} is distinct from {after}"


def _on_both(condition: str) -> str:
    return f"b.{_THERE} = 1 and a.{_THERE} = 1 and ({condition})"


def _joined(rows: TwoRelations, key: Sequence[str], dialect: Dialect) -> str:
    same = " and ".join(
        f"{rows.value('b', column, dialect)} = {rows.value('a', column, dialect)}" for column in key
    )
    before, after = (
        f"(select *, 1 as {_THERE} from {relation})" for relation in (rows.before, rows.after)
    )
    return f"from {before} as b full join {after} as a on {same}"
