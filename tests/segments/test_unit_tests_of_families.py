"""Unit tests of segment families: their rules follow the test's overrides."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project

PROJECT = {
    "seeds/customers.csv": "id,as_of_date,spent,tenure\n1,2024-01-01,5,2\n2,2024-01-01,500,40\n",
    "macros/m.sql": "{% macro cut() %}{{ var('big') }}{% endmacro %}",
    "models/families.yml": """\
segment_families:
  - name: spending
    on: ref('customers')
    entity: id
    mode: exclusive
    segments:
      - {name: big, where: "spent >= {{ cut() }}"}
      - {name: new, where: "tenure <= {{ var('new_days') }}"}
      - {name: at, where: "tenure = {{ env_var('AT', '1000') }}"}
      - {name: rest, otherwise: true}
  - name: habits
    on: ref('customers')
    entity: id
    mode: overlapping
    segments:
      - name: fresh_and_big
        where: in_segment('spending.big') and tenure < {{ var('new_days') }}
""",
    "models/tests.yml": """\
unit_tests:
  - name: cuts
    model: spending
    overrides: {vars: {new_days: 30}, macros: {cut: 100}, env_vars: {AT: "50"}}
    given:
      - input: ref('customers')
        rows:
          - {id: 1, spent: 100, tenure: 1}
          - {id: 2, spent: 99, tenure: 30}
          - {id: 3, spent: 99, tenure: 31}
          - {id: 4, spent: 99, tenure: 50}
    expect:
      rows:
        - {id: 1, segment: big}
        - {id: 2, segment: new}
        - {id: 3, segment: rest}
        - {id: 4, segment: at}
  - name: asks
    model: habits
    overrides: {vars: {new_days: 30}}
    given:
      - {input: ref('customers'), rows: [{id: 1, tenure: 29}, {id: 2, tenure: 30}]}
      - {input: ref('spending'), rows: [{id: 1, segment: big}, {id: 2, segment: big}]}
    expect: {rows: [{id: 1, segment: fresh_and_big}]}
""",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two families whose rules read variables, a macro and the environment."""
    files = {**PROJECT, "seg_project.yml": "name: shop\nvars: {big: 7, new_days: 3}\n"}
    return write_project(tmp_path_factory.mktemp("families"), files)


@pytest.mark.parametrize("given", ["{}", "{big: 1000, new_days: 90}"])
def test_rules_follow_the_overrides_whatever_the_project_sets(project: Path, given: str) -> None:
    outcome = seg(project, "build", "--vars", given)
    assert outcome.exit_code == 0, outcome.stdout
    assert "2 unit tests" in outcome.stdout


def test_a_rule_that_the_overrides_break_is_told_with_the_test(project: Path) -> None:
    tests = PROJECT["models/tests.yml"].replace("cut: 100", 'cut: "in_segment(1)"')
    (project / "models" / "tests.yml").write_text(tests)
    outcome = seg(project, "parse")
    assert outcome.exit_code == 2
    assert "models/families.yml:7:28: in the unit test 'cuts': spending.big:" in outcome.stderr


DIVIDED = """\
segment_families:
  - name: spending
    on: ref('customers')
    entity: id
    mode: exclusive
    segments:
      - {name: "{{ var('top') }}", where: "spent >= {{ var('big') }}"}
      - {name: new, enabled: "{{ var('has_new') }}", where: tenure <= 3}
      - {name: rest, otherwise: true}
  - name: habits
    on: ref('customers')
    entity: id
    mode: overlapping
    segments: [{name: fresh, where: "in_segment('{{ var('asked') }}') and tenure < 30"}]
  - name: others
    on: ref('customers')
    entity: id
    mode: overlapping
    segments: [{name: new, where: tenure < 3}]
"""
VARIABLES = "vars: {top: big, big: 7, has_new: false, asked: spending.big}\n"


def unit_test_of(model: str, variables: str, rows: str) -> str:
    return (
        f"unit_tests:\n  - name: cuts\n    model: {model}\n"
        f"    overrides: {{vars: {variables}}}\n"
        "    given:\n      - input: ref('customers')\n"
        "        rows: [{id: 1, spent: 100, tenure: 3}, {id: 2, spent: 9, tenure: 3}]\n"
        f"    expect: {{rows: {rows}}}\n"
    )


def test_overrides_may_name_segments_and_switch_them_on(tmp_path: Path) -> None:
    rows = "[{id: 1, segment: huge}, {id: 2, segment: new}]"
    files = {
        **PROJECT,
        "seg_project.yml": f"name: shop\n{VARIABLES}",
        "models/families.yml": DIVIDED.partition("  - name: habits")[0],
        "models/tests.yml": unit_test_of("spending", "{top: huge, big: 100, has_new: true}", rows),
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert "1 unit test" in outcome.stdout
    assert outcome.exit_code == 0, outcome.stdout


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("others.new", "its overrides make a rule use the family 'others', which no rule uses"),
        ("gone.new", "habits.fresh: in_segment('gone.new') names no segment family"),
        ("habits.fresh", "its overrides make a rule use the family 'habits', which no rule"),
    ],
)
def test_overrides_do_not_change_which_families_are_asked(
    tmp_path: Path, asked: str, why: str
) -> None:
    files = {
        **PROJECT,
        "seg_project.yml": f"name: shop\n{VARIABLES}",
        "models/families.yml": DIVIDED,
        "models/tests.yml": unit_test_of("habits", f"{{asked: {asked}}}", "[]"),
    }
    outcome = seg(write_project(tmp_path, files), "parse")
    assert outcome.exit_code == 2
    assert f"in the unit test 'cuts': {why}" in outcome.stderr


def test_a_model_that_is_called_as_a_family_of_a_package_is_tested_itself(tmp_path: Path) -> None:
    files = {
        "seg_project.yml": "name: shop\n",
        "packages.yml": "packages: [{local: tools}]\n",
        "tools/seg_project.yml": f"name: tools\n{VARIABLES}",
        "tools/models/families.yml": DIVIDED,
        "tools/seeds/customers.csv": PROJECT["seeds/customers.csv"],
        "models/spending.sql": "{{ config(alias='own') }}\n"
        "select id, {{ var('big', 0) }} as cut from {{ ref('customers') }}\n",
        "models/tests.yml": unit_test_of(
            "spending", "{big: 50}", "[{id: 1, cut: 50}, {id: 2, cut: 50}]"
        ),
    }
    outcome = seg(write_project(tmp_path, files), "test", "--select", "test_type:unit")
    assert outcome.exit_code == 0, outcome.stdout
    assert "1 unit test" in outcome.stdout
