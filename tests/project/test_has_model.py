"""`has_model()`: which models are enabled, before all files are read."""

from pathlib import Path

from tests.projects import rows, seg, write_project

ASKING = """
{{ config(enabled=has_model('visits')) }}
select
    {{ 1 if has_model('visits') else 0 }} as visits,
    {{ 1 if has_model('calls') else 0 }} as calls
"""
VISITS = "select 1 as visit_id"


def listed(folder: Path, *arguments: str) -> list[str]:
    outcome = seg(folder, "ls", "--resource-type", "model", "--output", "name", *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    return outcome.stdout.split()


def test_a_model_is_on_where_the_one_it_asks_for_is(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/a_report.sql": ASKING, "models/orders.sql": "select 1 as a"})
    assert listed(tmp_path) == ["orders"]
    (tmp_path / "models" / "visits.sql").write_text(VISITS, "utf-8")
    assert listed(tmp_path) == ["a_report", "orders", "visits"]
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "select * from a_report") == [(1, 0)]
    # Another file changes what was rendered of this one, and is noticed.
    (tmp_path / "models" / "calls.sql").write_text("select 1 as call_id", "utf-8")
    assert seg(tmp_path, "build").exit_code == 0
    assert rows(tmp_path, "select * from a_report") == [(1, 1)]


def test_one_that_is_off_is_not_there(tmp_path: Path) -> None:
    visits = "{{ config(enabled=var('has_visits', true)) }}\n" + VISITS
    write_project(tmp_path, {"models/a_report.sql": ASKING, "models/visits.sql": visits})
    assert listed(tmp_path) == ["a_report", "visits"]
    off = "models: [{name: visits, config: {enabled: \"{{ var('has_visits', true) }}\"}}]"
    assert seg(tmp_path, "ls", "--vars", "has_visits: false", "--allow-empty").stdout.strip() == ""
    (tmp_path / "models" / "visits.sql").write_text(VISITS, "utf-8")
    (tmp_path / "models" / "visits.yml").write_text(off, "utf-8")
    assert listed(tmp_path) == ["a_report", "visits"]
    assert seg(tmp_path, "ls", "--vars", "has_visits: false", "--allow-empty").stdout.strip() == ""


def test_properties_can_ask(tmp_path: Path) -> None:
    tests = "data_tests: [{not_null: {config: {enabled: \"{{ has_model('visits') }}\"}}}]"
    properties = f"models: [{{name: orders, columns: [{{name: a, {tests}}}]}}]"
    files = {"models/orders.sql": "select 1 as a", "models/orders.yml": properties}
    write_project(tmp_path, files)
    assert seg(tmp_path, "ls", "--output", "name").stdout.split() == ["orders"]
    (tmp_path / "models" / "visits.sql").write_text(VISITS, "utf-8")
    assert seg(tmp_path, "ls", "--output", "name").stdout.split() == [
        "orders",
        "visits",
        "not_null_orders_a",
    ]


def test_a_model_that_asks_for_itself(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "models/calls.sql": "{{ config(enabled=has_model('visits')) }}\nselect 1 as a",
            "models/visits.sql": "{{ config(enabled=not has_model('calls')) }}\nselect 1 as a",
        },
    )
    outcome = seg(tmp_path, "parse")
    assert outcome.exit_code == 2
    assert "whether the model 'calls' is enabled depends on has_model('calls')" in outcome.stderr
    assert "fix: decide it by a variable" in outcome.stderr
