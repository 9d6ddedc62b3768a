"""What a run left behind, as comparable values: published rows, artifacts, output."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.projects import Outcome, reading

_TIME = re.compile(r"^\d\d:\d\d:\d\d  ", re.MULTILINE)
_SECONDS = re.compile(r"\d+\.\d\ds\b")

Published = Mapping[str, list[tuple[Any, ...]]]


def said(outcome: Outcome) -> str:
    """What a command printed, without the times of day and with all durations as 0.00s."""
    return _SECONDS.sub("0.00s", _TIME.sub("", outcome.stdout))


def closing(outcome: Outcome) -> str:
    """What is said after the last node's line, without the sentence on how long it took."""
    return said(outcome).partition("Finished running")[2].partition("\n")[2].strip()


def endings(outcome: Outcome) -> list[str]:
    """How each node ended, in words, sorted: `PASS unique_orders_id`, `SKIP relation main.a`."""
    lines = re.findall(r"^\d+ of \d+ (.+?) \.* ?\[(.+?)\]$", said(outcome), re.MULTILINE)
    return sorted(text for text, word in lines if word != "RUN")


def published(folder: Path, schema: str = "main") -> Published:
    """All rows of everything that people can read in a schema, by name, rows sorted."""
    if not (folder / "warehouse.duckdb").exists():
        return {}
    with reading(folder / "warehouse.duckdb") as connection:
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = $1 order by 1",
            [schema],
        ).fetchall()
        return {
            name: sorted(connection.execute(f'from {schema}."{name}"').fetchall(), key=repr)
            for (name,) in names
        }


def artifact(folder: Path, name: str) -> Any:
    """A JSON file of the target folder."""
    return json.loads((folder / "target" / name).read_text("utf-8"))


def statuses(folder: Path) -> dict[str, str]:
    """run_results.json: each node's name and how it ended."""
    return {
        name_of(result["unique_id"]): result["status"]
        for result in artifact(folder, "run_results.json")["results"]
    }


def name_of(unique_id: str) -> str:
    """`orders` for `model.shop.orders`; a generic test without its hash."""
    kind, _, rest = unique_id.partition(".")
    return rest.split(".")[1] if kind != "source" else rest.partition(".")[2]
