"""`benchmarks.days` simulates a complete shop, and its checks find what they look for."""

import datetime as dt
import io
import sys
from contextlib import redirect_stdout
from pathlib import Path
from random import Random

import duckdb
import pytest

from benchmarks.days.__main__ import main
from benchmarks.days.compared import REMADE, differences
from benchmarks.days.edits import happen
from benchmarks.days.export import Export
from benchmarks.days.running import Seg
from benchmarks.days.shop import KEYS, Shop
from orchestrator.cli.main import run as run_command

FIRST_DAY = dt.date(2025, 5, 1)
RELATED = (
    *(("orders", "customer_id", "customers"), ("order_items", "order_id", "orders")),
    *(("refunds", "order_id", "orders"), ("web_events", "customer_id", "customers")),
    *(("campaign_sends", "customer_id", "customers"), ("consents", "customer_id", "customers")),
    ("campaign_responses", "send_id", "campaign_sends"),
)


def lived(folder: Path, seed: int, runs: int) -> tuple[Shop, Export, Export]:
    """A shop after some runs, whose records went into files and tables after each of them."""
    folder.mkdir()
    shop = Shop(folder / "records.duckdb")
    shop.open(60, FIRST_DAY, seed)
    files = Export(folder / "files", frozenset(KEYS), frozenset())
    tables = Export(folder / "tables", frozenset(), frozenset(KEYS))
    tables.folder.mkdir()
    for run in range(runs):
        shop.go_to(dt.datetime(2025, 5, 1, 6) + dt.timedelta(days=run))
        chance = Random(f"{seed} {run}")
        for _ in range(8):
            happen(shop, chance)
        for export in (files, tables):
            export.write(shop, chance)
    return shop, files, tables


def test_a_shop_stays_whole_and_a_project_has_its_records(tmp_path: Path) -> None:
    shop, files, tables = lived(tmp_path / "one", seed=5, runs=4)
    assert shop.count("held.orders") > 200
    for name, key, other in RELATED:
        lost = f"select * from held.{name} where {key} not in (select {key} from held.{other})"
        assert (name, shop.rows(lost)) == (name, [])
    shop.sql(f"attach '{tables.warehouse}' as project (read_only)")
    for name, keys in KEYS.items():
        held = sorted(map(repr, shop.rows(f"from held.{name}")))
        parquet = f"read_parquet('{files.folder}/raw/{name}/*.parquet')"
        assert sorted(map(repr, shop.rows(f"from {parquet}"))) == held, name
        assert sorted(map(repr, shop.rows(f"from project.raw.{name}"))) == held, name
        assert shop.rows(f"select {', '.join(keys)} from held.{name} group by all"
                         " having count(*) > 1") == []  # fmt: skip


def test_a_seed_gives_the_same_again(tmp_path: Path) -> None:
    one, other = (lived(tmp_path / name, seed=6, runs=1)[0] for name in ("one", "other"))
    for name in KEYS:
        query = f"from held.{name} order by all"
        assert one.rows(query) == other.rows(query), name


@pytest.mark.parametrize(
    ("tampered", "found"),
    [
        ("select 1", []),
        ("update purchases set as_of_date = date '2025-05-02', change_number = 9", []),
        ("update purchases set amount = 6 where id = 1", [("purchases", 1, 1)]),
        ("insert into purchases from purchases where id = 2", [("purchases", 0, 1)]),
        ("update sizes set as_of_date = date '2025-05-02'", [("sizes", 1, 1)]),
        ("delete from sizes", [("sizes", 1, 0)]),
        ("drop view shown", [("shown has id,amount and None", 0, 0)]),
        ("create table more (a int)", [("more has None and a", 0, 0)]),
    ],
)
def test_what_is_otherwise_is_found(
    tmp_path: Path, tampered: str, found: list[tuple[str, int, int]]
) -> None:
    for name, statement in (("live", "select 1"), ("other", tampered)):
        with duckdb.connect(str(tmp_path / f"{name}.duckdb")) as connection:
            connection.execute(
                "create schema _seg; create table _seg.unseen as select random();"
                "create table purchases (id int, amount int, as_of_date date, change_number int);"
                "insert into purchases values (1, 5, '2025-05-01', 1), (2, 5, '2025-05-01', 1);"
                "create table sizes as select 'a' as segment, date '2025-05-01' as as_of_date;"
                "create view shown as select id, amount from purchases"
            )
            connection.execute(statement)
    files = tmp_path / "live.duckdb", tmp_path / "other.duckdb"
    count, other = differences(*files, when_made=REMADE)
    assert count >= 3
    told = [(each.relation, each.missing, each.added) for each in other]
    # A view shows what is otherwise in its table.
    assert [each for each in told if each[0] != "shown"] == found


@pytest.mark.long
def test_a_day_is_the_same_as_whatever_it_is_compared_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It runs in this process, which has already parsed the templates for other tests."""
    command = ["--days", "1", "--runs", "2", "--customers", "80", "--inputs", "few"]
    monkeypatch.setattr(sys, "argv", ["days", *command, "--folder", str(tmp_path / "days")])
    monkeypatch.setattr(Seg, "run", run_here)
    main()
    said = capsys.readouterr().out
    assert "no difference; runs: 2 build" in said
    assert "1 forced rebuild, 1 full refresh, 1 build from scratch, 1 records" in said


def run_here(
    days: Seg, *arguments: str, folder: Path | None = None, expected: tuple[int, ...] = (0,)
) -> None:
    """What Seg.run does, without a process for each command."""
    _, _, _, *words = map(str, days._command(arguments, folder or days.folder))
    with redirect_stdout(io.StringIO()) as said:
        assert run_command(words) in expected, said.getvalue()
