"""`seg docs generate`: what is in the site, and what is never in it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from orchestrator.commands.docs.curves import numbers_around
from orchestrator.segments.conditions import Condition, comparisons
from tests.projects import seg, write_project
from tests.site.shop import FILES, LEAST, made
from tests.site.site_data import chart, document, family, parts


def test_it_is_a_page_and_its_parts(tmp_path: Path) -> None:
    outcome = made(tmp_path)
    site = tmp_path / "target" / "docs"
    assert outcome.stdout.startswith(f"{site / 'index.html'}: 14 nodes, ")
    folder = parts(tmp_path)
    assert {file.parent for file in site.rglob("*.*") if file.is_file()} == {
        site, folder / "assets", folder / "data"
    }  # fmt: skip
    page = (site / "index.html").read_text("utf-8")
    assert "http" not in page.replace("http-equiv", "")
    for source in ("assets/site.js", "assets/site.css", "data/site.js"):
        assert f'"{folder.name}/{source}"' in page
        assert (folder / source).stat().st_size > 0


def test_nothing_personal_is_in_it(tmp_path: Path) -> None:
    made(tmp_path)
    files = [file for file in (tmp_path / "target" / "docs").rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        content = file.read_bytes()
        assert b"canary" not in content, file
        assert b"@example.com" not in content, file


def test_a_chart_of_a_personal_column_is_left_out(tmp_path: Path) -> None:
    yaml = FILES["models/people.yml"] + "      - {name: spent, tags: [personal]}\n"
    outcome = made(tmp_path, **{"models/people.yml": yaml})
    told = "customers: spent is tagged personal"
    assert f"left out: {told}" in outcome.stdout
    assert document(tmp_path, "site")["front"]["left_out"] == [told]
    assert not (parts(tmp_path) / "data" / "customers.js").exists()


def test_families_and_their_sizes(tmp_path: Path) -> None:
    made(tmp_path)
    tier = next(each for each in document(tmp_path, "site")["families"] if each["name"] == "tier")
    told = ("mode", "owner", "purpose", "description", "review_by", "everyone", "as_of")
    assert {name: tier[name] for name in told} == {
        "mode": "exclusive",
        "owner": "growth",
        "purpose": "who gets a call",
        "description": "By what they spent.",
        "review_by": "2025-07-05",
        "everyone": 12,
        "as_of": "2025-06-30",
    }
    # Two are in the rest: fewer than are told.
    sizes = [(each["name"], each["members"], each["share"]) for each in tier["segments"]]
    assert sizes == [("high", 4, 4 / 12), ("low", 6, 6 / 12), ("rest", None, None)]


def test_rules_are_trees(tmp_path: Path) -> None:
    made(tmp_path)
    rules = {each["name"]: each for each in family(tmp_path, "tier")["segments"]}
    assert rules["low"]["tree"]["parts"][1]["parts"][0]["asks"] == ["second.odd"]
    assert "tree" not in rules["rest"]


def test_moves_are_counted_by_day_and_cause(tmp_path: Path) -> None:
    made(tmp_path)
    moves = chart(family(tmp_path, "tier")["figures"], "moves")
    assert [list(each.values()) for each in moves] == [
        ["high", "2025-06-01", "entry", "start", None],
        ["low", "2025-06-01", "entry", "start", 4],
        ["low", "2025-06-05", "exit", "data", 3],
        ["low", "2025-06-06", "exit", "definition", None],
    ]


def test_reachability_has_its_reasons_and_no_small_counts(tmp_path: Path) -> None:
    made(tmp_path)
    channels = chart(family(tmp_path, "tier")["figures"], "channels")
    assert [list(each.values()) for each in channels] == [
        ["high", "email", 4, None, None, 0],
        ["low", "email", 6, 3, 0, 3],
    ]
    assert "channels" not in family(tmp_path, "second")["figures"]


def test_value_is_told_in_steps_of_enough_people(tmp_path: Path) -> None:
    made(tmp_path)
    steps = chart(document(tmp_path, "customers"), "concentration")
    assert [(each["customers"], each["value"]) for each in steps] == [
        (3, 60),
        (3, 150),
        (3, 240),
        (3, 330),
    ]


def test_what_waits_for_a_decision(tmp_path: Path) -> None:
    made(tmp_path)
    found = document(tmp_path, "site")["front"]["decisions"]
    assert [(each["kind"], each.get("failures"), each.get("days")) for each in found] == [
        ("test", 12, None),
        ("review", None, 5),
    ]


def test_a_run_that_failed_and_an_old_source_wait_for_a_decision(tmp_path: Path) -> None:
    source = """
sources:
  - name: till
    schema: main
    tables:
      - name: raw
        loaded_at_field: loaded_at
        freshness: {warn_after: {count: 1, period: day}}
"""
    files = {
        "seg_project.yml": "name: shop\n",
        "seeds/raw.csv": "id,loaded_at\n1,2020-01-01 00:00:00\n",
        "models/till.yml": source,
        "models/a.sql": "{{ config(materialized='table') }} select error('no') as id",
    }
    seg(write_project(tmp_path, files), "build")
    seg(tmp_path, "seed")
    seg(tmp_path, "build")
    seg(tmp_path, "source", "freshness")
    assert seg(tmp_path, "docs", "generate").exit_code == 0
    site = document(tmp_path, "site")
    assert site["last_run"]["command"] == "build"
    run, old = site["front"]["decisions"]
    assert run == {"kind": "run", "command": "build", "failed": ["a"]}
    assert (old["kind"], old["status"], site["nodes"][old["node"]][1]) == (
        "source",
        "warn",
        "till.raw",
    )
    assert site["sources"][0]["age_seconds"] == old["age"] > 5 * 365 * 86400


def test_a_model_has_its_columns_tests_and_sql(tmp_path: Path) -> None:
    made(tmp_path)
    site = document(tmp_path, "site")
    position = next(at for at, node in enumerate(site["nodes"]) if node[1] == "people")
    node = document(tmp_path, f"nodes-{position // site['chunk']}")[position % site["chunk"]]
    assert node["description"] == "Everybody who `bought`."
    assert [(each["name"], each.get("personal", False)) for each in node["columns"]] == [
        ("customer_id", False),
        ("email", True),
        ("seen", True),
        ("spent", False),
        ("as_of_date", False),
    ]
    assert [(each["name"], each["verdict"]) for each in node["tests"]][:2] == [
        ("unique_people_customer_id", "pass"),
        ("accepted_values_people_email__x", "warn"),
    ]
    assert "{{ ref('raw') }}" in node["raw"]
    assert '"main"."raw"' in node["compiled"]
    assert [site["nodes"][at][1] for at in site["parents"][position]] == ["raw"]
    assert site["nodes"][position][6] == 12


def test_a_curve_counts_who_would_be_in_with_another_number(tmp_path: Path) -> None:
    made(tmp_path)
    curves = chart(family(tmp_path, "tier")["figures"], "curves")
    spent = [number * 10 for number in range(1, 13)]
    numbers = {"high": range(30, 131, 5), "low": range(0, 41, 2)}
    expected = [
        (segment, threshold, sum(1 for each in spent if most >= each > threshold))
        for segment, most in (("high", 120), ("low", 80))
        for threshold in numbers[segment]
    ]
    assert [(each["segment"], each["threshold"], each["members"]) for each in curves] == [
        (segment, threshold, None if 0 < members < LEAST else members)
        for segment, threshold, members in expected
    ]
    assert {each["condition"] for each in curves} == {"spent > 80", "spent > 20"}


def test_changes_are_those_of_the_last_generation(tmp_path: Path) -> None:
    made(tmp_path)
    assert document(tmp_path, "site")["has_changes"] is False
    made(
        tmp_path,
        **{"models/families.yml": FILES["models/families.yml"].replace("> 80", "> 50")},
    )
    site = document(tmp_path, "site")
    assert (site["has_changes"], site["front"]["redefined"]) == (True, ["tier"])
    changes = document(tmp_path, "changes")
    assert (changes["before"], changes["after"], changes["same"]) == (1, 2, ["second"])
    (tier,) = changes["families"]
    assert (tier["name"], tier["is_redefined"]) == ("tier", True)
    columns = ("segment", "before", "after", "entered", "left", "entered_by_definition")
    moves = chart({"moves": tier["figures"]}, "moves")
    assert [tuple(each[column] for column in columns) for each in moves] == [
        ("high", 4, 7, 3, 0, 3),
        ("low", 6, 3, 0, 3, 0),
        ("rest", None, None, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("rule", "first", "last", "count"),
    [
        ("a > 0.5", "0.00", "1.00", 21),
        ("a > 3", "0", "13", 14),
        ("a < -20", "-40", "0", 21),
        ("a > 0", "0", "10", 11),
        ("a > 1234", "234", "2234", 21),
        ("did('x', at_least=2)", "1", "12", 12),
    ],
)
def test_the_numbers_of_a_curve_lie_around_that_of_the_rule(
    rule: str, first: str, last: str, count: int
) -> None:
    (changed,) = comparisons(Condition(rule, 0))
    numbers = numbers_around(changed)[1:-1]
    assert (numbers[0], numbers[-1], len(numbers)) == (Decimal(first), Decimal(last), count)
    assert changed.number in numbers


def test_a_project_without_roles_has_no_charts(tmp_path: Path) -> None:
    made(tmp_path, **{"seg_project.yml": "name: shop\nvars: {as_of_date: '2025-06-30'}\n"})
    site = document(tmp_path, "site")
    assert (site["has_customers"], site["measures_stability"]) == (False, False)
    assert set(family(tmp_path, "tier")["figures"]) == {"curves"}
    assert site["minimum_cell"] == 11


def test_the_least_count_is_what_the_project_says(tmp_path: Path) -> None:
    wrong = FILES["seg_project.yml"].replace(f'"minimum_cell": {LEAST}', '"minimum_cell": "few"')
    outcome = seg(write_project(tmp_path, FILES | {"seg_project.yml": wrong}), "docs", "generate")
    assert outcome.exit_code == 2
    assert outcome.stderr.splitlines()[-2:] == [
        "the variable minimum_cell is 'few'",
        "  fix: make it a whole number",
    ]


def test_before_a_build_there_are_no_figures(tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), "docs", "generate")
    assert outcome.exit_code == 0, outcome.stderr
    assert "nothing is built yet" in outcome.stdout
    assert document(tmp_path, "site")["front"]["generation"] is None


def test_secrets_are_not_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEG_SECRET_WORD", "swordfish-4711")
    yaml = FILES["models/people.yml"].replace("who `bought`", "swordfish-4711")
    made(tmp_path, **{"models/people.yml": yaml})
    for file in (tmp_path / "target" / "docs").rglob("*.js"):
        assert b"swordfish" not in file.read_bytes()


def test_files_of_a_package_are_named_from_its_own_root(tmp_path: Path) -> None:
    write_project(
        tmp_path / "package", {"seg_project.yml": "name: tools", "models/a/b.sql": "select 1 as i"}
    )
    shop = write_project(
        tmp_path / "deep" / "shop",
        {"seg_project.yml": "name: shop", "packages.yml": "packages: [{local: ../../package}]"},
    )
    assert seg(shop, "docs", "generate").exit_code == 0
    assert [node[3:5] for node in document(shop, "site")["nodes"]] == [["tools", "models/a/b.sql"]]


@pytest.mark.parametrize(
    ("variables", "currency"),
    [("{}", None), ("{reporting_currency: EUR}", "EUR"), ("{reporting_currency: XXX}", None)],
)
def test_amounts_have_the_currency_that_the_project_says(
    tmp_path: Path, variables: str, currency: str | None
) -> None:
    project = json.loads(FILES["seg_project.yml"])
    write_project(tmp_path, FILES | {"seg_project.yml": json.dumps(project)})
    assert seg(tmp_path, "docs", "generate", "--vars", variables).exit_code == 0
    assert document(tmp_path, "site")["currency"] == currency


def test_a_test_about_several_models_counts_once(tmp_path: Path) -> None:
    crossed = "select 1 from {{ ref('people') }}, {{ ref('reach') }}"
    made(tmp_path, **{"tests/both.sql": f"{{{{ config(severity='warn') }}}} {crossed}"})
    site = document(tmp_path, "site")
    on_pages = sum(sum(node[9].values()) for node in site["nodes"])
    assert sum(site["front"]["verdicts"].values()) == on_pages - 1
    waiting = [each for each in site["front"]["decisions"] if each.get("name") == "both"]
    assert [(each["verdict"], each["failures"]) for each in waiting] == [("warn", 48)]


def test_shares_over_time_are_of_all_whom_families_divide(tmp_path: Path) -> None:
    days = "select * from (values " + ", ".join(
        f"('{family}', '{segment}', date '2025-06-{day}', {members}, 0)"
        for family, segment, day, members in (
            ("tier", "high", 29, 4), ("tier", "low", 29, 6), ("tier", "rest", 29, 10),
            ("tier", "high", 30, 5), ("tier", "low", 30, 5), ("tier", "rest", 30, 2),
            ("second", "odd", 29, 8), ("second", "rest", 29, 12),
        )
    ) + ") as sizes(family, segment, as_of_date, members, change_by_definition)"  # fmt: skip
    project = json.loads(FILES["seg_project.yml"])
    project["roles"]["daily_sizes"] = "ref('days')"
    made(tmp_path, **{"models/days.sql": days, "seg_project.yml": json.dumps(project)})
    sizes = chart(family(tmp_path, "tier")["figures"], "sizes")
    assert [(each["segment"], each["as_of_date"], each["share"]) for each in sizes] == [
        ("high", "2025-06-29", 0.2),
        ("low", "2025-06-29", 0.3),
        ("rest", "2025-06-29", 0.5),
        ("high", "2025-06-30", pytest.approx(5 / 12)),
        ("low", "2025-06-30", pytest.approx(5 / 12)),
        ("rest", "2025-06-30", None),
    ]
    tier = next(each for each in document(tmp_path, "site")["families"] if each["name"] == "tier")
    assert tier["day_before"] == "2025-06-29"
    second = chart(family(tmp_path, "second")["figures"], "sizes")
    assert [(each["segment"], each["share"]) for each in second] == [("odd", 0.4), ("rest", 0.6)]
