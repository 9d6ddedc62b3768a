"""docs/data-tests.md covers each built-in test, with all arguments and a tested example."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.data_tests.documented_shop import FILES
from tests.macros import ORCHESTRATOR
from tests.projects import seg, write_project
from tests.running.reading import name_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "data-tests.md").read_text("utf-8")
SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
ARGUMENT = re.compile(r"^- `(\w+)`, (?:`(.+?)`|(required)): \S", re.MULTILINE)
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```\n\n(\|.*?\|)\n(?!\|)", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"\. Declare it on (a model or a column|a model|a column)")
SIGNATURE = re.compile(r"{% test (\w+)\((.*?)\) -%}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the page: its properties, with a name for the test, and its failing rows."""

    test: str
    model: dict[str, Any]
    failing: list[dict[str, str]]


def documented() -> dict[str, str]:
    """The text on each test, by name."""
    return dict(SECTION.findall(PAGE))


def examples() -> Iterator[Example]:
    for name, text in documented().items():
        for number, (properties, table) in enumerate(EXAMPLE.findall(text), 1):
            (model,) = yaml.safe_load(properties)["models"]
            (holder,) = model.get("columns", [model])
            (test,) = holder["data_tests"]
            given = {} if isinstance(test, str) else test[name]
            assert isinstance(test, dict) or test == name
            holder["data_tests"] = [{name: {"name": f"{name}_{number}", **given}}]
            yield Example(f"{name}_{number}", model, table_rows(table))


def table_rows(table: str) -> list[dict[str, str]]:
    header, _, *lines = (
        [cell.strip() for cell in row[1:-1].split("|")] for row in table.split("\n")
    )
    return [dict(zip(header, line, strict=True)) for line in lines]


def properties() -> str:
    """One property file with all examples: those of one model together."""
    models: dict[str, dict[str, Any]] = {}
    for example in examples():
        name = example.model["name"]
        model = models.setdefault(name, {"name": name, "data_tests": [], "columns": []})
        model["data_tests"] += example.model.get("data_tests", [])
        for column in example.model.get("columns", []):
            known = {found["name"]: found for found in model["columns"]}
            if column["name"] in known:
                known[column["name"]]["data_tests"] += column["data_tests"]
            else:
                model["columns"].append(column)
    return yaml.safe_dump({"models": list(models.values())})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good shop, published, and the broken one, held back."""
    folder = write_project(
        tmp_path_factory.mktemp("shop"), {**FILES, "models/models.yml": properties()}
    )
    built = seg(folder, "build", "--no-use-colors")
    assert (built.exit_code, re.findall("(?:FAIL|WARN|ERROR) .*", built.stdout)) == (0, [])
    broken = seg(folder, "build", "-q", "--vars", "is_broken: true")
    assert broken.exit_code == 1
    return folder


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.test)
def test_an_example_passes_on_good_data_and_fails_on_bad(shop: Path, example: Example) -> None:
    results = json.loads((shop / "target/run_results.json").read_text())["results"]
    (status,) = (r["status"] for r in results if name_of(r["unique_id"]) == example.test)
    assert status == ("warn" if example.test.startswith("fairness") else "fail")
    shown = seg(
        shop, "show", "-s", example.test, "--candidate", "--limit", "-1", "--output", "json",
        "--vars", "is_broken: true",
    )  # fmt: skip
    found = [
        {column: as_written(value) for column, value in row.items()}
        for row in json.loads(shown.stdout)["show"]
    ]
    assert sorted(found, key=repr) == sorted(example.failing, key=repr)


def as_written(value: Any) -> str:
    if value is None:
        return ""
    return str(round(value, 4) if isinstance(value, float) else value)


def signatures() -> dict[str, dict[str, str]]:
    """Of each built-in test its arguments with their defaults."""
    found = {}
    for file in sorted((ORCHESTRATOR / "data_tests" / "macros").glob("*.sql")):
        for name, arguments in SIGNATURE.findall(file.read_text("utf-8")):
            pairs = (argument.partition("=") for argument in re.split(r",\s*", arguments.strip()))
            found[name] = {key: default.strip("'") or "required" for key, _, default in pairs}
    return found


def test_every_test_is_on_the_page_with_each_argument_and_its_default() -> None:
    told = {
        name: {
            argument: default or required for argument, default, required in ARGUMENT.findall(text)
        }
        for name, text in documented().items()
    }
    given = {"model", "column_name"}
    assert told == {
        name: {key: default for key, default in arguments.items() if key not in given}
        for name, arguments in signatures().items()
    }


def test_it_says_where_each_test_is_written() -> None:
    places = {None: "a model", "required": "a column", "none": "a model or a column"}
    told = {
        name: PLACE.findall(" ".join(text.replace(",", "").split()))
        for name, text in documented().items()
    }
    assert told == {
        name: [places[arguments.get("column_name")]] for name, arguments in signatures().items()
    }


def test_every_test_has_an_example() -> None:
    assert {example.test.rpartition("_")[0] for example in examples()} == set(signatures())


def test_the_page_leaves_no_example_out() -> None:
    """Two blocks are about syntax and one about sources. All others are run."""
    assert PAGE.count("```yaml") == len(list(examples())) + 3


def test_the_project_file_configures_tests_as_the_page_says(tmp_path: Path) -> None:
    (configured,) = re.findall(r"^```yaml\n(data_tests:.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    files = {
        "seg_project.yml": f"name: mine\n{configured}",
        "packages.yml": f"packages: [{{local: {json.dumps(str(ROOT))}}}]\n",
    }
    listed = seg(write_project(tmp_path, files), "ls", "--resource-type", "test", "--output",
                 "json", "--output-keys", "name", "--output-keys", "config")  # fmt: skip
    configs = {
        found["name"]: found["config"] for found in map(json.loads, listed.stdout.splitlines())
    }

    assert listed.exit_code == 0, listed.stderr
    assert "purchases_are_fresh" not in configs
    assert configs["unique_customer_orders_customer_id"]["severity"] == "warn"
    assert configs["not_null_stg_orders_order_id"]["severity"] == "warn"
    assert configs["not_null_stg_products_product_id"]["severity"] == "ERROR"
    assert configs["segment_size_core_keep"]["arguments"] == {"min_value": 200}


def test_freshness_is_as_the_page_says(tmp_path: Path) -> None:
    text = PAGE.partition("## Freshness of sources and models")[2]
    properties, said = re.findall(r"^```(?:yaml)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    write_project(
        tmp_path,
        {
            "models/models.yml": properties,
            "models/open_tickets.sql": "select * from {{ source('shop', 'tickets') }}",
        },
    )
    now = "2025-06-30T13:00:00+00:00"
    for stamp, exit_code, lines in (
        ("2025-06-30 12:30", 0, []),
        ("2025-06-30 00:00", 1, said.splitlines()),
    ):
        with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
            connection.execute("create schema if not exists shop")
            connection.execute(
                f"create or replace table shop.tickets as select timestamp '{stamp}' as loaded_at"
            )
        built = seg(tmp_path, "build", "--no-use-colors", "--now", now)
        assert built.exit_code == exit_code
        assert (
            re.findall(r"((?:WARN|ERROR|ERROR STALE) (?:freshness|inputs) of \S+)", built.stdout)
            == lines
        )
