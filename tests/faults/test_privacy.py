"""Personal columns are hashed in failing rows, wherever these are shown or stored."""

from hashlib import md5
from pathlib import Path

import duckdb
import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import closing

EMAIL = "jane.canary@example.com"
HASH = md5(EMAIL.encode(), usedforsecurity=False).hexdigest()

FILES = {
    "seeds/people.csv": f"person_id,email,city\n1,{EMAIL},Graz\n2,{EMAIL},Linz\n3,,Wien\n",
    "seeds/people.yml": """
seeds:
  - name: people
    columns:
      - name: person_id
      - name: email
        tags: [personal]
""",
}

TESTS = {
    "unique": "- unique",
    "not_null": "- not_null: {where: \"city = 'Graz' or email is null\"}",
    "accepted_values": "- accepted_values: {values: [x@example.com]}",
    "relationships": "- relationships: {to: ref('known'), field: email}",
}


def with_test(test: str) -> dict[str, str]:
    properties = FILES["seeds/people.yml"] + f"        data_tests:\n          {test}\n"
    return {
        **FILES,
        "seeds/people.yml": properties,
        "seeds/known.csv": "email\nx@example.com\n",
    }


@pytest.mark.parametrize("test", TESTS.values(), ids=TESTS.keys())
def test_nowhere_in_clear(test: str, tmp_path: Path) -> None:
    write_project(tmp_path, with_test(test))
    for arguments in ((), ("--log-format", "json")):
        outcome = seg(tmp_path, "build", "--store-failures", *arguments)
        assert outcome.exit_code == 1
        assert "canary" not in outcome.stdout + outcome.stderr
    for file in tmp_path.joinpath("target").rglob("*"):
        assert not file.is_file() or b"canary" not in file.read_bytes(), file


def test_the_failing_rows_that_are_shown(tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, with_test(TESTS["unique"])), "build")
    assert closing(outcome).split("\n\n")[1:3] == [
        "[ERROR]: in test unique_people_email (seeds/people.yml:9:13)\n"
        "  Got 1 result, configured to fail if != 0",
        f"  | unique_field                     | n_records |\n"
        f"  | -------------------------------- | --------- |\n"
        f"  | {HASH} |         2 |\n"
        "  see the rows: seg show --candidate --select unique_people_email",
    ]


def stored(folder: Path, name: str) -> list[tuple[object, ...]]:
    return sorted(rows(folder, f'from main_dbt_test__audit."{name}"'), key=repr)


@pytest.mark.parametrize(
    ("test", "name", "expected"),
    [
        (TESTS["unique"], "unique_people_email", [(HASH, 2)]),
        (
            TESTS["accepted_values"],
            "accepted_values_people_email__x_example_com",
            [(HASH, 2)],
        ),
        (
            TESTS["relationships"],
            "relationships_people_email__email__ref_known_",
            [(HASH,), (HASH,)],
        ),
        ("- not_null", "not_null_people_email", [(3, None, "Wien")]),
    ],
    ids=["unique", "accepted_values", "relationships", "not_null"],
)
def test_the_failing_rows_that_are_kept(
    test: str, name: str, expected: list[tuple[object, ...]], tmp_path: Path
) -> None:
    write_project(tmp_path, with_test(test))
    assert seg(tmp_path, "build", "--store-failures").exit_code == 1
    assert stored(tmp_path, name) == expected


def test_singular_data_tests(tmp_path: Path) -> None:
    files = {"tests/many.sql": "select *, person_id * 2 as doubled from {{ ref('people') }}"}
    write_project(tmp_path, FILES | files)
    assert seg(tmp_path, "build", "--store-failures").exit_code == 1
    assert stored(tmp_path, "many") == [
        (1, HASH, "Graz", 2),
        (2, HASH, "Linz", 4),
        (3, None, "Wien", 6),
    ]


COUNTED = {
    "null_rate": ("- null_rate: {max_value: 0.1}", [(3, 1, 1 / 3, None, 0.1)]),
    "minimum_n": ("- minimum_n: {min_value: 10}", [(2, 10)]),
    "its own": ("- longest", [(23, md5(b"23", usedforsecurity=False).hexdigest())]),
}
OWN_TEST = """
{% test longest(model, column_name) %}
{{ config(meta={'count_columns': ['Characters']}) }}
select max(length({{ column_name }})) as characters, max(length({{ column_name }})) as n
from {{ model }}
{% endtest %}
"""


@pytest.mark.parametrize(("test", "expected"), COUNTED.values(), ids=COUNTED.keys())
def test_numbers_of_rows_are_readable(
    test: str, expected: list[tuple[object, ...]], tmp_path: Path
) -> None:
    write_project(tmp_path, with_test(test) | {"macros/longest.sql": OWN_TEST})
    assert seg(tmp_path, "build", "--store-failures").exit_code == 1
    ((name,),) = rows(
        tmp_path, "select table_name from duckdb_tables() where schema_name like '%audit'"
    )
    assert stored(tmp_path, name) == expected


def test_kept_rows_go_when_the_test_passes(tmp_path: Path) -> None:
    write_project(tmp_path, with_test(TESTS["unique"]))
    assert seg(tmp_path, "build", "--store-failures").exit_code == 1
    write_project(tmp_path, {"seeds/people.csv": "person_id,email,city\n1,a@example.com,Graz\n"})
    assert seg(tmp_path, "build", "--store-failures").exit_code == 0
    assert (
        rows(tmp_path, "select table_name from duckdb_tables() where schema_name like '%audit'")
        == []
    )


def test_kept_rows_have_a_limit(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "select range as i from range(10050)",
        "tests/many.sql": "select * from {{ ref('a') }}",
    }
    outcome = seg(write_project(tmp_path, files), "build", "--store-failures")
    assert outcome.exit_code == 1
    assert "Got 10050 results, configured to fail if != 0" in outcome.stdout
    assert rows(tmp_path, "select count(*) from main_dbt_test__audit.many") == [(10_000,)]


def kept(folder: Path) -> list[str]:
    """The tables of failing rows that there are."""
    query = "select table_name from duckdb_tables() where schema_name like '%audit' order by 1"
    return [name for (name,) in rows(folder, query)]


ENDING = {
    "seg_project.yml": "name: shop\nstore_failures_days: 7\n",
    "models/a.sql": "select 1 as i",
    "tests/stored.sql": "{{ config(store_failures=true, severity='warn') }}\n"
    "select i from {{ ref('a') }} where {{ var('is_bad') }}",
    "tests/also.sql": "{{ config(store_failures=true, severity='warn') }}\n"
    "select i from {{ ref('a') }}",
}


def run_at(folder: Path, day: str, *arguments: str) -> str:
    outcome = seg(folder, *(arguments or ("build",)), "--now", f"2026-03-{day}T08:00:00+00:00")
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def test_kept_rows_have_an_end_date(tmp_path: Path) -> None:
    write_project(tmp_path, ENDING)
    run_at(tmp_path, "01", "build", "--vars", "{is_bad: true}")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create table main_dbt_test__audit.mine as select 1 as i")
    assert kept(tmp_path) == ["also", "mine", "stored"]
    # A run that neither publishes nor stores changes nothing, however late it is.
    run_at(tmp_path, "20", "ls", "--vars", "{is_bad: true}")
    # The test `also` stores again on the fifth; `stored` is not part of the run.
    run_at(tmp_path, "05", "test", "--select", "also")
    assert "Dropped" not in run_at(tmp_path, "08", "run")
    assert kept(tmp_path) == ["also", "mine", "stored"]
    told = "Dropped failing rows that were stored over 7 days ago: main_dbt_test__audit."
    assert f"{told}stored\n" in run_at(tmp_path, "09", "run")
    assert kept(tmp_path) == ["also", "mine"]
    assert f"{told}also\n" in run_at(tmp_path, "13", "run")
    assert kept(tmp_path) == ["mine"]
    assert "Dropped" not in run_at(tmp_path, "30", "run")
    assert rows(tmp_path, "from _seg.stored_failures") == []


PACKAGE = {
    "packages.yml": "packages: [{local: shop}]\n",
    "seg_project.yml": "name: mine\nmodels: {shop: {staging: {+enabled: false}}}\n",
    "shop/seg_project.yml": "name: shop\n",
    "shop/models/staging/people.sql": "select 1 as person_id, 'x' as \"EMail\"",
    "shop/models/staging/people.yml": """
models:
  - name: people
    columns:
      - name: EMail
        meta: {personal: true}
        data_tests: [unique]
""",
    "shop/tests/many.sql": "select * from {{ ref('people') }}",
}
PROVIDERS = {
    "a model": {
        "models/people.sql": f"select 1 as person_id, '{EMAIL}' as email\n"
        f"union all select 2, '{EMAIL}'"
    },
    "a model with its own properties": {
        "models/people.sql": f"select 1 as person_id, '{EMAIL}' as email\n"
        f"union all select 2, '{EMAIL}'",
        "models/people.yml": "models: [{name: people, columns: [{name: email}]}]",
    },
    "a seed": {"seeds/people.csv": f"person_id,email\n1,{EMAIL}\n2,{EMAIL}\n"},
}


@pytest.mark.parametrize("provided", PROVIDERS.values(), ids=PROVIDERS.keys())
def test_what_a_package_calls_personal_stays_so_where_the_project_provides_it(
    provided: dict[str, str], tmp_path: Path
) -> None:
    write_project(tmp_path, PACKAGE | provided)
    outcome = seg(tmp_path, "build", "--store-failures")
    assert outcome.exit_code == 1
    assert HASH in outcome.stdout
    assert "canary" not in outcome.stdout + outcome.stderr
    assert stored(tmp_path, "unique_people_EMail") == [(HASH, 2)]
    assert stored(tmp_path, "many") == [(1, HASH), (2, HASH)]


def test_a_source_of_a_package_that_the_project_declares_anew(tmp_path: Path) -> None:
    declared = "sources: [{{name: crm, schema: main{}, tables: [{{name: people{}}}]}}]"
    write_project(
        tmp_path,
        {
            "packages.yml": "packages: [{local: shop}]\n",
            "seg_project.yml": "name: mine\nsources: {shop: {+enabled: false}}\n",
            "shop/seg_project.yml": "name: shop\n",
            "shop/models/shop.yml": declared.format(
                "", ", columns: [{name: email, tags: [personal]}]"
            ),
            "shop/tests/many.sql": "select * from {{ source('crm', 'people') }}",
            "models/mine.yml": declared.format("", ""),
        },
    )
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute(f"create table people as select '{EMAIL}' as email")
    outcome = seg(tmp_path, "build", "--store-failures")
    assert outcome.exit_code == 1
    assert stored(tmp_path, "many") == [(HASH,)]


def test_a_package_says_nothing_of_a_relation_that_it_does_not_read(tmp_path: Path) -> None:
    own = {
        "seg_project.yml": "name: mine\nmodels: {shop: {+schema: shop}}\n",
        "models/people.sql": "select 'open' as email",
        "tests/mine.sql": "select * from {{ ref('people') }}",
    }
    write_project(tmp_path, PACKAGE | own)
    assert seg(tmp_path, "build", "--store-failures").exit_code == 1
    assert stored(tmp_path, "mine") == [("open",)]
