import datetime as dt
import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.segmentation import people, published
from tests.segmentation.conftest import copy_project, seg_build

IDENTITY = ("--select", "+customer_ids", "--indirect-selection", "cautious")
DATES = ["2025-06-30", "2024-02-29"]
XREF = """
    select source_id_type, source_id, customer_id, ids_of_person from customer_xref
    order by source_id_type, source_id
"""


def xref(database: Path) -> dict[people.Id, tuple[str | None, int]]:
    rows = published.query(database, XREF)
    return {
        (row.source_id_type, row.source_id): (
            None if pd.isna(row.customer_id) else row.customer_id,
            row.ids_of_person,
        )
        for row in rows.itertuples()
    }


@pytest.mark.parametrize("as_of_date", DATES)
def test_each_id_is_whose_union_find_says(
    build_sample: Callable[..., Path], as_of_date: str
) -> None:
    found = xref(build_sample(as_of_date=as_of_date))
    assert found == people.sample_owners(dt.date.fromisoformat(as_of_date))


@pytest.mark.parametrize("as_of_date", DATES)
def test_customer_numbers_are_those_known_by_then(
    build_sample: Callable[..., Path], as_of_date: str
) -> None:
    rows = published.query(
        build_sample(as_of_date=as_of_date),
        "select source_customer_id, customer_id from customer_ids",
    )
    found = dict(zip(rows["source_customer_id"], rows["customer_id"], strict=True))
    assert found == people.people(dt.date.fromisoformat(as_of_date))


def test_what_many_people_use_makes_nobody_one(build_sample: Callable[..., Path]) -> None:
    database = build_sample(as_of_date="2025-06-30")
    protected = published.query(
        database,
        """
        select source_id, links, customer_id is null as is_nobody from customer_xref
        where is_protected order by source_id
        """,
    )
    assert protected.to_dict("records") == [
        {"source_id": "d-counter", "links": 45, "is_nobody": True},
        {"source_id": "e-info-mailbox", "links": 9, "is_nobody": True},
    ]
    largest = published.query(
        database,
        "select max(ids_of_person) as ids, max(customers_of_person) as n from customer_xref",
    )
    assert largest.to_dict("records") == [{"ids": 6, "n": 2}]


@pytest.mark.parametrize(
    ("variables", "failed"),
    [
        ({"identity_max_links": {"default": 100}}, r"FAIL \d+ accepted_range_customer_xref_"),
        ({"identity_steps": 1}, r"FAIL \d+ people_are_whole"),
    ],
    ids=["no protection", "too few steps"],
)
def test_a_check_stops_the_build(tmp_path: Path, variables: dict[str, Any], failed: str) -> None:
    copy_project(tmp_path)
    with pytest.raises(AssertionError, match=failed):
        seg_build(tmp_path, variables, *IDENTITY)


def test_any_links_give_the_same_people(tmp_path: Path) -> None:
    """Long chains, rings, stars and random links, in random order."""
    dice = random.Random(7)
    numbers = people.read_seed("raw_customers.csv")["customer_id"].tolist()
    dice.shuffle(numbers)
    pairs = []
    for chain in range(20):
        ids = [
            ("device", f"x{dice.randrange(10**6)}-{chain}") for _ in range(dice.randrange(2, 60))
        ]
        ids[0] = ("customer", numbers.pop())
        ids[-1] = ("customer", numbers.pop())
        pairs += itertools.pairwise(ids)
    for _ in range(300):
        kind = dice.choice(["email", "card"])
        pairs.append((("customer", dice.choice(numbers)), (kind, f"{kind}{dice.randrange(200)}")))
    dice.shuffle(pairs)
    copy_project(tmp_path)
    rows = [(*left, *right, "2025-01-01 00:00:00") for left, right in pairs]
    columns = ["left_type", "left_id", "right_type", "right_id", "seen_at"]
    pd.DataFrame(rows, columns=columns).to_csv(
        tmp_path / "seeds" / "raw_identity_links.csv", index=False
    )
    variables = {"input_erasure_requests": False}
    database = seg_build(tmp_path, variables, *IDENTITY)
    customers = set(people.read_seed("raw_customers.csv")["customer_id"])
    first = xref(database)
    assert first == people.owners(set(pairs), customers, people.LIMITS)
    # What is reused would be the same for no other reason.
    assert xref(seg_build(tmp_path, variables, *IDENTITY, "--force")) == first
