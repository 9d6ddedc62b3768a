"""Reading with the cache gives the same result as without it, after any change."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestrator.reading_cache.in_memory import InMemoryProject
from tests.projects import write_project
from tests.reading_cache.projects import Answer, read

MODELS = (
    "select 1 as id",
    "select {{ var('x', 1) }} as id",
    "select 2 as id",
    "{{ config(materialized='table', tags=['t']) }}\nselect id from {{ ref('a') }} where true",
    "{{ config(materialized='table', tags=['t']) }}\nselect * from {{ ref('a') }}",
    "{% if var('x', 1) == 2 %}{{ config(tags=['two']) }}{% endif %}select 1 as id",
    "{% set t = named('a') %}select * from {{ t }}",
    "{{ config(meta={'who': env_var('WHO', 'nobody')}) }}select 1 as id",
    "{{ config(enabled=var('on', true)) }}select 1 as id",
    "select {{ nope",
    "select * from {{ source('raw', 'orders') }}",
    "{% do log('seen ' ~ var('x', 1), info=true) %}select 1 as id",
    "{{ config(tags=[run_started_at.strftime('%M')]) }}select '{{ invocation_id }}' as id",
    "{% if run_started_at.day == 2 %}{{ config(tags=['second']) }}{% endif %}select 1 as id",
)
MACROS = (
    "{% macro named(name) %}{{ return(ref(name)) }}{% endmacro %}",
    "{% macro named(name) %}{{ config(tags=['m']) }}{{ return(ref(name)) }}{% endmacro %}",
    "{% macro generate_schema_name(custom, node) %}{{ var('x', 1) }}_{{ custom }}{% endmacro %}"
    "{% macro named(name) %}{{ return(ref('b')) }}{% endmacro %}",
    "{% macro broken(",
)
YAML = (
    "models:\n  - name: a\n    columns: [{name: id, data_tests: [unique, not_null]}]\n",
    "models:\n  - name: b\n    description: \"{{ env_var('WHO', 'x') }}\"\n"
    "    config: {enabled: \"{{ var('on', true) }}\", meta: {day: 2026-01-01}}\n",
    "sources:\n  - name: raw\n    schema: \"s_{{ var('x', 1) }}\"\n    tables: [{name: orders}]\n",
    "models:\n  - name: a\n    config: {tags: [\"{{ run_started_at.strftime('%M') }}\"]}\n",
    "models: [",
    "models:\n  - name: a\n    data_tests: [nonsense]\n",
)
PROJECT_FILES = (
    "name: shop\n",
    "name: shop\nvars: {x: 2}\n",
    "name: shop\nmodels: {+materialized: table, +schema: deep}\n",
)
FILES: Mapping[str, tuple[str, ...]] = {
    "models/a.sql": MODELS,
    "models/b.sql": MODELS,
    "models/deep/c.sql": MODELS,
    "models/a.yml": YAML,
    "models/deep/b.yml": YAML,
    "macros/m.sql": MACROS,
    "seeds/s.csv": ("id\n1\n", "id\n2\n", "id,n\n1,2\n"),
    "tests/t.sql": ("select 1 where false", "select * from {{ ref('a') }} where false"),
    "seg_project.yml": PROJECT_FILES,
}
EDIT = st.sampled_from(sorted(FILES)).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.sampled_from(FILES[path])
        if path.endswith("project.yml")
        else st.none() | st.sampled_from(FILES[path]),
    )
)
STEP = st.fixed_dictionaries(
    {
        "edits": st.lists(EDIT, max_size=3),
        "variables": st.dictionaries(st.sampled_from(["x", "on"]), st.sampled_from([1, 2, False])),
        "environment": st.dictionaries(st.just("WHO"), st.sampled_from(["ann", "bob"])),
        "now": st.sampled_from(
            [f"2026-05-{moment}:00+00:00" for moment in ("01T06:00", "01T06:01", "02T06:00")]
        ),
        "place": st.sampled_from(["here", "there"]),
    }
)


def apply(folder: Path, edits: list[tuple[str, str | None]]) -> None:
    for path, text in edits:
        file = folder / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STEP, min_size=2, max_size=5))
def test_any_edits(steps: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as temporary:
        folder = write_project(Path(temporary, "here"), {"models/a.sql": MODELS[0]})
        in_memory = InMemoryProject()
        for step in steps:
            folder = folder.rename(folder.with_name(step["place"]))
            apply(folder, step["edits"])
            asked = step["variables"], step["environment"]
            without = read(folder, *asked, is_cached=False, now=step["now"])
            assert read(folder, *asked, now=step["now"], in_memory=in_memory) == without
            assert read(folder, *asked, now=step["now"], in_memory=in_memory) == without
            assert read(folder, *asked, now=step["now"]) == without


def test_an_answer_holds_what_differs(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/a.sql": MODELS[1], "models/b.yml": YAML[1]})
    broken = read(tmp_path)
    write_project(tmp_path, {"models/b.sql": MODELS[0]})

    answers = [
        read(tmp_path),
        read(tmp_path, {"on": False}),
        read(tmp_path, environment={"WHO": "ann"}),
    ]

    assert broken.problems
    assert len({repr(answer) for answer in answers}) == 3
    assert all(isinstance(answer, Answer) and not answer.problems for answer in answers)


def test_a_file_changed_within_the_same_moment_is_seen(tmp_path: Path) -> None:
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})
    for number in range(2, 9):
        read(tmp_path)
        (tmp_path / "models/a.sql").write_text(f"select {number} as id")
        assert f"select {number} as id" in repr(read(tmp_path).nodes)


def test_a_file_with_the_size_and_the_time_of_the_one_before_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`cp -p`, `rsync -t` and archives with one time for all files produce such files."""
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})
    file = tmp_path / "models/a.sql"
    os.utime(file, (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr("orchestrator.reading_cache.stamps.SAFE_NS", 0)
    read(tmp_path)
    file.write_text("select 2 as id")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert "select 2 as id" in repr(read(tmp_path).nodes)


def test_nothing_is_read_when_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, {"models/a.sql": MODELS[4], "macros/m.sql": MACROS[0]})
    write_project(tmp_path, {"models/a.sql": "select 1 as id"})
    first = read(tmp_path)
    monkeypatch.setattr("orchestrator.reading_cache.load.read_packages", None)

    assert read(tmp_path) == first


def test_what_a_process_holds_is_not_even_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path, {"models/a.sql": MODELS[11], "seeds/s.csv": "id\n1\n"})
    in_memory = InMemoryProject()
    first = read(tmp_path, in_memory=in_memory)
    assert first.told == ("seen 1",)
    for name in ("read_packages", "read_stored"):
        monkeypatch.setattr(f"orchestrator.reading_cache.load.{name}", None)

    assert [read(tmp_path, in_memory=in_memory), read(tmp_path, in_memory=in_memory)] == [
        first,
        first,
    ]


def test_a_changed_seed_reads_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    properties = "seeds:\n  - name: s\n    columns: [{name: id, data_tests: [unique]}]\n"
    files = {"models/a.sql": MODELS[1], "seeds/s.yml": properties, "seeds/s.csv": "id,n\n1,1\n"}
    read(write_project(tmp_path, files))
    for text in ("id,n\n1,2\n", '"id",n\n5,6\n7,8\n'):
        write_project(tmp_path, {"seeds/s.csv": text})
        without = read(tmp_path, is_cached=False)
        with monkeypatch.context() as patched:
            patched.setattr("orchestrator.reading_cache.load.read_packages", None)
            assert read(tmp_path) == without
            assert read(tmp_path) == without
    write_project(tmp_path, {"seeds/s.csv": "other,n\n5,6\n"})
    assert "the seed 's' has no column 'id'" in read(tmp_path).problems
    (tmp_path / "seeds/s.csv").unlink()
    assert read(tmp_path) == read(tmp_path, is_cached=False)


def test_one_changed_file_reads_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"models/a.sql": MODELS[1], "models/b.sql": MODELS[2], "macros/m.sql": MACROS[0]}
    write_project(tmp_path, {**files, "models/a.yml": YAML[0], "tests/t.sql": "select 1 as id"})
    read(tmp_path)
    edits = {"models/a.sql": "select {{ var('y', 3) }} as id", "tests/t.sql": "select 2 as id"}
    for path, text in edits.items():
        write_project(tmp_path, {path: text})
        without = read(tmp_path, is_cached=False)
        with monkeypatch.context() as patched:
            patched.setattr("orchestrator.reading_cache.load.read_packages", None)
            assert read(tmp_path) == without
            assert read(tmp_path) == without
            assert text in repr(without.nodes)


@pytest.mark.parametrize(
    "text",
    [
        "{{ config(tags=['other']) }}select 1 as id",
        "select * from {{ ref('b') }}",
        "{% do log('told', info=true) %}select 1 as id",
        "select {{ open",
        "\xff",
    ],
)
def test_a_file_that_says_something_else_reads_all(tmp_path: Path, text: str) -> None:
    write_project(tmp_path, {"models/a.sql": MODELS[0], "models/b.sql": MODELS[0]})
    first = read(tmp_path)
    (tmp_path / "models/a.sql").write_bytes(text.encode("latin-1"))

    without = read(tmp_path, is_cached=False)

    assert without != first
    assert read(tmp_path) == without
