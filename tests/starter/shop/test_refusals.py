"""What `seg init` refuses: each with a fix, exit code 2, and nothing written."""

import json
import re
from pathlib import Path

import pytest

from orchestrator.cli.definitions.root import COMMANDS
from orchestrator.starter.shop.contract import inputs
from tests.projects import seg
from tests.starter.shop.files import write

GOOD = "order_id,customer_id,date,total\n1,1,2024-01-05,20"
FILES = {
    "strange.csv": "a,b\n1,2",
    "twice.csv": "id,date,id,total\n1,2024-01-01,2,3",
    "amount.csv": "customer_id,date\n1,2024-01-01",
    "date.csv": "customer_id,order_date,total\n1,hello,3\n2,world,4",
    "good.csv": GOOD,
    "broken.parquet": "no parquet",
    "list.xlsx": "x",
}
REFUSED = {
    "nope.csv": "--orders: nope.csv does not exist\n  fix: check the path\n",
    "z*.csv": "--orders: no file matches z*.csv\n  fix: check the pattern\n",
    ".": "--orders: . is a folder\n  fix: write ./*.csv\n",
    "list.xlsx": (
        "--orders: list.xlsx is not a table that seg can read\n"
        "  fix: give a CSV, Parquet or JSON file, a pattern of such files, or shop.duckdb:table\n"
    ),
    "strange.csv": (
        "--orders: strange.csv has no column for customer_id, ordered_at, the amount "
        "(columns: a, b)\n"
        "  fix: name them: --column orders.customer_id=NAME "
        "--column orders.ordered_at=NAME --column orders.net_amount=NAME\n"
    ),
    "twice.csv": "twice.csv has the column 'id' twice\n  fix: rename one of them in the file\n",
    "amount.csv": (
        "--orders: amount.csv has no column for the amount (columns: customer_id, date)\n"
        "  fix: name it: --column orders.net_amount=NAME\n"
    ),
    "date.csv": (
        "--orders: date.csv has no column for ordered_at; order_date cannot be read as moment "
        "(columns: customer_id, order_date, total)\n"
        "  fix: name it: --column orders.ordered_at=NAME\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        write(tmp_path, name, text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(folder: Path, *arguments: str) -> str:
    outcome = seg(folder, "init", "shop", *arguments)
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert not (folder / "shop").exists()
    return outcome.stderr


@pytest.mark.parametrize("file", REFUSED)
def test_a_file_that_is_no_table_of_orders(folder: Path, file: str) -> None:
    assert refused(folder, "--orders", file) == REFUSED[file]


def test_the_columns_that_all_files_lack_are_told_at_once(folder: Path) -> None:
    write(folder, "firms.csv", "firm,trade\nF1,food")
    assert refused(folder, "--orders", "strange.csv", "--accounts", "firms.csv") == (
        "--orders: strange.csv has no column for customer_id, ordered_at, the amount "
        "(columns: a, b)\n"
        "--accounts: firms.csv has no column for account_id (columns: firm, trade)\n"
        "  fix: name them: --column orders.customer_id=NAME "
        "--column orders.ordered_at=NAME --column orders.net_amount=NAME "
        "--column accounts.account_id=NAME\n"
    )


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    said = refused(folder, "--orders", "broken.parquet")
    assert said.startswith("--orders: broken.parquet cannot be read: ")
    assert said.endswith("\n  fix: check the file, or save it as CSV in UTF-8 or as Parquet\n")


def test_customers_without_orders(folder: Path) -> None:
    assert refused(folder, "--customers", "good.csv") == (
        "a segmentation project needs orders\n  fix: name the file: --orders orders.csv\n"
    )


SAID = {
    "orders.net_amount": (
        "--column: cannot parse 'orders.net_amount'\n  fix: write orders.customer_id=NAME\n"
    ),
    "orders.amount=total": (
        "--column: orders has no column 'amount'\n  fix: did you mean 'net_amount'?\n"
    ),
    "orders.net_amount=tota": (
        "--column orders.net_amount: good.csv has no column 'tota'\n"
        "  fix: did you mean 'total'? columns: order_id, customer_id, date, total\n"
    ),
    "orders.ordered_at=total": (
        "--column orders.ordered_at: 'total' of good.csv cannot be read as moment\n"
        "  fix: name another column\n"
    ),
    "products.cost=total": ("--column: no file for 'products' is given\n  fix: tables: orders\n"),
}


@pytest.mark.parametrize("said", SAID)
def test_a_column_that_is_said_wrong(folder: Path, said: str) -> None:
    assert refused(folder, "--orders", "good.csv", "--column", said) == SAID[said]


def test_a_column_of_which_no_value_would_be_left(folder: Path) -> None:
    files = ("--orders", "good.csv", "--customers", "good.csv")
    assert refused(folder, *files, "--column", "customers.gender=customer_id") == (
        "--column customers.gender: 'customer_id' of good.csv has no known value (but '1')\n"
        "  fix: known values are those like f, m, x; name another column\n"
    )


def test_a_column_without_a_file(folder: Path) -> None:
    assert refused(folder, "--column", "orders.net_amount=x") == (
        "--column is for the columns of a file\n  fix: pass it: --orders FILE\n"
    )


def test_nothing_is_overwritten(folder: Path) -> None:
    (folder / "taken").mkdir()
    (folder / "taken" / "mine").touch()
    outcome = seg(folder, "init", "taken", "--orders", "good.csv")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert re.fullmatch(
        ".*taken already exists\n  fix: name a folder that is new or empty\n", outcome.stderr
    )
    assert [path.name for path in (folder / "taken").iterdir()] == ["mine"]


def test_machines_get_the_same_as_people(folder: Path) -> None:
    outcome = seg(folder, "init", "shop", "--orders", "good.csv", "--json")
    found = json.loads(outcome.stdout)
    assert (outcome.exit_code, found["files"][-1]) == (0, "seg_project.yml")
    (orders,) = (table for table in found["tables"] if table["name"] == "orders")
    assert [each["is"] for each in orders["columns"]][:3] == ["order_id", "customer_id", "date"]
    assert {"input": "costs", "loses": "the cost of a contact", "missing": []} in found["left_out"]
    shown = seg(folder, "init", "other", "--orders", "good.csv").stdout
    assert "  ordered_at       date         guessed: by its name\n" in shown
    assert "  status           -            missing: returns and cancellations" in shown


def test_each_table_has_an_option() -> None:
    options = [param.opts[-1] for param in COMMANDS["init"].params if param.metavar == "FILE"]
    assert options == [f"--{input_.option}" for input_ in inputs().values()]
