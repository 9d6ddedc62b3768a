"""Variables in `vars.yml`, and environment variables in `.env`."""

from pathlib import Path

import pytest

from orchestrator.errors import ProjectError
from orchestrator.workspace.environment_file import read_environment
from tests.keys.projects import dbt, strict
from tests.projects import rows

READER = {"models/a.sql": "select '{{ var('n', 'none') }}' as n"}


@pytest.mark.parametrize(
    ("options", "value"), [((), "of the file"), (("--vars", "{n: given}"), "given")]
)
def test_variables_have_a_file(tmp_path: Path, options: tuple[str, ...], value: str) -> None:
    dbt(tmp_path, {**READER, "vars.yml": "vars: {n: of the file}\n"}, "build", *options)

    assert rows(tmp_path / "dbt", "from a") == [(value,)]


def test_a_package_has_a_section_and_a_file(tmp_path: Path) -> None:
    files = {
        "packages.yml": "packages: [{local: p}, {local: q}]\n",
        "vars.yml": "vars: {p: {n: of the project}}\n",
        "p/dbt_project.yml": "name: p\n",
        "p/models/b.sql": READER["models/a.sql"],
        "q/dbt_project.yml": "name: q\n",
        "q/vars.yml": "vars: {n: of the package}\n",
        "q/models/c.sql": READER["models/a.sql"],
    }
    dbt(tmp_path, files, "build")

    assert rows(tmp_path / "dbt", "from b union all from c") == [
        ("of the project",),
        ("of the package",),
    ]


REFUSED = {
    "a: 1\n": "vars.yml:1:1: unknown key 'a'\n  fix: known keys: vars\n",
    "vars: [1]\n": "vars.yml: expected a mapping under 'vars:', found a list\n"
    "  fix: write 'vars: {name: value}'\n",
    "[1]\n": "vars.yml: expected a mapping under 'vars:', found a list\n"
    "  fix: write 'vars: {name: value}'\n",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_file_of_something_else(tmp_path: Path, text: str) -> None:
    outcome = dbt(tmp_path, {"vars.yml": text})

    assert (outcome.exit_code, outcome.stderr) == (2, REFUSED[text])


def test_variables_stand_in_one_file(tmp_path: Path) -> None:
    outcome = strict(tmp_path, {"vars.yml": "vars: {a: 1}\n"}, project="vars: {b: 2}\n")

    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "seg_project.yml:2:1: there are variables in vars.yml as well\n"
        "  fix: keep them in one of the two files\n",
    )


def test_the_environment_has_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OF_BOTH", "set")
    model = "select '{{ env_var('OF_FILE') }}' as a, '{{ env_var('OF_BOTH') }}' as b"
    files = {"models/a.sql": model, ".env": "OF_FILE=file\nOF_BOTH=file\n"}

    dbt(tmp_path, files, "build")

    assert rows(tmp_path / "dbt", "from a") == [("file", "set")]


def test_how_its_lines_are_written() -> None:
    text = (
        "# all of it\n\nA=1\nexport B = two words  # told\nC='x # y'\n"
        'D="a\\"b\\n"\nE=\nF=a#b\nG="x" # y\n'
    )
    assert read_environment(text) == {
        "A": "1",
        "B": "two words",
        "C": "x # y",
        "D": 'a"b\n',
        "E": "",
        "F": "a#b",
        "G": "x",
    }


def test_a_line_that_sets_nothing() -> None:
    with pytest.raises(ProjectError) as caught:
        read_environment("A=1\nnothing\n")

    assert str(caught.value) == ".env:2: expected a variable\n  fix: write it as NAME=value"
