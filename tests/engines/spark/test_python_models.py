"""A model in Python runs on the driver: its inputs come from Spark, what it returns goes there."""

from decimal import Decimal
from pathlib import Path

import pytest

from orchestrator.engines.spark import door
from tests.engines.spark.fake import FakeSpark
from tests.projects import Outcome, seg, write_project

PROJECT = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop: {target: s, outputs: {s: {type: spark, threads: 1}}}\n",
    "seeds/orders.csv": "id,amount,day\n1,10.50,2024-01-05\n2,20.25,2024-02-07\n3,,\n",
}
FRAME = """
def model(dbt, session):
    orders = dbt.ref("orders").df()
    orders["twice"] = orders["id"] * 2
    return orders[["id", "twice"]]
"""
RELATION = """
def model(dbt, session):
    orders = dbt.ref("orders")
    largest = session.sql("select max(amount) as amount from orders")
    return session.sql(
        "select sum(id) as ids, max(day) as day from orders where amount in (from largest)"
    )
"""
ARRAYS = """
import numpy as np

def model(dbt, session):
    found = dbt.ref("orders").fetchnumpy()
    return {"id": np.ma.filled(found["id"]), "name": np.array(["a", "b", "c"])}
"""


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> FakeSpark:
    fake = FakeSpark()
    monkeypatch.setattr(door, "_client", lambda settings: fake)
    return fake


def built(folder: Path, model: str, **files: str) -> Outcome:
    write_project(folder, {**PROJECT, "models/made.py": model, **files})
    return seg(folder, "build")


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        (FRAME, [(1, 2), (2, 4), (3, 6)]),
        (RELATION, [(Decimal(2), "2024-02-07")]),
        (ARRAYS, [(1, "a"), (2, "b"), (3, "c")]),
    ],
)
def test_what_a_model_returns_is_on_spark(
    spark: FakeSpark, tmp_path: Path, model: str, rows: list[tuple[object, ...]]
):
    outcome = built(tmp_path, model)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    found = [
        tuple(str(v) if hasattr(v, "year") else v for v in row)
        for row in spark.filled["main__made__1"]
    ]
    assert found == rows
    assert "made" in spark.names("main")


def test_an_error_is_told_at_the_users_line(spark: FakeSpark, tmp_path: Path):
    outcome = built(tmp_path, "def model(dbt, session):\n    return dbt.ref('orders').df()['no']\n")
    assert outcome.exit_code == 1
    assert "models/made.py:2" in outcome.stdout
    assert "made" not in spark.names("main")
