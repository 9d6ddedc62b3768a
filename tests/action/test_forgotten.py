"""After `seg erase`: no byte of the person in what seg wrote, and no return through a build."""

import csv
from pathlib import Path

import duckdb
import pytest

from tests.projects import Outcome, reading, rows, seg, write_project
from tests.shared import own_copy

EMAIL = "jane.canary@example.com"
PHONE = "+49 30 5550042"
CANARIES = (b"cust-4711", EMAIL.encode(), EMAIL.upper().encode(), PHONE.encode(), b"ORD-815")

CUSTOMERS = "customer_id,email,phone,city\ncust-4711,{},{},Graz\ncust-2,joe@example.com,,Linz\n"
FILES = {
    "seg_project.yml": "name: shop\nmodels: {shop: {+materialized: table}}\n",
    "seeds/customers.csv": CUSTOMERS.format(EMAIL.upper(), PHONE),
    "seeds/orders.csv": "order_id,customer_id,amount\nORD-815,cust-4711,10\nORD-2,cust-2,20\n",
    "seeds/lines.csv": "order_id,product\nORD-815,hat\nORD-815,coat\nORD-2,hat\n",
    "seeds/inbox.csv": f"sender,subject\n{EMAIL},Hello\njoe@example.com,Hi\n",
    "seeds/friends.csv": "customer_id,friend_id\ncust-2,cust-4711\ncust-2,\n",
    "seeds/codes.csv": "code,meaning\ncust-4711,a form\n",
    "models/people.sql": "select customer_id, lower(email) as email, phone "
    "from {{ ref('customers') }}",
    "models/spent.sql": "select customer_id, sum(amount) as spent "
    "from {{ ref('orders') }} group by 1",
    "models/sold.sql": "select product, count(*) as n from {{ ref('lines') }} group by product",
    "models/grown.sql": "{{ config(materialized='incremental', unique_key='customer_id') }}\n"
    "select customer_id, amount from {{ ref('orders') }}",
    "models/live.sql": "{{ config(materialized='view') }}\n"
    "select customer_id from {{ ref('people') }} "
    "where not {{ is_erased('customer_id', 'customer_id') }}",
    "models/properties.yml": """
models:
  - name: people
    columns:
      - {name: email, tags: [personal]}
      - {name: phone, tags: [personal]}
""",
    "seeds/properties.yml": """
seeds:
  - name: lines
    columns:
      - name: order_id
        data_tests:
          - relationships: {to: ref('orders'), field: order_id}
""",
}


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two generations of a shop that knows one person by number, e-mail, telephone and order."""

    def make(folder: Path) -> None:
        write_project(folder, FILES)
        built(folder)
        # Another generation of the same rows.
        built(folder, "--no-reuse")

    return own_copy(tmp_path_factory, "the shop of forgetting", make, tmp_path)


def built(folder: Path, *arguments: str) -> Outcome:
    outcome = seg(folder, "build", *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


def canaries(folder: Path) -> set[bytes]:
    """Which of them stand in the bytes of the database's file, or of any file beside it."""
    content = b"".join(file.read_bytes() for file in folder.glob("*") if file.is_file())
    return {canary for canary in CANARIES if canary in content}


def take_codes_and_friends_away(folder: Path) -> None:
    """Leave only what is the person's own."""
    write_project(
        folder,
        {
            "seeds/codes.csv": "code,meaning\nx,a form\n",
            "seeds/friends.csv": "customer_id,friend_id\ncust-2,\n",
        },
    )
    for _ in range(3):
        built(folder, "--no-reuse")


def test_no_byte_is_left_in_the_file(shop: Path) -> None:
    take_codes_and_friends_away(shop)
    assert canaries(shop) == {*CANARIES}
    size = (shop / "warehouse.duckdb").stat().st_size
    erased = seg(shop, "erase", "cust-4711")
    assert erased.exit_code == 0, erased.stderr
    assert canaries(shop) == set()
    after = (shop / "warehouse.duckdb").stat().st_size
    assert (
        f"Compacted the database file: {size / 2**20:.1f} MiB before, {after / 2**20:.1f} MiB "
        "now, without any byte of the deleted rows.\n" in erased.stdout
    )
    assert sorted(file.name for file in shop.iterdir()) == [
        "models",
        "seeds",
        "seg_project.yml",
        "target",
        "warehouse.duckdb",
    ]
    assert rows(shop, "select * from spent") == [("cust-2", 20)]
    assert seg(shop, "rollback").exit_code == 0
    assert rows(shop, "select * from grown") == [("cust-2", 20)]


def test_without_compacting_it_is_said_that_bytes_are_left(shop: Path) -> None:
    take_codes_and_friends_away(shop)
    erased = seg(shop, "erase", "cust-4711", "--no-compact")
    assert erased.exit_code == 0
    assert (
        "\nNot compacted: the bytes of these rows are still in free blocks of the database file. "
        "They are removed when 'seg erase' runs without --no-compact.\n" in erased.stdout
    )
    assert canaries(shop)
    assert seg(shop, "erase", "cust-4711").exit_code == 0
    assert canaries(shop) == set()


def test_a_later_build_does_not_bring_them_back(shop: Path) -> None:
    take_codes_and_friends_away(shop)
    assert seg(shop, "erase", "cust-4711").exit_code == 0
    again = built(shop)
    assert "Rows of 1 erased person are left out of what is built\n" in again.stdout
    built(shop, "--full-refresh")
    assert canaries(shop) == set()
    assert rows(shop, "select customer_id from people") == [("cust-2",)]
    assert rows(shop, "select customer_id from grown") == [("cust-2",)]
    assert rows(shop, "from live") == [("cust-2",)]
    assert rows(shop, "select * from sold") == [("hat", 1)]
    assert rows(shop, "from inbox") == [("joe@example.com", "Hi")]


def test_nothing_is_said_where_nobody_was_erased(shop: Path) -> None:
    assert "left out" not in built(shop).stdout
    assert rows(shop, "from live order by 1") == [("cust-2",), ("cust-4711",)]


def test_a_person_can_be_readmitted(shop: Path) -> None:
    before = {
        name: rows(shop, f"from {name} order by all") for name in ("people", "inbox", "lines")
    }
    assert seg(shop, "erase", "cust-4711").exit_code == 0
    readmitted = seg(shop, "erase", "cust-4711", "--readmit")
    assert (readmitted.exit_code, readmitted.stdout) == (
        0,
        "Later builds include the rows of cust-4711 in sources again.\n",
    )
    built(shop)
    assert {name: rows(shop, f"from {name} order by all") for name in before} == before
    unknown = seg(shop, "erase", "cust-4711", "--readmit")
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "'cust-4711' in customer_id was not erased\n  fix: see _seg.erasures\n",
    )


def test_all_that_was_done_is_told(shop: Path) -> None:
    told = seg(shop, "erase", "cust-4711").stdout.splitlines()
    assert told[0].endswith("...: 17 rows of 7 tables, 0 left.")
    assert told[1:8] == [
        "  main.customers: 2 rows, 0 left",
        "  main.grown: 3 rows, 0 left",
        "  main.inbox: 2 rows, 0 left",
        "  main.lines: 4 rows, 0 left",
        "  main.orders: 2 rows, 0 left",
        "  main.people: 2 rows, 0 left",
        "  main.spent: 2 rows, 0 left",
    ]
    assert told[9:] == [
        "Kept, because these rows belong to others and only mention them:",
        "  main.codes.code: 2 rows",
        "  main.friends.friend_id: 2 rows",
        "Not changed by seg; delete it yourself:",
        "  file seeds/customers.csv: 1 row",
        "  file seeds/inbox.csv: 1 row",
        "  file seeds/lines.csv: 2 rows",
        "  file seeds/orders.csv: 1 row",
        "Later builds exclude their rows that are still in sources.",
        "Sizes and other totals include them until the next build: run 'seg build'.",
    ]
    assert rows(shop, "from codes") == [("cust-4711", "a form")]
    assert rows(shop, "from friends order by all") == [("cust-2", "cust-4711"), ("cust-2", None)]


def test_an_address_that_others_have_too_is_not_theirs(shop: Path) -> None:
    both = CUSTOMERS.format(EMAIL, PHONE).replace("joe@example.com,", f"{EMAIL},")
    write_project(shop, {"seeds/customers.csv": both})
    built(shop)
    assert seg(shop, "erase", "cust-4711").exit_code == 0
    assert rows(shop, "select customer_id, email from people") == [("cust-2", EMAIL)]
    assert rows(shop, "from inbox order by sender") == [(EMAIL, "Hello"), ("joe@example.com", "Hi")]


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_lists_in_files_are_rewritten(shop: Path, format_: str) -> None:
    file = shop / "lists" / f"all.{format_}"
    file.parent.mkdir()
    select = "select unnest(['cust-2', 'cust-4711', 'cust-3']) as customer_id"
    options = "header, format csv" if format_ == "csv" else "format parquet"
    duckdb.execute(f"copy ({select}) to '{file}' ({options})")
    seg(shop, "erase", "nobody", "--no-compact")  # makes the ledger
    with duckdb.connect(str(shop / "warehouse.duckdb")) as connection:
        connection.execute(f"insert into _seg.exports (file) values ('lists/all.{format_}')")
    tried = seg(shop, "erase", "cust-4711", "--dry-run")
    assert f"  lists/all.{format_} contains 1 row of theirs\n" in tried.stdout
    erased = seg(shop, "erase", "cust-4711")
    assert f"  lists/all.{format_} was rewritten without 1 row of theirs\n" in erased.stdout
    if format_ == "csv":
        with file.open(newline="") as opened:
            assert list(csv.reader(opened)) == [["customer_id"], ["cust-2"], ["cust-3"]]
    else:
        found = duckdb.execute(f"from '{file}'").fetchall()
        assert found == [("cust-2",), ("cust-3",)]
    assert [path.name for path in shop.glob(".*")] == []


def test_the_salt_is_the_warehouses_own(
    shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = write_project(tmp_path_factory.mktemp("other"), FILES)
    built(other)
    logs = []
    for folder in (shop, other):
        seg(folder, "erase", "cust-4711", "--no-compact")
        with reading(folder / "warehouse.duckdb") as connection:
            logs.append(set(connection.execute("select key_hash from _seg.erasures").fetchall()))
    assert len(logs[0]) == len(logs[1]) > 3
    assert not logs[0] & logs[1]


def test_a_disk_that_fills_up_leaves_the_file_and_it_is_said(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(stage: str) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr("orchestrator.engines.duckdb.published.compacting.step", full)
    erased = seg(shop, "erase", "cust-4711")
    assert erased.exit_code == 3
    assert erased.stdout.endswith(
        "Not compacted: the bytes of these rows are still in free blocks of the database file. "
        "They are removed when 'seg erase' runs without --no-compact.\n"
    )
    assert erased.stderr.startswith("the disk is full: Could not write file")
    assert rows(shop, "select customer_id from people") == [("cust-2",)]
    assert [file.name for file in shop.glob("warehouse*")] == ["warehouse.duckdb"]


def test_a_disk_without_room_for_a_copy_stops_before_anything_is_deleted(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestrator.engines.duckdb.database.disk.RESERVE_BYTES", 2**60)
    refused = seg(shop, "erase", "cust-4711")
    assert refused.exit_code == 3
    assert "MiB are needed\n  fix: free some space; nothing was written\n" in refused.stderr
    assert rows(shop, "select count(*) from people where customer_id = 'cust-4711'") == [(1,)]


def test_several_people_at_once(shop: Path) -> None:
    erased = seg(shop, "erase", "cust-4711", "cust-2", "cust-2")
    assert erased.exit_code == 0
    assert len([line for line in erased.stdout.splitlines() if line.startswith("Erased ")]) == 2
    assert erased.stdout.count("Compacted the database file: ") == 1
    assert rows(shop, "from people") == []
    assert "Rows of 2 ids of erased people are left out of what is built\n" in built(shop).stdout
    mistaken = seg(shop, "erase", "cust-4711", "cust-9", "--no-compact")
    assert (mistaken.exit_code, mistaken.stdout) == (2, "")
    assert mistaken.stderr.startswith(
        "'cust-9' in customer_id is not known anywhere: nothing was era"
    )


def test_what_a_source_has_new_of_them_stays_out_with_all_that_points_at_it(
    tmp_path: Path,
) -> None:
    write_project(
        tmp_path,
        {
            "seg_project.yml": FILES["seg_project.yml"],
            "models/orders.sql": "select * from {{ source('crm', 'orders') }}",
            "models/lines.sql": "select * from {{ source('crm', 'lines') }}",
            "models/properties.yml": """
sources: [{name: crm, tables: [{name: orders}, {name: lines}]}]
models:
  - name: lines
    columns:
      - name: order_id
        data_tests:
          - relationships: {to: ref('orders'), field: order_id}
""",
        },
    )
    crm = "insert into crm.orders values ({0}, '{1}'); insert into crm.lines values ({0}, 'hat')"
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema crm")
        connection.execute("create table crm.orders (order_id integer, customer_id varchar)")
        connection.execute("create table crm.lines (order_id integer, product varchar)")
        for number, customer in ((1, "ann"), (2, "bob")):
            connection.execute(crm.format(number, customer))
    built(tmp_path)
    assert seg(tmp_path, "erase", "ann").exit_code == 0
    assert rows(tmp_path, "select order_id from main.lines") == [(2,)]
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        for number, customer in ((3, "ann"), (4, "bob")):
            connection.execute(crm.format(number, customer))
    built(tmp_path)
    assert rows(tmp_path, "select order_id from main.lines order by 1") == [(2,), (4,)]
    assert seg(tmp_path, "erase", "ann", "--readmit").exit_code == 0
    built(tmp_path)
    assert rows(tmp_path, "select order_id from main.lines order by 1") == [(1,), (2,), (3,), (4,)]
