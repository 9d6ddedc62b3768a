"""docs/reuse.md: its commands run on the starter project, and print what it shows."""

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from tests.pages import DOCS, blocks, transcripts, unlike
from tests.projects import rows, seg, write_project

TEXT = (DOCS / "reuse.md").read_text("utf-8")
BAD_TEST = Path("tests/data/every_customer_is_in_a_segment.sql")
KEYS = ("refresh_by", "once_per", "stamps")
INLINE = {command for command in re.findall(r"`seg ([^`]+ [^`]+)`", TEXT) if "..." not in command}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The starter project, published once."""
    assert seg(tmp_path, "init", str(tmp_path / "shop")).exit_code == 0
    assert seg(tmp_path / "shop", "build").exit_code == 0
    return tmp_path / "shop"


def test_what_its_commands_print(project: Path) -> None:
    first, failing, again = transcripts(TEXT)
    assert (first[0], again[0]) == ("build", "retry")
    built = seg(project, first[0])
    assert (built.exit_code, unlike(first[1], built.stdout)) == (0, [])
    good = (project / BAD_TEST).read_text()
    (project / BAD_TEST).write_text("select * from {{ ref('customer_segments') }}")
    failed = seg(project, *shlex.split(failing[0]))
    assert (failed.exit_code, unlike(failing[1], failed.stdout)) == (1, [])
    (project / BAD_TEST).write_text(good)
    retried = seg(project, again[0])
    assert (retried.exit_code, unlike(again[1], retried.stderr)) == (0, [])


@pytest.mark.parametrize("command", sorted(INLINE))
def test_commands_between_words(project: Path, command: str) -> None:
    assert seg(project, *shlex.split(command)).exit_code == 0


def test_the_properties_of_a_model(project: Path) -> None:
    (block,) = [block for block in blocks(TEXT) if "lag_tolerance:" in block.text]
    (project / "models" / "daily_report.yml").write_text(block.text)
    model = "{{ config(materialized='table') }} select count(*) as n from {{ ref('stg_orders') }}"
    (project / "models" / "daily_report.sql").write_text(model)
    assert seg(project, "build").exit_code == 0
    orders = project / "seeds" / "orders.csv"
    orders.write_text("\n".join(orders.read_text().splitlines()[:-1]) + "\n")
    assert seg(project, "build").exit_code == 0
    query = "select n = (select count(*) from {{ ref('stg_orders') }}) as is_new, "
    query += "n = (select count(*) + 1 from {{ ref('stg_orders') }}) as is_kept "
    query += "from {{ ref('daily_report') }}"
    shown = seg(project, "show", "--inline", query, "--output", "json")
    assert json.loads(shown.stdout)["show"] == [{"is_new": False, "is_kept": True}]


KEPT = (
    "{{{{ config(materialized='table', refresh_by='{}') }}}}\n"
    "select * from {{{{ source('raw', '{}') }}}}\n"
)
SOURCES = (
    "sources: [{name: raw, config: {external_location: '{name}.csv'}, "
    "tables: [{name: customers}, {name: orders}, {name: lines}, {name: items}]}]\n"
)


def test_the_models_that_go_by_key(tmp_path: Path) -> None:
    """Two customers order, the price of an item changes, and the cut point stays the same."""
    of_key, looked_up, labelled, once, of_a_week, stamped, of_rows = [
        block.text
        for block in blocks(TEXT)
        if block.language == "sql" and any(key in block.text for key in KEYS)
    ]
    files = {
        "seg_project.yml": "name: shop\nvars: {as_of_date: 2026-11-28, week: 48}\n",
        "models/sources.yml": SOURCES,
        "models/customers.sql": KEPT.format("customer_id", "customers"),
        "models/orders.sql": KEPT.format("order_id", "orders"),
        "models/lines.sql": KEPT.format("customer_id", "lines"),
        "models/items.sql": KEPT.format("item_id", "items"),
        "models/customer_orders.sql": (
            "select count(*) as revenue, '{{ var('as_of_date') }}' as day"
            " from {{ ref('orders') }}\n"
        ),
        "models/cities.sql": of_key,
        "models/spent.sql": looked_up,
        "models/cut_points.sql": once,
        "models/of_a_week.sql": of_a_week,
        "models/changed.sql": labelled,
        "models/today.sql": "select '{{ var('as_of_date') }}' as day\n",
        "models/revenue.sql": stamped,
        "models/recency.sql": of_rows,
    }
    write_project(tmp_path, files | _data(orders=30, price=5))
    assert seg(tmp_path, "build").exit_code == 0
    write_project(tmp_path, _data(orders=32, price=6))
    built = seg(tmp_path, "build")
    assert built.exit_code == 0
    for name in ("cities", "spent"):
        assert re.search(rf"main\.{name} \.+ \[REFRESH 2 in", built.stdout)
    assert "main.cut_points" not in built.stdout
    assert rows(tmp_path, "select top_revenue from cut_points") == [(30.0,)]
    assert rows(tmp_path, "select customer_id from spent where spent = 6 order by 1") == [
        ("c0",),
        ("c15",),
    ]
    days = "select recency_days from recency where customer_id = 'c3'"
    assert rows(tmp_path, days) == [(24,)]
    # Nobody's revenue is another one on the next day, nor the day of the last order.
    built = seg(tmp_path, "build", "--vars", "{as_of_date: 2026-11-29}")
    assert built.exit_code == 0
    assert "main.cut_points" in built.stdout
    for name in ("revenue", "of_a_week"):
        assert f"main.{name} " not in built.stdout
    assert "main.recency" not in built.stdout
    assert rows(tmp_path, days) == [(25,)]
    assert re.search(r"main\.changed \.+ \[UNCHANGED in", built.stdout)
    assert rows(tmp_path, "select distinct as_of_date from revenue") == [(date(2026, 11, 29),)]
    assert rows(tmp_path, "select distinct changed_on from changed") == [("2026-11-28",)]


def _data(orders: int, price: int) -> dict[str, str]:
    """Thirty customers; two have each of the items, of which one has a price."""
    return {
        "customers.csv": _csv("customer_id,city", [f"c{n},x" for n in range(30)]),
        "orders.csv": _csv(
            "order_id,customer_id,amount,ordered_on",
            [f"{n},c{n % 30},5,2026-11-{n % 28 + 1:02}" for n in range(orders)],
        ),
        "lines.csv": _csv("customer_id,item_id", [f"c{n},i{n % 15}" for n in range(30)]),
        "items.csv": _csv("item_id,price", [f"i{n},{0 if n else price}" for n in range(15)]),
    }


def _csv(header: str, lines: list[str]) -> str:
    return "\n".join([header, *lines, ""])
