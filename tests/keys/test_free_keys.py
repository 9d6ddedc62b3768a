"""Unknown and duplicate keys: an error, or in a dbt project a warning."""

from pathlib import Path

import pytest

from tests.keys.projects import dbt, strict
from tests.projects import rows

FILES = {
    "models/s.yml": "models:\n  - name: b\n    owner: x\n    config: {team: core}\n"
    "    columns:\n      - {name: id, sort: 1}\n      - {name: id}\n"
    "    description: one\n    description: two\n",
    "models/b.sql": "{{ config(cost=[1]) }} select '{{ config.get('team') }}' as id",
}
PROJECT = "models: {shop: {materialised: table, +labelled: {a: 1}}}\n"
TOLD = [
    "models/b.sql:1:1: 'cost' is not a setting of a model",
    "{}_project.yml:{}:17: 'materialised' is not a setting of a model",
    "{}_project.yml:{}:38: '+labelled' is not a setting of a model",
    "models/s.yml:3:5: unknown key 'owner'",
    "models/s.yml:4:14: 'team' is not a setting of a model",
    "models/s.yml:6:20: unknown key 'sort'",
    "models/s.yml:7:9: the column 'id' is described twice: also in models/s.yml:6:9",
    "models/s.yml:9:5: duplicate key 'description': first on line 8",
]


def lines(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if not line.startswith("  fix: ")]


def test_a_dbt_project_is_warned(tmp_path: Path) -> None:
    outcome = dbt(tmp_path, FILES, "build", project=PROJECT)

    assert outcome.exit_code == 0
    assert lines(outcome.stderr) == [line.format("dbt", 3) for line in TOLD]
    assert rows(tmp_path / "dbt", "from b") == [("core",)]


def test_a_strict_project_is_refused(tmp_path: Path) -> None:
    outcome = strict(tmp_path, FILES, "build", project=PROJECT)

    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert sorted(lines(outcome.stderr)) == sorted(line.format("seg", 2) for line in TOLD)


@pytest.mark.parametrize("project", [dbt, strict])
def test_what_is_wrong_beside_them_is_told_with_them(tmp_path: Path, project) -> None:  # type: ignore[no-untyped-def]
    outcome = project(tmp_path, {"models/s.yml": "models:\n  - {name: a, owner: x, columns: 1}\n"})

    assert outcome.exit_code == 2
    assert "unknown key 'owner'" in outcome.stderr
    assert "'columns': expected a list, found 1" in outcome.stderr
