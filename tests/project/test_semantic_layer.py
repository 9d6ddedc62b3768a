"""Metrics, semantic models and saved queries: what is wrong with them, and whom it stops.

What the manifest says of them is held against dbt's in `tests/parity`.
"""

from pathlib import Path

from tests.keys.projects import dbt, strict

MODEL = """
semantic_models:
  - name: orders
    model: ref('a')
    measures: [{name: revenue, agg: sum}]
"""
WRONG = """metrics:
  - {name: a, label: A, type: simple, type_params: {mesure: revenue}}
  - {name: b, label: B, type: ratio, type_params: {numerator: revenue}}
  - name: c
    label: C
    type: cumulative
    type_params: {measure: revenue, window: a week}
  - {name: d e, label: D, type: simple, type_params: {measure: revenue}}
"""
TOLD = [
    "models/s.yml:2:53: unknown key 'mesure'",
    "  fix: did you mean 'measure'?",
    "models/s.yml:3:5: the metric 'b' is ratio, but nothing says how to compute it",
    "  fix: write 'type_params: {numerator: revenue, denominator: orders}'",
    "models/s.yml:4:5: 'a week' is not a valid window",
    "  fix: write it as '28 days'",
    "models/s.yml:8:12: 'd e' is not a valid name",
    "  fix: use letters, digits and underscores, of any script",
]


def test_what_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    outcome = strict(tmp_path, {"models/s.yml": WRONG, "models/m.yml": MODEL})

    assert (outcome.exit_code, outcome.stderr.splitlines()) == (2, TOLD)


def test_in_a_project_of_dbt_all_else_goes_on(tmp_path: Path) -> None:
    outcome = dbt(tmp_path, {"models/s.yml": WRONG, "models/m.yml": MODEL}, "build")

    assert (outcome.exit_code, outcome.stderr.splitlines()) == (0, TOLD)
    assert "Found 1 model, 1 semantic model\n" in outcome.stdout


def test_what_is_of_something_broken_is_no_other_fault(tmp_path: Path) -> None:
    files = {
        "models/m.yml": MODEL.replace("ref('a')", "a"),
        "models/n.yml": MODEL.replace("orders", "visits")
        .replace("revenue", "n")
        .replace("sum", "total"),
        "models/s.yml": "metrics:\n"
        "  - {name: r, label: R, type: simple, type_params: {measure: revenue}}\n"
        "  - {name: s, label: S, type: simple, type_params: {measure: n}}\n",
    }
    outcome = dbt(tmp_path, files)

    assert (outcome.exit_code, outcome.stderr) == (
        0,
        "models/m.yml:4:12: 'model': expected ref(...), found 'a'\n"
        "  fix: write model: ref('orders')\n"
        "models/n.yml:5:31: 'agg': expected one of 'sum', 'min', 'max', 'count_distinct', "
        "'sum_boolean', 'average', 'percentile', 'median', 'count', found 'total'\n",
    )


def test_what_they_name_has_to_be_there(tmp_path: Path) -> None:
    files = {
        "models/m.yml": MODEL,
        "models/s.yml": "metrics:\n"
        "  - {name: a, label: A, type: simple, type_params: {measure: revnue}}\n"
        "saved_queries:\n"
        "  - {name: s, query_params: {metrics: [b]}}\n",
    }
    outcome = dbt(tmp_path, files)

    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "models/s.yml:2:5: the measure 'revnue' does not exist: no semantic model has it\n"
        "  fix: did you mean 'revenue'?\n"
        "models/s.yml:4:5: the metric 'b' does not exist: no file declares it\n",
    )
