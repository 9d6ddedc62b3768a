"""Property and project files: nothing in them is silently ignored."""

from pathlib import Path

import pytest

from tests.faults.refusal import Files, refusal
from tests.projects import seg, write_project

MODEL = {"models/a.sql": "select 1 as id\n"}

CASES: dict[str, tuple[Files, str]] = {
    "a tab": (
        {"models/s.yml": "models:\n\t- name: a\n"},
        "models/s.yml:2:1: a tab in the indentation\n"
        "  1 | models:\n  2 |  - name: a\n    | ^\n  fix: use spaces\n",
    ),
    "a key twice": (
        {"models/s.yml": "models:\n  - name: a\n    description: x\n    description: y\n"},
        "models/s.yml:4:5: duplicate key 'description': first on line 3\n"
        "  fix: merge the two, or rename one\n",
    ),
    "a section twice": (
        {"models/s.yml": "models:\n  - name: a\nmodels:\n  - name: a\n"},
        "models/s.yml:3:1: duplicate key 'models': first on line 1\n"
        "  fix: merge the two, or rename one\n",
    ),
    "a model twice": (
        {"models/s.yml": "models:\n  - name: a\n", "models/t.yml": "models:\n  - name: a\n"},
        "models/t.yml:2:5: the model 'a' is described twice: also in models/s.yml:2:5\n"
        "  fix: merge the two\n",
    ),
    "keys that nobody knows, all at once": (
        {
            "models/s.yml": "models:\n  - name: a\n    columns:\n      - name: id\n"
            "        data_test: [not_null]\n    confg: {}\nmodel: []\n"
        },
        "models/s.yml:5:9: unknown key 'data_test'\n  fix: did you mean 'data_tests'?\n"
        "models/s.yml:6:5: unknown key 'confg'\n  fix: did you mean 'config'?\n"
        "models/s.yml:7:1: unknown key 'model'\n  fix: did you mean 'models'?\n",
    ),
    "a setting that is none": (
        {"models/s.yml": "models:\n  - name: a\n    config:\n      materialised: table\n"},
        "models/s.yml:4:7: 'materialised' is not a setting of a model\n"
        "  fix: did you mean 'materialized'?\n",
    ),
    "a setting that is none, in a template": (
        {"models/b.sql": "select 1 as one\n{{ config(materialised='table') }}"},
        "models/b.sql:1:1: 'materialised' is not a setting of a model\n"
        "  fix: did you mean 'materialized'?\n",
    ),
    "config() of a text": (
        {"models/b.sql": "{{ config('table') }} select 1 as one"},
        "models/b.sql:1:4: config() takes settings by name, found 'table'\n"
        "  1 | {{ config('table') }} select 1 as one\n    |    ^\n"
        "  fix: write config(materialized='table')\n",
    ),
    "a materialization that is none": (
        {"models/b.sql": "{{ config(materialized='tabel') }} select 1 as one"},
        "models/b.sql:1:1: unknown materialization 'tabel'\n  fix: did you mean 'table'?\n",
    ),
    "a key of the project file that is none": (
        {"seg_project.yml": "name: shop\nmodel-path: [x]\n"},
        "seg_project.yml:2:1: unknown key 'model-path'\n  fix: did you mean 'model-paths'?\n",
    ),
    "a model that is described and not there": (
        {"models/s.yml": "models:\n  - name: aa\n    columns: []\n"},
        "models/s.yml:2:5: describes the model 'aa', which does not exist\n"
        "  fix: did you mean 'a'?\n",
    ),
    "no YAML at all": (
        {"models/s.yml": "models:\n  - name: a: b\n"},
        "models/s.yml:2:12: not valid YAML: mapping values are not allowed in this context\n"
        "  1 | models:\n  2 |   - name: a: b\n    |            ^\n"
        "  fix: quote a value that holds ': ', and align the keys\n",
    ),
    "a text where models should be": (
        {"models/s.yml": "models: a\n"},
        "models/s.yml:1:9: 'models': expected a list, found 'a'\n",
    ),
    "a variable that is missing": (
        {"models/s.yml": "models:\n  - name: a\n    config:\n      tags: \"{{ var('start') }}\"\n"},
        "models/s.yml:4:13: no variable 'start'\n"
        "  fix: pass it with vars '{start: value}', or set it under vars: in the project file\n",
    ),
    "not UTF-8": (
        {"models/s.yml": "models:\n  - name: a\n    description: Größe\n"},
        "models/s.yml:3: not UTF-8\n  fix: save the file as UTF-8\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused_with_line_and_fix(
    case: tuple[Files, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    files, message = case
    write_project(tmp_path, MODEL | files)
    if request.node.callspec.id == "not UTF-8":
        text = files["models/s.yml"]
        (tmp_path / "models/s.yml").write_bytes(text.encode("latin-1"))
        assert seg(tmp_path, "build").stderr == message
    else:
        assert refusal(tmp_path, {}) == message


def test_no_project_file(tmp_path: Path) -> None:
    outcome = seg(tmp_path, "build")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        f"no project in {tmp_path}: it contains neither seg_project.yml nor dbt_project.yml\n"
        "  fix: pass the project's folder, or start a project with 'seg init'\n"
    )
