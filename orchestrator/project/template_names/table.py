"""A query result in templates: rows and columns, by number and by name."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any


class NamedValues(Sequence[Any]):
    """An ordered sequence of values that also have names: a row, a column, or a list of either."""

    __slots__ = ("_names", "_values", "name")

    def __init__(self, values: Sequence[Any], names: Sequence[str] = (), name: str = "") -> None:
        self._values = tuple(values)
        self._names = tuple(names)
        self.name = name

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            if key not in self._names:
                raise KeyError(key)
            return self._values[self._names.index(key)]
        return self._values[key]

    def __len__(self) -> int:
        return len(self._values)

    def __str__(self) -> str:
        return str(self._values)

    def values(self) -> tuple[Any, ...]:
        """Return the values in order."""
        return self._values

    def values_distinct(self) -> tuple[Any, ...]:
        """Return each distinct value once."""
        return tuple(dict.fromkeys(self._values))

    def keys(self) -> tuple[str, ...]:
        """Return the names in order."""
        return self._names

    def items(self) -> tuple[tuple[str, Any], ...]:
        """Return names with values."""
        return tuple(zip(self._names, self._values, strict=True))

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of that name, or the default."""
        return self[key] if key in self._names else default

    def dict(self) -> Mapping[str, Any]:
        """Return the values by name."""
        return dict(self.items())


class TemplateTable:
    """The result of `run_query`; `tell` shows a text to the user."""

    __slots__ = ("_tell", "column_names", "columns", "rows")

    def __init__(
        self,
        column_names: Sequence[str],
        rows: Sequence[Sequence[Any]],
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._tell = tell
        self.column_names = tuple(column_names)
        values = [tuple(map(_as_dbt_value, row)) for row in rows]
        self.rows = NamedValues([NamedValues(row, self.column_names) for row in values])
        by_column = zip(*values, strict=True) if values else [()] * len(self.column_names)
        self.columns = NamedValues(
            [
                NamedValues(column, name=name)
                for name, column in zip(self.column_names, by_column, strict=True)
            ],
            self.column_names,
        )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[NamedValues]:
        return iter(self.rows)

    def select(self, names: Sequence[str]) -> "TemplateTable":
        """Return the table with only these columns."""
        names = [names] if isinstance(names, str) else list(names)
        return TemplateTable(names, [[row[name] for name in names] for row in self], self._tell)

    def exclude(self, names: Sequence[str]) -> "TemplateTable":
        """Return the table without these columns."""
        without = [names] if isinstance(names, str) else list(names)
        return self.select([name for name in self.column_names if name not in without])

    def rename(self, column_names: Any) -> "TemplateTable":
        """Return the table with renamed columns: a list renames all of them, a mapping some."""
        if isinstance(column_names, Mapping):
            names = [column_names.get(name, name) for name in self.column_names]
        else:
            names = list(column_names)
        return TemplateTable(names, [row.values() for row in self], self._tell)

    def limit(self, count: int) -> "TemplateTable":
        """Return the first rows of the table."""
        return TemplateTable(self.column_names, [row.values() for row in self[:count]], self._tell)

    def __getitem__(self, key: Any) -> Any:
        return self.rows[key]

    def print_table(self, max_rows: int = 20, max_columns: int | None = None, **_: object) -> None:
        """Show the first rows to the user."""
        names = self.column_names[:max_columns]
        rows = [names, *([str(value) for value in row[:max_columns]] for row in self[:max_rows])]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["| " + " | ".join(map(_padded, row, widths)) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
        self._tell("\n".join(lines))

    def print_json(self, **_: object) -> None:
        """Show all rows to the user as JSON."""
        self._tell(json.dumps([row.dict() for row in self], default=str))


def _padded(text: str, width: int) -> str:
    return text.ljust(width)


def _as_dbt_value(value: Any) -> Any:
    """Return a value as dbt's tables hold it: exact numbers, lists and structs as JSON."""
    if isinstance(value, float):
        return Decimal(repr(value)) if value == value else None
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=str)
    if value is None or isinstance(value, str | int | Decimal | datetime.date | datetime.timedelta):
        return value
    return str(value)
