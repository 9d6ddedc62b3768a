"""The SQL of rows in unit tests: inputs, and expected results."""

from collections.abc import Mapping, Sequence
from typing import Any

from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.errors import Problem, ProjectError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Fixture

_NO_TYPE = '"NULL"'

Columns = Sequence[tuple[str, str]]
"""Names and types."""


def given_select(fixture: Fixture, columns: Columns, of: str, dialect: Dialect) -> str:
    """Return a SELECT of rows with all `columns`: those not given are null.

    Raises ProjectError for unknown columns; `of` names their relation in the message.
    """
    if fixture.sql is not None:
        return clean_select(fixture.sql)
    _check_columns(fixture, [name for name, _ in columns], of)
    return _select(fixture.rows, columns, dialect)


def expected_select(fixture: Fixture, columns: Columns, dialect: Dialect) -> str:
    """Return a SELECT of the expected rows with the types of `columns`, which the model returns."""
    if fixture.sql is None:
        return _select(fixture.rows, columns, dialect)
    casts = ", ".join(
        f"{dialect.column(name)}"
        if _NO_TYPE in kind
        else f"cast({dialect.column(name)} as {kind}) as {dialect.column(name)}"
        for name, kind in columns
    )
    return f"select {casts} from (\n{clean_select(fixture.sql)}\n) as expected"


def expected_columns(
    fixture: Fixture, names: Sequence[str], actual: Columns, model: str
) -> tuple[tuple[str, str], ...]:
    """Return the columns to compare, as the model returns them; raises ProjectError.

    `names` are the expected columns; if there are none, all columns of the model are compared.
    """
    if not names:
        return tuple(actual)
    by_name = {name.casefold(): (name, kind) for name, kind in actual}
    given = [name for name, _ in actual]
    _check_columns(fixture, given, f"'{model}' gives", names)
    return tuple(by_name[name.casefold()] for name in names)


def untyped_select(fixture: Fixture, dialect: Dialect) -> str:
    """Return a SELECT of the rows as written, for people to read."""
    if fixture.sql is not None:
        return clean_select(fixture.sql)
    columns = [(name, "") for name in fixture.columns]
    return _select(fixture.rows, columns, dialect) if columns else "select null where false"


def _check_columns(
    fixture: Fixture, existing: Sequence[str], of: str, named: Sequence[str] | None = None
) -> None:
    known = {name.casefold() for name in existing}
    for name in fixture.columns if named is None else named:
        if name.casefold() in known:
            continue
        rows = enumerate(fixture.rows)
        row = next((at for at, row in rows if name in row), len(fixture.rows))
        nearest = did_you_mean(name, existing)
        columns = f"columns: {', '.join(existing)}"
        fix = f"{nearest} {columns}" if nearest else columns
        what = f"{of} no column '{name}'"
        raise ProjectError([Problem(what, fixture.place_of(row), fix)])


def _select(rows: Sequence[Mapping[str, Any]], columns: Columns, dialect: Dialect) -> str:
    """Each value is cast on its own, because a VALUES list would have one type per column."""
    if not rows:
        nulls = ", ".join(_cell(None, kind, name, dialect) for name, kind in columns)
        return f"select {nulls} where false"
    selects = []
    for row in rows:
        values = {name.casefold(): value for name, value in row.items()}
        cells = (_cell(values.get(name.casefold()), kind, name, dialect) for name, kind in columns)
        selects.append(f"select {', '.join(cells)}")
    return "\nunion all\n".join(selects)


def _cell(value: Any, kind: str, name: str, dialect: Dialect) -> str:
    literal = dialect.literal(value)
    # A column with only nulls has no type to cast to.
    cast = literal if not kind or _NO_TYPE in kind else f"cast({literal} as {kind})"
    return f"{cast} as {dialect.column(name)}"
