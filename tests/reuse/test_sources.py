"""Contents of sources: files by their bytes, a declared query, and tolerated lag."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orchestrator.engines.duckdb import session
from tests.projects import rows, seg, write_project
from tests.reuse.shop import FILES, Shop, set_back

POINTS = {
    **FILES,
    "data/a.csv": "x,y\n1,2\n",
    "models/points.sql": (
        "{{ config(materialized='table') }}\n"
        "select sum(x) as x from {{ source('files', 'points') }}\n"
    ),
    "models/files.yml": (
        "sources:\n  - name: files\n    tables:\n      - name: points\n"
        "        config: {external_location: 'data/*.csv'}\n"
    ),
}


def test_a_file_counts_by_its_bytes(tmp_path: Path) -> None:
    shop = Shop(tmp_path, POINTS)
    file = tmp_path / "data/a.csv"
    set_back(file)
    shop.run()
    os.utime(file)
    assert shop.ran() == set()
    shop.write("data/a.csv", "x,y\n3,2\n")
    set_back(file)
    assert shop.ran() == {"points"}
    shop.write("data/b.csv", "x,y\n4,2\n")
    assert shop.ran() == {"points"}
    file.unlink()
    assert shop.ran() == {"points"}
    assert shop.sql("select x from points") == [(4,)]


def test_a_declared_query_tells_whether_a_source_has_changed(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    query = "select max(number) from raw.orders"
    shop.edit(
        "models/shop.yml",
        "[{name: orders}]",
        f"[{{name: orders, config: {{content_query: '{query}'}}}}]",
    )
    shop.run()
    shop.orders([(1, 3), (2, 3), (3, 3)])
    assert shop.ran() == set()
    shop.orders([(1, 3), (2, 3), (4, 3)])
    assert "sales" in shop.ran()


def test_a_watermark_that_is_as_it_once_was_tells_of_no_rows_of_then(tmp_path: Path) -> None:
    files = {**POINTS, "data/a.csv": "x,y\n1,1\n2,1\n3,2\n"}
    named = "{external_location: data/a.csv, watermark: y}"
    files["models/files.yml"] = POINTS["models/files.yml"].replace(
        "{external_location: 'data/*.csv'}", named
    )
    shop = Shop(tmp_path, files)
    shop.run()
    assert shop.sql("select x from points") == [(6,)]
    shop.write("data/a.csv", "x,y\n2,1\n3,2\n")
    assert shop.ran() == {"points"}
    # As many rows as at first, and the same last value.
    shop.write("data/a.csv", "x,y\n2,1\n7,1\n3,2\n")
    assert shop.ran() == {"points"}
    assert shop.sql("select x from points") == [(12,)]
    assert shop.ran() == set()


def test_an_empty_source_with_a_watermark_is_read_once(tmp_path: Path) -> None:
    columns = "columns = {''x'': ''int'', ''y'': ''int''}"
    named = f"{{external_location: 'read_csv(''data/a.csv'', {columns})', watermark: y}}"
    files = {**POINTS, "data/a.csv": "x,y\n"}
    files["models/files.yml"] = POINTS["models/files.yml"].replace(
        "{external_location: 'data/*.csv'}", named
    )
    shop = Shop(tmp_path, files)
    shop.run()
    assert shop.ran() == set()
    shop.write("data/a.csv", "x,y\n5,1\n")
    assert shop.ran() == {"points"}
    assert shop.sql("select x from points") == [(5,)]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (
            "select max(numbr) from raw.orders",
            'Binder Error: Referenced column "numbr" not found in FROM clause!\n'
            'Candidate bindings: "number"',
        ),
        (
            "select number from raw.orders",
            "it returns more than one row, but must return a single value",
        ),
        ("select 1 where false", "it returns no row, but must return a single value"),
        ("select 1, 2", "it returns 2 columns, but must return a single value"),
    ],
    ids=["refused", "rows", "no row", "columns"],
)
def test_a_declared_query_that_tells_nothing_is_told_with_its_place(
    tmp_path: Path, query: str, why: str
) -> None:
    shop = Shop(tmp_path)
    shop.edit(
        "models/shop.yml",
        "[{name: orders}]",
        f"[{{name: orders, config: {{content_query: '{query}'}}}}]",
    )
    shop.run()
    expected = (
        "models/shop.yml:4:14: the content_query of raw.orders has no effect, and nodes "
        f"downstream of it always run: {why}"
    )
    result = shop.run()
    assert [notice.message for notice in result.notices if notice.level == "warn"] == [expected]
    assert result.results["model.shop.sales"].status == "success"
    outcome = seg(tmp_path, "plan")
    assert (outcome.exit_code, outcome.stderr) == (0, f"{expected}\n")


def test_newer_data_can_be_no_reason_yet(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.edit(
        "models/sales.sql",
        "materialized='table'",
        "materialized='table', lag_tolerance={'count': 1, 'period': 'hour'}",
    )
    shop.run()
    shop.sql("insert into raw.orders values (4, 3)")
    result = shop.run("build", "sales")
    assert result.results["model.shop.sales"].message == (
        "newer data is within its lag_tolerance (1 hour)"
    )
    assert shop.sql("select count(*) from sales") == [(2,)]
    shop.run("build", "sales", now="2100-01-01T00:00:00+00:00")
    assert shop.sql("select count(*) from sales") == [(3,)]
    # Built by a clock that was ahead: its age is unknown.
    shop.sql("delete from raw.orders where number = 4")
    shop.run("build", "sales", now="2000-01-01T00:00:00+00:00")
    assert shop.sql("select count(*) from sales") == [(2,)]


@pytest.mark.parametrize("file", ["seeds/p.csv", "o.csv"])
def test_what_a_file_held_only_while_it_was_read_is_not_taken_for_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """An export rewrites the file with the same content while a build reads it."""
    write_project(tmp_path, {
        "seeds/p.csv": "id\n1\n",
        "o.csv": "id\n1\n",
        "models/raw.yml": "sources: [{name: raw, tables: [{name: orders, "
        "config: {external_location: 'o.csv'}}]}]",
        "models/v.sql": "select * from {{ source('raw', 'orders') }}",
        "models/o.sql": "{{ config(materialized='table') }} select id from {{ ref('v') }}",
        "models/p_too.sql": "select id from {{ ref('p') }}",
    })  # fmt: skip
    half_done: list[str] = []

    def reading(call: Callable[..., Any], is_of: Callable[..., bool]) -> Callable[..., Any]:
        def read(*values: Any) -> Any:
            if not is_of(*values):
                return call(*values)
            half_done.append(file)
            (tmp_path / file).write_text("id\n2\n")
            try:
                return call(*values)
            finally:
                (tmp_path / file).write_text("id\n1\n")

        return read

    with monkeypatch.context() as patched:
        if file == "o.csv":
            execute = session.DuckDBSession.execute
            makes = reading(execute, lambda _, sql, *__: sql.startswith("create table"))
            patched.setattr(session.DuckDBSession, "execute", makes)
        else:
            patched.setattr(session, "load_seed", reading(session.load_seed, lambda *_: True))
        assert seg(tmp_path, "build").exit_code == 0
    assert {*half_done} == {file}
    model = "o" if file == "o.csv" else "p_too"
    assert rows(tmp_path, f"from {model}") == [(2,)]
    # What is published is not taken for what the file holds, and the rest is.
    assert "REUSED=0" not in seg(tmp_path, "build").stdout
    assert rows(tmp_path, f"from {model}") == [(1,)]
    assert "nothing to do" in seg(tmp_path, "build").stdout
