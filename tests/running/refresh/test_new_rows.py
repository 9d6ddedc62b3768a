"""New rows of a source are its changes: new files, or later values of a watermark."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.runner import materializations
from orchestrator.runner.materializations import refreshed
from tests.projects import rows, write_project, writing
from tests.running.refresh.coming_orders import (
    FILES,
    ORDERS,
    THROUGH,
    WATERMARK,
    deliver,
    expected,
    load,
    spent,
    started,
    total,
)
from tests.running.refresh.refreshing import built, ran


def arrives(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, *lines: str) -> None:
    """Have a file written while the next build makes a table."""
    build, left = refreshed.build_refreshed, [True]

    def building(*arguments: Any) -> Any:
        if left and left.pop():
            deliver(folder, name, *lines)
        return build(*arguments)

    monkeypatch.setattr(materializations, "build_refreshed", building)


def test_rows_of_new_files_make_their_keys_again(tmp_path: Path) -> None:
    started(tmp_path)
    assert spent(tmp_path) == expected(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02", "101,4,7,2026-01-02")
    words = built(tmp_path)
    assert words["spent"] == "REFRESH 2"
    assert words["unique_stg_orders_order_id"] == "PASS"
    assert spent(tmp_path) == expected(tmp_path)
    # The rows of the two were made of the orders of these alone.
    assert rows(tmp_path, "select seen, count(*) from spent group by all order by 1") == [
        (14, 2),
        (60, 13),
    ]
    assert built(tmp_path) == {}


def test_a_row_that_takes_the_place_of_another_one(tmp_path: Path) -> None:
    started(tmp_path)
    # The order was of 3, and is of 4 now: both are made again.
    deliver(tmp_path, "second", "3,4,11,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 2"
    assert spent(tmp_path) == expected(tmp_path)


@pytest.mark.parametrize("change", ["another", "gone", "moved"])
def test_files_that_do_not_stay_are_read_whole(change: str, tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    if change == "another":
        deliver(tmp_path, "first", *(f"{n},{n % 20},12,2026-01-01" for n in range(60)))
    elif change == "gone":
        (tmp_path / "orders/first.csv").unlink()
    else:
        (tmp_path / "orders/first.csv").rename(tmp_path / "orders/zero.csv")
    built(tmp_path)
    assert spent(tmp_path) == expected(tmp_path)
    assert set(dict(rows(tmp_path, "select id, seen from spent")).values()) <= {1, 61}


def test_tests_find_what_is_wrong_with_new_rows(tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,1000,2026-01-02")
    words = built(tmp_path, exit_code=1)
    assert words["accepted_range_stg_orders_amount__900"] == "FAIL 1"
    deliver(tmp_path, "second", "100,77,100,2026-01-02")
    assert built(tmp_path, exit_code=1)["relationships_stg_orders_number__number__ref_people_"] == (
        "FAIL 1"
    )


@pytest.mark.parametrize(
    ("name", "line"), [("second", "100,3,5.0,2026-01-02"), ("a", "100,3,5,2026-01-02")]
)
def test_files_by_which_others_are_read_otherwise(name: str, line: str, tmp_path: Path) -> None:
    """One file changes the type of a column, the other sorts before all others."""
    started(tmp_path)
    deliver(tmp_path, name, line)
    assert built(tmp_path)["spent"] == "OK"
    assert spent(tmp_path) == expected(tmp_path)
    # From then on it is as it was.
    deliver(tmp_path, "third", "101,4,7,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 1"
    assert spent(tmp_path) == expected(tmp_path)


def test_other_columns_of_a_table_with_a_watermark_are_something_new(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, **WATERMARK})
    load(tmp_path, *((n, n % 20, 10, "2026-01-01") for n in range(60)))
    built(tmp_path)
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("alter table raw.orders alter amount type decimal(9, 2)")
    assert built(tmp_path)["spent"] == "OK"
    assert rows(tmp_path, "select distinct typeof(spent) from spent") == [("DECIMAL(38,2)",)]


def test_a_source_without_the_column_by_which_it_is_kept_is_told(tmp_path: Path) -> None:
    wrong = FILES["models/s.yml"].replace("refresh_by: order_id}", "refresh_by: number}", 1)
    write_project(tmp_path, {**FILES, "models/s.yml": wrong})
    deliver(tmp_path, "first", "1,1,10,2026-01-01")
    assert (
        "models/s.yml:4:9: refresh_by of raw.orders has no effect, and all rows are read each "
        "time: it has no column 'number'"
    ) in ran(tmp_path, "build").stdout


def test_rows_with_later_values_of_a_watermark(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, **WATERMARK})
    load(tmp_path, *((n, n % 20, 10, "2026-01-01") for n in range(60)))
    built(tmp_path)
    load(tmp_path, (100, 3, 5, "2026-01-02"), (4, 5, 7, "2026-01-03"))
    assert built(tmp_path)["spent"] == "REFRESH 3"
    assert total(tmp_path) == 59 * 10 + 5 + 7
    assert built(tmp_path) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "delete from raw.orders where order_id = 7",
        "insert into raw.orders values (101, 2, 5, '2025-12-31')",
        "update raw.orders set loaded_at = '2026-01-04' where order_id = 7",
        "alter table raw.orders alter amount type decimal(9, 2)",
    ],
    ids=["gone", "earlier", "again", "other types"],
)
def test_what_later_values_do_not_tell_makes_all_again(statement: str, tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, **WATERMARK})
    load(tmp_path, *((n, n % 20, 10, "2026-01-01") for n in range(60)))
    built(tmp_path)
    load(tmp_path, (100, 3, 5, "2026-01-02"))
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute(statement)
        expected = connection.execute("select sum(amount) from raw.orders").fetchall()
    assert built(tmp_path)["spent"] == "OK"
    assert [(total(tmp_path),)] == expected


def test_a_watermark_that_tells_nothing_is_told(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, **WATERMARK})
    load(tmp_path, (1, 1, 10, "2026-01-01"), (2, 1, 10, None))
    outcome = ran(tmp_path, "build")
    assert (
        "models/s.yml:4:9: the watermark of raw.orders has no effect, and nodes downstream of "
        "it always run: 1 of 2 rows have no 'loaded_at'"
    ) in outcome.stdout
    assert built(tmp_path)["spent"] == "UNCHANGED"


def test_files_that_come_while_they_are_read_are_what_came_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    # The test of the view, which reads new rows alone, is over when the third file comes.
    arrives(tmp_path, monkeypatch, "third", "101,4,7,2026-01-02", "102,3,1,2026-01-02")
    built(tmp_path)
    words = built(tmp_path)
    assert words["spent"] == "REFRESH 2"
    assert spent(tmp_path) == expected(tmp_path)
    assert built(tmp_path) == {}


@pytest.mark.parametrize(
    ("later", "word"),
    [
        # Order 3 was of 4 for a while: who that was is told by no file that stays the last.
        (("3,5,11,2026-01-03",), "OK"),
        (("7,5,11,2026-01-03",), "REFRESH 4"),
    ],
)
def test_several_files_that_came_meanwhile(
    tmp_path: Path, later: tuple[str, ...], word: str
) -> None:
    """One file arrives while tables are built, another one afterwards."""
    files = {
        "models/stg_orders.sql": (
            "-- depends_on: {{ ref('meanwhile') }}\n" + FILES["models/stg_orders.sql"]
        ),
        "models/meanwhile.py": (
            "from pathlib import Path\nimport pandas as pd\n"
            "def model(dbt, session):\n"
            "    dbt.config(materialized='table', volatile=False)\n"
            f"    Path({str(tmp_path)!r}, 'orders/second.csv').write_text(\n"
            f"        {ORDERS!r} + '\\n3,4,11,2026-01-02\\n')\n"
            "    return pd.DataFrame({'a': [1]})\n"
        ),
    }
    started(tmp_path, files)
    assert spent(tmp_path) == expected(tmp_path)
    deliver(tmp_path, "third", *later)
    assert built(tmp_path)["spent"] == word
    assert spent(tmp_path) == expected(tmp_path)


def test_a_file_that_changes_while_it_is_read_makes_all_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    arrives(tmp_path, monkeypatch, "first", *(f"{n},{n % 20},12,2026-01-01" for n in range(60)))
    built(tmp_path)
    assert built(tmp_path)["spent"] == "OK"
    assert spent(tmp_path) == expected(tmp_path)


def test_what_a_contract_casts_is_cast_in_new_rows(tmp_path: Path) -> None:
    contract = (
        "    config: {refresh_by: order_id, contract: {enforced: true, cast: true}}\n"
        "    columns:\n"
        "      - {name: number, data_type: varchar}\n"
        "      - {name: amount, data_type: 'decimal(9, 2)'}\n"
        "      - {name: order_id, data_type: bigint}\n"
    )
    s = FILES["models/s.yml"]
    start, end = s.index("    config: {refresh_by: order_id}"), s.index("  - {name: stg_people")
    people = "select id, cast(number as varchar) as number from {{ ref('people') }}\n"
    files = {"models/s.yml": s[:start] + contract + s[end:], "models/stg_people.sql": people}
    started(tmp_path, files)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 1"
    assert rows(tmp_path, "select typeof(spent), spent from spent where id = 'p3'") == [
        ("DECIMAL(38,2)", Decimal("65.00"))
    ]


def test_what_is_found_through_what_is_found(tmp_path: Path) -> None:
    """Refunds refer to orders, orders to a number, and a number to a person."""
    through = (
        "      refresh_through:\n"
        "        stg_orders: {through: stg_people, on: {number: number}}\n"
        "        refunds: {through: stg_orders, on: {order_id: order_id}}\n"
    )
    files = {
        "models/refunds.sql": "select order_id, v from {{ source('raw', 'refunds') }}\n",
        "models/spent.sql": (
            "select p.id, coalesce(sum(o.amount), 0) - coalesce(sum(r.v), 0) as spent,\n"
            "    (select count(*) from {{ ref('refunds') }}) as seen\n"
            "from {{ ref('stg_people') }} as p\n"
            "left join {{ ref('stg_orders') }} as o on o.number = p.number\n"
            "left join {{ ref('refunds') }} as r on r.order_id = o.order_id\n"
            "group by p.id\n"
        ),
        "models/s.yml": FILES["models/s.yml"].replace(
            "models:\n",
            "      - {name: refunds, config: {external_location: r.csv}}\n"
            "models:\n  - {name: refunds, config: {refresh_by: order_id}}\n",
        )[: -len(THROUGH)]
        + through,
        "r.csv": "order_id,v\n1,5\n",
    }
    started(tmp_path, files)
    (tmp_path / "r.csv").write_text("order_id,v\n1,5\n2,7\n3,1\n")
    assert built(tmp_path)["spent"] == "REFRESH 2"
    assert rows(tmp_path, "select id, spent, seen from spent where id in ('p1', 'p2', 'p3')") == [
        ("p1", 55, 1),
        ("p2", 53, 2),
        ("p3", 59, 2),
    ]
    deliver(tmp_path, "second", "100,2,5,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 1"
    assert rows(tmp_path, "select spent, seen from spent where id = 'p2'") == [(58, 1)]


def test_what_several_look_up_alike_is_looked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person with a gift but without new orders is looked up separately."""
    names = ("largest", "given")
    largest = FILES["models/spent.sql"].replace("sum(o.amount)", "max(o.amount)")
    present = "left join {{ ref('gifts') }} as g on g.id = p.id\n"
    models = "".join(
        f"  - name: {name}\n    config:\n      refresh_by: id\n" + THROUGH for name in names
    )
    files = {
        "models/largest.sql": largest,
        "models/given.sql": largest.replace("group by", f"{present}group by"),
        "models/gifts.sql": "select id, v from {{ source('raw', 'gifts') }}\n",
        "models/s.yml": FILES["models/s.yml"].replace(
            "models:\n",
            "      - {name: gifts, config: {external_location: g.csv}}\n"
            "models:\n  - {name: gifts, config: {refresh_by: id}}\n",
        )
        + models,
        "g.csv": "id,v\np1,5\n",
    }
    started(tmp_path, files)
    run, statements = DuckDBSession.execute, list[str]()

    def told(session: DuckDBSession, sql: str) -> int | None:
        statements.append(sql)
        return run(session, sql)

    def looks() -> int:
        """How often the view of the orders was looked through."""
        view = re.compile(r'stg_orders(@\d+)?" as seg_all where')
        found = [sql for sql in statements if view.search(sql)]
        statements.clear()
        return len(found)

    monkeypatch.setattr(DuckDBSession, "execute", told)
    deliver(tmp_path, "second", "100,3,5,2026-01-02", "101,4,80,2026-01-02")
    said = built(tmp_path)
    assert [said[name] for name in ("spent", *names)] == ["REFRESH 2"] * 3
    assert looks() == 1
    deliver(tmp_path, "third", "102,3,90,2026-01-03")
    (tmp_path / "g.csv").write_text("id,v\np1,5\np7,1\n")
    said = built(tmp_path)
    assert [said[name] for name in ("spent", *names)] == ["REFRESH 1", "REFRESH 1", "REFRESH 2"]
    assert looks() == 2
    assert spent(tmp_path) == expected(tmp_path)
    of = "select id, spent from {} order by id"
    assert rows(tmp_path, of.format("largest")) == rows(tmp_path, of.format("given"))


def test_a_part_of_it_is_built_alone(tmp_path: Path) -> None:
    """Models that were not built from the newest files are refreshed later, by key."""
    other = {"models/other.sql": "select sum(amount) as amount from {{ ref('stg_orders') }}\n"}
    started(tmp_path, other)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    assert built(tmp_path, "--select", "other")["other"] == "OK"
    deliver(tmp_path, "third", "101,4,5,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 2"
    assert spent(tmp_path) == expected(tmp_path)
    assert rows(tmp_path, "select amount from other") == [(610,)]


def test_a_run_that_published_nothing_is_no_reason_to_forget(tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,1000,2026-01-02")
    built(tmp_path, exit_code=1)
    deliver(tmp_path, "third", "100,3,10,2026-01-03", "101,4,5,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 2"
    assert spent(tmp_path) == expected(tmp_path)


def test_what_came_and_changes_nothing_is_known_the_next_time(tmp_path: Path) -> None:
    seen = "any_value(n.seen) as seen"
    started(tmp_path, {"models/spent.sql": FILES["models/spent.sql"].replace(seen, "0 as seen")})
    deliver(tmp_path, "second", "3,3,10,2026-01-02")
    assert built(tmp_path)["spent"] == "UNCHANGED"
    deliver(tmp_path, "third", "100,3,5,2026-01-02")
    assert built(tmp_path)["spent"] == "REFRESH 1"


def test_nothing_that_only_told_new_rows_is_left(tmp_path: Path) -> None:
    started(tmp_path)
    deliver(tmp_path, "second", "100,3,5,2026-01-02")
    built(tmp_path)
    left = (
        "select table_name from duckdb_tables() where table_name similar to '.*(came|went|found).*'"
    )
    assert rows(tmp_path, left) == []


def test_keys_that_do_not_fit_are_told(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    through = tmp_path / "models/s.yml"
    wrong = FILES["models/s.yml"].replace("on: {number: number}", "by: {number: number}")
    through.write_text(wrong)
    assert "models/s.yml:19:9: 'refresh_through': expected names, found 'stg_orders': " in (
        ran(tmp_path, "parse", exit_code=2).stderr
    )
    listed = WATERMARK["models/s.yml"].replace("watermark: loaded_at", "content_query: [select 1]")
    through.write_text(listed)
    assert "'content_query': expected a string, found a list" in (
        ran(tmp_path, "parse", exit_code=2).stderr
    )
    both = WATERMARK["models/s.yml"].replace(
        "watermark: loaded_at", "watermark: loaded_at, content_query: select 1"
    )
    through.write_text(both)
    assert "'watermark' and 'content_query' are mutually exclusive" in (
        ran(tmp_path, "parse", exit_code=2).stderr
    )
