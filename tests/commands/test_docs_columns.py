"""The lineage of columns on the site."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.site.shop import FILES, made
from tests.site.site_data import document


def test_columns_lead_to_what_they_are_made_of(tmp_path: Path) -> None:
    made(tmp_path)
    names = [node[1] for node in document(tmp_path, "site")["nodes"]]
    columns = document(tmp_path, "columns")
    raw, people, tier, reach = (names.index(name) for name in ("raw", "people", "tier", "reach"))
    assert columns["made_of"][people] == {
        "customer_id": [[raw, "customer_id"]],
        "email": [[raw, "email"]],
        "spent": [[raw, "spent"]],
        "seen": [[raw, "email"]],
    }
    assert [people, "spent"] in columns["made_of"][tier]["segment"]
    assert (columns["made_of"][reach], columns["untold"]) == ({}, {})


def test_columns_that_only_choose_rows_and_those_that_cannot_be_told(tmp_path: Path) -> None:
    made(
        tmp_path,
        **{
            "models/chosen.sql": "select people.customer_id from {{ ref('people') }} as people"
            " left join {{ ref('history') }} as stays on people.customer_id = stays.customer_id"
            " where people.spent > 10",
            "models/made_in_python.py": "def model(dbt, session):\n    return dbt.ref('people')\n",
        },
    )
    names = [node[1] for node in document(tmp_path, "site")["nodes"]]
    columns = document(tmp_path, "columns")
    people, history, chosen = (names.index(name) for name in ("people", "history", "chosen"))
    assert columns["made_of"][chosen] == {"customer_id": [[people, "customer_id"]]}
    assert sorted(columns["choosing"][chosen]) == sorted(
        [[people, "customer_id"], [people, "spent"], [history, "customer_id"]]
    )
    assert columns["choosing"][people] == []
    assert columns["untold"] == {str(names.index("made_in_python")): "python"}


def test_columns_are_followed_again_where_something_is_different(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path)
    before = document(tmp_path, "columns")
    asked: list[str] = []
    monkeypatch.setattr(
        "orchestrator.lineage.columns.lineage", lambda _, select, *__, **___: asked.append(select)
    )
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    assert (document(tmp_path, "columns"), asked) == (before, [])
    monkeypatch.undo()
    assert seg(tmp_path, "--no-partial-parse", "docs", "generate").exit_code == 0
    assert document(tmp_path, "columns") == before
    people = FILES["models/people.sql"].replace("'by ' || email as seen", "spent as seen")
    made(tmp_path, **{"models/people.sql": people})
    names = [node[1] for node in document(tmp_path, "site")["nodes"]]
    people_at = names.index("people")
    after = document(tmp_path, "columns")
    assert after["made_of"][people_at]["seen"] == [[names.index("raw"), "spent"]]
    tier = names.index("tier")
    assert after["made_of"][tier] == before["made_of"][tier]


def test_without_sqlglot_they_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrator.commands.docs.columns.origin_reader", lambda *_: None)
    outcome = made(tmp_path)
    told = "column lineage needs sqlglot: pip install 'seg-orchestrator[docs]'"
    assert f"left out: {told}" in outcome.stdout
    assert document(tmp_path, "site")["has_columns"] is False


def test_a_column_is_followed_into_the_file_that_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text("Id,Spent\n1,20\n")
    write_project(
        tmp_path,
        {
            "seg_project.yml": "name: shop",
            "models/sources.yml": "sources: [{name: files, tables: [{name: shop,"
            " meta: {external_location: \"read_csv('shop.csv', all_varchar = true)\"}}]}]",
            "models/stg.sql": "select cast(Spent as double) as spent"
            " from {{ source('files', 'shop') }} where Id is not null",
        },
    )
    assert seg(tmp_path, "build").exit_code == 0
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    names = [node[1] for node in document(tmp_path, "site")["nodes"]]
    columns = document(tmp_path, "columns")
    source, stg = names.index("files.shop"), names.index("stg")
    assert columns["made_of"][stg] == {"spent": [[source, "spent"]]}
    assert columns["choosing"][stg] == [[source, "id"]]
    shown = document(tmp_path, "nodes-0")[source]["columns"]
    assert shown == [{"name": name, "type": "VARCHAR"} for name in ("Id", "Spent")]
