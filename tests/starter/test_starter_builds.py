"""The starter is a project that works at once."""

from pathlib import Path

from orchestrator.starter.write import write_starter
from tests.projects import rows, seg


def test_the_starter_builds_and_publishes_its_segments(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    built = seg(tmp_path, "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "Done. PASS=19 WARN=0 ERROR=0" in built.stdout
    assert rows(
        tmp_path, "select segment, count(*) from customer_segments group by segment order by 1"
    ) == [("active", 1), ("lapsed", 4), ("new", 2), ("prospect", 1), ("repeat", 4)]


def test_a_broken_promise_publishes_nothing(tmp_path: Path) -> None:
    write_starter(tmp_path, "shop")
    with (tmp_path / "seeds/orders.csv").open("a", encoding="utf-8") as file:
        file.write("1021,C099,2025-06-29 10:00:00,10.00\n")
    built = seg(tmp_path, "build")
    assert built.exit_code == 1
    assert "FAIL 1 relationships_stg_orders" in built.stdout
    assert (
        rows(
            tmp_path, "select table_name from information_schema.tables where table_schema = 'main'"
        )
        == []
    )
