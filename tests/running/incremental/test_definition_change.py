"""Incremental models that start over when their definition changes: `on_definition_change`."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import published

STAGED = "select id, amount from (values {values}) as t (id, amount)"
MODEL = """\
{{{{ config(materialized='incremental', unique_key='id', on_definition_change='{choice}') }}}}
select id, amount * {factor} as amount from {{{{ ref('staged') }}}}
{{% if is_incremental() %}}
where id > (select max(id) from {{{{ this }}}})
{{% endif %}}
"""
VARIABLE = "{{ var('factor', 1) }}"
BOTH = "(1, 10), (2, 20)"


def project(folder: Path, choice: str, factor: str = "1") -> Path:
    files = {
        "models/staged.sql": STAGED.format(values="(1, 10)"),
        "models/total.sql": MODEL.format(choice=choice, factor=factor),
    }
    return write_project(folder, files)


def total(folder: Path, *arguments: str) -> tuple[str, object]:
    """How the table was made, and what is in it; a delta of no rows is made, too."""
    outcome = seg(folder, "build", "--no-reuse", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, ""), outcome.stdout
    line = next(line for line in outcome.stdout.splitlines() if "OK" in line and "total" in line)
    return "delta" if "DELTA" in line else "afresh", published(folder)["total"]


@pytest.mark.parametrize(
    ("choice", "made", "rows"),
    [
        ("ignore", "delta", [(1, 10)]),
        ("full_refresh", "afresh", [(1, 20)]),
    ],
)
def test_another_select(tmp_path: Path, choice: str, made: str, rows: object) -> None:
    project(tmp_path, choice)
    assert total(tmp_path) == ("afresh", [(1, 10)])
    assert total(tmp_path) == ("delta", [(1, 10)])
    project(tmp_path, choice, factor="2")
    assert total(tmp_path) == (made, rows)
    assert total(tmp_path) == ("delta", rows)


def test_another_value_of_a_variable(tmp_path: Path) -> None:
    project(tmp_path, "full_refresh", VARIABLE)
    assert total(tmp_path) == ("afresh", [(1, 10)])
    assert total(tmp_path, "--vars", "{factor: 3}") == ("afresh", [(1, 30)])
    assert total(tmp_path, "--vars", "{factor: 3}") == ("delta", [(1, 30)])


@pytest.mark.parametrize("materialized", ["view", "ephemeral"])
def test_a_view_that_it_reads_is_part_of_it(tmp_path: Path, materialized: str) -> None:
    config = f"{{{{ config(materialized='{materialized}') }}}}\n"
    project(tmp_path, "full_refresh")
    write_project(tmp_path, {"models/staged.sql": config + STAGED.format(values="(1, 10)")})
    assert total(tmp_path) == ("afresh", [(1, 10)])
    # Also where the view itself is not built again.
    assert total(tmp_path, "--select", "total") == ("delta", [(1, 10)])
    write_project(tmp_path, {"models/staged.sql": config + STAGED.format(values="(1, 11)")})
    assert total(tmp_path) == ("afresh", [(1, 11)])


def test_a_table_that_it_reads_is_data(tmp_path: Path) -> None:
    config = "{{ config(materialized='table') }}\n"
    project(tmp_path, "full_refresh")
    write_project(tmp_path, {"models/staged.sql": config + STAGED.format(values="(1, 10)")})
    assert total(tmp_path) == ("afresh", [(1, 10)])
    write_project(tmp_path, {"models/staged.sql": config + STAGED.format(values=BOTH)})
    assert total(tmp_path) == ("delta", [(1, 10), (2, 20)])


def test_the_plan_says_so(tmp_path: Path) -> None:
    project(tmp_path, "full_refresh")
    seg(tmp_path, "build")
    assert seg(tmp_path, "plan").stdout == "Plan: nothing to do, 2 reused\n"
    assert "apply delta" in seg(tmp_path, "plan", "--force", "--select", "total").stdout
    project(tmp_path, "full_refresh", factor="2")
    planned = seg(tmp_path, "plan", "--select", "total").stdout
    assert "create table" in planned
    assert "its SQL: select id, amount * 1 as amount" in planned


def test_a_choice_that_there_is_not(tmp_path: Path) -> None:
    outcome = seg(project(tmp_path, "rebuild"), "build")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "models/total.sql:1:1: 'on_definition_change': expected one of 'ignore', 'full_refresh', "
        "found 'rebuild'\n"
    )


def test_what_is_made_of_a_model_that_begins_afresh_begins_afresh(tmp_path: Path) -> None:
    below = """\
{{ config(materialized='incremental', unique_key='id', on_definition_change='full_refresh') }}
select id, amount + 1 as amount from {{ ref('total') }}
{% if is_incremental() %}
where id > (select max(id) from {{ this }})
{% endif %}
"""
    folder = project(tmp_path, "full_refresh")
    write_project(folder, {"models/below.sql": below})
    assert total(folder) == ("afresh", [(1, 10)])
    assert published(folder)["below"] == [(1, 11)]
    project(folder, "full_refresh", factor="2")
    assert total(folder, "--select", "total") == ("afresh", [(1, 20)])
    assert published(folder)["below"] == [(1, 11)]
    total(folder)
    assert published(folder)["below"] == [(1, 21)]
    again = seg(folder, "build", "--no-reuse")
    assert again.stdout.count("DELTA 0") == 2


def test_a_project_that_is_kept_is_defined_as_the_one_that_was_read(tmp_path: Path) -> None:
    files = {
        "models/a.sql": "{{ config(meta={'owner': {'team': 'growth'}}) }}\nselect 1 as id",
        "models/a.yml": "models: [{name: a, description: One row., config: {tags: [x, y]}}]",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert (tmp_path / "target" / "reading").is_dir()
    assert seg(tmp_path, "plan").stdout == "Plan: nothing to do, 1 reused\n"
    unaided = seg(tmp_path, "plan", "--no-reuse").stdout
    assert "its definition is unchanged" in unaided
