"""The artifacts have the keys that dbt 1.11 writes for the same kinds of nodes."""

import json
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from msgspec.structs import replace

from orchestrator.artifacts.entries import Entries
from orchestrator.artifacts.manifest import manifest, write_manifest
from orchestrator.artifacts.run_results import RunResults
from orchestrator.artifacts.sources import Sources
from orchestrator.json_text import json_pieces
from orchestrator.names import RelationName
from orchestrator.nodes import MacroFile, Node
from orchestrator.project.invocation import Invocation
from orchestrator.project.value import ParsedProject
from orchestrator.results import NodeFinished, RunFinished, RunStarted
from orchestrator.secrets import Mask
from tests.reports.scripted import (
    ACCEPTED,
    CUSTOMERS,
    NOW,
    ORDERS,
    RESULTS,
    SEED,
    SINGULAR,
    SOURCE,
    STAGING,
    ended,
    generic,
    model,
    run_events,
    shop,
)

DBT: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("dbt_keys.json").read_text(encoding="utf-8")
)
INVOCATION = Invocation("run-1", NOW, "build")
MACROS = """
{%- macro cents(amount) -%} {{ amount }} * 100 {%- endmacro -%}
{% test is_even(model, column_name) %} select 1 {% endtest %}
"""


def spell(relation: RelationName) -> str:
    return f'"{relation.schema}"."{relation.identifier}"'


def project(nodes: dict[str, Node]) -> ParsedProject:
    disabled = model("old_orders", "marts", "view")
    return ParsedProject(
        Path("/shop"),
        "shop",
        nodes,
        {disabled.unique_id: disabled},
        (MacroFile("shop", "macros/money.sql", MACROS),),
        {"shop": Path("/shop")},
    )


def whole() -> dict[str, Any]:
    made = manifest(project(shop()), INVOCATION, spell, NOW, {STAGING: "select 1"})
    read: dict[str, Any] = json.loads("".join(json_pieces(made)))
    return read


def test_the_manifest_has_exactly_the_keys_of_dbt() -> None:
    made = whole()
    found = {
        "manifest": made,
        "metadata": made["metadata"],
        "model": made["nodes"][ORDERS],
        "model.config": made["nodes"][ORDERS]["config"],
        "model.column": made["nodes"][ORDERS]["columns"]["customer_id"],
        "compiled model": made["nodes"][STAGING],
        "seed": made["nodes"][SEED],
        "seed.config": made["nodes"][SEED]["config"],
        "generic test": made["nodes"][ACCEPTED],
        "test.config": made["nodes"][ACCEPTED]["config"],
        "singular test": made["nodes"][SINGULAR],
        "source": made["sources"][SOURCE],
        "source.config": made["sources"][SOURCE]["config"],
        "macro": made["macros"]["macro.shop.cents"],
    }
    assert {name: sorted(keys) for name, keys in found.items()} == {
        name: DBT[name] for name in found
    }


def test_what_the_manifest_says_of_a_model() -> None:
    node = whole()["nodes"][ORDERS]
    chosen = {
        key: node[key]
        for key in ("path", "original_file_path", "fqn", "alias", "schema", "database", "refs")
    }
    assert chosen == {
        "path": "marts/orders.sql",
        "original_file_path": "models/marts/orders.sql",
        "fqn": ["shop", "marts", "orders"],
        "alias": "orders",
        "schema": "main",
        "database": "warehouse",
        "refs": [{"name": "stg_customers", "package": None, "version": None}],
    }
    assert node["sources"] == [["web", "visits"]]
    assert node["depends_on"] == {"macros": [], "nodes": [SOURCE, STAGING]}
    assert node["relation_name"] == '"main"."orders"'
    assert node["config"]["materialized"] == "table"
    assert whole()["nodes"][STAGING]["compiled_code"] == "select 1"


def test_what_the_manifest_says_of_a_generic_test() -> None:
    node = whole()["nodes"][ACCEPTED]
    assert node["test_metadata"] == {
        "name": "accepted_values",
        "kwargs": {"column_name": "status"},
        "namespace": "dbt_utils",
    }
    assert (node["column_name"], node["attached_node"]) == ("status", ORDERS)
    assert (node["file_key_name"], node["config"]["severity"]) == ("models.orders", "warn")


def test_maps_macros_and_disabled_nodes() -> None:
    made = whole()
    assert made["parent_map"][ORDERS] == [STAGING, SOURCE]
    assert made["child_map"][ORDERS] == [CUSTOMERS, ACCEPTED]
    assert {name: macro["macro_sql"] for name, macro in made["macros"].items()} == {
        "macro.shop.cents": "{%- macro cents(amount) -%} {{ amount }} * 100 {%- endmacro -%}",
        "macro.shop.test_is_even": "{% test is_even(model, column_name) %} select 1 {% endtest %}",
    }
    assert list(made["disabled"]) == ["model.shop.old_orders"]
    assert made["disabled"]["model.shop.old_orders"][0]["name"] == "old_orders"


def test_a_package_node_has_its_path_from_the_package() -> None:
    node = model("orders", "marts", "view")
    moved = replace(
        node,
        package="sales",
        path="seg_packages/sales/models/orders.sql",
        unique_id="model.sales.orders",
    )
    made = ParsedProject(
        Path("/shop"),
        "shop",
        {moved.unique_id: moved},
        packages={"shop": Path("/shop"), "sales": Path("/shop/seg_packages/sales")},
    )
    entry = Entries(made, spell, "warehouse", 0.0).of(moved)
    assert (entry["original_file_path"], entry["path"]) == ("models/orders.sql", "orders.sql")


def test_a_manifest_of_a_thousand_models_is_written_quickly(tmp_path: Path) -> None:
    nodes: dict[str, Node] = {}
    parents: tuple[str, ...] = ()
    for number in range(1000):
        made = model(f"m{number}", "marts", "view", *parents)
        parents = (made.unique_id,)
        nodes[made.unique_id] = made
        for kind in ("unique", "not_null"):
            test = generic(f"test.shop.{kind}_m{number}.0", kind, "id", made.unique_id, "error")
            nodes[test.unique_id] = test
    started = process_time()
    write_manifest(tmp_path / "manifest.json", project(nodes), INVOCATION, spell, NOW)
    # Measured 0.15 s; the room is for a busy machine.
    assert process_time() - started < 1.0


def test_run_results_have_exactly_the_keys_of_dbt(tmp_path: Path) -> None:
    made = run_results(tmp_path)
    assert sorted(made) == DBT["run_results"]
    assert sorted(made["metadata"]) == DBT["run_results.metadata"]
    assert {tuple(sorted(result)) for result in made["results"]} == {
        tuple(DBT["run_results.result"])
    }


def run_results(tmp_path: Path, mask: Mask = Mask()) -> dict[str, Any]:  # noqa: B008
    path = tmp_path / "run_results.json"
    report = RunResults(
        path,
        shop(),
        INVOCATION,
        spell,
        args={"select": ["orders"]},
        sql_of={ORDERS: "select amonut", STAGING: "select 1"}.get,
        mask=mask,
        clock=lambda: NOW,
    )
    for event in run_events():
        report.show(event)
    report.close()
    read: dict[str, Any] = json.loads(path.read_text())
    return read


def test_what_run_results_say(tmp_path: Path) -> None:
    made = run_results(tmp_path)
    assert made["metadata"] == {
        "dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json",
        "dbt_version": "1.12.0",
        "generated_at": "2024-05-01T10:42:53.000000Z",
        "invocation_id": "run-1",
        "invocation_started_at": "2024-05-01T10:42:53.000000Z",
        "env": {"seg_version": "0.1.0"},
    }
    assert (made["elapsed_time"], made["args"]) == (1.024, {"which": "build", "select": ["orders"]})
    by_id = {result.pop("unique_id"): result for result in made["results"]}
    assert list(by_id) == list(RESULTS)
    assert by_id[STAGING] == {
        "status": "success",
        "timing": [
            {
                "name": "compile",
                "started_at": "2024-05-01T10:42:53.000000Z",
                "completed_at": "2024-05-01T10:42:53.010000Z",
            },
            {
                "name": "execute",
                "started_at": "2024-05-01T10:42:53.010000Z",
                "completed_at": "2024-05-01T10:42:53.050000Z",
            },
        ],
        "thread_id": "main",
        "execution_time": 0.05,
        "adapter_response": {"_message": "OK"},
        "message": None,
        "failures": None,
        "compiled": True,
        "compiled_code": "select 1",
        "relation_name": '"main"."stg_customers"',
        "batch_results": None,
    }
    assert by_id[SEED]["adapter_response"] == {
        "_message": "INSERT 100",
        "code": "INSERT",
        "rows_affected": 100,
    }
    assert by_id[ORDERS]["compiled_code"] == "select amonut"
    assert (by_id[CUSTOMERS]["status"], by_id[CUSTOMERS]["timing"]) == ("skipped", [])


def test_words_that_dbt_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "run_results.json"
    report = RunResults(path, shop(), INVOCATION, spell, clock=lambda: NOW)
    results = (ended(ORDERS, "interrupted", 1.0), ended(CUSTOMERS, "not started", 0))
    report.show(RunFinished(results, 1.0, NOW, signal=2))
    assert [result["status"] for result in json.loads(path.read_text())["results"]] == [
        "error",
        "skipped",
    ]


def test_a_run_that_broke_off_leaves_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "run_results.json"
    moments = iter([NOW + timedelta(seconds=3)] * 2)
    report = RunResults(path, shop(), INVOCATION, spell, clock=lambda: next(moments))
    report.show(RunStarted("run-1", "build", 2, 1, NOW))
    report.show(NodeFinished(RESULTS[SEED], 1))
    report.close()
    made = json.loads(path.read_text())
    assert [result["unique_id"] for result in made["results"]] == [SEED]
    assert made["elapsed_time"] == 3.0
    path.unlink()
    report.close()
    assert not path.exists()


def sources(tmp_path: Path, *results: Any) -> dict[str, Any] | None:
    path = tmp_path / "sources.json"
    report = Sources(path, shop(), INVOCATION, clock=lambda: NOW)
    report.show(RunFinished(results, 0.5, NOW))
    report.close()
    return json.loads(path.read_text()) if path.exists() else None


def test_sources_have_exactly_the_keys_of_dbt(tmp_path: Path) -> None:
    made = sources(tmp_path, RESULTS[SOURCE], RESULTS[SEED])
    assert made is not None
    assert sorted(made) == DBT["sources"]
    assert [sorted(result) for result in made["results"]] == [DBT["sources.result"]]


def test_what_sources_say(tmp_path: Path) -> None:
    made = sources(tmp_path, RESULTS[SOURCE])
    assert made is not None
    (result,) = made["results"]
    result.pop("timing")
    assert result == {
        "unique_id": SOURCE,
        "max_loaded_at": "2024-04-29T10:42:53+00:00",
        "snapshotted_at": "2024-05-01T10:42:53+00:00",
        "max_loaded_at_time_ago_in_s": 172800.0,
        "status": "error",
        "criteria": {
            "warn_after": {"count": 12, "period": "hour"},
            "error_after": {"count": 1, "period": "day"},
            "filter": None,
        },
        "adapter_response": {"_message": "OK"},
        "thread_id": "main",
        "execution_time": 0.01,
    }


def test_a_source_without_an_age(tmp_path: Path) -> None:
    made = sources(tmp_path, ended(SOURCE, "error", 0.1, message="no such table"))
    assert made is not None
    assert made["results"] == [
        {"unique_id": SOURCE, "error": "no such table", "status": "runtime error"}
    ]


def test_a_run_without_sources_leaves_the_old_file(tmp_path: Path) -> None:
    assert sources(tmp_path, RESULTS[SEED]) is None


@pytest.mark.parametrize("secret", ["hunter2", "o'neill", 'a"b\\', "zażółć"])
def test_a_canary_is_in_no_artifact(tmp_path: Path, secret: str) -> None:
    mask = Mask.of([secret])
    nodes = shop()
    code = {ORDERS: f"select '{secret}' -- {secret.replace(chr(39), chr(39) * 2)}"}
    written = tmp_path / "manifest.json"
    write_manifest(written, project(nodes), INVOCATION, spell, NOW, code, mask=mask)
    leaky = ended(SOURCE, "error", 0.1, message=f"cannot connect with {secret}")
    results = RunResults(
        tmp_path / "run_results.json", nodes, INVOCATION, spell, sql_of=code.get, mask=mask
    )
    fresh = Sources(tmp_path / "sources.json", nodes, INVOCATION, mask=mask)
    event = RunFinished((leaky, RESULTS[ORDERS]), 1.0, NOW)
    results.show(event)
    fresh.show(event)
    texts = [path.read_text() for path in sorted(tmp_path.iterdir())]
    spelled = (secret, json.dumps(secret)[1:-1], secret.replace("'", "''"))
    assert len(texts) == 3
    assert [text.count("*****") > 0 for text in texts] == [True, True, True]
    assert [word for text in texts for word in spelled if word in text] == []
