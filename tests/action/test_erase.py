"""`seg erase`: no row of the person is left in anything that seg made, in any generation."""

import hashlib
import re
from pathlib import Path

import duckdb
import pytest

from tests.action.tiny import (
    MEMBERSHIP,
    OTHERWISE,
    built,
    change_table,
    families_file,
    write_tiny,
)
from tests.projects import reading, rows, seg
from tests.shared import own_copy

NAMES = [f"c{number:02d}" for number in range(1, 21)]
MEMBERSHIP_MODELS = [
    f"models/{name}.sql"
    for name in (
        "segments/segment_catalogue",
        "segments/segment_sizes",
        "membership/membership_days",
        "membership/membership_today",
        "membership/segment_definition_history",
        "membership/segment_membership_history",
        "membership/segment_size_daily",
        "membership/segment_migration",
    )
]
IDENTITY_TESTS = [
    "tests/data/open_history_equals_memberships.sql",
    "tests/data/daily_sizes_reconcile.sql",
    "tests/data/migration_reconciles_with_sizes.sql",
]
PROPERTIES = """
models:
  - name: customer_features
    data_tests:
      - not_null: {column_name: spent, severity: warn, store_failures: true}
      - unique: {column_name: "'twice'", severity: warn, store_failures: true}
  - name: ids
    columns:
      - name: id_value
        tags: [personal]
"""
XREF = """source_id_type:varchar source_id:varchar customer_id:varchar is_protected:boolean
customer c02 c02 false
customer c05 c05 false
customer c05b c05 false
device d05 c05 false
device tablet c05 true"""
IDS = "id_value:varchar\ncustomer:c05b\nd05\ntablet\nc06"


def features(names: list[str], big: list[str]) -> str:
    lines = [
        f"{name} 2025-06-30 {'-' if name == 'c05' else 90 if name in big else 10}" for name in names
    ]
    return "\n".join(["customer_id:varchar as_of_date:date spent:integer", *lines])


def make_shop(folder: Path) -> None:
    """Two generations of a shop with a history, failing rows, ids, and a table of its own."""
    write_tiny(
        folder,
        {"customer_features": features(NAMES, NAMES[:12]), "customer_xref": XREF, "ids": IDS},
        [*MEMBERSHIP_MODELS, *IDENTITY_TESTS],
        files={
            "models/families.yml": families_file(
                {"tier": {"big": "spent >= 50", "small": OTHERWISE}}
            ),
            "models/segment_membership.sql": MEMBERSHIP,
            "models/customer_count.sql": (
                "select count(*) as customers from {{ ref('customer_features') }}"
            ),
            "models/properties.yml": PROPERTIES,
            "seeds/contacts.csv": "customer_id,town\nc05,Ulm\nc06,Bonn\n",
        },
    )
    built(folder, as_of_date="2025-06-29")
    change_table(folder, "customer_features", features(NAMES, NAMES[3:15]))
    built(folder, as_of_date="2025-06-30")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("create table crm as select 'c05' as customer_id")


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "the shop of erasing", make_shop, tmp_path)


def texts(folder: Path) -> dict[str, list[set[str]]]:
    """In each table of the database, the values of each row as texts."""
    with reading(folder / "warehouse.duckdb") as connection:
        names = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        return {
            f"{schema}.{table}": [
                {*row}
                for row in connection.execute(
                    f'select cast(columns(*) as varchar) from "{schema}"."{table}"'
                ).fetchall()
            ]
            for schema, table in names
        }


def counted(tables: dict[str, list[set[str]]], *wanted: str) -> dict[str, int]:
    """In each table, the rows in which any column is one of the texts."""
    found = {name: sum(not row.isdisjoint(wanted) for row in rows) for name, rows in tables.items()}
    return {name: count for name, count in found.items() if count}


def rows_with(folder: Path, *wanted: str) -> dict[str, int]:
    """In each table of the database, the rows in which any column is one of the texts."""
    return counted(texts(folder), *wanted)


def test_no_row_is_left_but_those_that_are_not_segs(shop: Path) -> None:
    person = ("c05", "c05b", "customer:c05b", "d05")
    assert len(rows_with(shop, *person)) > 10
    erased = seg(shop, "erase", "c05")
    assert erased.exit_code == 0, erased.stderr
    assert rows_with(shop, *person) == {"main.crm": 1}
    assert rows(shop, "select id_value from ids order by 1") == [("c06",), ("tablet",)]
    assert erased.stdout.count(", 0 left") == len(re.findall(r", \d+ left", erased.stdout)) == 12
    assert "  _seg.segment_events: 1 row, 0 left\n" in erased.stdout
    assert erased.stdout.endswith(
        "Not changed by seg; delete it yourself:\n"
        "  table main.crm: 1 row\n"
        "  file seeds/contacts.csv: 1 row\n"
        + "".join(
            f"  file {path}: 'seg clean' deletes it\n"
            for path in sorted(
                str(file.relative_to(shop))
                for file in (shop / "target").rglob("*")
                if file.is_file() and re.search(rb"(?<![\w-])c05b?(?![\w-])", file.read_bytes())
            )
        )
        + "Later builds exclude their rows that are still in sources.\n"
        "Sizes and other totals include them until the next build: run 'seg build'.\n"
    )


def test_an_old_id_of_the_person_does_the_same(shop: Path) -> None:
    assert seg(shop, "erase", "c05b").exit_code == 0
    assert rows_with(shop, "c05", "c05b", "d05") == {"main.crm": 1}


def test_others_keep_all_of_theirs(shop: Path) -> None:
    before = texts(shop)
    seg(shop, "erase", "c05")
    after = texts(shop)
    others = [name for name in NAMES if name != "c05"]
    assert all(counted(before, name) for name in others)
    assert [counted(after, name) for name in others] == [counted(before, name) for name in others]


def test_the_log_holds_a_hash_and_no_person(shop: Path) -> None:
    before = sum(rows_with(shop, "c05", "c05b", "customer:c05b", "d05").values()) - 1
    seg(shop, "erase", "c05", "--now", "2025-07-01T08:00:00+00:00")
    found = rows(
        shop,
        "select key_hash, erased_at, rows_deleted from _seg.erasures "
        "where column_name = 'customer_id' order by 1",
    )
    ((salt,),) = rows(shop, "select salt from _seg.erasure_salt")
    assert len(salt) == 64
    hashes = sorted(
        hashlib.sha256(f"{salt}customer_id:{key}".encode()).hexdigest() for key in ("c05", "c05b")
    )
    assert [row[0] for row in found] == hashes
    assert {str(row[1]) for row in found} == {"2025-07-01 08:00:00"}
    assert {row[2] for row in found} == {before}


def test_a_dry_run_deletes_nothing(shop: Path) -> None:
    before = rows_with(shop, "c05")
    outcome = seg(shop, "erase", "c05", "--dry-run")
    assert outcome.exit_code == 0
    assert rows_with(shop, "c05") == before
    assert rows(shop, "select count(*) from _seg.erasures") == [(0,)]


@pytest.mark.parametrize("others", [(), ("c05",)], ids=["alone", "with others"])
def test_a_key_that_is_nowhere_is_not_barred(shop: Path, others: tuple[str, ...]) -> None:
    size, before = (shop / "warehouse.duckdb").stat().st_size, rows_with(shop, "c05")
    for arguments in ((), ("--dry-run",)):
        refused = seg(shop, "erase", *others, "c005", *arguments)
        assert (refused.exit_code, refused.stdout, refused.stderr) == (
            2,
            "",
            "'c005' in customer_id is not known anywhere: nothing was erased\n"
            "  fix: did you mean 'c05'? --force suppresses it in later builds even if unknown\n",
        )
    assert rows(shop, "select count(*) from _seg.erasures") == [(0,)]
    assert rows_with(shop, "c05") == before
    assert (shop / "warehouse.duckdb").stat().st_size >= size
    assert "left out" not in built(shop).stdout


def test_a_key_like_no_other(shop: Path) -> None:
    refused = seg(shop, "erase", "12345678")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "'12345678' in customer_id is not known anywhere: nothing was erased\n"
        "  fix: --force suppresses it in later builds even if unknown\n",
    )


def test_a_key_that_is_nowhere_can_be_barred(shop: Path) -> None:
    barred = seg(shop, "erase", "c21", "--force")
    assert (barred.exit_code, barred.stderr) == (0, "")
    names = [*NAMES, "c21"]
    change_table(shop, "customer_features", features(names, names))
    assert "Rows of 1 erased person are left out of what is built\n" in built(shop).stdout
    assert rows(shop, "select count(*) from customer_features") == [(20,)]
    assert seg(shop, "erase", "c21").exit_code == 0


@pytest.mark.parametrize("known_in", ["crm", "list", "seed", "view"])
def test_a_key_that_only_one_place_knows_is_erased(shop: Path, known_in: str) -> None:
    if known_in == "list":
        assert seg(shop, "erase", "c07").exit_code == 0
    with duckdb.connect(str(shop / "warehouse.duckdb")) as connection:
        if known_in == "crm":
            connection.execute("insert into crm values ('only')")
        elif known_in == "list":
            row = "('tier.big/email', 'written', 'only')"
            connection.execute(f"insert into _seg.export_members values {row}")
    if known_in == "seed":
        (shop / "seeds" / "contacts.csv").write_text("customer_id,town\nonly,Ulm\n")
        built(shop)
    elif known_in == "view":
        (shop / "models" / "seen.sql").write_text(
            "{{ config(materialized='view') }} select 'only' as customer_id"
        )
        built(shop)
    assert seg(shop, "erase", "only").exit_code == 0


@pytest.mark.parametrize("arguments", [(), ("--dry-run",), ("--force",)], ids=" ".join)
def test_a_column_that_nothing_has_is_refused(shop: Path, arguments: tuple[str, ...]) -> None:
    before = rows_with(shop, "c05")
    refused = seg(shop, "erase", "c05", "--column", "custmer_id", *arguments)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (
        2,
        "",
        "no table, source or seed has a column 'custmer_id': nothing was erased\n"
        "  fix: did you mean 'customer_id'?\n",
    )
    assert rows_with(shop, "c05") == before


def test_a_column_of_a_seed_that_was_never_built_is_known(shop: Path) -> None:
    (shop / "seeds" / "members.csv").write_text("member_no,town\nm1,Ulm\n")
    unknown = "'m1' in member_no is not known anywhere: nothing was erased\n"
    assert seg(shop, "erase", "m1", "--column", "member_no").stderr.startswith(unknown)
    assert seg(shop, "erase", "m1", "--column", "MEMBER_NO", "--force").exit_code == 0


def test_again_is_no_failure(shop: Path) -> None:
    (shop / "seeds" / "contacts.csv").write_text("customer_id,town\nc06,Bonn\n")
    assert seg(shop, "erase", "c02", "--now", "2025-07-01T08:00:00+00:00").exit_code == 0
    again = seg(shop, "erase", "c02")
    assert again.exit_code == 0
    assert "(erased before, on 2025-07-01 08:00 UTC)" in again.stdout


def test_every_kept_generation_can_be_rolled_back_to(shop: Path) -> None:
    seg(shop, "erase", "c05")
    rolled = seg(shop, "rollback")
    assert rolled.exit_code == 0, rolled.stderr
    assert rows(shop, "select max(as_of_date) from membership_days") == [
        rows(shop, "select date '2025-06-29'")[0]
    ]
    assert rows(shop, "select count(*) from segment_membership_history") == [(19,)]
    assert rows_with(shop, "c05", "c05b", "d05") == {"main.crm": 1}


def test_sizes_of_the_past_stay_and_the_next_day_reconciles(shop: Path) -> None:
    sizes = "select * from segment_size_daily order by all"
    past = rows(shop, sizes)
    seg(shop, "erase", "c04")
    assert rows(shop, sizes) == past
    left = [name for name in NAMES if name != "c04"]
    change_table(shop, "customer_features", features(left, left[3:15]))
    built(shop, as_of_date="2025-07-01")
    found = rows(
        shop,
        "select members_before, entered, exited, forgotten, members, change_by_erasure "
        "from segment_size_daily where segment = 'big' and as_of_date = date '2025-07-01'",
    )
    # c04 is forgotten; c16 has come; c05, whose spending is not known, never was big.
    assert found == [(11, 1, 1, 1, 11, -1)]
