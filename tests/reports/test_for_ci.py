from pathlib import Path
from xml.etree import ElementTree

import pytest

from orchestrator.errors import EnvironmentFault, Place, Problem
from orchestrator.reports.annotations import Annotations, of_problems
from orchestrator.reports.junit import JUnitFile
from orchestrator.results import RunFinished
from orchestrator.secrets import NO_SECRETS, Mask
from tests.reports.scripted import NOW, ORDERS, SEED, SINGULAR, ended, run_events, shop


def test_a_run_as_junit_xml(tmp_path: Path) -> None:
    file = tmp_path / "reports" / "seg.xml"
    report = JUnitFile(str(file), shop())
    for event in run_events():
        report.show(event)
    report.close()
    suites = ElementTree.parse(file).getroot()
    assert suites.attrib == {
        "tests": "8", "failures": "2", "errors": "1", "skipped": "1", "time": "1.024",
    }  # fmt: skip
    (suite,) = suites
    assert suite.attrib == {
        "name": "seg build", "timestamp": "2024-05-01T10:42:53+00:00", **suites.attrib,
    }  # fmt: skip
    cases = [(case.get("name"), *((child.tag, child.text) for child in case)) for case in suite]
    assert cases == [
        ("visits", ("failure", "2 days old, error after 1 day")),
        ("raw_customers",),
        ("stg_customers",),
        ("unique_stg_customers_customer_id",
         ("failure", "Got 7 results, configured to fail if != 0")),
        ("orders", ("error", "models/marts/orders.sql:3: no column 'amonut'\n"
                    "  fix: did you mean 'amount'?")),
        ("accepted_values_orders_status",
         ("system-out", "warn: Got 1 result, configured to warn if != 0")),
        ("totals_agree",),
        ("customers", ("skipped", "model.shop.orders failed")),
    ]  # fmt: skip
    assert suite[4].attrib == {
        "name": "orders", "classname": "shop.models.marts.orders", "time": "0.030",
        "file": "models/marts/orders.sql", "line": "1",
    }  # fmt: skip
    assert suite[4][0].get("message") == "models/marts/orders.sql:3: no column 'amonut'"


def test_what_was_reused_says_so_and_no_control_character_breaks_the_file(tmp_path: Path) -> None:
    file = tmp_path / "seg.xml"
    report = JUnitFile(str(file), shop(), Mask.of(["hunter2"]))
    results = (
        ended(SEED, "reused", 0),
        ended(ORDERS, "error", 0.1, message="hunter2 <&> \x1b[2J\x00\uffff\ud800"),
    )
    report.show(RunFinished(results, 1.0, NOW))
    report.close()
    reused, failed = ElementTree.parse(file).getroot()[0]
    assert [(child.tag, child.text) for child in reused] == [("system-out", "reused")]
    assert failed[0].text == "***** <&> \\x1b[2J\\x00\\uffff\\ud800"


def test_a_run_that_never_began_leaves_an_error_and_no_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "seg.xml"
    JUnitFile(str(file), shop()).close()
    suites = ElementTree.parse(file).getroot()
    assert (suites.get("tests"), suites.get("errors")) == ("1", "1")
    assert suites[0][0][0].get("message") == (
        "the run ended before anything was built or tested: see its output"
    )


def test_a_file_that_cannot_be_written_is_told_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        JUnitFile(str(tmp_path), shop())
    assert str(caught.value) == f"{tmp_path} cannot be written: Is a directory"


def test_a_run_as_annotations() -> None:
    said: list[str] = []
    report = Annotations(said.append, shop(), "warehouse")
    for event in run_events():
        report.show(event)
    assert said == [
        "::error file=warehouse/models/staging/sources.yml,line=4,title=source web.visits"
        "::2 days old, error after 1 day",
        "::error file=warehouse/models/staging/schema.yml,line=12,"
        "title=test unique_stg_customers_customer_id"
        "::Got 7 results, configured to fail if != 0",
        "::error file=warehouse/models/marts/orders.sql,line=3,title=model orders"
        "::no column 'amonut'%0A  fix: did you mean 'amount'?",
        "::warning file=warehouse/models/staging/schema.yml,line=12,"
        "title=test accepted_values_orders_status::Got 1 result, configured to warn if != 0",
    ]


def test_annotations_escape_what_would_end_them() -> None:
    said: list[str] = []
    report = Annotations(said.append, shop(), ".")
    report.show(RunFinished((ended(SINGULAR, "fail", 0, message="50 % of a\nb"),), 1.0, NOW))
    assert said == [
        "::error file=tests/totals_agree.sql,line=1,title=test totals_agree::50 %25 of a%0Ab"
    ]
    problem = Problem("no such model", Place("models/a,b:c.sql", 3, 7), "build it")
    assert list(of_problems([problem, Problem("all is wrong")], ".", NO_SECRETS)) == [
        "::error file=models/a%2Cb%3Ac.sql,line=3,col=7::no such model%0Afix: build it",
        "::error::all is wrong",
    ]
