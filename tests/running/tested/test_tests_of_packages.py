"""A project configures the data tests of its packages by folder, model and name."""

from pathlib import Path

import pytest

from tests.projects import Outcome, rows, seg, write_project
from tests.running.reading import endings

# Each of the package's tests fails: on `big`, in a folder, two by range and one that is a file.
PACKAGE = {
    "shared/seg_project.yml": "name: base\ndata_tests: {base: {+severity: error}}\n",
    "shared/models/far/big.sql": "{{ config(materialized='table') }} select 500 as amount, 1 as id",
    "shared/models/far/far.yml": """
models:
  - name: big
    columns:
      - name: amount
        data_tests:
          - accepted_range: {name: amount_fits, max_value: 100, config: {severity: error}}
      - name: id
        data_tests: [{accepted_values: {arguments: {values: [2], quote: false}}}]
""",
    "shared/tests/no_big.sql": "{{ config(severity='error') }} select * from {{ ref('big') }}",
    "packages.yml": "packages: [{local: shared}]\n",
    "models/own.sql": "select 1 as a",
}
ALL = {"FAIL 1 amount_fits", "FAIL 1 accepted_values_big_id__False__2", "FAIL 1 no_big"}


def built(folder: Path, configured: str) -> Outcome:
    project = f"name: shop\ndata_tests:\n  {configured}\n"
    return seg(write_project(folder, {**PACKAGE, "seg_project.yml": project}), "build")


def verdicts(outcome: Outcome) -> set[str]:
    """How the three tests of the package ended."""
    return {ending for ending in endings(outcome) if not ending.startswith("OK")}


@pytest.mark.parametrize(
    ("configured", "changed"),
    [
        ("+tags: [a]", {}),
        ("+severity: warn", {"amount_fits": "WARN 1", "accepted": "WARN 1", "no_big": "WARN 1"}),
        (
            "base: {+severity: warn}",
            {"amount_fits": "WARN 1", "accepted": "WARN 1", "no_big": "WARN 1"},
        ),
        ("base: {far: {+severity: warn}}", {"amount_fits": "WARN 1", "accepted": "WARN 1"}),
        ("base: {big: {+severity: warn}}", {"amount_fits": "WARN 1", "accepted": "WARN 1"}),
        ("base: {far: {big: {+severity: warn}}}", {"amount_fits": "WARN 1", "accepted": "WARN 1"}),
        ("base: {amount_fits: {+severity: warn}}", {"amount_fits": "WARN 1"}),
        ("base: {far: {amount_fits: {severity: warn}}}", {"amount_fits": "WARN 1"}),
        ("base: {big: {amount_fits: {+severity: warn}}}", {"amount_fits": "WARN 1"}),
        ("base: {big: {amount_fits: {+error_if: '> 1'}}}", {"amount_fits": "WARN 1"}),
        ("base: {no_big: {severity: warn}}", {"no_big": "WARN 1"}),
        ("base: {amount_fits: {+arguments: {max_value: 500}}}", {"amount_fits": "PASS"}),
        ("base: {amount_fits: {+enabled: false}}", {"amount_fits": ""}),
        # The closer one wins: a test's name over its model, its model over its folder.
        (
            "base: {+severity: warn, big: {+severity: error}, amount_fits: {+severity: warn}}",
            {"amount_fits": "WARN 1", "no_big": "WARN 1"},
        ),
    ],
)
def test_the_tests_of_a_package_are_configured(
    tmp_path: Path, configured: str, changed: dict[str, str]
) -> None:
    found = verdicts(built(tmp_path, configured))

    expected = set()
    for ending in ALL:
        name = ending.removeprefix("FAIL 1 ")
        (now,) = [to for part, to in changed.items() if part in name] or ["FAIL 1"]
        expected |= {f"{now} {name}"} if now else set()
    assert found == expected


@pytest.mark.parametrize(
    ("configured", "message"),
    [
        (
            "base: {amount_fit: {+severity: warn}}",
            "'tests.base.amount_fit' configures nothing: it matches no node\n"
            "  fix: did you mean 'amount_fits'?",
        ),
        (
            "base: {big: {no_big: {+severity: warn}}}",
            "'tests.base.big.no_big' configures nothing: it matches no node\n  fix: remove it",
        ),
        (
            "base: {amount_fits: {+arguments: {max_valu: 5}}}",
            "the data test 'accepted_range' has no argument 'max_valu'\n"
            "  fix: did you mean 'max_value'?",
        ),
        (
            "base: {amount_fits: {+arguments: {model: big}}}",
            "the data test 'accepted_range' has no argument 'model'\n"
            "  fix: its arguments: min_value, max_value, inclusive",
        ),
        (
            "base: {no_big: {+arguments: {a: 1}}}",
            "the data test 'no_big' is a singular test, which has no arguments\n"
            "  fix: remove 'arguments'",
        ),
        (
            "base: {amount_fits: {+arguments: 5}}",
            "'arguments': expected arguments of data tests by name, found 5\n"
            "  fix: write '+arguments: {name: value}'",
        ),
    ],
)
def test_what_configures_no_test_is_refused(tmp_path: Path, configured: str, message: str) -> None:
    found = built(tmp_path, configured)

    assert found.exit_code == 2
    place, _, said = found.stderr.partition(": ")
    assert place.startswith("seg_project.yml:3")
    assert said == f"{message}\n"


def test_arguments_stand_beside_config_in_a_property_file(tmp_path: Path) -> None:
    test = "accepted_range: {max_value: 1, config: {arguments: {max_value: 5}}}"
    yml = f"models: [{{name: own, columns: [{{name: a, data_tests: [{{{test}}}]}}]}}]\n"
    found = seg(write_project(tmp_path, {**PACKAGE, "models/own.yml": yml}), "parse")

    assert found.exit_code == 2
    assert (
        "'arguments' is not a setting of this test\n  fix: write 'arguments:' next to"
        in found.stderr
    )


def test_an_argument_that_refers_to_a_model_is_an_edge(tmp_path: Path) -> None:
    yml = """
models:
  - name: big
    columns:
      - name: id
        data_tests: [{relationships: {name: related, to: ref('big'), field: amount}}]
"""
    files = {
        **PACKAGE,
        "shared/models/far/far.yml": yml,
        "shared/tests/no_big.sql": "select 1 where false",
        "models/own.sql": "{{ config(materialized='table') }} select 1 as a",
        "seg_project.yml": "name: shop\ndata_tests:\n"
        "  base: {related: {+arguments: {to: ref('own'), field: a}}}\n",
    }
    found = seg(write_project(tmp_path, files), "build")

    assert found.exit_code == 0, found.stderr
    assert rows(tmp_path, "select * from own") == [(1,)]
    assert set(seg(tmp_path, "ls", "--select", "own+").stdout.split()) == {
        "shop.own",
        "base.far.related",
    }
