"""Rendering with the cache gives the same result as without it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projects import Outcome, seg, write_project

FILES = {
    "models/a.sql": "select {{ var('x', 1) }} as id, '{{ target.schema }}' as place",
    "models/b.sql": "{{ config(materialized='incremental') }}select * from {{ ref('a') }}"
    "{% if is_incremental() %} where id > 1{% endif %}",
    "models/c.sql": "select {{ cents('id') }} as id, '{{ ref('a').schema }}' as s"
    " from {{ ref('b') }}",
    "models/d.sql": "select '{{ run_started_at }}' as at, '{{ env_var('HOME', '') }}' as home",
    "models/e.sql": "select 1 as id{% do log('told', info=true) %}",
    "models/m.yml": "models:\n  - name: a\n    columns:\n      - name: id\n"
    "        data_tests: [not_null, {accepted_values: {values: [\"{{ var('x', 1) }}\"]}}]\n",
    "macros/m.sql": "{% macro cents(c) %}{{ c }} * {{ factor() }}{% endmacro %}"
    "{% macro factor() %}100{% endmacro %}",
    "tests/t.sql": "select * from {{ ref('a') }} where {{ var('x', 1) }} > 5",
}
EDITS = {
    "models/a.sql": ["select {{ var('y', 2) }} as id", "{{ config(schema='deep') }}select 3 as id"],
    "models/b.sql": ["select * from {{ ref('a') }}"],
    "macros/m.sql": [FILES["macros/m.sql"].replace("100", "1000")],
    "models/m.yml": ["models: [{name: a, config: {alias: other}}]\n"],
    "tests/t.sql": ["select * from {{ ref('c') }} where false"],
}
STEP = st.fixed_dictionaries(
    {
        "edits": st.lists(
            st.sampled_from([(path, text) for path, texts in EDITS.items() for text in texts]),
            max_size=2,
        ),
        "arguments": st.lists(
            st.sampled_from(
                [("--vars", "{x: 3}"), ("--vars", "{y: 4}"), ("--full-refresh",), ("-s", "b+")]
            ),
            max_size=1,
        ),
    }
)


def compiled(folder: Path, *arguments: str) -> tuple[Outcome, dict[str, str]]:
    """What `seg compile` says, and the files that it writes."""
    target = folder / "target"
    shutil.rmtree(target / "compiled", ignore_errors=True)
    outcome = seg(folder, "compile", "--now", "2026-05-01T06:00:00+00:00", *arguments)
    files = (target / "compiled").rglob("*.sql")
    return outcome, {str(file.relative_to(target)): file.read_text() for file in files}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=2, max_size=4))
def test_any_edits(steps: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as temporary:
        folder = write_project(Path(temporary), FILES)
        for step in steps:
            write_project(folder, dict(step["edits"]))
            arguments = [word for words in step["arguments"] for word in words]
            fresh = compiled(folder, "--no-partial-parse", *arguments)
            assert fresh[1]
            assert compiled(folder, *arguments) == fresh
            assert compiled(folder, *arguments) == fresh


def test_going_on_is_not_beginning(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    before = compiled(tmp_path)
    assert seg(tmp_path, "build", "--exclude", "test_type:data").exit_code == 0

    after = compiled(tmp_path)

    [path] = [name for name in after[1] if name.endswith("b.sql")]
    assert ("where id > 1" in before[1][path], "where id > 1" in after[1][path]) == (False, True)
    assert compiled(tmp_path, "--no-partial-parse") == after


def test_nothing_is_rendered_or_parsed_when_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {path: text for path, text in FILES.items() if path[7:8] not in ("d", "e")}
    write_project(tmp_path, files)
    first = compiled(tmp_path)
    monkeypatch.setattr("orchestrator.templates.door.import_module", None)
    monkeypatch.setattr("orchestrator.engines.duckdb.adapter.statement_problem", None)
    monkeypatch.setattr("orchestrator.compiler.statements.AT_ONCE", 1)
    monkeypatch.setattr("orchestrator.engines.duckdb.adapter.are_selects", None)

    assert compiled(tmp_path) == first


def test_a_query_from_the_command_line_is_its_own(tmp_path: Path) -> None:
    compiled(write_project(tmp_path, FILES))
    (renders,) = (tmp_path / "target/reading").glob("*.sql.*")
    kept = renders.read_bytes()
    answers = [
        seg(tmp_path, "compile", "--inline", f"select {number} as n").stdout for number in (1, 2, 1)
    ]

    assert answers == ["select 1 as n\n", "select 2 as n\n", "select 1 as n\n"]
    # What is kept of the nodes is not written again for it.
    assert renders.read_bytes() == kept


def test_secrets_in_sql_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBT_ENV_SECRET_KEY", "canary-4711")
    write_project(tmp_path, {"models/a.sql": "select '{{ env_var('DBT_ENV_SECRET_KEY') }}' as id"})

    compiled(tmp_path)

    kept = [path.read_bytes() for path in (tmp_path / "target/reading").iterdir()]
    assert kept
    assert b"canary-4711" not in b"".join(kept)


def test_rules_are_looked_at_again_when_a_column_is_gone(tmp_path: Path) -> None:
    segments = (
        "segment_families:\n  - name: core\n    on: ref('a')\n    entity: id\n"
        "    mode: exclusive\n    as_of: date '2026-01-01'\n    segments:\n"
        "      - {name: big, where: size > 1, description: d}\n"
        "      - {name: rest, otherwise: true, description: d}\n"
    )
    write_project(tmp_path, {"models/a.sql": "select 1 as id, 2 as size", "models/m.yml": segments})
    first = compiled(tmp_path)
    again = compiled(tmp_path)
    write_project(tmp_path, {"models/a.sql": "select 1 as id, 2 as height"})
    gone = compiled(tmp_path)

    assert first[0].stderr == ""
    assert (first[0].exit_code, again) == (0, first)
    assert "a has no column 'size'" in gone[0].stderr
    assert compiled(tmp_path, "--no-partial-parse") == gone
