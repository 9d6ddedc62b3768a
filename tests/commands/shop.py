"""A small shop, opened as for a command."""

from pathlib import Path
from typing import Any

from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from tests.projects import write_project

SHOP = {
    "seeds/orders.csv": "order_id,amount\n1,10\n2,20\n",
    "models/totals.sql": "{{ config(materialized='table') }}\n"
    "select count(*) as orders, sum(amount) as amount from {{ ref('orders') }}",
    "models/totals.yml": "models:\n  - name: totals\n    columns:\n      - name: orders\n"
    "        data_tests: [not_null]\n",
    "tests/no_loss.sql": "select * from {{ ref('totals') }} where amount < {{ var('least', 0) }}",
}
SEED, MODEL = "seed.shop.orders", "model.shop.totals"
NOT_NULL = "test.shop.not_null_totals_orders.5aad7a559e"
NO_LOSS = "test.shop.no_loss"


def shop(folder: Path, command: str = "build", *, full_refresh: bool = False, **flags: Any):
    """The shop in `folder`, written when it is not there yet, opened for a command."""
    if not (folder / "seg_project.yml").exists():
        write_project(folder, SHOP)
    return opened(folder, command, full_refresh=full_refresh, **flags)


def opened(
    folder: Path, command: str = "build", *, full_refresh: bool = False, **flags: Any
) -> Workspace:
    """Whatever project is in `folder`, on one thread so that events have one order."""
    given = Flags(project_dir=folder, **{"threads": 1, **flags})
    return open_workspace(given, command, is_full_refresh=full_refresh)
