"""The types that rules assume are those that DuckDB returns."""

import pytest
from sqlglot import exp, parse_one

from orchestrator.dialects.spark.kinds import kind_of, note_kinds
from tests.dialects.spark.cases import REFUSED, Construct, constructs, database, transpiler

KINDS = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DECIMAL": "decimal",
    "DOUBLE": "double",
    "INTERVAL": "interval",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "zoned",
    "VARCHAR": "text",
}
HELD = [each for each in constructs() if each.chapter != REFUSED]


def kind_in_duckdb(name: str) -> str:
    if name.endswith("[]"):
        return "list"
    if name.endswith("INT") or name == "INTEGER":
        return "integer"
    return KINDS.get(name.partition("(")[0], "other")


@pytest.mark.parametrize("construct", HELD, ids=[each.key for each in HELD])
def test_kinds_are_those_of_duckdb(construct: Construct) -> None:
    tree = parse_one(construct.sql, dialect="duckdb")
    assert isinstance(tree, exp.Query)
    note_kinds(tree, transpiler().columns)
    real = database().execute(f"describe {construct.sql}").fetchall()
    if any(each.is_star for each in tree.selects):
        return
    told = [(each.output_name, kind_of(each.unalias())) for each in tree.selects]
    assert [
        (name, kind, kind_in_duckdb(row[1]))
        for (name, kind), row in zip(told, real, strict=True)
        if kind not in (None, "null", kind_in_duckdb(row[1]))
    ] == []
