"""Data tests of tables refreshed by key: which rows they check, and what they find."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, writing
from tests.running.refresh.refreshing import FILES, built, feed, ran, started, values

TESTED = (
    "models:\n"
    "  - name: base\n    config: {refresh_by: id}\n"
    "    columns: [{name: id, data_tests: [not_null, unique]}]\n"
    "  - name: feat\n    config: {refresh_by: id}\n"
    "    columns:\n"
    "      - {name: id, data_tests: [not_null, unique]}\n"
    "      - {name: w, data_tests: [unique, {accepted_range: {max_value: 60}}]}\n"
    "  - {name: child, config: {refresh_by: id}}\n"
)
FILES_OF_TESTS = {
    "seg_project.yml": FILES["seg_project.yml"] + "data_tests: {+severity: warn}\n",
    "models/s.yml": FILES["models/s.yml"].partition("models:")[0] + TESTED,
}
IDS, RANGE = ("not_null_feat_id", "unique_feat_id"), "accepted_range_feat_w__60"
ALL_PASS = dict.fromkeys((*IDS, "unique_feat_w", RANGE), "PASS")


def of_feat(words: dict[str, str]) -> dict[str, str]:
    """The verdicts on `feat`."""
    return {name: word for name, word in words.items() if "_feat_" in name}


def tampered(folder: Path, statement: str) -> None:
    """Something done to the published rows of `feat` that no run knows of."""
    with writing(folder / "warehouse.duckdb") as connection:
        connection.execute(statement.format('seg_versions."main.feat@1"'))


def test_tests_of_rows_judge_those_that_changed(tmp_path: Path) -> None:
    whole = "select * from {{ ref('feat') }} where w > 60\n"
    started(tmp_path, {**FILES_OF_TESTS, "tests/whole.sql": whole})
    tampered(tmp_path, "update {} set w = 99 where id = 'k9'")
    tampered(tmp_path, "insert into {} select * from {} where id = 'k8'".replace("{}", "{0}"))
    feed(tmp_path, values(k1=51, k2=52))
    found = built(tmp_path)
    assert of_feat(found) == ALL_PASS
    assert found["whole"] == "WARN 1"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"k1": 61, "k2": 62}, {RANGE: "WARN 2"}),
        ({"k1": 61, "k2": 8}, {RANGE: "WARN 1", "unique_feat_w": "WARN 1"}),
        # Of the two rows that are alike, one did not change.
        ({"k1": 7}, {"unique_feat_w": "WARN 1"}),
        ({"k1": 31, "k2": 31}, {"unique_feat_w": "WARN 1"}),
        ({"k1": 31, "k2": 32}, {}),
    ],
    ids=str,
)
def test_they_find_what_they_find_in_all_rows(
    changed: dict[str, int], expected: dict[str, str], tmp_path: Path
) -> None:
    started(tmp_path, FILES_OF_TESTS)
    feed(tmp_path, values(**changed))
    found = built(tmp_path)
    assert found["feat"].startswith("REFRESH")
    assert of_feat(found) == ALL_PASS | expected
    assert of_feat(built(tmp_path, "--force")) == ALL_PASS | expected


def test_a_test_that_found_something_judges_all_rows_until_it_passes(tmp_path: Path) -> None:
    started(tmp_path, FILES_OF_TESTS)
    for given, word in (
        (values(k1=61), "WARN 1"),
        # Nothing is wrong with what changed now.
        (values(k1=61, k2=52), "WARN 1"),
        (values(k1=61, k2=62), "WARN 2"),
        (values(k1=51, k2=62), "WARN 1"),
        (values(k1=51, k2=52), "PASS"),
    ):
        feed(tmp_path, given)
        assert built(tmp_path)[RANGE] == word


def test_rows_without_a_key_are_judged(tmp_path: Path) -> None:
    started(tmp_path, FILES_OF_TESTS)
    feed(tmp_path, values() | {None: 3})
    found = built(tmp_path)
    assert (found["not_null_base_id"], found["not_null_feat_id"]) == ("WARN 1", "WARN 1")


def test_rows_that_are_there_twice_are_found(tmp_path: Path) -> None:
    started(tmp_path, FILES_OF_TESTS)
    feed(tmp_path, values(), "k3,3", "k4,4")
    found = built(tmp_path)
    assert (found["unique_base_id"], found["unique_feat_id"]) == ("WARN 2", "WARN 2")


COUNTED = "select 1 as n from {{ ref('base') }} having count(*) = 21\n"
"""Fails where there are 21 rows; of one new row it is shown one."""


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ("refresh_by='id'", "PASS"),
        ("tags=['x']", "WARN 1"),
        ("refresh_by='v'", "PASS"),
        ("refresh_by=['id', 'v']", "PASS"),
        ("refresh_by='no_such_column'", "WARN 1"),
    ],
)
def test_a_test_of_ones_own_says_that_it_goes_by_key(
    settings: str, word: str, tmp_path: Path
) -> None:
    more = {"tests/counted.sql": f"{{{{ config({settings}) }}}}\n{COUNTED}"}
    started(tmp_path, {**FILES_OF_TESTS, **more})
    feed(tmp_path, values(k20=20))
    assert built(tmp_path)["counted"] == word
    # In all rows it finds what there is.
    assert built(tmp_path, "--force")["counted"] == "WARN 1"


@pytest.mark.parametrize("limit", ["warn_if='> 0'", "error_if='> 5'", "fail_calc='sum(n)'"])
def test_where_fewer_failing_rows_can_be_a_failure_all_of_them_are_counted(
    limit: str, tmp_path: Path
) -> None:
    keyed = FILES["seg_project.yml"] + "data_tests: {+severity: warn, +refresh_by: id}\n"
    more = {
        "seg_project.yml": keyed,
        "tests/counted.sql": f"{{{{ config({limit}) }}}}\n{COUNTED}",
        "tests/by_key.sql": COUNTED,
    }
    started(tmp_path, {**FILES_OF_TESTS, **more})
    feed(tmp_path, values(k20=20))
    found = built(tmp_path)
    assert (found["counted"], found["by_key"]) == ("WARN 1", "PASS")


def test_it_is_shown_keys_that_are_gone(tmp_path: Path) -> None:
    """A child row refers to a customer that no longer exists."""
    lost = (
        "{{ config(refresh_by='id') }}\nselect c.id from {{ ref('kept') }} as c "
        "left join {{ ref('base') }} as b using (id) where b.id is null\n"
    )
    kept = (
        "{{ config(materialized='incremental', unique_key='id', refresh_by='id') }}\n"
        "select id from {{ ref('base') }}\n"
    )
    started(tmp_path, {"tests/lost.sql": lost, "models/kept.sql": kept})
    feed(tmp_path, {key: value for key, value in values().items() if key != "k3"})
    assert built(tmp_path, exit_code=1)["lost"] == "FAIL 1"


def test_a_condition_that_asks_for_other_rows_is_judged_on_all(tmp_path: Path) -> None:
    """The condition holds for no row if there are 21 rows."""
    condition = "(select count(*) from {{ ref('feat') }}) < 21"
    test = f'[{{expression_is_true: {{name: it, expression: "{condition}"}}}}]'
    declared = TESTED.replace("  - name: feat\n", f"  - name: feat\n    data_tests: {test}\n")
    head = FILES["models/s.yml"].partition("models:")[0]
    started(tmp_path, {**FILES_OF_TESTS, "models/s.yml": head + declared})
    feed(tmp_path, values(k20=20))
    assert built(tmp_path)["it"] == "WARN 21"


RELATED = (
    "columns: [{{name: next_id, data_tests: "
    "[{{relationships: {{name: it, to: {to}, field: id}}}}]}}]"
)


@pytest.mark.parametrize("to", ["ref('base')", "ref('customers')"])
def test_what_is_looked_up_by_another_column_is_looked_up_in_all_rows(
    to: str, tmp_path: Path
) -> None:
    """Customer 2 is unchanged, but the next customer was deleted."""
    declared = f"  - {{name: base, config: {{refresh_by: id}}, {RELATED.format(to=to)}}}\n"
    started(
        tmp_path,
        {
            "models/base.sql": (
                "select id, v, 'k' || ((v + 1) % 20) as next_id from {{ source('raw', 'c') }}\n"
            ),
            "models/customers.sql": "{{ config(refresh_by='id') }}select id from {{ ref('base') }}",
            "models/s.yml": FILES_OF_TESTS["models/s.yml"].partition("models:")[0]
            + f"models:\n{declared}",
            "seg_project.yml": FILES_OF_TESTS["seg_project.yml"],
        },
    )
    feed(tmp_path, {key: value for key, value in values().items() if key != "k3"})
    assert built(tmp_path)["it"] == "WARN 1"


def test_an_incremental_model_with_a_key_is_tested_by_it(tmp_path: Path) -> None:
    """The project does not use refresh_by."""
    log = (
        "{{ config(materialized='incremental', unique_key='id') }}\n"
        "select id, v from {{ ref('base') }}\n"
        "{% if is_incremental() %}where v > 50{% endif %}\n"
    )
    declared = (
        FILES["models/s.yml"].partition("models:")[0]
        + "models: [{name: log, columns: [{name: v, data_tests: [{accepted_range: "
        "{name: it, max_value: 60}}]}]}]\n"
    )
    started(tmp_path, {"models/log.sql": log, "models/s.yml": declared})
    with writing(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("""update seg_versions."main.log@1" set v = 99 where id = 'k9'""")
    feed(tmp_path, values(k1=51))
    assert built(tmp_path)["it"] == "PASS"
    feed(tmp_path, values(k1=61))
    assert built(tmp_path, exit_code=1)["it"] == "FAIL 2"


def test_tests_alone_judge_what_is_published(tmp_path: Path) -> None:
    started(tmp_path, FILES_OF_TESTS)
    feed(tmp_path, values(k1=61))
    ran(tmp_path, "run")
    assert "WARN=1" in ran(tmp_path, "test").stdout
    assert rows(tmp_path, "select w from feat where id = 'k1'") == [(61,)]


def test_a_row_that_goes_is_missed_by_those_that_point_to_it(tmp_path: Path) -> None:
    """The table refers to itself, so an unchanged row can fail."""
    manager = "{{ config(refresh_by='id') }} select id, case when id = 'k3' then 'k1' end as boss "
    files = {
        "models/staff.sql": manager + "from {{ ref('base') }}",
        "models/staff.yml": "models: [{name: staff, columns: [{name: boss, data_tests: "
        "[{relationships: {arguments: {to: ref('staff'), field: id}}}]}]}]",
    }
    started(tmp_path, files)
    feed(tmp_path, {name: value for name, value in values().items() if name != "k1"})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert "Got 1 result, configured to fail if != 0" in outcome.stdout


OWN = {
    "the rows": "{% macro get_where_subquery(relation) %}(select * from {{ relation }} "
    "qualify count(*) over (partition by w) > 1) as rows_with_twins{% endmacro %}",
    "the test": "{% macro default__test_relationships(model, column_name, to, field) %}"
    "select w from {{ model }} group by w having count(*) > 1{% endmacro %}",
}


@pytest.mark.parametrize("own", OWN)
def test_what_a_project_says_itself_of_relationships_is_judged_on_all_rows(
    own: str, tmp_path: Path
) -> None:
    """The value of customer 1 becomes that of customer 7, which is unchanged."""
    related = "{relationships: {name: it, to: ref('none'), field: w, config: {severity: warn}}}"
    declared = (
        "models:\n  - {name: base, config: {refresh_by: id}}\n"
        "  - name: feat\n    config: {refresh_by: id}\n"
        f"    columns: [{{name: w, data_tests: [{related}]}}]\n"
    )
    started(
        tmp_path,
        {
            "macros/own.sql": OWN[own],
            "models/none.sql": "select -1 as w",
            "models/child.sql": "select 1 as x",
            "models/s.yml": FILES["models/s.yml"].partition("models:")[0] + declared,
        },
    )
    feed(tmp_path, values(k1=7))
    found = built(tmp_path)
    assert found["feat"].startswith("REFRESH")
    assert found["it"].startswith("WARN")
