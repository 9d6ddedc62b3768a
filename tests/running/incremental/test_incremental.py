"""Incremental models: strategies, keys, deltas, and that a failure leaves the table unchanged."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project, writing
from tests.running.reading import closing, endings, published, said

INPUT = "select * from (values {values}) as t (id, amount, note)"
FIRST = "(1, 10, 'a'), (2, 20, 'b')"
SECOND = "(2, 21, 'c'), (3, 30, 'd')"


def model(**config: object) -> str:
    settings = "".join(f", {key}={value!r}" for key, value in config.items())
    return (
        f"{{{{ config(materialized='incremental'{settings}) }}}}\n"
        "select id, amount, note from {{ ref('input') }}"
    )


def project(folder: Path, values: str = FIRST, **config: object) -> Path:
    files = {"models/input.sql": INPUT.format(values=values), "models/total.sql": model(**config)}
    return write_project(folder, files)


def feed(folder: Path, values: str) -> None:
    write_project(folder, {"models/input.sql": INPUT.format(values=values)})


def built(folder: Path, *arguments: str) -> list[tuple[object, ...]]:
    """The table after a build that went well."""
    outcome = seg(folder, "build", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, ""), outcome.stdout
    return published(folder)["total"]


BOTH = [(1, 10, "a"), (2, 20, "b"), (2, 21, "c"), (3, 30, "d")]
REPLACED = [(1, 10, "a"), (2, 21, "c"), (3, 30, "d")]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        pytest.param({}, BOTH, id="no key appends"),
        pytest.param({"incremental_strategy": "append", "unique_key": "id"}, BOTH, id="append"),
        pytest.param({"unique_key": "id"}, REPLACED, id="a key deletes and inserts"),
        pytest.param(
            {"incremental_strategy": "delete+insert", "unique_key": ["id"]},
            REPLACED,
            id="delete+insert",
        ),
        pytest.param({"incremental_strategy": "merge", "unique_key": "id"}, REPLACED, id="merge"),
        pytest.param(
            {
                "incremental_strategy": "merge",
                "unique_key": "id",
                "merge_update_columns": ["amount"],
            },
            [(1, 10, "a"), (2, 21, "b"), (3, 30, "d")],
            id="merge_update_columns",
        ),
        pytest.param(
            {
                "incremental_strategy": "merge",
                "unique_key": "id",
                "merge_exclude_columns": ["AMOUNT"],
            },
            [(1, 10, "a"), (2, 20, "c"), (3, 30, "d")],
            id="merge_exclude_columns",
        ),
        pytest.param(
            {"unique_key": ["id", "note"]},
            BOTH,
            id="a key of two columns",
        ),
    ],
)
def test_strategies(tmp_path: Path, config: dict[str, object], expected: object) -> None:
    assert built(project(tmp_path, **config)) == [(1, 10, "a"), (2, 20, "b")]
    feed(tmp_path, SECOND)
    assert built(tmp_path) == expected
    if config.get("incremental_strategy", "append" if not config else "") != "append":
        assert built(tmp_path) == expected


LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("strategy", ["delete+insert", "merge"])
def test_columns_can_have_any_name_and_hold_json(tmp_path: Path, strategy: str) -> None:
    """`v.id` in a subquery is a value in its own column `v`, before it is a row outside it."""
    kinds = (f"json_object('id', 0) as {letter}" for letter in LETTERS)
    select = f"select id, amount, {', '.join(kinds)} from {{{{ ref('input') }}}}"
    contract = "config: {contract: {enforced: true}}, columns: [{name: id, data_type: int}, "
    contract += "{name: amount, data_type: int, constraints: [{type: foreign_key, "
    contract += "to: ref('input'), to_columns: [amount]}]}, "
    contract += ", ".join(f"{{name: {letter}, data_type: json}}" for letter in LETTERS) + "]"
    files = {
        "models/total.sql": model(unique_key="id", incremental_strategy=strategy).split("\n")[0]
        + f"\n{select}",
        "models/m.yml": f"models: [{{name: total, {contract}}}]",
    }
    write_project(project(tmp_path), files)
    built(tmp_path)
    feed(tmp_path, f"{FIRST}, (3, 30, 'd')")
    built(tmp_path)
    assert rows(tmp_path, "select id, amount from total order by all") == [
        (1, 10),
        (2, 20),
        (3, 30),
    ]


def test_full_refresh_builds_afresh(tmp_path: Path) -> None:
    built(project(tmp_path))
    feed(tmp_path, SECOND)
    assert built(tmp_path, "--full-refresh") == [(2, 21, "c"), (3, 30, "d")]
    write_project(tmp_path, {"models/total.sql": model(full_refresh=False)})
    assert built(tmp_path, "--full-refresh") == [(2, 21, "c"), (2, 21, "c")] + 2 * [(3, 30, "d")]


def test_rows_without_a_key_are_added_and_said(tmp_path: Path) -> None:
    built(project(tmp_path, FIRST + ", (null, 5, 'x')", unique_key="id"))
    feed(tmp_path, "(2, 21, 'c'), (null, 6, 'y')")
    outcome = seg(tmp_path, "build")
    assert published(tmp_path)["total"] == [
        (1, 10, "a"),
        (2, 21, "c"),
        (None, 5, "x"),
        (None, 6, "y"),
    ]
    assert (
        "[WARNING]: models/total.sql: 1 rows have a NULL in unique_key (id): "
        "they replace nothing, and each run adds them again\n"
    ) in said(outcome)


def test_merge_refuses_two_rows_for_one_key(tmp_path: Path) -> None:
    built(project(tmp_path, incremental_strategy="merge", unique_key=["id", "note"]))
    feed(tmp_path, "(3, 1, 'x'), (3, 2, 'x'), (null, 1, 'y'), (null, 2, 'y')")
    before = published(tmp_path)
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert (
        "models/total.sql: merge found 2 rows for one unique_key (id=3, note='x')\n"
    ) in closing(outcome)
    assert published(tmp_path) == before


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            {"incremental_strategy": "merge"},
            "models/total.sql:1:1: incremental_strategy 'merge' needs a unique_key: without one, "
            "rows are only added\n"
            "  fix: set unique_key, or use append\n",
        ),
        (
            {"incremental_strategy": "megre", "unique_key": "id"},
            "models/total.sql:1:1: unknown incremental_strategy 'megre'\n"
            "  fix: did you mean 'merge'?\n",
        ),
    ],
)
def test_a_wrong_strategy_stops_before_anything_runs(
    tmp_path: Path, config: dict[str, object], message: str
) -> None:
    outcome = seg(project(tmp_path, **config), "build")
    assert (outcome.exit_code, outcome.stderr) == (2, message)
    assert not (tmp_path / "warehouse.duckdb").exists()


@pytest.mark.parametrize("setting", ["unique_key", "merge_update_columns", "merge_exclude_columns"])
def test_a_setting_that_names_no_column(tmp_path: Path, setting: str) -> None:
    config = {"incremental_strategy": "merge", "unique_key": "id"} | {setting: ["idd"]}
    built(project(tmp_path, **config))
    feed(tmp_path, SECOND)
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert (
        f"models/total.sql: {setting}: the model has no column 'idd', but id, amount, note\n"
    ) in closing(outcome)


GROWING = {
    "models/events.sql": "select i as id from range({{ var('n') }}) as t (i)",
    "models/seen.sql": """
        {{ config(materialized='incremental', unique_key='id') }}
        select id, uuid() as token from {{ ref('events') }}
        {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
    """,
    "models/copy.sql": "{{ config(materialized='table') }} select * from {{ ref('seen') }}",
    "models/shown.sql": "select * from {{ ref('seen') }}",
    "tests/at_most.sql": "select * from {{ ref('seen') }} where id >= {{ var('most', 100) }}",
}


def test_the_delta_is_evaluated_once(tmp_path: Path) -> None:
    """Each evaluation gives new tokens, so children, tests and readers must see the same ones."""
    write_project(tmp_path, GROWING)
    assert seg(tmp_path, "build", "--vars", "{n: 3}").exit_code == 0
    first = published(tmp_path)["seen"]
    assert seg(tmp_path, "build", "--vars", "{n: 5}").exit_code == 0
    found = published(tmp_path)
    assert [id for id, _ in found["seen"]] == [0, 1, 2, 3, 4]
    assert found["seen"][:3] == first
    assert found["copy"] == found["seen"] == found["shown"]


def test_tests_and_children_see_the_table_with_its_delta(tmp_path: Path) -> None:
    write_project(tmp_path, GROWING)
    assert seg(tmp_path, "build", "--vars", "{n: 3}").exit_code == 0
    before = published(tmp_path)
    failed = seg(tmp_path, "build", "--vars", "{n: 9, most: 2}")
    assert failed.exit_code == 1
    assert "FAIL 7 at_most" in endings(failed)
    assert "Done. PASS=2 WARN=0 ERROR=1 SKIP=2 NO-OP=0 REUSED=0 TOTAL=5" in closing(failed)
    assert published(tmp_path) == before
    # The failed delta is not in the way of the next.
    assert seg(tmp_path, "build", "--vars", "{n: 4}").exit_code == 0
    assert [id for id, _ in published(tmp_path)["copy"]] == [0, 1, 2, 3]
    assert published(tmp_path)["seen"][:3] == before["seen"]


def test_nothing_is_held_back_after_a_delta(tmp_path: Path) -> None:
    write_project(tmp_path, GROWING)
    for n in (3, 5):
        assert seg(tmp_path, "build", "--vars", f"{{n: {n}}}").exit_code == 0
    shown = seg(tmp_path, "show", "--candidate", "--select", "seen", "--vars", "{n: 5}")
    assert (shown.exit_code, shown.stderr) == (
        2,
        "the last run held nothing back\n  fix: remove --candidate\n",
    )


def test_an_incremental_model_follows_its_parent_through_a_failed_run(tmp_path: Path) -> None:
    """A look-back window reads published rows, not those that were held back."""
    write_project(tmp_path, GROWING | {"tests/no_seven.sql": "from {{ ref('copy') }} where id = 7"})
    seg(tmp_path, "build", "--vars", "{n: 3}")
    assert seg(tmp_path, "build", "--vars", "{n: 8}").exit_code == 1
    assert seg(tmp_path, "build", "--vars", "{n: 7}").exit_code == 0
    assert rows(tmp_path, "select count(*), count(distinct id) from seen") == [(7, 7)]


def test_a_table_becomes_incremental_and_back(tmp_path: Path) -> None:
    project(tmp_path)
    table = {"models/total.sql": model().replace("incremental", "table")}
    view = {"models/total.sql": model().replace("incremental", "view")}
    incremental = {"models/total.sql": model()}
    assert built(write_project(tmp_path, table)) == [(1, 10, "a"), (2, 20, "b")]
    feed(tmp_path, SECOND)
    assert built(write_project(tmp_path, incremental)) == BOTH
    assert built(write_project(tmp_path, view)) == BOTH[2:]
    assert built(write_project(tmp_path, incremental)) == BOTH[2:]
    assert built(tmp_path) == BOTH[2:]
    assert built(tmp_path, "--force") == sorted(BOTH[2:] * 2)


DAYS = "{{ config(materialized='incremental') }} select {{ var('d', 1) }} as day"


def days(folder: Path, day: int, *arguments: str) -> tuple[list[tuple[object, ...]], str]:
    """The days of the table after a run that went well, and what it says."""
    outcome = seg(folder, "run", "--vars", f"d: {day}", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, ""), outcome.stdout
    return sorted(published(folder)["days"]), said(outcome)


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """A project in whose warehouse dbt has made the table of an incremental model."""
    write_project(tmp_path, {"models/days.sql": DAYS})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create table main.days as select unnest([1, 2, 3]) as day")
    return tmp_path


def test_a_table_of_dbt_goes_on(found: Path) -> None:
    told = "models/days.sql: continues from 3 rows of main.days, which seg did not build"
    table, first = days(found, 4)
    assert (table, told in first) == ([(1,), (2,), (3,), (4,)], True)
    assert rows(found, "select count(*) from main.days__before_seg") == [(3,)]
    table, second = days(found, 5)
    assert (table, "seg did not build" in second) == ([(1,), (2,), (3,), (4,), (5,)], False)


def test_the_plan_tells_of_a_table_of_dbt(found: Path) -> None:
    planned = seg(found, "plan").stdout
    assert "apply delta  days  continues from main.days, which seg did not build" in planned


def test_erased_people_are_not_taken_over_from_a_table_of_dbt(tmp_path: Path) -> None:
    project(tmp_path)
    assert seg(tmp_path, "build").exit_code == 0
    assert seg(tmp_path, "erase", "1", "--column", "id").exit_code == 0
    later = "{{ config(materialized='incremental') }} select 3 as id"
    write_project(tmp_path, {"models/later.sql": later})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create table main.later as select unnest([1, 2]) as id")
    outcome = seg(tmp_path, "run", "--select", "later")
    assert outcome.exit_code == 0, outcome.stdout
    assert "continues from 1 row of main.later" in said(outcome)
    assert published(tmp_path)["later"] == [(2,), (3,)]


def test_a_full_refresh_begins_in_place_of_a_table_of_dbt(found: Path) -> None:
    table, told = days(found, 4, "--full-refresh")
    assert (table, "continues from" in told) == ([(4,)], False)


def test_the_rows_of_a_table_of_dbt_are_replaced_by_key_and_read_as_this(found: Path) -> None:
    config = "config(materialized='incremental', unique_key='day', incremental_strategy='merge')"
    model = (
        f"{{{{ {config} }}}} select 3 as day {{% if is_incremental() %}} union all "
        "select max(day) + 10 from {{ this }} {% endif %}"
    )
    write_project(found, {"models/days.sql": model})
    assert days(found, 4)[0] == [(1,), (2,), (3,), (13,)]


def test_what_dbt_adds_after_a_run_that_failed_is_in_the_table(found: Path) -> None:
    write_project(found, {"tests/t.sql": "select 1 from {{ ref('days') }}\n"})
    assert seg(found, "build", "--vars", "d: 4").exit_code == 1
    with writing(found / "warehouse.duckdb") as connection:
        connection.execute("insert into main.days values (9)")
    assert days(found, 4)[0] == [(1,), (2,), (3,), (4,), (9,)]


def test_a_view_under_the_name_is_nothing_to_go_on_from(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/days.sql": DAYS})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create view main.days as select 1 as day")
    assert days(tmp_path, 4)[0] == [(4,)]
