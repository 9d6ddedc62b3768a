"""The artifacts of a run beside those that dbt 1.11 wrote of the same project, which are recorded.

What differs is said here: generic tests are other SQL and have no hash in their ids, relations name
their database only where the project does, and why a node failed is told in seg's words.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg, write_project
from tests.running.reading import artifact

RECORDED = json.loads((Path(__file__).parents[1] / "artifacts" / "dbt_run.json").read_text("utf-8"))
OWN_TESTS = (
    "test.shop.accepted_values_stg_orders_status__open.c725721d46",
    "test.shop.not_null_stg_orders_id.8cf5724805",
)

WHY = {"error": "no_such", "skipped": "test.shop.orders_are_many failed"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("dbt"), RECORDED["files"])
    assert seg(folder, "build", "--threads", "1", "--publish", "passing").exit_code == 1
    return folder


def as_compared(entry: dict[str, Any], unique_id: str) -> dict[str, Any]:
    """An entry without what has to be different."""
    entry = dict(entry)
    code = entry["compiled_code"]
    if code is not None:
        entry["compiled_code"] = (
            "a query" if unique_id in OWN_TESTS else " ".join(unqualified(code).split())
        )
    if entry.get("relation_name"):
        entry["relation_name"] = unqualified(entry["relation_name"])
    return entry


def unqualified(sql: str) -> str:
    """SQL without the database and the quotes that one of the two writes."""
    return sql.replace('"warehouse".', "").replace('"', "")


def as_measured(result: dict[str, Any]) -> dict[str, Any]:
    """A result with words for what is another number in each run."""
    entry = as_compared(result, result["unique_id"])
    assert (type(entry.pop("thread_id")), type(entry.pop("execution_time"))) == (str, float)
    entry["timing"] = [
        {key: value if key == "name" else "time" for key, value in span.items()}
        for span in entry["timing"]
    ]
    del entry["unique_id"]
    return entry


def expected(unique_id: str) -> dict[str, Any]:
    """What dbt wrote of a node, and in what seg says more or less."""
    entry = as_compared(RECORDED["results"][unique_id], unique_id)
    del entry["thread_id"], entry["execution_time"]
    if unique_id == "seed.shop.raw_orders":
        entry["relation_name"] = "main.raw_orders"
    return entry


@pytest.mark.parametrize("unique_id", RECORDED["results"])
def test_a_result_is_as_dbt_writes_it(project: Path, unique_id: str) -> None:
    results = artifact(project, "run_results.json")["results"]
    assert len(results) == len(RECORDED["results"])
    (found,) = (as_measured(result) for result in results if result["unique_id"] == unique_id)
    wanted = expected(unique_id)
    if wanted["status"] == "success" and unique_id.startswith("model."):
        # seg tells how many rows a table has.
        for key in ("code", "rows_affected"):
            found["adapter_response"].pop(key, None)
    if wanted["status"] in WHY:
        assert WHY[wanted["status"]] in found.pop("message")
        del wanted["message"]
    assert found == wanted


@pytest.mark.parametrize("unique_id", RECORDED["nodes"])
def test_a_node_of_the_manifest_is_as_dbt_writes_it(project: Path, unique_id: str) -> None:
    node = artifact(project, "manifest.json")["nodes"][unique_id]
    wanted = as_compared(RECORDED["nodes"][unique_id], unique_id)
    found = as_compared({key: node.get(key) for key in wanted}, unique_id)
    if RECORDED["results"].get(unique_id, {}).get("status") == "skipped":
        # dbt compiles a node when it is its turn, seg all of them before the first runs.
        assert (found.pop("compiled"), bool(found.pop("compiled_code"))) == (True, True)
        del wanted["compiled"], wanted["compiled_code"]
    assert found == wanted
