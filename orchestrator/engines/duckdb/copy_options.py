"""COPY options as a project writes them: names with texts, lists or mappings."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import quote, text
from orchestrator.engines.duckdb.sql.statements import parser

_QUOTE = "'"  # around values as dbt's users write them
_OF_COLUMNS = ("partition_by", "force_quote")  # options that also take columns as one text


def spelled_options(options: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options as SQL; each value is one literal and cannot contain other SQL."""
    for name, value in options.items():
        if name.lower() in _OF_COLUMNS and isinstance(value, str):
            value = [each.strip().strip('"') for each in value.strip(" ()").split(",")]
        elif isinstance(value, str) and value.strip().startswith("{"):
            value = _struct_in(value)
        if isinstance(value, list | tuple):
            yield f"{quote(name)} ({', '.join(text(_shown(each)) for each in value)})"
        elif isinstance(value, Mapping):
            yield f"{quote(name)} {_literal(value)}"
        else:
            yield f"{quote(name)} {text(_shown(value).strip(_QUOTE))}"


def _struct_in(written: str) -> Any:
    """Return the mapping that a SQL text is, as dbt's users write it; other text is unchanged."""
    with parser() as connection:
        try:
            found = connection.execute(f"select {written}").fetchall()[0][0]
        except duckdb.Error:
            return written
    return found if isinstance(found, dict) else written


def _literal(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{text(str(key))}: {_literal(value[key])}" for key in value) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, int | float):
        return _shown(value)
    return text(str(value))


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
