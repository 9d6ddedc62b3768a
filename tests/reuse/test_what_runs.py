"""After one edit: which nodes run, and which are reused. The project is `tests.reuse.shop`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reuse.shop import Shop
from tests.shared import own_copy

SALES = {"sales"}
TESTS = {"unique_sales_item", "not_null_sales_item"}
Edit = Callable[[Shop], None]

# What is edited, and what runs then. `any_sales` runs when `sales` comes out different, and as it
# comes out the same, `report` is reused: the early cut-off.
EDITS: dict[str, tuple[Edit, set[str]]] = {
    "nothing": (lambda shop: None, set()),
    "a comment": (
        lambda shop: shop.edit("models/sales.sql", "select o", "-- why\nselect o"),
        set(),
    ),
    "indentation": (lambda shop: shop.edit("models/sales.sql", "where", "\n    where"), set()),
    "a description": (
        lambda shop: shop.edit(
            "models/shop.yml", "- name: sales", "- name: sales\n    description: x"
        ),
        set(),
    ),
    "SQL that gives the same": (
        lambda shop: shop.edit("models/sales.sql", "group by o.item", "group by 1"),
        SALES,
    ),
    "SQL that gives other rows": (
        lambda shop: shop.edit("models/sales.sql", "as amount", "+ 1 as amount"),
        {*SALES, *TESTS, "any_sales"},
    ),
    "a macro that is called": (
        lambda shop: shop.edit("macros/money.sql", "* 2", "* 3"),
        {*SALES, *TESTS, "any_sales"},
    ),
    "a macro that is not": (
        lambda shop: shop.edit("macros/money.sql", "{{ column }}{%", "{{ column }} + 1{%"),
        set(),
    ),
    "a variable that is read": (
        lambda shop: shop.edit("seg_project.yml", "least: 1", "least: 2"),
        {*SALES, *TESTS, "any_sales"},
    ),
    "a variable that is not": (
        lambda shop: shop.edit("seg_project.yml", "unread: 1", "unread: 2"),
        set(),
    ),
    "a row of the source": (
        lambda shop: shop.orders([(1, 1), (2, 2), (3, 2), (4, 3)]),
        {*SALES, *TESTS, "any_sales", "log"},
    ),
    "the order of its rows": (lambda shop: shop.orders([(3, 2), (1, 1), (2, 2)]), set()),
    "a type of its columns": (
        lambda shop: shop.sql("alter table raw.orders alter item type bigint") and None,
        {*SALES, *TESTS, "any_sales", "log", "stg_orders"},
    ),
    "a seed": (
        lambda shop: shop.edit("seeds/prices.csv", "3,30", "3,31"),
        {"prices", "sales"},
    ),
    "a test": (
        lambda shop: shop.edit("models/shop.yml", "unique, not_null", "unique"),
        set(),
    ),
    "which rows data tests read": (
        lambda shop: shop.write(
            "macros/rows.sql",
            "{% macro get_where_subquery(relation) %}(select * from {{ relation }}){% endmacro %}",
        ),
        TESTS,
    ),
    "a column that a view passes on": (
        lambda shop: shop.sql("alter table raw.orders add column note varchar") and None,
        {*SALES, "log", "stg_orders"},
    ),
}


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The shop after its first build."""
    own_copy(tmp_path_factory, "the shop of reuse", lambda root: Shop(root).run(), tmp_path)
    return Shop(tmp_path, {}, orders=None)


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_it_changes_runs(edit: str, shop: Shop) -> None:
    change, expected = EDITS[edit]
    change(shop)
    assert shop.ran() == expected
    assert shop.ran() == set()


def test_a_run_in_which_nothing_changed_publishes_nothing(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    assert shop.run().generation == 1
    before = (tmp_path / "w.duckdb").read_bytes()
    again = shop.run()
    assert (again.exit_code, again.generation, again.is_unchanged) == (0, 1, True)
    assert {found.status for found in again.results.values()} == {"reused"}
    assert len(again.results) == 8
    assert (tmp_path / "w.duckdb").read_bytes() == before


def test_an_environment_value_counts_where_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Shop(tmp_path)
    shop.edit("models/report.sql", "select *", "select *, {{ env_var('RATE', '1') }} as rate")
    shop.run()
    monkeypatch.setenv("OTHER", "2")
    assert shop.ran() == set()
    monkeypatch.setenv("RATE", "2")
    assert shop.ran() == {"report"}


def test_what_is_undone_is_found_again(shop: Shop) -> None:
    shop.edit("models/sales.sql", "as amount", "+ 1 as amount")
    shop.run()
    shop.edit("models/sales.sql", "+ 1 as amount", "as amount")
    result = shop.run()
    assert {found.status for found in result.results.values()} == {"reused"}
    assert result.generation == 3
    assert shop.sql("select max(amount) from sales") == [(80,)]


def test_a_rollback_is_built_on(shop: Shop) -> None:
    shop.orders([(1, 1), (2, 2), (3, 2), (4, 3)])
    shop.run()
    shop.rollback()
    assert shop.sql("select count(*) from log") == [(3,)]
    shop.run()
    assert shop.sql("select count(*) from log") == [(4,)]
    assert shop.sql("select count(*) from sales") == [(3,)]
    assert shop.ran() == set()


def test_an_incremental_model_goes_on_from_what_is_published(shop: Shop) -> None:
    for number in (4, 5):
        shop.sql(f"insert into raw.orders values ({number}, 1)")
        assert "log" in shop.ran()
        assert shop.ran() == set()
    assert shop.sql("select count(*) from log") == [(5,)]
    assert shop.ran(full_refresh=True) == {"log"}


def test_run_and_then_build_only_tests(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.run("seed")
    shop.run("run")
    assert shop.ran() == TESTS
    assert shop.ran("test") == set()


def test_force_runs_all_and_no_reuse_neither_reads_nor_breaks_facts(shop: Shop) -> None:
    everything = {"prices", "stg_orders", "sales", "any_sales", "report", "log", *TESTS}
    assert shop.ran(run_all=True) == everything
    assert shop.ran() == set()
    shop.sql("insert into raw.orders values (4, 1)")
    assert shop.ran(reuse=False) == everything
    shop.orders([(1, 1), (2, 2), (3, 2)])
    assert "log" in shop.ran()
    assert shop.sql("select count(*) from log") == [(4,)]


def test_two_targets_in_one_file(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.ran()
    shop.ran(target="other")
    shop.orders([(7, 1)])
    shop.ran(target="other")
    assert shop.sql("select number from other.log order by 1") == [(1,), (2,), (3,), (7,)]
    shop.ran()
    assert shop.sql("select amount from main.sales") == [(20,)]


BY_HAND = pytest.mark.parametrize(
    "by_hand",
    [
        "drop view {0}",
        "drop view {0}; create table {0} as select 42 as x",
        "create or replace view {0} as select 42 as x",
        "alter view {0} rename to old_{0}; create view {0} as select * from old_{0} where false",
    ],
)


@BY_HAND
@pytest.mark.parametrize("name", ["sales", "stg_orders"])
def test_a_name_that_somebody_dropped_or_replaced_is_published_again(
    tmp_path: Path, name: str, by_hand: str
) -> None:
    shop = Shop(tmp_path)
    shop.ran()
    before = shop.sql(f"select * from {name} order by all")
    shop.sql(by_hand.format(name))
    assert shop.run().generation == 2
    assert shop.sql(f"select * from {name} order by all") == before
    assert shop.ran() == set()


@BY_HAND
def test_an_incremental_model_goes_on_from_its_own_rows_whatever_its_name_shows(
    tmp_path: Path, by_hand: str
) -> None:
    shop = Shop(tmp_path)
    shop.ran()
    shop.sql(by_hand.replace("as x", "as number").format("log"))
    shop.orders([(1, 1), (2, 2), (3, 2), (7, 1)])
    assert "log" in shop.ran()
    assert shop.sql("select number from log order by 1") == [(1,), (2,), (3,), (7,)]
    assert shop.ran() == set()


def test_an_incremental_model_with_another_name_begins_anew(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.ran()
    shop.edit("models/log.sql", "'incremental'", "'incremental', alias='numbers'")
    assert shop.ran() == {"log"}
    assert shop.sql("select number from numbers order by 1") == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    "column",
    ["now()", "current_timestamp", "random()", "uuid()", "(select max(number) from raw.orders)"],
)
def test_what_depends_on_more_than_it_reads_always_runs(tmp_path: Path, column: str) -> None:
    shop = Shop(tmp_path)
    shop.edit("models/report.sql", "select *", f"select *, {column} as other")
    shop.run()
    assert shop.ran() == {"report"}
    shop.edit("models/report.sql", "materialized='table'", "materialized='table', volatile=false")
    shop.run()
    assert shop.ran() == set()


NUMBERS_SO_FAR = """\
import pandas as pd


def model(dbt, session):
    numbers = set(dbt.ref("stg_orders").df()["number"])
    if dbt.this.is_published:
        numbers |= set(dbt.this.df()["number"])
    return pd.DataFrame({"number": sorted(numbers)})
"""


def test_a_table_that_reads_itself_runs_until_nothing_changes(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.write("models/numbers.py", NUMBERS_SO_FAR)
    shop.run()
    assert shop.ran() == {"numbers"}
    assert shop.ran() == set()


def test_one_that_gives_the_same_for_the_same_inputs_runs_once(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.write("models/numbers.py", NUMBERS_SO_FAR)
    shop.write("models/numbers.yml", "models: [{name: numbers, config: {volatile: false}}]\n")
    shop.run()
    assert shop.ran() == set()
    shop.orders([(7, 1)])
    assert "numbers" in shop.ran()
    assert shop.ran() == set()
    # The version that the first run made of these orders knows nothing of 7.
    shop.orders([(1, 1), (2, 2), (3, 2)])
    assert "numbers" in shop.ran()
    assert shop.sql("select number from numbers order by 1") == [(1,), (2,), (3,), (7,)]
    assert shop.ran() == set()


def test_a_clock_in_the_template_is_another_definition(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.edit("models/report.sql", "select *", "select *, '{{ run_started_at }}' as at")
    shop.run()
    assert shop.ran() == {"report"}


def test_good_versions_of_a_failed_run_are_found(shop: Shop) -> None:
    shop.edit("models/sales.sql", "as amount", "+ 1 as amount")
    shop.write("tests/none.sql", "select 1 from {{ ref('any_sales') }}")
    failed = shop.run()
    assert (failed.exit_code, failed.generation) == (1, None)
    again = shop.run()
    assert (again.exit_code, again.generation) == (1, None)
    assert again.results["model.shop.sales"].status == "reused"
    assert again.results["test.shop.none"].status == "fail"
    shop.write("tests/none.sql", "select 1 from {{ ref('any_sales') }} where false")
    assert shop.ran() == {"none"}
    assert shop.sql("select max(amount) from sales") == [(81,)]


def test_what_a_failed_run_left_and_this_one_cleared_away_is_not_compared_with(
    tmp_path: Path,
) -> None:
    shop = Shop(tmp_path)
    shop.write("tests/none.sql", "select 1 from {{ ref('any_sales') }}")
    assert shop.run().exit_code == 1
    shop.edit("models/sales.sql", "as amount", "+ 1 as amount")
    shop.write("tests/none.sql", "select 1 from {{ ref('any_sales') }} where false")
    found = shop.run()
    assert (found.exit_code, found.generation) == (0, 1)
    assert shop.sql("select max(amount) from sales") == [(81,)]


def test_a_delta_that_replaces_rows_by_the_same_rows_changes_nothing(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.write(
        "models/log.sql",
        "{{ config(materialized='incremental', unique_key='number') }}\n"
        "select number, item from {{ ref('stg_orders') }} where item < 9\n",
    )
    shop.write(
        "models/logged.sql",
        "{{ config(materialized='table') }}select count(*) as n from {{ ref('log') }}",
    )
    shop.run()
    shop.orders([(1, 1), (2, 2), (3, 2), (4, 9)])
    found = shop.run()
    assert found.results["model.shop.log"].message == "UNCHANGED"
    assert (found.results["model.shop.logged"].status, found.is_unchanged) == ("reused", True)
    shop.orders([(1, 1), (2, 3), (3, 2)])
    assert {"log", "logged"} <= shop.ran()
    assert shop.sql("select item from log order by number") == [(1,), (3,), (2,)]


def test_a_warning_is_given_again(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.write("tests/odd.sql", "{{ config(severity='warn') }}select 1 from {{ ref('sales') }}")
    shop.run()
    result = shop.run()
    assert result.results["test.shop.odd"].status == "warn"
    assert sum(found.status == "reused" for found in result.results.values()) == 8


def test_a_first_build_does_not_take_rows_that_were_gone_on_from(tmp_path: Path) -> None:
    """Definition and data are the same, but the older version also has rows of earlier runs."""
    shop = Shop(tmp_path)
    append = "{{ config(materialized='incremental') }}select item from {{ ref('stg_orders') }}"
    shop.write("models/log.sql", append)
    shop.run()
    shop.orders([(4, 4)])
    shop.run()
    assert shop.sql("select item from log order by 1") == [(1,), (2,), (2,), (4,)]
    shop.write("models/log.sql", append.replace("incremental", "view"))
    shop.run()
    shop.write("models/log.sql", append)
    shop.run()
    assert shop.sql("select item from log") == [(4,)]
    assert shop.ran() == set()


@pytest.mark.parametrize(
    "older",
    [
        "alter table _seg.reuse_versions drop column inputs",
        "alter table _seg.reuse_verdicts drop column target",
        "drop table _seg.reuse_digests",
    ],
)
def test_facts_of_an_older_seg_get_the_tables_and_columns_that_it_lacked(
    tmp_path: Path, older: str
) -> None:
    shop = Shop(tmp_path)
    shop.run()
    columns = (
        "select table_name, column_name from duckdb_columns() "
        "where schema_name = '_seg' and starts_with(table_name, 'reuse_') order by all"
    )
    known = shop.sql(columns)
    shop.sql(older)
    shop.edit("models/sales.sql", "as amount", "+ 1 as amount")
    assert shop.run().exit_code == 0
    assert shop.sql(columns) == known
