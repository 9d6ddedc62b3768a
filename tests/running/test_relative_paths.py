"""Paths in SQL and in sources are relative to the project's root, wherever seg is called."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project


def test_relative_paths_begin_at_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = write_project(
        tmp_path / "shop",
        {
            "seg_project.yml": "name: shop\nmodels: {+materialized: table}\n",
            "data/prices.csv": "id,price\n1,10\n2,20\n",
            "models/in_sql.sql": "select sum(price) as total from read_csv('data/prices.csv')",
            "models/in_source.sql": "select count(*) as n from {{ source('files', 'prices') }}",
            "models/sources.yml": (
                "sources: [{name: files, tables: [{name: prices, "
                "meta: {external_location: 'data/{name}.csv'}}]}]"
            ),
        },
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert seg(project, "build", "-q").exit_code == 0
    assert rows(project, "select total, n from in_sql, in_source") == [(30, 2)]
    assert Path.cwd() == elsewhere
