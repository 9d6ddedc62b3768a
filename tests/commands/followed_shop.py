"""A small shop with segment events, and how tests deliver them."""

import json
from pathlib import Path
from typing import Any

import orchestrator
from orchestrator.commands.events.deliver import Delivered, deliver_events
from tests.commands.shop import opened
from tests.projects import seg, write_project
from tests.running.readers.readers import SHOP

SEEDS = (
    SHOP["seeds/raw.csv"],
    "customer_id,email,orders\n1,ann@x.org,7\n2,bob@x.org,5\n",
    "customer_id,email,orders\n1,ann@x.org,7\n2,bob@x.org,1\n",
)
FILE = "out/events.jsonl"


def followed_shop(folder: Path, more: str = "") -> Path:
    """Six events in two generations; the project file holds `more`."""
    write_project(folder, {**SHOP, "seg_project.yml": SHOP["seg_project.yml"] + more})
    for number in (0, 1):
        build(folder, number)
    return folder


def build(folder: Path, number: int) -> None:
    write_project(folder, {"seeds/raw.csv": SEEDS[number]})
    assert seg(folder, "build").exit_code == 0


def deliver(folder: Path, to: str = "crm", **options: Any) -> Delivered:
    return deliver_events(opened(folder, "events"), to, **options)


def ids(folder: Path) -> list[str]:
    """Of all events, in their order."""
    page = orchestrator.open_project(folder).events()
    return [event.id for event in page.events]


def lines(folder: Path, file: str = FILE) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / file).read_text("utf-8").splitlines()]
