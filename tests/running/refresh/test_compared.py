"""What is written of a table that is made whole: the rows that are others, where they are few.

`high` reads a reference, so that all of it is made when that moves.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.projects import rows, write_project, writing
from tests.running.refresh.refreshing import built, ran, told

FILES: Mapping[str, str] = {
    "seg_project.yml": (
        "name: shop\nvars: {cut: 10, n: 20, more: ''}\nmodels: {shop: {+materialized: table}}\n"
    ),
    "models/base.sql": (
        "{{ config(refresh_by='id') }}\n"
        "select 'k' || i as id, i as v from range({{ var('n') }}) as numbers (i)\n"
        "{{ var('more') }}\n"
    ),
    "models/cut.sql": "select {{ var('cut') }} as cut\n",
    "models/high.sql": (
        "{{ config(refresh_by='id') }}\n"
        "select id, case when v >= cut then 1 else 0 end as is_high\n"
        "from {{ ref('base') }} cross join {{ ref('cut') }}\n"
    ),
    "models/child.sql": (
        "{{ config(refresh_by='id') }}\n"
        "select id, is_high, count(*) over () as seen from {{ ref('high') }}\n"
    ),
}


def version(folder: Path) -> str:
    """The table that people read as `high`."""
    ((sql,),) = rows(folder, "select sql from duckdb_views() where view_name = 'high'")
    return str(sql).rpartition('"main.')[2]


def made(folder: Path, cut: float, *arguments: str, n: int = 20, more: str = "") -> dict[str, str]:
    """What a build says, with a cut between the numbers."""
    variables = f"{{cut: {cut}, n: {n}, more: {more!r}}}"
    return built(folder, "--vars", variables, *arguments)


def expected(cut: float, n: int = 20) -> dict[str, int]:
    return {f"k{i}": int(i >= cut) for i in range(n)}


@pytest.mark.parametrize(
    ("cut", "is_kept"), [(9.5, True), (12, True), (16, True), (17, False), (30, False)]
)
def test_few_rows_take_the_place_of_the_old_ones(cut: float, is_kept: bool, tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    made(tmp_path, 10)
    before = version(tmp_path)
    said = made(tmp_path, cut)
    changed = abs(round(cut) - 10)
    assert said["high"] == ("OK" if changed else "UNCHANGED")
    assert said.get("child") == (f"REFRESH {min(changed, 10)}" if changed else None)
    assert (version(tmp_path) == before) == is_kept
    assert told(tmp_path, "is_high", "high") == expected(cut)
    assert told(tmp_path, "is_high", "child") == expected(cut)
    assert made(tmp_path, cut) == {}


def test_they_are_taken_back_by_a_rollback(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    made(tmp_path, 10)
    made(tmp_path, 12)
    ran(tmp_path, "rollback")
    assert told(tmp_path, "is_high", "high") == expected(10)


@pytest.mark.parametrize(("cut", "word"), [(3001, "OK"), (3000, "UNCHANGED"), (0, "OK")])
def test_of_many_rows_some_are_looked_at_first(cut: int, word: str, tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    made(tmp_path, 2999.5, n=6_000)
    before = version(tmp_path)
    said = made(tmp_path, cut, n=6_000)
    assert said["high"] == word
    # Of most of them nobody is told which they are.
    assert said.get("child") == {3001: "REFRESH 1", 0: "OK"}.get(cut)
    assert (version(tmp_path) == before) == (cut > 0)
    assert told(tmp_path, "is_high", "child") == expected(cut, 6_000)


def test_what_looks_values_up_asks_for_their_column_where_most_rows_are_others(
    tmp_path: Path,
) -> None:
    """A value without any match shows whether all values were looked up."""
    related = "{relationships: {name: it, to: ref('high'), field: id, config: {severity: warn}}}"
    files = {
        "models/high.sql": FILES["models/high.sql"] + "where v < {{ var('end', 6000) }}\n",
        "models/kept.sql": "{{ config(refresh_by='id') }}\nselect id from {{ ref('base') }}\n",
        "models/s.yml": "models: [{name: kept, columns: [{name: id, data_tests: "
        f"[{related}]}}]}}]\n",
    }
    write_project(tmp_path, {**FILES, **files})

    def found(cut: float, end: int, *arguments: str) -> str:
        variables = f"{{cut: {cut}, n: 6000, end: {end}}}"
        return built(tmp_path, "--vars", variables, *arguments)["it"]

    assert found(2999.5, 6000) == "PASS"
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("""insert into seg_versions."main.kept@1" select 'nobody'""")
    assert found(0, 6000) == "PASS"
    assert found(0, 6000, "--full-tests") == "WARN 1"
    # Other values are gone now: then all are looked up again.
    assert found(4000, 5998) == "WARN 3"


def test_rows_without_a_key_replace_none(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    more = "union all select null, 11"
    made(tmp_path, 10, more=more)
    before = version(tmp_path)
    assert made(tmp_path, 12, more=more)["high"] == "OK"
    assert version(tmp_path) != before
    assert rows(tmp_path, "select is_high from high where id is null") == [(0,)]


def test_all_is_written_when_that_is_asked_for(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    made(tmp_path, 10)
    before = version(tmp_path)
    assert made(tmp_path, 12, "--full-refresh")["high"] == "OK"
    assert version(tmp_path) != before


IN_PYTHON = """def model(dbt, session):
    dbt.config(refresh_by="id")
    rows = session.sql(
        f"select id, case when v >= cut then 1 else 0 end as is_high "
        f"from {dbt.ref('base')} cross join {dbt.ref('cut')}"
    )
    return rows%s
"""


@pytest.mark.parametrize("given", ["", ".filter('true')", ".fetchnumpy()", ".df()"])
def test_rows_of_a_python_model_are_compared(given: str, tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != "models/high.sql"}
    write_project(tmp_path, {**files, "models/high.py": IN_PYTHON % given})
    made(tmp_path, 10)
    before = version(tmp_path)
    assert (made(tmp_path, 12)["child"], version(tmp_path)) == ("REFRESH 2", before)
    assert told(tmp_path, "is_high", "high") == expected(12)
