"""`seg lineage`: a column up to its sources and down to its uses."""

import json
from pathlib import Path

import pytest

from orchestrator.lineage import door
from tests.projects import seg, write_project
from tests.shared import own_copy

FILES = {
    "seeds/raw.csv": "ID,spent,country\n1,2.5,DE\n",
    "models/paid.sql": "select ID, spent * 2 as paid, country from {{ ref('raw') }} where ID > 0",
    "models/e.sql": "{{ config(materialized='ephemeral') }}\n"
    "select * from {{ ref('paid') }} where country = 'DE'",
    "models/sums.sql": "with p as (select * from {{ ref('e') }})\n"
    "select country, sum(paid) as total, sum(paid) + 1 as more from p group by 1",
    "models/last.sql": "select total - more as difference from {{ ref('sums') }}",
    "models/frame.py": "def model(dbt, session):\n    return dbt.ref('sums')\n",
}


def make(folder: Path) -> None:
    outcome = seg(write_project(folder, FILES), "build")
    assert outcome.exit_code == 0, outcome.stdout


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "lineage", make, tmp_path)


def test_a_column_up_and_down(shop: Path) -> None:
    assert seg(shop, "lineage", "paid.PAID").stdout.split("\n") == [
        "paid.paid",
        "",
        "derived from",
        "└─ raw.spent",
        "",
        "used by",
        "├─ sums.total",
        "│  ├─ frame (a Python model)",
        "│  └─ last.difference",
        "└─ sums.more",
        "   ├─ frame (a Python model)",
        "   └─ last.difference (see above)",
        "",
    ]


def test_what_only_chooses_rows_is_not_in_it(shop: Path) -> None:
    assert seg(shop, "lineage", "last.difference").stdout.split("\n")[2:-1] == [
        "derived from",
        "├─ sums.more",
        "│  └─ paid.paid",
        "│     └─ raw.spent",
        "└─ sums.total",
        "   └─ paid.paid (see above)",
        "",
        "used by no column",
    ]
    assert "used by\n└─ paid.country" in seg(shop, "lineage", "raw.country").stdout


def test_a_model_in_python_says_what_it_reads(shop: Path) -> None:
    assert seg(shop, "lineage", "frame.total").stdout == (
        "frame.total\n\nderived from\n└─ sums (a Python model)\n\nused by no column\n"
    )


def test_as_json(shop: Path) -> None:
    assert json.loads(seg(shop, "lineage", "sums.country", "--json").stdout) == {
        "unique_id": "model.shop.sums", "name": "sums", "column": "country",
        "up": [{
            "unique_id": "model.shop.paid", "name": "paid", "column": "country",
            "beyond": [{"unique_id": "seed.shop.raw", "name": "raw", "column": "country"}],
        }],
        "down": [{
            "unique_id": "model.shop.frame", "name": "frame", "column": None,
            "why": "a Python model",
        }],
    }  # fmt: skip


REFUSED = {
    "paid.pad": "'paid' has no column 'pad'\n  fix: did you mean 'paid'?\n",
    "pad.paid": "no model, seed or source 'pad'\n  fix: did you mean 'paid'?\n",
    "e.paid": "'e' is ephemeral: it is inlined into its downstream models\n"
    "  fix: choose a column of one of those\n",
    "paid": "'paid' is not a column\n  fix: write model.column\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_there(shop: Path, name: str) -> None:
    outcome = seg(shop, "lineage", name)
    assert (outcome.exit_code, outcome.stderr) == (2, REFUSED[name])


def test_before_a_build_nothing_is_known_of_columns(tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), "lineage", "paid.paid")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "there is no warehouse to know the columns of\n  fix: run 'seg build' first\n",
    )


def test_without_the_library_it_says_what_to_install(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError("sqlglot", name="sqlglot")

    monkeypatch.setattr(door, "import_module", missing)
    outcome = seg(shop, "lineage", "paid.paid")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "this needs the Python package sqlglot\n  fix: pip install 'seg-orchestrator[docs]'\n",
    )
