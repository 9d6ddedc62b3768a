"""What is not reused although no file changed, and what is kept about secrets."""

from pathlib import Path

import pytest

from orchestrator.commands.erase.erase import erase
from orchestrator.commands.freshness import freshness
from orchestrator.state.facts import KnownFile
from orchestrator.state.sources import RACY_NS, known_digest
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from tests.reuse.shop import FILES, Shop, names

EVERYTHING = {"prices", "stg_orders", "sales", "any_sales", "report", "log"}
TESTS = {"unique_sales_item", "not_null_sales_item"}


def test_all_runs_after_an_erasure(tmp_path: Path) -> None:
    people = {
        "seeds/people.csv": "customer_id,town\nc1,Ulm\nc2,Bonn\n",
        "models/towns.sql": (
            "{{ config(materialized='table') }}\nselect * from {{ ref('people') }}\n"
        ),
        "models/people.yml": (
            "seeds:\n  - {name: people, columns: [{name: customer_id, tags: [personal]}]}\n"
            "models:\n  - {name: towns, columns: [{name: customer_id, tags: [personal]}]}\n"
        ),
    }
    shop = Shop(tmp_path, FILES | people)
    shop.run()
    assert shop.ran() == set()
    workspace = open_workspace(Flags(project_dir=tmp_path), "erase")
    list(erase(workspace, ["c1"], column="customer_id"))
    assert shop.sql("from towns") == [("c2", "Bonn")]
    result = shop.run()
    assert result.exit_code == 0
    ran = {*EVERYTHING, "people", "towns"} - {"stg_orders"}
    assert names(result, but="reused") >= {"people", "towns", "sales", "log"}
    assert names(result, but="reused") <= {*ran, *TESTS}
    assert shop.sql("from towns") == [("c2", "Bonn")]
    assert shop.ran() == set()


def test_a_test_whose_failing_rows_are_stored_runs(tmp_path: Path) -> None:
    """It stores rows again as long as it fails, and drops them once it passes."""
    shop = Shop(tmp_path)
    shop.write("tests/odd.sql", "{{ config(severity='warn') }}select item from {{ ref('sales') }}")
    stored = 'select count(*) from "main_dbt_test__audit".odd'
    shop.run(store_failures=True)
    assert shop.sql(stored) == [(2,)]
    assert shop.ran(store_failures=True) == {"odd"}
    assert shop.sql(stored) == [(2,)]
    shop.edit("tests/odd.sql", "select item", "select item, 1 as one")
    shop.edit("tests/odd.sql", "ref('sales') }}", "ref('sales') }} where false")
    assert shop.ran() == {"odd"}
    # It passed on the same data, but without --store-failures: the old rows are still there.
    assert shop.sql(stored) == [(2,)]
    assert shop.ran(store_failures=True) == {"odd"}
    assert shop.sql("select * from duckdb_tables() where table_name = 'odd'") == []
    assert shop.ran(store_failures=True) == set()


def test_freshness_is_always_asked(tmp_path: Path) -> None:
    """Unchanged rows age: a source becomes stale without any change."""
    shop = Shop(tmp_path)
    policy = (
        "[{name: orders, loaded_at_field: loaded_at, "
        "freshness: {error_after: {count: 1, period: day}}}]"
    )
    shop.edit("models/shop.yml", "[{name: orders}]", policy)
    shop.sql("alter table raw.orders add column loaded_at timestamptz default '2025-06-30 12:00Z'")
    noon, later = "2025-06-30T13:00:00+00:00", "2025-07-02T13:00:00+00:00"
    shop.run(now=noon)
    assert shop.ran(now=noon) == {"raw"}
    stale = shop.run(now=later)
    assert (stale.exit_code, stale.generation) == (1, None)
    assert stale.results["source.shop.raw.orders"].status == "fail"
    for moment, status in ((noon, "pass"), (later, "fail"), (noon, "pass")):
        workspace = open_workspace(Flags(project_dir=tmp_path, now=moment), "freshness")
        asked = freshness(workspace, Selection()).result()
        assert {found.status for found in asked.results.values()} == {status}


@pytest.mark.parametrize(("younger_by", "is_read"), [(RACY_NS, True), (RACY_NS + 1, False)])
def test_a_file_is_read_again_when_it_was_young(
    tmp_path: Path, younger_by: int, is_read: bool
) -> None:
    """It may have changed since within one tick of the clock that time stamps are taken from."""
    file = tmp_path / "a.csv"
    file.write_text("x\n1\n")
    seen: dict[str, KnownFile] = {}
    digest = known_digest(str(file), {}, seen)
    (found,) = seen.values()
    old = KnownFile(found.stamp, found.changed_at_ns, found.changed_at_ns + younger_by, "old")
    again: dict[str, KnownFile] = {}
    assert known_digest(str(file), {str(file): old}, again) == (digest if is_read else "old")
    assert bool(again) == is_read


CANARY = "c4n4ry-s3cret"


@pytest.mark.parametrize("name", ["x_token", "X_PASSWORD", "PLAIN_X"])
def test_no_secret_is_kept_with_a_definition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """This holds for SQL and variables; the check would find a value that is not secret."""
    monkeypatch.setenv(name, CANARY)
    value = f"env_var('{name}')"
    shop = Shop(tmp_path)
    shop.edit(
        "models/report.sql",
        "select *",
        f"select *, length('{{{{ {value} }}}}') as n, length('{{{{ var('{name}') }}}}') as m",
    )
    shop.write(
        "tests/secret.sql", f"select * from {{{{ ref('report') }}}} where '{{{{ {value} }}}}' = ''"
    )
    shop.run(vars={name: CANARY})
    assert shop.ran(vars={name: CANARY}) == set()
    shop.sql("checkpoint")
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("w.duckdb*"))
    assert (CANARY.encode() in kept) == (name == "PLAIN_X")
    ((definitions,),) = shop.sql("select count(*) from _seg.reuse_definitions where sql <> ''")
    assert definitions > 0
