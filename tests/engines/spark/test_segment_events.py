"""Segment events on Spark: which it computes, the transaction in the records writes, once."""

from pathlib import Path

import pytest

from orchestrator.errors import StatementError
from orchestrator.generations.events import (
    HISTORY_COLUMNS,
    HISTORY_MOMENTS,
    FollowedFamily,
    Following,
    History,
)
from orchestrator.generations.values import Change, FamilyVersion
from tests.engines.spark.fake import FakeSpark, opened
from tests.engines.warehouse import AT, Warehouse

EVENTS = "select generation, entity, segment, event, cause from _seg.segment_events order by number"
FAMILY = FamilyVersion("tier", "1")
FOLLOWING = Following({"model.p.a": FollowedFamily(FAMILY)})


def family(warehouse: Warehouse, segment: str) -> Change:
    return warehouse.table("a", f"select 1 as id, 'tier' as family, '{segment}' as segment")


def moves(*rows: tuple[str, str, bool, str]) -> object:
    pyarrow = pytest.importorskip("pyarrow")
    names = ("entity", "segment", "has_entered", "cause")
    return pyarrow.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def test_what_spark_computes_is_recorded_with_the_generation(tmp_path: Path):
    spark = FakeSpark()
    warehouse = Warehouse(opened(spark, tmp_path))
    spark.answer = moves(("1", "x", True, "start"))
    made = warehouse.engine.publish([family(warehouse, "x")], "run", AT, following=FOLLOWING)
    assert (made.number, made.notices) == (1, ())
    spark.answer = moves(("1", "y", True, "data"), ("1", "x", False, "data"))
    warehouse.engine.publish([family(warehouse, "y")], "run", AT, following=FOLLOWING)
    spark.answer = moves(("1", "x", True, "rollback"), ("1", "y", False, "rollback"))
    warehouse.engine.rollback(1, "again", AT, FOLLOWING)
    assert warehouse.rows(EVENTS) == [
        (1, "1", "x", "entered", "start"),
        (2, "1", "x", "exited", "data"),
        (2, "1", "y", "entered", "data"),
        (3, "1", "y", "exited", "rollback"),
        (3, "1", "x", "entered", "rollback"),
    ]
    first, second, third = spark.collected
    assert "main__a__2" in first
    assert all(name in second for name in ("main__a__2", "main__a__3"))
    assert all(name in third for name in ("main__a__2", "main__a__3"))
    # What does not change is not compared.
    warehouse.engine.publish([warehouse.table("b", "select 1 as i")], "run", AT, (), (), FOLLOWING)
    assert len(spark.collected) == 3
    warehouse.engine.close()


def test_without_its_moves_a_generation_is_not_published(tmp_path: Path):
    spark = FakeSpark()
    warehouse = Warehouse(opened(spark, tmp_path))
    change = family(warehouse, "x")
    spark.refuses = "main__a"
    with pytest.raises(StatementError, match="it is refused"):
        warehouse.engine.publish([change], "run", AT, following=FOLLOWING)
    assert warehouse.engine.catalogue().generations == ()
    assert not warehouse.engine.are_behind()
    assert spark.names("main") == []
    warehouse.engine.close()


def test_the_reasons_of_a_history_are_read_on_spark(tmp_path: Path):
    spark = FakeSpark()
    warehouse = Warehouse(opened(spark, tmp_path))
    columns = {name: name for name in (*HISTORY_COLUMNS, *HISTORY_MOMENTS)}
    history = History("model.p.history", columns)
    following = Following({"model.p.a": FollowedFamily(FAMILY, history)})
    spark.answer = moves(("1", "x", True, "start"))
    for segment in "xy":
        told = warehouse.table(
            "history",
            "select 1 as id, 'tier' as family, 'x' as segment, date '2026-01-01' as valid_from, "
            "date '2026-01-02' as valid_to, 'bought' as entry_reason, 'left' as exit_reason, "
            "timestamp '2026-01-01 10:00:00' as entered_at, "
            "timestamp '2026-01-02 10:00:00' as exited_at",
        )
        warehouse.engine.publish([family(warehouse, segment), told], "run", AT, following=following)
    assert told.version is not None
    assert "main__history__" not in spark.collected[0]
    assert "main__history__" in spark.collected[1]
    assert "ROW_NUMBER() OVER" in spark.collected[1]
    warehouse.engine.close()
