"""Contracts of models: columns and types are as declared, cast without loss, or refused."""

from pathlib import Path

import duckdb
import pytest

from orchestrator.runner.materializations.lossless import loss_of
from tests.projects import Outcome, reading, rows, seg, write_project

CASTING = "{enforced: true, cast: true, extra_columns: true}"


IN_A_SOURCE = "select * from {{{{ source('raw', 'orders') }}}}"
SOURCE_OF_ORDERS = {
    "models/raw.yml": "sources:\n  - name: raw\n    tables:\n      - name: orders\n"
    "        meta: {external_location: 'orders.csv'}\n"
}


# A package with a contract for an input that it does not provide here.
PACKAGE = {
    "packages.yml": "packages: [{local: inner}]",
    "inner/seg_project.yml": "name: inner\nvars: {own: false}\n"
    f"models: {{inner: {{+contract: {CASTING}}}}}\n",
    "inner/models/stg.sql": "{{ config(enabled=var('own')) }} select '1' as id",
    "inner/models/s.yml": "models:\n  - name: stg\n    columns:\n"
    "      - {name: id, data_type: varchar}\n"
    "      - {name: amount, data_type: 'decimal(18, 2)'}\n",
}


def build(folder: Path, select: str, columns: str, contract: str = CASTING, **more: str) -> Outcome:
    config = (
        f"    config: {{materialized: {more.get('materialized', 'view')}, contract: {contract}}}"
    )
    declared = f"models:\n  - name: a\n{config}\n    columns: [{columns}]\n"
    files = {f"models/a.{more.get('suffix', 'sql')}": select, "models/s.yml": declared}
    return seg(write_project(folder, files), "build")


def typed(folder: Path) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows(folder, "describe main.a")]


@pytest.mark.parametrize("materialized", ["view", "table", "incremental"])
def test_what_loses_nothing_is_cast(tmp_path: Path, materialized: str) -> None:
    select = (
        "select 7 as id, 12.5::double as amount, '2025-03-01' as day, null as email, 1 as more\n"
        "union all\nselect 8, 0.1 + 0.2::double, null, null, 2"
    )
    columns = (
        "{name: id, data_type: varchar}, {name: amount, data_type: 'decimal(18, 2)'}, "
        "{name: day, data_type: date}, {name: email, data_type: varchar}"
    )

    outcome = build(tmp_path, select, columns, materialized=materialized)

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert typed(tmp_path) == [
        ("id", "VARCHAR"),
        ("amount", "DECIMAL(18,2)"),
        ("day", "DATE"),
        ("email", "VARCHAR"),
        ("more", "INTEGER"),
    ]
    assert rows(tmp_path, "select id, amount::varchar from a order by id") == [
        ("7", "12.50"),
        ("8", "0.30"),
    ]


def test_a_type_of_several_stays_and_others_become_the_first(tmp_path: Path) -> None:
    moment = "data_type: timestamp | timestamptz | date"
    columns = ", ".join(f"{{name: {name}, {moment}}}" for name in ("day", "zoned", "text"))
    select = (
        "select date '2025-03-01' as day, timestamptz '2025-03-01 12:00+02' as zoned, "
        "'2025-03-01 12:00Z' as text"
    )

    assert build(tmp_path, select, columns).exit_code == 0
    assert [kind for _, kind in typed(tmp_path)] == [
        "DATE",
        "TIMESTAMP WITH TIME ZONE",
        "TIMESTAMP",
    ]
    assert rows(tmp_path, "select text::varchar from a") == [("2025-03-01 12:00:00",)]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    select = "select '01.02.2025' as day, 12.345::double as amount, 1.0::double as id\n"
    columns = (
        "{name: id, data_type: varchar}, {name: amount, data_type: 'decimal(18, 2)'}, "
        "{name: day, data_type: timestamp | date}"
    )

    outcome = build(tmp_path, select, columns)

    assert outcome.exit_code == 1
    told = (
        "models/a.sql: column 'id' is DOUBLE, but must be varchar: 1 of 1 value would "
        "change, such as '1.0'\n"
        "  fix: convert it in the SELECT, for example with cast(id as varchar)\n"
        "models/a.sql: column 'amount' is DOUBLE, but must be decimal(18, 2): 1 of 1 value would "
        "change, such as '12.345'\n"
        "  fix: convert it in the SELECT, for example with cast(amount as decimal(18, 2))\n"
        "models/a.sql: column 'day' is VARCHAR, but must be timestamp or date: 1 of 1 value "
        "would change, such as '01.02.2025'\n"
        "  fix: parse it in the SELECT, for example with strptime(day, '%d.%m.%Y')\n"
    )
    assert told in indented(outcome)
    assert rows(tmp_path, "select count(*) from duckdb_views() where view_name = 'a'") == [(0,)]


def test_no_value_of_a_personal_column_is_shown(tmp_path: Path) -> None:
    columns = "{name: born, data_type: date, tags: [personal]}"

    outcome = build(tmp_path, "select '7.8.1990' as born", columns)

    assert "column 'born' is VARCHAR, but must be date: 1 of 1 value" in outcome.stdout
    assert "7.8.1990" not in outcome.stdout + outcome.stderr


def test_a_missing_column_says_what_to_select(tmp_path: Path) -> None:
    columns = "{name: name, data_type: varchar}, {name: email, data_type: varchar}"

    outcome = build(tmp_path, "select 'x' as emial, 'y' as name", columns)

    assert (
        "models/a.sql: there is no column 'email' (varchar), which the contract requires\n"
        "  fix: did you mean 'emial'? select cast(null as varchar) as email where nothing is known "
        "of it\n"
    ) in indented(outcome)


def test_a_contract_as_dbt_has_it_casts_nothing_and_allows_nothing_more(tmp_path: Path) -> None:
    columns = "{name: id, data_type: bigint}, {name: n, data_type: int}"

    outcome = build(tmp_path, "select 1 as id, 1 as n, 2 as m", columns, "{enforced: true}")

    assert (
        "models/a.sql: column 'id' is INTEGER, but must be bigint\n"
        "  fix: convert it in the SELECT, for example with cast(id as bigint)\n"
        "models/a.sql: the contract has no column 'm'\n"
        "  fix: declare it in YAML, or remove it from the SELECT\n"
    ) in indented(outcome)
    select = "select 1::bigint as id, 1 as n"
    assert build(tmp_path, select, columns, "{enforced: true}").exit_code == 0


def test_columns_in_a_file_that_cannot_be_read_are_not_told_to_be_missing(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "{{ config(contract={'enforced': true}) }} select 1 as id",
        "models/a.yml": "models:\n  - name: a\n    columns: [{name: id, data_type: int}\n",
    }
    told = seg(write_project(tmp_path, files), "parse")
    assert told.exit_code == 2
    assert told.stderr.startswith("models/a.yml:4:1: ")
    assert "contract" not in told.stderr


@pytest.mark.parametrize(
    ("contract", "columns", "told"),
    [
        ("{enforced: true}", "{name: id}", "column 'id' has no data_type"),
        ("{enforced: true}", "", "a contract is enforced, but no column is declared"),
        ("{enforced: 1}", "", "expected true or false for 'enforced', found 1"),
        ("{enforce: true}", "", "'contract': unknown key 'enforce'"),
    ],
)
def test_a_contract_that_says_too_little_is_refused(
    tmp_path: Path, contract: str, columns: str, told: str
) -> None:
    outcome = build(tmp_path, "select 1 as id", columns, contract)

    assert outcome.exit_code == 2
    assert told in outcome.stderr


def test_an_ephemeral_model_has_no_contract(tmp_path: Path) -> None:
    columns = "{name: id, data_type: integer}"

    outcome = build(tmp_path, "select 1 as id", columns, materialized="ephemeral")

    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "models/s.yml:3:28: an ephemeral model cannot have a contract: nothing is built that "
        "could be checked\n  fix: make it a view\n",
    )


def test_a_model_in_python_gives_the_types_itself(tmp_path: Path) -> None:
    frame = (
        "import pandas as pd\n\ndef model(dbt, session):\n    return pd.DataFrame({{'id': [{}]}})\n"
    )
    columns = "{name: id, data_type: varchar}"

    wrong = build(tmp_path, frame.format(1), columns, suffix="py", materialized="table")
    right = build(tmp_path, frame.format("'1'"), columns, suffix="py", materialized="table")

    assert "column 'id' is BIGINT, but must be varchar" in wrong.stdout
    assert (wrong.exit_code, right.exit_code) == (1, 0)


@pytest.mark.parametrize("materialized", ["view", "table"])
def test_another_type_in_the_contract_builds_the_model_again(
    tmp_path: Path, materialized: str
) -> None:
    for kind in ("integer", "varchar", "bigint", "integer", "varchar"):
        columns = f"{{name: id, data_type: {kind}}}"
        select = "select 1 as id"
        assert build(tmp_path, select, columns, materialized=materialized).exit_code == 0
        assert typed(tmp_path) == [("id", kind.upper())]
        again = build(tmp_path, select, columns, materialized=materialized)
        assert "nothing to do" in again.stdout


def test_new_data_that_a_cast_would_change_is_seen(tmp_path: Path) -> None:
    select = "select * from {{ source('raw', 'orders') }}"
    columns = "{name: id, data_type: varchar}, {name: amount, data_type: 'decimal(18, 2)'}"
    write_project(tmp_path, {**SOURCE_OF_ORDERS, "orders.csv": "id,amount\n1,2.5\n"})

    assert build(tmp_path, select, columns).exit_code == 0
    (tmp_path / "orders.csv").write_text("id,amount\n1,2.5\n2,3.25\n")
    assert build(tmp_path, select, columns).exit_code == 0
    (tmp_path / "orders.csv").write_text("id,amount\n1,2.5\n2,3.255\n")
    outcome = build(tmp_path, select, columns)

    assert outcome.exit_code == 1
    assert "1 of 2 values would change, such as '3.255'" in outcome.stdout
    assert rows(tmp_path, "select count(*) from a") == [(2,)]


@pytest.mark.parametrize("select", [IN_A_SOURCE, "select * from read_csv('{folder}/orders.csv')"])
def test_a_view_is_cast_from_what_it_reads_now(tmp_path: Path, select: str) -> None:
    """Each build casts current rows: some were built before, others have no recorded digest."""
    write_project(tmp_path, SOURCE_OF_ORDERS)
    columns = "{name: id, data_type: varchar}, {name: amount, data_type: 'decimal(18, 2)'}"
    given = [("1", "2.5"), ("a", "2.5"), ("1", "2.5"), ("1", "x"), ("1", "2"), ("1.5", "2")]
    exit_codes = []
    for number, amount in given:
        (tmp_path / "orders.csv").write_text(f"id,amount\n{number},{amount}\n")
        outcome = build(tmp_path, select.format(folder=tmp_path), columns)
        exit_codes.append(outcome.exit_code)
        if outcome.exit_code == 0:
            assert typed(tmp_path) == [("id", "VARCHAR"), ("amount", "DECIMAL(18,2)")]
    assert exit_codes == [0, 0, 0, 1, 0, 1]


def test_a_day_is_the_same_on_every_clock(tmp_path: Path) -> None:
    select = "select timestamptz '2025-03-01 00:00+00' as day"

    assert build(tmp_path, select, "{name: day, data_type: date}").exit_code == 0
    with reading(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("set TimeZone = 'America/New_York'")
        try:
            assert connection.execute("select day::varchar from a").fetchall() == [("2025-03-01",)]
        finally:
            connection.execute("reset TimeZone")


def test_a_line_that_the_engine_refuses_is_the_users_own(tmp_path: Path) -> None:
    select = "select\n    1 as id,\n    nothing as x\n"

    outcome = build(tmp_path, select, "{name: id, data_type: varchar}")

    assert "models/a.sql:3" in outcome.stdout


def test_a_contract_of_a_package_holds_for_the_model_that_takes_its_place(tmp_path: Path) -> None:
    files = PACKAGE | {"models/stg.sql": "select 1 as id, 2.5::double as amount"}

    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select typeof(id), typeof(amount) from stg") == [
        ("VARCHAR", "DECIMAL(18,2)")
    ]
    (tmp_path / "models/stg.sql").write_text("select 1 as id")
    assert "there is no column 'amount' (decimal(18, 2))" in seg(tmp_path, "build").stdout
    (tmp_path / "models/stg.sql").write_text(
        "{{ config(materialized='ephemeral') }} select 1 as id"
    )
    assert "an ephemeral model cannot have a contract" in seg(tmp_path, "build").stderr


def test_a_seed_in_its_place_is_loaded_with_its_types(tmp_path: Path) -> None:
    files = PACKAGE | {"seeds/stg.csv": "id,amount\n007,2.5\n"}

    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select id, amount::varchar from stg") == [("007", "2.50")]
    declared = (tmp_path / "inner/models/s.yml").read_text()
    (tmp_path / "inner/models/s.yml").write_text(declared.replace("varchar", "integer"))
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "select id from stg") == [(7,)]
    (tmp_path / "seeds/stg.csv").write_text("id\n007\n")
    assert "'amount', which the file does not have" in seg(tmp_path, "build").stdout


KEPT_OR_LOST = [
    ("bigint", "varchar", "12345678901234567", True),
    ("bigint", "integer", "2147483647", True),
    ("bigint", "integer", "2147483648", False),
    ("bigint", "double", "9007199254740993", False),
    ("decimal(18, 4)", "decimal(18, 2)", "1.2500", True),
    ("decimal(18, 4)", "decimal(18, 2)", "1234567890123.2501", False),
    ("decimal(38, 2)", "decimal(18, 2)", "123456789012345678.00", False),
    ("double", "decimal(18, 2)", "17.700000000000003", True),
    ("double", "decimal(18, 2)", "0.005", False),
    ("double", "decimal(18, 2)", "'nan'::double", False),
    ("double", "integer", "3", True),
    ("double", "integer", "3.7", False),
    ("double", "varchar", "3", False),
    ("varchar", "decimal(18, 2)", "' 3.50'", True),
    ("varchar", "decimal(18, 2)", "'3.505'", False),
    ("varchar", "decimal(18, 2)", "'3,50'", False),
    ("varchar", "integer", "''", False),
    ("varchar", "date", "'2025-02-03'", True),
    ("varchar", "date", "'2025-02-03 10:00'", False),
    ("varchar", "timestamp", "'2025-02-30'", False),
    ("varchar", "timestamp", "'2025-02-03 10:00+02'", False),
    ("varchar", "timestamp", "'2025-02-03T10:00Z'", True),
    ("varchar", "boolean", "'true'", True),
    ("varchar", "boolean", "'maybe'", False),
    ("timestamp", "date", "timestamp '2025-02-03'", True),
    ("timestamp", "date", "timestamp '2025-02-03 00:00:01'", False),
    ("timestamp_ns", "timestamp", "timestamp_ns '2025-02-03 00:00:01.000001'", True),
    ("timestamp_ns", "timestamp", "timestamp_ns '2025-02-03 00:00:01.000001002'", False),
    ("timestamp", "timestamp_s", "timestamp '2025-02-03 00:00:01'", True),
    ("timestamp", "timestamp_s", "timestamp '2025-02-03 00:00:01.5'", False),
    ("timestamp", "timestamp_ns", "timestamp '1500-01-01'", False),
    ("timestamptz", "timestamp_s", "timestamptz '2025-02-03 01:00+01'", True),
    ("timestamptz", "timestamp_s", "timestamptz '2025-02-03 01:00:00.25+01'", False),
    ("timestamptz", "date", "timestamptz '2025-02-03 01:00+01'", True),
    ("timestamptz", "date", "timestamptz '2025-02-03 00:00+01'", False),
    ("varchar", "date", "'2025-02-03 00:00+02'", False),
    ("varchar", "date", "'2025-02-03T00:00Z'", True),
    ("varchar", "double", "'-inf'", True),
    ("varchar", "decimal(18, 2)", "'inf'", False),
    ("real", "double", "'inf'::real", True),
    ("double", "double", "'nan'::double", True),
    ("varchar", "interval", "'1 day'", False),
    ("interval", "integer", "interval 1 day", False),
    ("date", "timestamp", "date '2025-02-03'", True),
    ("timestamptz", "timestamp", "timestamptz '2025-02-03 01:00+01'", True),
    ("uuid", "varchar", "uuid()", True),
    ("boolean", "varchar", "true", False),
    ("integer", "boolean", "1", False),
    ("integer", "date", "1", False),
    ("integer", "date", "null", True),
    ("date", "varchar", "null", True),
    ("integer[]", "varchar", "[1]", False),
]


@pytest.mark.parametrize(("found", "wanted", "value", "is_kept"), KEPT_OR_LOST)
def test_a_loss_is_a_value_that_would_not_be_the_same(
    found: str, wanted: str, value: str, is_kept: bool
) -> None:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"create table t as select cast({value} as {found}) as c")
        ((_, spelled, *_),) = connection.execute("describe t").fetchall()
        loss = loss_of("c", spelled, wanted)
        condition = loss.condition or "false"
        ((lost,),) = connection.execute(f"select coalesce({condition}, false) from t").fetchall()
        assert lost is not is_kept
        if is_kept:
            query = f"select typeof({loss.cast}) = typeof(cast(null as {wanted})) from t"
            assert connection.execute(query).fetchall() == [(True,)]


def indented(outcome: Outcome) -> str:
    """The lines of the problems, without the indentation that a report gives them."""
    lines = outcome.stdout.splitlines()
    shown = [line[10:] if line[2:3] == ":" else line for line in lines]
    return "\n".join(line[2:] if line.startswith("  ") else line for line in shown) + "\n"
