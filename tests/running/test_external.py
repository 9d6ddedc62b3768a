"""External models: a table that is published, and then written to a file."""

import gzip
from pathlib import Path

import pytest

from tests.keys.projects import write
from tests.projects import rows, seg, write_project
from tests.running.reading import published

SHOP = {
    "seg_project.yml": 'name: shop\non-run-start: "{{ register_upstream_external_models() }}"\n',
    "models/a.sql": "{{ config(materialized='external') }}\n"
    "select {{ var('n', 1) }} as id, 'x' as v\n",
    "models/packed.sql": "{{ config(materialized='external', delimiter='|', "
    "location='out/{{ target.name }}/packed.csv.gz') }}\nselect * from {{ ref('a') }}\n",
    "models/empty.sql": "{{ config(materialized='external', format='csv') }}\n"
    "select * from {{ ref('a') }} where false\n",
    "models/parts.sql": "{{ config(materialized='external', options={'partition_by': 'id'}) }}\n"
    "select * from {{ ref('a') }}\n",
    "models/a.yml": "models: [{name: a, columns: [{name: id, data_tests: [not_null]}]}]\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("external"), SHOP)
    assert seg(folder, "build").exit_code == 0
    return folder


def files(folder: Path) -> list[str]:
    found = (*folder.glob("*.*"), *folder.glob("out/*/*"), *folder.glob("parts/*/*"))
    ours = (path for path in found if path.suffix in (".parquet", ".csv", ".gz"))
    return sorted(path.relative_to(folder).as_posix() for path in ours)


def test_each_is_a_table_and_a_file(built: Path) -> None:
    assert files(built) == [
        "a.parquet",
        "empty.csv",
        "out/dev/packed.csv.gz",
        "parts/id=1/data_0.parquet",
    ]
    assert rows(built, f"select * from '{built}/a.parquet'") == [(1, "x")]
    assert gzip.decompress((built / "out/dev/packed.csv.gz").read_bytes()) == b"id|v\n1|x\n"
    assert (built / "empty.csv").read_text() == "id,v\n"
    assert rows(built, "select * from packed") == [(1, "x")]


def test_nothing_is_written_of_what_is_not_published(built: Path) -> None:
    assert seg(built, "build", "--vars", "{n: 'null'}").exit_code == 1
    assert rows(built, f"select * from '{built}/a.parquet'") == [(1, "x")]

    assert seg(built, "build", "--vars", "{n: 2}").exit_code == 0
    assert rows(built, f"select * from '{built}/a.parquet'") == [(2, "x")]
    assert files(built)[-1] == "parts/id=2/data_0.parquet"


def test_a_file_that_cannot_be_written_fails_its_model_and_is_retried(tmp_path: Path) -> None:
    model = "{{ config(materialized='external', location='out/a.csv') }}\nselect 1 as id\n"
    shop = write_project(tmp_path, {"models/a.sql": model, "out": "a file, and no folder"})
    outcome = seg(shop, "build")

    told = f"models/a.sql: it is published, but the file {tmp_path / 'out/a.csv'} could not be"
    assert (outcome.exit_code, told in outcome.stdout) == (1, True)
    assert "Done. PASS=0 WARN=0 ERROR=1" in outcome.stdout
    assert rows(tmp_path, "select id from a") == [(1,)]

    (tmp_path / "out").unlink()
    assert seg(shop, "retry").exit_code == 0
    assert (tmp_path / "out/a.csv").read_text() == "id\n1\n"


def test_each_build_writes_the_files(built: Path) -> None:
    for _ in range(3):
        (built / "empty.csv").unlink()
        outcome = seg(built, "build", "--vars", "{n: 2}")
        assert (outcome.exit_code, "empty.csv" in files(built)) == (0, True)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("location='s3://bucket/a.csv'", "s3://bucket/a.csv: seg writes only to "),
        ("location='out/a.xlsx'", "'xlsx' is not a file format that seg can write"),
        ("location='{{ gone() }}.csv'", "'gone' is not defined"),
    ],
    ids=["elsewhere", "another format", "a template"],
)
def test_where_no_file_can_be_is_told_before_the_run(
    settings: str, told: str, tmp_path: Path
) -> None:
    model = f"{{{{ config(materialized='external', {settings}) }}}}\nselect 1 as id\n"
    outcome = seg(write_project(tmp_path, {"models/a.sql": model}), "build")

    assert (outcome.exit_code, told in outcome.stderr) == (2, True)
    assert outcome.stderr.startswith("models/a.sql:")
    assert published(tmp_path) == {}


def test_in_a_project_of_dbt_it_fails_its_model_alone(tmp_path: Path) -> None:
    model = "{{ config(materialized='external', location='a.xlsx') }}\nselect 1 as id\n"
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": "shop: {outputs: {default: {type: duckdb, path: warehouse.duckdb}}}\n",
        "models/a.sql": model,
        "models/b.sql": "select 2 as id",
    }
    outcome = seg(write(tmp_path, files), "build")

    assert (outcome.exit_code, "Done. PASS=1 WARN=0 ERROR=1" in outcome.stdout) == (1, True)


def test_an_option_that_duckdb_does_not_have_fails_the_model(tmp_path: Path) -> None:
    settings = "materialized='external', location='a.csv', options={'no_such': 1}"
    model = f"{{{{ config({settings}) }}}}\nselect 1 as id\n"
    outcome = seg(write_project(tmp_path, {"models/a.sql": model}), "build")

    assert (outcome.exit_code, "could not be written: " in outcome.stdout) == (1, True)
    assert [path.name for path in tmp_path.glob("**/.seg-*")] == []


def test_options_are_called_as_duckdb_has_it_in_any_case(tmp_path: Path) -> None:
    options = "options={'HEADER': false, 'Format': 'csv'}"
    model = f"{{{{ config(materialized='external', location='a.csv', {options}) }}}}\nselect 1 as a"

    assert seg(write_project(tmp_path, {"models/a.sql": model}), "build").exit_code == 0
    assert (tmp_path / "a.csv").read_text() == "1\n"


@pytest.mark.parametrize("columns", ["['a', 'c']", "'(a, c)'", "'a,c'"])
def test_options_that_are_lists(columns: str, tmp_path: Path) -> None:
    options = f"options={{'force_quote': {columns}}}"
    settings = f"materialized='external', location='a.csv', {options}"
    model = f"{{{{ config({settings}) }}}}\nselect 1 as a, 2 as b, 3 as c"

    assert seg(write_project(tmp_path, {"models/a.sql": model}), "build").exit_code == 0
    assert (tmp_path / "a.csv").read_text().endswith('"1",2,"3"\n')


def test_what_it_cannot_be_written_as(tmp_path: Path) -> None:
    model = "{{ config(materialized='external', format='orc') }}\nselect 1 as id\n"

    assert seg(write_project(tmp_path, {"models/a.sql": model}), "build").stderr == (
        "models/a.sql:1:1: an external model cannot be written as 'orc'\n"
        "  fix: use one of parquet, csv, json\n"
    )


@pytest.mark.parametrize(
    ("location", "lost"),
    [
        ("warehouse.duckdb", "the warehouse"),
        ("warehouse.duckdb.wal", "the warehouse"),
        ("models", "files of the project, in models"),
        ("models/b.csv", "files of the project, in models"),
        ("target/manifest.json", "files of seg in the target path"),
        ("seg_project.yml", "seg_project.yml, which commands read"),
        (".env", ".env, which commands read"),
        ("raw/orders.csv", "the file of source 'raw.orders'"),
        ("raw", "the file of source 'raw.orders'"),
        ("notes", "a folder"),
        (".", "the project"),
        ("..", "the project"),
    ],
)
def test_nothing_else_is_written_over(location: str, lost: str, tmp_path: Path) -> None:
    model = f"{{{{ config(materialized='external', location='{location}', format='csv') }}}}"
    sources = (
        "sources: [{name: raw, tables: [{name: orders, external: {location: raw/orders.csv}}]}]\n"
    )
    files = {
        "models/a.sql": f"{model}\nselect 1 as id\n",
        "models/s.yml": sources,
        "raw/orders.csv": "id\n7\n",
        "notes/mine.txt": "mine\n",
    }
    shop = write_project(tmp_path / "shop", files)
    outcome = seg(shop, "build")

    assert outcome.exit_code == 2
    told = f"'location': {shop / location} would overwrite {lost}"
    assert (outcome.stderr.startswith("models/a.sql:"), told in outcome.stderr) == (True, True)
    assert (shop / "raw/orders.csv").read_text() == "id\n7\n"
    assert published(shop) == {}


def test_a_place_that_sql_may_not_write_to_is_told_before_the_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    model = f"{{{{ config(materialized='external', location='{out}/a.csv') }}}}\nselect 1 as id\n"
    shop = write_project(tmp_path / "shop", {"models/a.sql": model})
    outcome = seg(shop, "build")

    assert (outcome.exit_code, published(shop)) == (2, {})
    assert outcome.stderr == (
        f"models/a.sql:1:1: 'location': {out}/a.csv is not in a folder that SQL may write to\n"
        "  fix: name its folder under 'readable', or set external_access: true, in 'engine:' of "
        "the project file or in the profile's target\n"
    )
    write_project(shop, {"seg_project.yml": f"name: shop\nengine: {{readable: ['{out}']}}\n"})
    assert seg(shop, "build").exit_code == 0
    assert (out / "a.csv").read_text() == "id\n1\n"


def test_two_models_do_not_share_a_file(tmp_path: Path) -> None:
    files = {
        f"models/{name}.sql": "{{ config(materialized='external', location='"
        f"{path}') }}}}\nselect 1 as id\n"
        for name, path in (("a", "x.csv"), ("b", "./x.csv"))
    }
    outcome = seg(write_project(tmp_path, files), "build")

    assert outcome.exit_code == 2
    assert "x.csv would overwrite the file of 'a'\n" in outcome.stderr


def test_a_folder_of_parts_takes_the_place_of_no_other_folder(tmp_path: Path) -> None:
    settings = "materialized='external', location='out', options={'partition_by': 'id'}"
    files = {"models/a.sql": f"{{{{ config({settings}) }}}}\nselect 1 as id, 2 as v\n"}
    shop = write_project(tmp_path, files)
    assert [seg(shop, "build").exit_code for _ in range(2)] == [0, 0]

    (shop / "out/notes.txt").write_text("mine")
    outcome = seg(shop, "build")
    assert (outcome.exit_code, "other files, such as notes.txt" in outcome.stderr) == (2, True)


@pytest.mark.parametrize(
    "written", ["{'x': 'it''s', 'n': 1}", {"x": "it's", "n": 1}], ids=["text", "mapping"]
)
def test_options_that_are_mappings(written: object, tmp_path: Path) -> None:
    config = f"materialized='external', options={{'kv_metadata': {written!r}}}"
    write_project(tmp_path, {"models/a.sql": f"{{{{ config({config}) }}}}\nselect 1 as id\n"})
    assert seg(tmp_path, "build").exit_code == 0
    kept = f"select decode(key), decode(value) from parquet_kv_metadata('{tmp_path}/a.parquet')"
    assert sorted(rows(tmp_path, kept)) == [("n", "1"), ("x", "it's")]
