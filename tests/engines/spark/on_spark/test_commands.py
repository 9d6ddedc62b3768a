"""Commands about what is published say the same on Spark as on DuckDB."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.engines.spark.on_spark.shop import shop
from tests.engines.spark.on_spark.test_builds import ok
from tests.projects import seg

TARGETS = ("spark", "duckdb")


def told(folder: Path, *typed: str) -> tuple[str, str]:
    spark, duckdb = (ok(seg(folder, *typed, "--target", target)).stdout for target in TARGETS)
    return spark, duckdb


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two generations on both engines: in the second, somebody has moved."""
    folder = shop(tmp_path_factory.mktemp("shop"))
    told(folder, "build")
    seed = folder / "seeds" / "orders.csv"
    seed.write_text(seed.read_text().replace("5.25", "45.25"))
    told(folder, "build")
    return folder


@pytest.mark.parametrize(
    "typed",
    [
        ("simulate", "spending.high", "revenue", "--from", "10", "--to", "40", "--step", "10"),
        ("lineage", "customers.revenue"),
        ("diff", "--against", "1", "--examples", "2"),
    ],
)
def test_the_answer_is_the_same(folder: Path, typed: Sequence[str]):
    spark, duckdb = told(folder, *typed)
    assert spark == duckdb != ""


def test_who_moved_is_recorded_once_per_generation(folder: Path):
    moves = [
        re.sub(r"[0-9a-f]{8}-|\d\d:\d\d:\d\d", "", each) for each in told(folder, "events", "list")
    ]
    assert moves[0] == moves[1]
    assert moves[0].count("entered") == 4
    assert moves[0].count("exited") == 1


def test_both_engines_are_compared(folder: Path):
    same = ok(seg(folder, "diff", "--against-target", "duckdb"))
    assert "no differences" in same.stdout, same.stdout
    seed = folder / "seeds" / "orders.csv"
    text = seed.read_text()
    seed.write_text(text.replace("45.25", "46.25"))
    ok(seg(folder, "build", "--target", "duckdb"))
    seed.write_text(text)
    other = ok(seg(folder, "diff", "--against-target", "duckdb")).stdout
    assert "revenue (1)" in other
    assert "error" not in other
