"""What `on-run-end` and operations write into published tables is published as well."""

from pathlib import Path

import duckdb
import pytest

from orchestrator.commands import run_operation
from orchestrator.results import CopiedForReaders
from tests.keys.projects import PROFILES, write
from tests.projects import reading, rows, seg

AUDIT = (
    "{{ config(materialized='incremental') }} select 'begun' as what"
    "{% if is_incremental() %} where false{% endif %}\n"
)
ENDS = "on-run-end:\n  - \"insert into {{ ref('audit') }} values ('end')\"\n"


def project(folder: Path, *, ends: str = ENDS, kind: str = "dbt", more: str = "") -> Path:
    head = f"name: shop\nprofile: shop\n{ends}{more}"
    files = {f"{kind}_project.yml": head, "profiles.yml": PROFILES, "models/audit.sql": AUDIT}
    return write(folder, {**files, "models/a.sql": "select 1 as id\n"})


def audited(folder: Path) -> list[str]:
    return [str(row[0]) for row in rows(folder, "select what from audit order by what")]


def test_it_is_published_after_the_run_and_a_rollback_takes_it_back(tmp_path: Path) -> None:
    project(tmp_path)
    told = seg(tmp_path, "build")
    assert told.exit_code == 0
    assert "Published generation 2: 1 relation" in told.stdout
    assert seg(tmp_path, "run", "--select", "a").exit_code == 0
    assert audited(tmp_path) == ["begun", "end", "end"]
    assert seg(tmp_path, "run").exit_code == 0
    assert audited(tmp_path) == ["begun", "end", "end", "end"]
    assert seg(tmp_path, "rollback").exit_code == 0
    assert audited(tmp_path) == ["begun", "end", "end"]


def test_nothing_of_it_is_there_where_a_hook_fails(tmp_path: Path) -> None:
    project(tmp_path, ends=f"{ENDS}  - \"select error('no')\"\n")
    told = seg(tmp_path, "build")
    assert told.exit_code == 1
    assert "a hook failed: what hooks wrote into audit was discarded" in told.stdout
    assert audited(tmp_path) == ["begun"]
    left = "select table_name from duckdb_tables() where table_name like '%audit%'"
    assert rows(tmp_path, left) == [("main.audit@1",)]


def test_hooks_of_strict_projects_may_not(tmp_path: Path) -> None:
    project(tmp_path, kind="seg")
    told = seg(tmp_path, "build")
    assert told.exit_code == 1
    assert "it must not write into 'audit', which is published as it was tested" in told.stdout
    assert audited(tmp_path) == ["begun"]


def test_so_does_an_operation(tmp_path: Path) -> None:
    written = "insert into {{ ref('audit') }} values ('by hand')"
    project(tmp_path, ends="")
    assert seg(tmp_path, "build").exit_code == 0
    done = seg(tmp_path, "run-operation", "--sql", written)
    told = "what it wrote into published tables is generation 2; its other changes took effect at"
    assert (done.exit_code, told in done.stderr) == (0, True)
    assert audited(tmp_path) == ["begun", "by hand"]
    for _ in range(3):
        assert seg(tmp_path, "run-operation", "--sql", written).exit_code == 0
    assert audited(tmp_path) == ["begun", *["by hand"] * 4]
    kept = "select count(*) from duckdb_tables() where table_name like '%audit@%'"
    assert rows(tmp_path, kept) == [(3,)]
    failing = f"{written}; select error('no')"
    assert seg(tmp_path, "run-operation", "--sql", failing).exit_code == 1
    assert audited(tmp_path) == ["begun", *["by hand"] * 4]


def test_the_copy_for_readers_has_it(tmp_path: Path) -> None:
    project(tmp_path, kind="seg", ends="", more="publish: {readers: readers.duckdb}\n")
    assert seg(tmp_path, "build").exit_code == 0
    package = {
        "seg_project.yml": "name: shop\nprofile: shop\npublish: {readers: readers.duckdb}\n",
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/dbt_project.yml": f"name: pkg\n{ENDS}",
    }
    assert seg(write(tmp_path, package), "build", "--force").exit_code == 0
    with reading(tmp_path / "readers.duckdb") as copy:
        assert copy.execute("from audit order by 1").fetchall() == [("begun",), ("end",)]


def test_a_copy_that_an_operation_cannot_write_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, ends="")
    assert seg(tmp_path, "build").exit_code == 0
    failed = CopiedForReaders("readers.duckdb", problem="no room")
    monkeypatch.setattr(run_operation, "copied_for_readers", lambda *_: failed)
    written = "insert into {{ ref('audit') }} values ('by hand')"
    done = seg(tmp_path, "run-operation", "--sql", written)
    assert (done.exit_code, "no room" in done.stderr) == (3, True)
    assert audited(tmp_path) == ["begun", "by hand"]


def test_hooks_bring_nobody_back_who_was_erased(tmp_path: Path) -> None:
    written = "insert into {table} select customer_id from {{{{ source('s', 'raw') }}}}"
    files = {
        "models/s.yml": "sources: [{name: s, schema: main, tables: [{name: raw}]}]\n",
        "models/audit.sql": "{{ config(materialized='table', post_hook=\""
        + written.format(table="{{ this }}")
        + "\") }} select customer_id from {{ source('s', 'raw') }}\n",
    }
    at_the_end = written.format(table="{{ ref('audit') }}")
    write(project(tmp_path, ends=f'on-run-end:\n  - "{at_the_end}"\n'), files)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create table raw as from (values (1), (5)) as t(customer_id)")
    assert seg(tmp_path, "build").exit_code == 0
    customers = "select customer_id, count(*) from audit group by all order by all"
    assert rows(tmp_path, customers) == [(1, 3), (5, 3)]

    erased = seg(tmp_path, "erase", "5")
    assert (erased.exit_code, ": 5 rows of 1 table, 0 left" in erased.stdout) == (0, True)
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, customers) == [(1, 3)]
    assert seg(tmp_path, "run-operation", "--sql", at_the_end).exit_code == 0
    assert rows(tmp_path, customers) == [(1, 4)]
