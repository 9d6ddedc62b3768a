"""Versions are built aside, tested, and published all at once or not at all."""

from pathlib import Path

from tests.projects import rows, seg, write_project
from tests.running.reading import artifact, closing, endings, published, said, statuses

SHOP = {
    "seeds/payments.csv": "payment_id,amount\n1,10\n2,20\n",
    "models/orders.sql": """
        {{ config(materialized='table') }}
        select id, {{ var('bad_id', 0) }} as bad_id, {{ var('run') }} as run
        from range(1, 9) as t (id)
    """,
    "models/shown_orders.sql": "select *, {{ var('run') }} as shown_run from {{ ref('orders') }}",
    "models/order_counts.sql": """
        {{ config(materialized='table') }}
        select count(*) as n, any_value(run) as run from {{ ref('shown_orders') }}
    """,
    "models/payment_sums.sql": """
        {{ config(materialized='table') }}
        select sum(amount) as amount, {{ var('run') }} as run from {{ ref('payments') }}
    """,
    "models/both.sql": """
        {{ config(materialized='table') }}
        select n, amount, a.run as run_a, b.run as run_b
        from {{ ref('order_counts') }} as a cross join {{ ref('payment_sums') }} as b
    """,
    "models/shop.yml": """
models:
  - name: orders
    columns:
      - name: id
        data_tests: [unique]
      - name: bad_id
        data_tests:
          - accepted_values:
              name: no_bad_ids
              arguments: {values: [0], quote: false}
              config: {severity: "{{ var('severity', 'error') }}"}
""",
}
FIRST = {
    "both": [(8, 30, 1, 1)],
    "order_counts": [(8, 1)],
    "orders": [(id, 0, 1) for id in range(1, 9)],
    "payment_sums": [(30, 1)],
    "payments": [(1, 10), (2, 20)],
    "shown_orders": [(id, 0, 1, 1) for id in range(1, 9)],
}


def build(folder: Path, variables: str, *arguments: str):
    return seg(folder, "build", "--vars", f"{{{variables}}}", "--threads", "1", *arguments)


def test_a_good_run_publishes_all_of_it(tmp_path: Path) -> None:
    built = build(write_project(tmp_path, SHOP), "run: 1")
    assert (built.exit_code, built.stderr) == (0, "")
    assert published(tmp_path) == FIRST
    assert closing(built) == (
        "Completed successfully\n\n"
        "Published generation 1: 6 relations in 0.00s\n\n"
        "Done. PASS=8 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=8"
    )


def test_a_failing_test_publishes_nothing_and_shows_its_rows(tmp_path: Path) -> None:
    build(write_project(tmp_path, SHOP), "run: 1")
    failed = build(tmp_path, "run: 2, bad_id: 7")
    assert (failed.exit_code, failed.stderr) == (1, "")
    assert published(tmp_path) == FIRST
    assert endings(failed) == [
        "FAIL 1 no_bad_ids",
        "OK created sql table model main.orders",
        "OK created sql table model main.payment_sums",
        "PASS unique_orders_id",
        "SKIP relation main.both",
        "SKIP relation main.order_counts",
        "SKIP relation main.shown_orders",
    ]
    assert closing(failed) == (
        "Completed with 1 error, 0 partial successes, and 0 warnings:\n\n"
        "[ERROR]: in test no_bad_ids (models/shop.yml:9:13)\n"
        "  Got 1 result, configured to fail if != 0\n\n"
        "  | value_field | n_records |\n"
        "  | ----------- | --------- |\n"
        "  |           7 |         8 |\n"
        "  see the rows: seg show --candidate --select no_bad_ids\n\n"
        "  compiled code at target/compiled/shop/models/shop.yml/no_bad_ids.sql\n\n"
        "Skipped 3: shown_orders, order_counts, both\n\n"
        "Nothing was published: no_bad_ids failed\n"
        "  What was published before is unchanged.\n\n"
        "Done. PASS=3 WARN=0 ERROR=1 SKIP=3 NO-OP=0 REUSED=1 TOTAL=8"
    )
    assert statuses(tmp_path) == {
        "payments": "reused",
        "payment_sums": "success",
        "orders": "success",
        "unique_orders_id": "pass",
        "no_bad_ids": "fail",
        "shown_orders": "skipped",
        "order_counts": "skipped",
        "both": "skipped",
    }


def test_a_failing_first_run_leaves_nothing_to_read(tmp_path: Path) -> None:
    assert build(write_project(tmp_path, SHOP), "run: 1, bad_id: 7").exit_code == 1
    assert published(tmp_path) == {}


def test_what_cannot_be_compiled_leaves_no_warehouse(tmp_path: Path) -> None:
    wrong = {"models/wrong.sql": "select {{ nothing_of_this_name }}"}
    failed = build(write_project(tmp_path, SHOP | wrong), "run: 1")
    assert failed.exit_code == 2
    assert list(tmp_path.glob("*.duckdb*")) == []


def test_a_failing_model_publishes_nothing(tmp_path: Path) -> None:
    build(write_project(tmp_path, SHOP), "run: 1")
    broken = {"models/order_counts.sql": "\nselect n, no_column\nfrom {{ ref('shown_orders') }}"}
    failed = build(write_project(tmp_path, broken), "run: 2")
    assert failed.exit_code == 1
    assert published(tmp_path) == FIRST
    assert (
        "[ERROR]: in model order_counts (models/order_counts.sql)\n"
        '  models/order_counts.sql:2: Binder Error: Referenced column "n" not found in FROM clause!'
    ) in closing(failed)
    assert "Skipped 1: both\n\nNothing was published: order_counts failed\n" in closing(failed)


def test_a_warning_publishes(tmp_path: Path) -> None:
    built = build(write_project(tmp_path, SHOP), "run: 1, bad_id: 7, severity: warn")
    assert built.exit_code == 0
    assert rows(tmp_path, "select distinct bad_id, run from orders") == [(7, 1)]
    assert endings(built)[-1] == "WARN 1 no_bad_ids"
    assert "Completed with 1 warning:\n\n[WARNING]: in test no_bad_ids" in closing(built)
    assert "configured to warn if != 0" in closing(built)


def test_warnings_can_fail(tmp_path: Path) -> None:
    failed = build(
        write_project(tmp_path, SHOP), "run: 1, bad_id: 7, severity: warn", "--warn-error"
    )
    assert failed.exit_code == 1
    assert published(tmp_path) == {}
    assert "Got 1 result, configured to fail if != 0" in closing(failed)


def test_publish_passing_publishes_the_branches_that_passed(tmp_path: Path) -> None:
    build(write_project(tmp_path, SHOP), "run: 1")
    write_project(tmp_path, {"seeds/payments.csv": "payment_id,amount\n1,10\n2,20\n3,5\n"})
    failed = build(tmp_path, "run: 2, bad_id: 7", "--publish", "passing")
    assert failed.exit_code == 1
    assert published(tmp_path) == FIRST | {
        "payments": [(1, 10), (2, 20), (3, 5)],
        "payment_sums": [(35, 2)],
    }
    assert (
        "Published generation 2: 2 relations in 0.00s\nHeld back: no_bad_ids failed\n\n"
    ) in closing(failed)


def test_publish_passing_holds_back_what_a_test_of_a_leaf_guards(tmp_path: Path) -> None:
    files = SHOP | {"tests/never.sql": "select * from {{ ref('both') }} where run_a = 2"}
    build(write_project(tmp_path, files), "run: 1")
    failed = build(tmp_path, "run: 2", "--publish", "passing")
    assert failed.exit_code == 1
    assert published(tmp_path) == {
        "both": [(8, 30, 1, 1)],
        "order_counts": [(8, 2)],
        "orders": [(id, 0, 2) for id in range(1, 9)],
        "payment_sums": [(30, 2)],
        "payments": [(1, 10), (2, 20)],
        "shown_orders": [(id, 0, 2, 2) for id in range(1, 9)],
    }


def test_publish_passing_holds_back_readers_of_a_failing_source(tmp_path: Path) -> None:
    files = {
        "data/raw.csv": "id\n1\n1\n",
        "models/sources.yml": """
sources:
  - name: files
    tables:
      - name: raw
        external: {location: "data/raw.csv"}
        columns: [{name: id, data_tests: [unique]}]
""",
        "models/reader.sql": "{{ config(materialized='table') }} from {{ source('files', 'raw') }}",
        "models/other.sql": "select 1 as i",
    }
    failed = seg(write_project(tmp_path, files), "build", "--publish", "passing")
    assert failed.exit_code == 1
    assert published(tmp_path) == {"other": [(1,)]}
    assert endings(failed) == [
        "FAIL 1 source_unique_files_raw_id",
        "OK created sql view model main.other",
        "SKIP relation main.reader",
    ]


def test_the_rest_of_the_failing_rows_can_be_shown(tmp_path: Path) -> None:
    """More rows fail than are printed. The suggested command shows them all."""
    files = {
        "models/doubled.sql": """
            {{ config(materialized='table') }}
            select id, {{ var('run') }} as run from range(1, 9) as t (id), range({{ var('n') }})
        """,
        "models/over.sql": "select * from {{ ref('doubled') }}",
        "models/doubled.yml": """
models:
  - name: doubled
    columns: [{name: id, data_tests: [{unique: {name: unique_id}}]}]
  - name: over
    columns: [{name: id, data_tests: [{unique: {name: unique_over}}]}]
""",
    }
    seg(write_project(tmp_path, files), "build", "--vars", "{run: 1, n: 1}")
    failed = seg(tmp_path, "build", "--vars", "{run: 2, n: 2}")
    assert (
        "  the first 5 of 8; see more: seg show --candidate --select unique_id --limit 8\n"
        in said(failed)
    )
    command = ("show", "--candidate", "--select", "unique_id", "--vars", "{run: 2, n: 2}")
    shown = seg(tmp_path, *command, "--limit", "-1")
    assert (shown.exit_code, shown.stderr) == (0, "")
    cells = [line.split("|")[1:-1] for line in shown.stdout.splitlines() if line[:1] == "|"]
    assert sorted(tuple(int(cell) for cell in row) for row in cells[2:]) == [
        (id, 2) for id in range(1, 9)
    ]
    # Looking, and testing what is published, takes nothing away.
    assert seg(tmp_path, "test", "--vars", "{run: 2, n: 2}").exit_code == 0
    assert seg(tmp_path, *command).exit_code == 0
    candidate = seg(
        tmp_path,
        "show",
        "--candidate",
        "--output",
        "json",
        *command[2:4][:1],
        "doubled",
        "--limit",
        "1",
        "--vars",
        "{run: 2, n: 2}",
    )
    assert '"run": 2' in candidate.stdout
    assert seg(tmp_path, "build", "--vars", "{run: 3, n: 1}").exit_code == 0
    gone = seg(tmp_path, *command)
    assert (gone.exit_code, gone.stderr) == (
        2,
        "the last run held nothing back\n  fix: remove --candidate\n",
    )


def test_a_held_back_child_of_a_published_view_can_be_looked_at(tmp_path: Path) -> None:
    files = {
        "models/base.sql": "select i from range(7) as t (i)",
        "models/grown.sql": """
            {{ config(materialized='incremental') }} select i, {{ var('n', 1) }} as n
            from {{ ref('base') }}
        """,
        "models/child.sql": "select b.i, n from {{ ref('base') }} as b join {{ ref('grown') }} "
        "using (i)",
        "tests/no_child.sql": "select * from {{ ref('child') }}",
    }
    seg(write_project(tmp_path, files), "run")
    failed = seg(tmp_path, "build", "--publish", "passing")
    assert failed.exit_code == 1
    assert "see more: seg show --select no_child" in said(failed)
    failed = seg(tmp_path, "build", "--publish", "passing", "--vars", "{n: 2}")
    assert failed.exit_code == 1
    assert "see more: seg show --candidate --select no_child" in said(failed)
    shown = seg(tmp_path, "show", "--candidate", "--select", "no_child", "--limit", "-1")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.count("\n|") == 2 + 14


def test_publishing_that_is_refused_is_a_result(tmp_path: Path) -> None:
    """An unpublishable name is reported with its relation and recorded; nothing changes."""
    build(write_project(tmp_path, SHOP), "run: 1")
    files = {
        "macros/names.sql": "{% macro generate_schema_name(custom, node) %}"
        "{{ custom or 'main' }}{% endmacro %}",
        "models/lost.sql": "{{ config(schema='information_schema') }} select 1 as i",
    }
    refused = build(write_project(tmp_path, files), "run: 2")
    assert (refused.exit_code, refused.stderr) == (1, "")
    assert published(tmp_path) == FIRST
    assert closing(refused) == (
        "Completed with 1 error, 0 partial successes, and 0 warnings:\n\n"
        "Nothing was published: publishing information_schema.lost: "
        "Binder Error: Cannot create schema in system catalog\n"
        "  What was published before is unchanged.\n\n"
        "Done. PASS=8 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=1 TOTAL=9"
    )
    assert set(statuses(tmp_path).values()) == {"success", "pass", "reused"}
    again = build(tmp_path, "run: 2", "--exclude", "lost")
    assert again.exit_code == 0
    assert "did not finish" not in again.stdout


def test_a_part_of_the_project_is_published_beside_the_rest(tmp_path: Path) -> None:
    build(write_project(tmp_path, SHOP), "run: 1")
    assert build(tmp_path, "run: 2", "--select", "payment_sums").exit_code == 0
    assert published(tmp_path) == FIRST | {"payment_sums": [(30, 2)]}
    assert artifact(tmp_path, "run_results.json")["args"]["which"] == "build"


def test_run_seed_and_test_do_their_part(tmp_path: Path) -> None:
    write_project(tmp_path, SHOP)
    seeded = seg(tmp_path, "seed", "--vars", "{run: 1}")
    assert (seeded.exit_code, published(tmp_path)) == (0, {"payments": FIRST["payments"]})
    ran = seg(tmp_path, "run", "--vars", "{run: 1, bad_id: 7}")
    assert (ran.exit_code, len(published(tmp_path))) == (0, 6)
    before = published(tmp_path)
    tested = seg(tmp_path, "test", "--vars", "{run: 1, bad_id: 7}")
    assert tested.exit_code == 1
    assert endings(tested) == ["FAIL 1 no_bad_ids", "PASS unique_orders_id"]
    assert "Nothing was published" not in tested.stdout
    assert published(tmp_path) == before
