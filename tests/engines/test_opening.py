"""How a session plans queries: what is there by itself, and what a profile says instead."""

from pathlib import Path

import pytest

from orchestrator.engines.door import Connection, adapter

COUNTED = "(select g, count(*) as n from t group by g)"
TWICE = f"explain select one.n + other.n from {COUNTED} as one join {COUNTED} as other using (g)"


@pytest.mark.parametrize(
    ("settings", "is_held"),
    [
        pytest.param({}, False, id="what stands twice is read twice"),
        pytest.param({"disabled_optimizers": ""}, True, id="the profile goes before that"),
    ],
)
def test_what_stands_twice_in_a_query(
    tmp_path: Path, settings: dict[str, str], is_held: bool
) -> None:
    connection = Connection(tmp_path, {"path": "w.duckdb", "settings": settings})
    engine = adapter("duckdb").open_engine(connection)
    session = engine.session()
    session.execute("create table t as select range % 7 as g from range(100)")
    assert ("CTE" in str(session.query(TWICE).values)) is is_held
    engine.close()
