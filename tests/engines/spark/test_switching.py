"""On Spark, published names follow the records, however a process ends in between."""

from pathlib import Path

import pytest

from orchestrator.errors import EnvironmentFault, StatementError, UsageError
from tests.engines.spark.fake import FakeSpark, opened
from tests.engines.warehouse import AT, Warehouse


def published(spark: FakeSpark, root: Path) -> Warehouse:
    """A table, a view on it, and a second table that the next generation has no more."""
    warehouse = Warehouse(opened(spark, root))
    warehouse.publish(
        warehouse.table("a", "select 1 as i"),
        warehouse.view("v", 'select i from "main"."a"'),
        warehouse.table("gone", "select 2 as i"),
    )
    return warehouse


def test_names_show_versions_one_by_one(tmp_path: Path):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    assert spark.names("main") == ["a", "gone", "v"]
    assert spark.names("seg_versions") == ["main__a__2", "main__gone__3"]
    assert "`seg_versions`.`main__a__2`" in spark.relations["main", "a"][1]
    warehouse.engine.close()
    assert spark.is_closed


@pytest.mark.parametrize("statements", range(3))
def test_the_next_start_finishes_what_was_begun(tmp_path: Path, statements: int):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    change = warehouse.table("a", "select 2 as i, 'x' as more")
    spark.left = statements
    with pytest.raises(EnvironmentFault, match="generation 2 is published in the records"):
        warehouse.engine.publish([change], "run", AT, gone=["model.p.gone"])
    warehouse.engine.close()

    spark.left = None
    again = opened(spark, tmp_path)
    assert again.are_behind()
    again.finish()
    assert not again.are_behind()
    assert spark.names("main") == ["a", "v"]
    assert "`main__a__4`" in spark.relations["main", "a"][1]
    again.close()


def test_what_spark_refuses_to_switch_a_later_generation_can_heal(tmp_path: Path):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    change = warehouse.table("a", "select 2 as i")
    spark.refuses = "create or replace view `main`.`a`"
    with pytest.raises(EnvironmentFault, match=r"not all names on Spark show it yet: main\.a: it"):
        warehouse.publish(change)
    again = warehouse.table("a", "select 3 as i")
    with pytest.raises(EnvironmentFault, match="generation 3 is published in the records"):
        warehouse.publish(again)
    spark.refuses = ""
    warehouse.publish(warehouse.table("other", "select 1 as i"))
    assert not warehouse.engine.are_behind()
    assert "`main__a__5`" in spark.relations["main", "a"][1]
    warehouse.engine.close()


def test_a_run_that_ended_before_it_published_leaves_nothing(tmp_path: Path):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    warehouse.table("a", "select 2 as i")
    spark.relations["seg_versions", "main__half__7"] = "table", ""
    warehouse.engine.close()
    again = opened(spark, tmp_path)
    again.prepare(["main"])
    assert spark.names("seg_versions") == ["main__a__2", "main__gone__3"]
    assert "`main__a__2`" in spark.relations["main", "a"][1]
    again.close()


def test_rolling_back_shows_the_versions_before(tmp_path: Path):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    warehouse.publish(warehouse.table("a", "select 2 as i"))
    assert "`main__a__4`" in spark.relations["main", "a"][1]
    warehouse.engine.rollback(1, "again", AT)
    assert "`main__a__2`" in spark.relations["main", "a"][1]
    warehouse.engine.close()


def test_what_no_kept_generation_uses_is_dropped(tmp_path: Path):
    spark = FakeSpark()
    warehouse = published(spark, tmp_path)
    warehouse.publish(warehouse.table("a", "select 2 as i"))
    assert "main__a__2" in spark.names("seg_versions")
    assert warehouse.engine.collect(keep=1) == 1
    assert spark.names("seg_versions") == ["main__a__4", "main__gone__3"]
    warehouse.engine.close()


def test_no_number_of_a_version_is_given_twice(tmp_path: Path):
    engine = opened(FakeSpark(), tmp_path)
    assert engine.catalogue().next_version == 1
    engine.prepare([])
    assert engine.catalogue().next_version == 2
    engine.prepare([])
    assert engine.catalogue().next_version == 3
    engine.close()


def test_a_name_that_seg_did_not_make_is_left_alone(tmp_path: Path):
    spark = FakeSpark()
    spark.schemas["main"] = ""
    spark.relations["main", "a"] = "table", "theirs"
    warehouse = Warehouse(opened(spark, tmp_path))
    change = warehouse.table("a", "select 1 as i")
    with pytest.raises(
        UsageError, match=r"main\.a already exists on Spark, and seg did not create it"
    ):
        warehouse.publish(change)
    with pytest.raises(UsageError, match="already exists on Spark"):
        warehouse.engine.rehearsal([change.relation])
    assert spark.relations["main", "a"] == ("table", "theirs")
    assert warehouse.engine.catalogue().published == {}
    warehouse.engine.close()


def test_versions_of_other_records_are_left_alone(tmp_path: Path):
    spark = FakeSpark()
    published(spark, tmp_path).engine.close()
    (tmp_path / "other").mkdir()
    other = opened(spark, tmp_path / "other")
    with pytest.raises(
        EnvironmentFault, match="seg_versions on Spark does not belong to these records"
    ):
        other.prepare(["main"])
    assert spark.names("seg_versions") == ["main__a__2", "main__gone__3"]
    other.close()


def test_a_version_that_spark_refuses_is_in_no_records(tmp_path: Path):
    warehouse = Warehouse(opened(FakeSpark(), tmp_path))
    with pytest.raises(StatementError, match="is not tested on Spark"):
        warehouse.table("a", "select\n  list_zip([1], [2]) as i")
    assert warehouse.engine.catalogue().versions == frozenset()
    warehouse.engine.close()
