"""Inputs that only label rows that are built anyway: `refresh_regardless_of`."""

from collections.abc import Mapping
from pathlib import Path

from tests.projects import rows, seg
from tests.running.refresh.refreshing import TWO, built, feed, ran, started

REGARDLESS = "refresh_by='id', refresh_regardless_of='today'"
OF_DAYS: Mapping[str, str] = {
    "models/today.sql": "select '{{ var('day', 'monday') }}' as day\n",
    "models/noted.sql": (
        f"{{{{ config({REGARDLESS}) }}}}\n"
        "select id, v, day from {{ ref('base') }}, {{ ref('today') }}\n"
    ),
    "models/kept.sql": (
        f"{{{{ config(materialized='incremental', unique_key='id', {REGARDLESS}) }}}}\n"
        "select id, v, day from {{ ref('base') }} as base, {{ ref('today') }} as today\n"
        "{% if is_incremental() %}\n"
        "where not exists (select 1 from {{ this }} as old where old.id = base.id"
        " and old.v = base.v)\n{% endif %}\n"
    ),
}
TUESDAY = ("--vars", "{day: tuesday}")


def days(folder: Path, relation: str = "noted") -> dict[str, int]:
    """How many rows are of each day."""
    return dict(rows(folder, f"select day, count(*) from {relation} group by day"))  # type: ignore[arg-type]


def test_the_rows_that_change_have_the_new_label(tmp_path: Path) -> None:
    started(tmp_path, OF_DAYS)
    feed(tmp_path, TWO)
    ran_for = built(tmp_path, *TUESDAY)
    assert (ran_for["noted"], ran_for["kept"]) == ("REFRESH 2", "DELTA 2")
    assert days(tmp_path) == days(tmp_path, "kept") == {"monday": 18, "tuesday": 2}


def test_a_label_alone_makes_no_row_again(tmp_path: Path) -> None:
    started(tmp_path, OF_DAYS)
    ran_for = built(tmp_path, *TUESDAY)
    assert (ran_for["noted"], ran_for["kept"]) == ("UNCHANGED", "UNCHANGED")
    assert days(tmp_path) == days(tmp_path, "kept") == {"monday": 20}
    assert built(tmp_path, *TUESDAY) == {}


def test_all_is_made_again_where_all_is_asked_for(tmp_path: Path) -> None:
    started(tmp_path, OF_DAYS)
    ran(tmp_path, "build", "--full-refresh", *TUESDAY)
    assert days(tmp_path) == {"tuesday": 20}


def test_it_names_what_the_model_reads_and_goes_by_key(tmp_path: Path) -> None:
    for config, said in (
        ("refresh_by='id', refresh_regardless_of='tody'", "does not read 'tody'"),
        ("refresh_regardless_of='today'", "refresh_regardless_of needs refresh_by"),
    ):
        started(tmp_path / said[:4], OF_DAYS)
        model = tmp_path / said[:4] / "models" / "noted.sql"
        model.write_text(model.read_text().replace(REGARDLESS, config))
        outcome = seg(tmp_path / said[:4], "parse")
        assert outcome.exit_code == 2
        assert said in outcome.stderr


def test_made_again_whole_it_is_no_broken_promise(tmp_path: Path) -> None:
    started(tmp_path, OF_DAYS)
    feed(tmp_path, TWO)
    built(tmp_path, *TUESDAY)
    outcome = ran(tmp_path, "build", "--full-refresh", *TUESDAY)
    assert "models/noted.sql: made whole" not in outcome.stdout
    assert days(tmp_path) == {"tuesday": 20}
