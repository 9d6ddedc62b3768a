import json
from io import StringIO
from typing import Any

from orchestrator.reports.boundary import LogLevel
from orchestrator.reports.json_lines import JsonLines
from orchestrator.results import Published
from orchestrator.secrets import Mask
from tests.reports.scripted import NOW, RESULTS, STAGING, UNIQUE, run_events, shop


def logged(mask: Mask = Mask(), level: LogLevel = "info") -> list[dict[str, Any]]:  # noqa: B008
    out = StringIO()
    report = JsonLines(out, shop(), "inv-1", mask=mask, log_level=level, clock=lambda: NOW)
    for event in [*run_events([RESULTS[STAGING], RESULTS[UNIQUE]]), Published(7, 2, 0.03)]:
        report.show(event)
    report.close()
    assert "\x1b" not in out.getvalue()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_event_is_one_object() -> None:
    said = [(line["info"]["name"], line["info"]["level"], line["info"]["msg"]) for line in logged()]
    assert said == [
        ("RunStarted", "info", "Concurrency: 4 threads"),
        ("NodeStarted", "info", "START sql view model main.stg_customers"),
        ("NodeFinished", "info", "OK created sql view model main.stg_customers"),
        ("NodeStarted", "info", "START test unique_stg_customers_customer_id"),
        ("NodeFinished", "error", "FAIL 7 unique_stg_customers_customer_id"),
        ("Notice", "warn", "the journal was damaged; a new one was started"),
        (
            "NotPublished",
            "error",
            "Not published: unique_stg_customers_customer_id and 2 more failed",
        ),
        (
            "RunFinished",
            "error",
            "Finished running 1 data test, 1 view model"
            " in 0 hours 0 minutes and 1.02 seconds (1.02s).",
        ),
        ("Published", "info", "Published generation 7: 2 relations"),
    ]


def test_what_a_machine_reads_of_a_node() -> None:
    line = logged()[4]
    pid = line["info"].pop("pid")
    assert isinstance(pid, int)
    assert line["info"] == {
        "name": "NodeFinished",
        "level": "error",
        "ts": "2024-05-01T10:42:53.000000Z",
        "msg": "FAIL 7 unique_stg_customers_customer_id",
        "invocation_id": "inv-1",
        "thread": "main",
    }
    assert line["data"] == {
        "index": 2,
        "total": 2,
        "node_info": {
            "unique_id": UNIQUE,
            "node_name": "unique_stg_customers_customer_id",
            "resource_type": "test",
            "node_path": "models/staging/schema.yml",
            "materialized": "test",
        },
        "status": "fail",
        "execution_time": 0.02,
        "message": "Got 7 results, configured to fail if != 0",
        "failures": 7,
        "details": {},
    }


def test_the_end_of_a_run() -> None:
    assert logged()[7]["data"] == {
        "exit_code": 1,
        "execution_time": 1.024,
        "signal": None,
        "stats": {"success": 1, "fail": 1},
    }


def test_rows_of_data_are_not_logged() -> None:
    assert "Zoë" not in json.dumps(logged(), ensure_ascii=False)


def test_quiet_leaves_errors() -> None:
    assert [line["info"]["name"] for line in logged(level="error")] == [
        "NodeFinished",
        "NotPublished",
        "RunFinished",
    ]


def test_secrets_are_hidden() -> None:
    line = logged(Mask.of(["configured"]))[4]
    assert line["data"]["message"] == "Got 7 results, ***** to fail if != 0"
