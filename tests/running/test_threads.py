"""Many nodes at once: the same tables and results, and a stop at the first failure."""

from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact, closing, published, said, statuses
from tests.running.stopped.injected import ENDLESS


def wide(layers: int = 3, width: int = 6) -> dict[str, str]:
    """Layers of tables, views and incremental models that read two of the layer above."""
    kinds = ("table", "view", "incremental")
    files = {
        f"models/m0_{n}.sql": f"select {n} as n, i from range(50) as t (i)" for n in range(width)
    }
    for layer in range(1, layers):
        for n in range(width):
            parents = [f"m{layer - 1}_{n}", f"m{layer - 1}_{(n + 1) % width}"]
            union = " union all ".join(
                f"select n, i from {{{{ ref('{name}') }}}}" for name in parents
            )
            kind = kinds[(layer + n) % 3]
            files[f"models/m{layer}_{n}.sql"] = (
                f"{{{{ config(materialized='{kind}') }}}}\n"
                f"select {n} as n, sum(n + i) as i from ({union}) as u group by n % 5, i % 7"
            )
    names = "\n".join(
        f"  - {{name: m{layer}_{n}, columns: [{{name: i, data_tests: [not_null]}}]}}"
        for layer in range(layers)
        for n in range(width)
    )
    return files | {"models/all.yml": f"models:\n{names}\n"}


def test_results_are_the_same_with_one_thread_and_with_eight(tmp_path: Path) -> None:
    found = []
    for threads in ("1", "8"):
        folder = write_project(tmp_path / threads, wide())
        for _ in range(2):
            built = seg(folder, "build", "--threads", threads)
            assert (built.exit_code, built.stderr) == (0, "")
        found.append((published(folder), statuses(folder), len(said(built).splitlines())))
    assert found[0] == found[1]
    assert len(found[0][0]) == 18


def test_children_start_after_their_parents_and_their_tests(tmp_path: Path) -> None:
    seg(write_project(tmp_path, wide()), "build", "--threads", "8")
    results = {
        entry["unique_id"]: (
            entry["timing"][0]["started_at"],
            entry["timing"][1]["completed_at"],
        )
        for entry in artifact(tmp_path, "run_results.json")["results"]
    }
    manifest = artifact(tmp_path, "manifest.json")["nodes"]
    checked = 0
    for unique_id, (started, _) in results.items():
        for parent in manifest[unique_id]["depends_on"]["nodes"]:
            before = [parent]
            if unique_id.startswith("model."):
                before += [
                    test
                    for test in results
                    if test.startswith("test.")
                    and manifest[test]["depends_on"]["nodes"] == [parent]
                ]
            for name in before:
                assert results[name][1] <= started, (name, unique_id)
                checked += 1
    assert checked > 60


@pytest.mark.parametrize("threads", ["1", "2"])
def test_fail_fast_stops_what_runs_and_starts_nothing_more(tmp_path: Path, threads: str) -> None:
    files = {
        "models/a_broken.sql": "select no_column",
        "models/b_endless.sql": "{{ config(materialized='table') }}\n" + ENDLESS,
        "models/c_below.sql": "select * from {{ ref('b_endless') }}",
        "models/d_other.sql": "select 1 as i",
    }
    failed = seg(write_project(tmp_path, files), "build", "--fail-fast", "--threads", threads)
    assert failed.exit_code == 1
    assert "[ERROR]: in model a_broken (models/a_broken.sql)\n" in closing(failed)
    assert "Nothing was published: " in closing(failed)
    assert published(tmp_path) == {}
    found = {
        entry["unique_id"].split(".")[2]: entry["message"].partition(":")[0]
        for entry in artifact(tmp_path, "run_results.json")["results"]
    }
    stopped = "the run was stopped before"
    assert found == {
        "a_broken": "models/a_broken.sql",
        "b_endless": "interrupted" if threads == "2" else stopped,
        "c_below": stopped,
        "d_other": stopped,
    }


def test_without_fail_fast_the_rest_goes_on(tmp_path: Path) -> None:
    files = {"models/a.sql": "select no_column", "models/b.sql": "select 1 as i"}
    seg(write_project(tmp_path, files), "build", "--threads", "1")
    assert statuses(tmp_path) == {"a": "error", "b": "success"}
