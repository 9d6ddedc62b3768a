"""`seg watch` reports how long after the newest row it was published, if this can be known."""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from orchestrator.commands.watch import Refreshed, Watch
from orchestrator.reports.watching import line_of
from tests.commands.test_watch import told, watching
from tests.projects import rows, write_project

NOON = datetime(2025, 6, 30, 12, tzinfo=UTC)
NEW = datetime(2025, 6, 30, 13, tzinfo=UTC)
MODEL = "{{ config(materialized='table') }} select * from {{ source('raw', 'orders') }}\n"


def source(**settings: str) -> str:
    """The declaration of a source with one table."""
    table = ", ".join(f"{key}: {value}" for key, value in {"name": "orders", **settings}.items())
    return f"sources: [{{name: raw, schema: main, tables: [{{{table}}}]}}]\n"


FILE = source(config="{external_location: 'o.csv'}")


def add(folder: Path, at: datetime) -> None:
    """Another row of the table, loaded at a moment."""
    with duckdb.connect(folder / "warehouse.duckdb") as database:
        database.execute("create table if not exists raw_orders (id int, loaded_at timestamp)")
        database.execute("insert into raw_orders values (1, $1)", [at.replace(tzinfo=None)])


def refreshed(watch: Watch) -> Refreshed:
    """What is told of the next build that published something."""
    seen = next(told(watch))
    assert isinstance(seen, Refreshed), seen
    assert seen.result.exit_code == 0
    return seen


def test_of_files_it_counts_from_the_newest_one(tmp_path: Path) -> None:
    files = {"models/raw.yml": FILE, "models/orders.sql": MODEL, "o.csv": "id\n1\n"}
    os.utime(write_project(tmp_path, files) / "o.csv", (NOON.timestamp(), NOON.timestamp()))
    seen = refreshed(watching(tmp_path))
    assert seen.newest == NOON
    assert seen.lag_seconds is not None
    assert abs(seen.lag_seconds - (datetime.now(UTC) - NOON).total_seconds()) < 60


def test_a_seed_is_a_file(tmp_path: Path) -> None:
    write_project(tmp_path, {"seeds/people.csv": "id\n1\n", "seeds/codes.csv": "code\n1\n"})
    os.utime(tmp_path / "seeds/people.csv", (NEW.timestamp(), NEW.timestamp()))
    os.utime(tmp_path / "seeds/codes.csv", (NOON.timestamp(), NOON.timestamp()))
    assert refreshed(watching(tmp_path)).newest == NEW


def test_where_freshness_is_checked_it_counts_from_the_newest_row(tmp_path: Path) -> None:
    settings = {
        "loaded_at_field": "at",
        "freshness": "{error_after: {count: 9000, period: day}}",
        "config": "{external_location: 'o.csv'}",
    }
    text = "id,at\n1,2025-06-30 12:00:00\n2,2025-06-29 12:00:00\n"
    files = {"models/raw.yml": source(**settings), "models/orders.sql": MODEL, "o.csv": text}
    assert refreshed(watching(write_project(tmp_path, files))).newest == NOON


def test_a_table_is_asked_for_its_newest_row(tmp_path: Path) -> None:
    declared = source(identifier="raw_orders", loaded_at_field="loaded_at")
    write_project(tmp_path, {"models/raw.yml": declared, "models/orders.sql": MODEL})
    add(tmp_path, NOON)
    watch = watching(tmp_path)
    assert refreshed(watch).newest == NOON
    add(tmp_path, NEW)
    assert refreshed(watch).newest == NEW


def test_a_table_that_cannot_be_asked_leaves_the_lag_open(tmp_path: Path) -> None:
    declared = source(identifier="raw_orders", loaded_at_field="nowhere")
    files = {"models/raw.yml": declared, "models/orders.sql": MODEL, "seeds/codes.csv": "code\n1\n"}
    write_project(tmp_path, files)
    add(tmp_path, NOON)
    seen = refreshed(watching(tmp_path))
    assert (seen.newest, seen.lag_seconds, seen.undated) == (None, None, ())


def test_a_table_that_tells_no_moment_is_named_once(tmp_path: Path) -> None:
    files = {"models/raw.yml": source(identifier="raw_orders"), "models/orders.sql": MODEL}
    # A file that is old, or new, would say nothing of the table.
    write_project(tmp_path, {**files, "seeds/codes.csv": "code\n1\n"})
    add(tmp_path, NOON)
    watch = watching(tmp_path)
    first = refreshed(watch)
    assert (first.newest, first.lag_seconds, first.undated) == (None, None, ("raw.orders",))
    ending = "; the lag is unknown without a loaded_at_field: raw.orders"
    assert line_of(first).endswith(ending)
    add(tmp_path, NEW)
    second = refreshed(watch)
    assert (second.newest, second.lag_seconds, second.undated) == (None, None, ())
    assert line_of(second).startswith("generation 2: 1 node in ")
    assert "lag" not in line_of(second)
    assert rows(tmp_path, "select count(*) from orders") == [(2,)]
