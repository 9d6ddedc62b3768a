"""A small project to build repeatedly, in this process and without a terminal."""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestrator.commands.build import build, load_seeds, run_models, run_tests
from orchestrator.commands.rollback import rollback
from orchestrator.commands.run.run import RunResult
from orchestrator.results import PublishMode
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selection import Selection
from tests.projects import writing

FILES: Mapping[str, str] = {
    "seg_project.yml": (
        "name: shop\nversion: '1.0'\nprofile: shop\n"
        "vars: {least: 1, unread: 1}\nflags: {send_anonymous_usage_stats: false}\n"
    ),
    "profiles.yml": (
        "shop:\n  target: dev\n  outputs:\n"
        "    dev: {type: duckdb, path: w.duckdb, threads: 2}\n"
        "    other: {type: duckdb, path: w.duckdb, schema: other, threads: 2}\n"
    ),
    "seeds/prices.csv": "item,price\n1,10\n2,20\n3,30\n",
    "macros/money.sql": (
        "{% macro doubled(column) %}{{ column }} * 2{% endmacro %}\n"
        "{% macro unread(column) %}{{ column }}{% endmacro %}\n"
    ),
    "models/stg_orders.sql": "select * from {{ source('raw', 'orders') }}\n",
    "models/sales.sql": (
        "{{ config(materialized='table') }}\n"
        "select o.item, sum({{ doubled('p.price') }}) as amount\n"
        "from {{ ref('stg_orders') }} as o join {{ ref('prices') }} as p on p.item = o.item\n"
        "where o.number >= {{ var('least') }}\ngroup by o.item\n"
    ),
    "models/any_sales.sql": (
        "{{ config(materialized='table') }}\n"
        "select count(*) > 0 as has_sales from {{ ref('sales') }}\n"
    ),
    "models/report.sql": (
        "{{ config(materialized='table') }}\nselect * from {{ ref('any_sales') }}\n"
    ),
    "models/log.sql": (
        "{{ config(materialized='incremental') }}\nselect number from {{ ref('stg_orders') }}\n"
        "{% if is_incremental() %}"
        "where number > (select max(number) from {{ this }}){% endif %}\n"
    ),
    "models/shop.yml": (
        "sources:\n  - name: raw\n    schema: raw\n    tables: [{name: orders}]\n"
        "models:\n  - name: sales\n    columns: [{name: item, data_tests: [unique, not_null]}]\n"
    ),
}
"""A project; `raw.orders` is a table that `Shop` fills."""


class Shop:
    """The project in a folder, with a source of its own; every build reads the files anew.

    Without `orders` the source is as it stands there.
    """

    def __init__(
        self,
        root: Path,
        files: Mapping[str, str] = FILES,
        orders: Sequence[tuple[int, int]] | None = ((1, 1), (2, 2), (3, 2)),
    ) -> None:
        self.root = root
        for path, text in files.items():
            self.write(path, text)
        if orders is not None:
            self.orders(orders)

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = (self.root / path).read_text()
        assert old in text, (path, old)
        self.write(path, text.replace(old, new))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement on the warehouse; its rows."""
        with writing(self.root / "w.duckdb") as connection:
            return connection.execute(statement).fetchall()

    def orders(self, rows: Sequence[tuple[int, int]]) -> None:
        """Fill the source anew."""
        values = ", ".join(map(str, rows))
        self.sql(
            "create schema if not exists raw;"
            "create or replace table raw.orders (number int, item int);"
            f"insert into raw.orders values {values}"
        )

    def run(
        self,
        command: str = "build",
        *select: str,
        full_refresh: bool = False,
        store_failures: bool = False,
        publish: PublishMode = "all",
        **flags: Any,
    ) -> RunResult:
        """Build, run, test or seed."""
        chosen = Flags(project_dir=self.root, write_json=False, **flags)
        workspace = open_workspace(chosen, command, is_full_refresh=full_refresh)
        selection = Selection(select=select)
        match command:
            case "run":
                return run_models(workspace, selection).result()
            case "test":
                return run_tests(workspace, selection, store_failures=store_failures).result()
            case "seed":
                return load_seeds(workspace, selection).result()
            case _:
                run = build(workspace, selection, publish=publish, store_failures=store_failures)
                return run.result()

    def ran(self, *arguments: str, **flags: Any) -> set[str]:
        """The names of the nodes that were not reused; the run must succeed."""
        result = self.run(*arguments, **flags)
        assert result.exit_code == 0, result
        return names(result, but="reused")

    def run_and_be_killed(self, seconds: float) -> None:
        """Build in a process that ends after so many seconds, wherever it is."""
        child = os.fork()
        if child == 0:
            threading.Thread(target=lambda: (time.sleep(seconds), os._exit(9)), daemon=True).start()
            try:
                self.run()
            finally:
                os._exit(0)
        os.waitpid(child, 0)

    def rollback(self) -> None:
        """Publish the generation before the current one again."""
        rollback(open_workspace(Flags(project_dir=self.root), "rollback"), None)


def names(result: RunResult, but: str) -> set[str]:
    """The names of nodes with any other status."""
    return {
        unique_id.split(".")[2]
        for unique_id, found in result.results.items()
        if found.status != but
    }


def set_back(file: Path) -> None:
    """Give a file the time stamp of last year."""
    os.utime(file, (1_700_000_000, 1_700_000_000))
