"""The answer of a query as templates see it: rows and columns, by number and by name."""

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any


class NamedValues(Sequence[Any]):
    """Values in an order that have names as well: a row, a column, or all of either."""

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
        """The values in their order."""
        return self._values

    def values_distinct(self) -> tuple[Any, ...]:
        """Each value once."""
        return tuple(dict.fromkeys(self._values))

    def keys(self) -> tuple[str, ...]:
        """The names in their order."""
        return self._names

    def items(self) -> tuple[tuple[str, Any], ...]:
        """Names with values."""
        return tuple(zip(self._names, self._values, strict=True))

    def get(self, key: str, default: Any = None) -> Any:
        """The value of that name, or the default."""
        return self[key] if key in self._names else default

    def dict(self) -> Mapping[str, Any]:
        """The values by name."""
        return dict(self.items())


class TemplateTable:
    """What `run_query` gives; `tell` shows a text to the person who runs it."""

    __slots__ = ("_tell", "column_names", "columns", "rows")

    def __init__(
        self,
        column_names: Sequence[str],
        rows: Sequence[Sequence[Any]],
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._tell = tell
        self.column_names = tuple(column_names)
        values = [tuple(map(_as_known, row)) for row in rows]
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
        """The table with these columns alone."""
        names = [names] if isinstance(names, str) else list(names)
        return TemplateTable(names, [[row[name] for name in names] for row in self], self._tell)

    def exclude(self, names: Sequence[str]) -> "TemplateTable":
        """The table without these columns."""
        without = [names] if isinstance(names, str) else list(names)
        return self.select([name for name in self.column_names if name not in without])

    def rename(self, column_names: Any) -> "TemplateTable":
        """The table with other names of columns: all of them, or some by what they were."""
        if isinstance(column_names, Mapping):
            names = [column_names.get(name, name) for name in self.column_names]
        else:
            names = list(column_names)
        return TemplateTable(names, [row.values() for row in self], self._tell)

    def limit(self, count: int) -> "TemplateTable":
        """The table with its first rows."""
        return TemplateTable(self.column_names, [row.values() for row in self[:count]], self._tell)

    def __getitem__(self, key: Any) -> Any:
        return self.rows[key]

    def print_table(self, max_rows: int = 20, max_columns: int | None = None, **_: object) -> None:
        """Show the first rows to the person who runs it."""
        names = self.column_names[:max_columns]
        rows = [names, *([str(value) for value in row[:max_columns]] for row in self[:max_rows])]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["| " + " | ".join(map(_padded, row, widths)) + " |" for row in rows]
        lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
        self._tell("\n".join(lines))

    def print_json(self, **_: object) -> None:
        """Show all rows as JSON to the person who runs it."""
        self._tell(json.dumps([row.dict() for row in self], default=str))


def _padded(text: str, width: int) -> str:
    return text.ljust(width)


def _as_known(value: Any) -> Any:
    """A value as dbt's tables hold it: numbers are exact, lists and structs are JSON."""
    if isinstance(value, float):
        return Decimal(repr(value)) if value == value else None
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=str)
    if value is None or isinstance(value, str | int | Decimal | datetime.date | datetime.timedelta):
        return value
    return str(value)
