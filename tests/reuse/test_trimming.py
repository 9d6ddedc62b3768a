"""The tables of facts keep what later runs can use, and no more, after any number of runs."""

from pathlib import Path

from orchestrator.state.facts import MOST_KEPT
from orchestrator.state.trimming import KEYS_OF_A_VERSION
from tests.reuse.shop import FILES, Shop


def counts(shop: Shop) -> dict[str, int]:
    """The most rows that a table has of one node, and of files all."""
    most = {
        table: shop.sql(
            "select coalesce(max(n), 0) from "
            f"(select count(*) as n from _seg.reuse_{table} group by unique_id)"
        )[0][0]
        for table in ("versions", "verdicts", "definitions")
    }
    return most | {"files": shop.sql("select count(*) from _seg.reuse_files")[0][0]}


def test_facts_do_not_grow_with_runs(tmp_path: Path) -> None:
    """Each run has other rows and another definition of `sales`; `any_sales` stays as it is.

    Three generations are kept; what a run drops is forgotten by the next.
    """
    shop = Shop(tmp_path)
    for number in range(2, 16):
        shop.orders([(1, 1), (2, 2), (number + 1, 2)])
        shop.edit("macros/money.sql", f"* {number}", f"* {number + 1}")
        assert shop.run().exit_code == 0
    found = counts(shop)
    assert found == {
        "versions": KEYS_OF_A_VERSION,
        "verdicts": 3,
        "definitions": 4,
        "files": 0,
    }
    assert shop.ran() == set()


def test_the_same_verdict_is_noted_once(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    for number in range(3):
        shop.write("seeds/prices.csv", f"item,price\n1,10\n2,20\n3,{number}\n")
        assert shop.run(run_all=True).exit_code == 0
    assert counts(shop)["verdicts"] == 1


def test_each_target_has_its_own_verdicts(tmp_path: Path) -> None:
    """Five runs on one target delete no facts of the other."""
    shop = Shop(tmp_path, {name: text for name, text in FILES.items() if "log" not in name})
    assert shop.run(target="other").exit_code == 0
    rows = [(1, 1), (2, 2), (3, 2)]
    for number in range(5):
        shop.orders([*rows, (4 + number, 1)])
        shop.edit("macros/money.sql", f"* {number + 2}", f"* {number + 3}")
        assert shop.run().exit_code == 0
    shop.orders(rows)
    shop.edit("macros/money.sql", "* 7", "* 2")
    tests = {"unique_sales_item", "not_null_sales_item"}
    assert shop.ran(target="other").isdisjoint(tests)


def test_what_the_project_no_longer_has_is_forgotten(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("i\n1\n")
    source = "      - {name: NAME, config: {external_location: NAME.csv}}\n"
    head = "sources:\n  - name: files\n    tables:\n"
    both = head + source.replace("NAME", "a") + source.replace("NAME", "b")
    models = {
        f"models/of_{name}.sql": f"select * from {{{{ source('files', '{name}') }}}}\n"
        for name in ("a", "b")
    }
    shop = Shop(tmp_path, {**FILES, **models, "models/files.yml": both})
    assert shop.run().exit_code == 0
    assert counts(shop)["files"] == 2
    (tmp_path / "models" / "of_b.sql").unlink()
    shop.write("models/files.yml", head + source.replace("NAME", "a"))
    shop.orders([(1, 1), (2, 2), (3, 3)])
    assert shop.run("build", "sales+").exit_code == 0
    paths = [Path(path).name for (path,) in shop.sql("select path from _seg.reuse_files")]
    assert paths == ["a.csv"]
    noted = {
        name.split(".")[2] for (name,) in shop.sql("select unique_id from _seg.reuse_definitions")
    }
    assert "of_a" in noted
    assert "of_b" not in noted
    assert "of_a" not in shop.ran()


def test_runs_that_fail_do_not_fill_the_database(tmp_path: Path) -> None:
    """Each run builds different rows of `sales` and fails: only the newest can be reused."""
    shop = Shop(tmp_path)
    shop.write("tests/never.sql", "select * from {{ ref('sales') }}\n")
    for number in range(MOST_KEPT + 4):
        shop.orders([(1, 1), (2, 2), (number + 3, 2), *[(9, 1)] * number])
        assert shop.run().exit_code == 1
    versions = shop.sql(
        "select table_name from duckdb_tables() where schema_name = 'seg_versions' "
        "and table_name like 'main.sales@%'"
    )
    assert len(versions) == MOST_KEPT + 1
    (tmp_path / "tests/never.sql").unlink()
    assert "sales" not in shop.ran()
