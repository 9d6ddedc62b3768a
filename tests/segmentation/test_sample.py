import datetime as dt
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.projects import seg
from tests.segmentation import expected, published
from tests.segmentation.conftest import OTHER_CHOICES
from tests.segmentation.feature_rows import orders
from tests.segmentation.people import people, read_seed

SEEDS = Path(__file__).parents[2] / "seeds"


def counted_orders(as_of: dt.date) -> pd.DataFrame:
    rows = orders(as_of)
    cents = [int(amount * 100) for amount in rows["kept"]]
    return rows.assign(ordered_on=rows["day"], cents=cents)


def known_customers(as_of: dt.date) -> list[str]:
    return sorted(set(people(as_of).values()))


@pytest.mark.parametrize("as_of_date", ["2025-06-30", "2024-02-29"])
def test_segments_equal_an_independent_computation(
    build_sample: Callable[..., Path], as_of_date: str
) -> None:
    as_of = dt.date.fromisoformat(as_of_date)
    bought = counted_orders(as_of)
    customers = known_customers(as_of)
    database = build_sample(as_of_date=as_of_date)
    clv = published.clv(database)
    found = expected.segments(bought, customers, as_of, expected.Rules(), clv)
    published.assert_same(published.segments(database), found)


def test_the_map_by_recency_and_frequency_is_a_variable_away(
    build_sample: Callable[..., Path],
) -> None:
    as_of = dt.date(2025, 6, 30)
    bought = counted_orders(as_of)
    customers = known_customers(as_of)
    database = build_sample(changed=OTHER_CHOICES)
    clv = published.clv(database)
    found = expected.segments(bought, customers, as_of, expected.Rules(), clv, rfm_map="rf")
    published.assert_same(published.segments(database), found)


def test_sizes_are_those_of_the_computation(build_sample: Callable[..., Path]) -> None:
    as_of = dt.date(2025, 6, 30)
    bought = counted_orders(as_of)
    database = build_sample(as_of_date="2025-06-30")
    clv = published.clv(database)
    found = expected.segments(bought, known_customers(as_of), as_of, expected.Rules(), clv)
    assert published.sizes(database) == {
        family: found[family].value_counts().to_dict() for family in published.FAMILIES
    }


def test_old_orders_publish_nothing(own_sample: Path) -> None:
    selection = ("--select", "+purchases_are_fresh", "--indirect-selection", "cautious")
    built = seg(own_sample, "build", "--vars", '{"as_of_date": "2025-07-12"}', *selection)
    assert built.exit_code == 1
    assert "Nothing was published: purchases_are_fresh failed" in built.stdout


def test_codes_that_look_like_numbers_stay_text(build_sample: Callable[..., Path]) -> None:
    database = build_sample(as_of_date="2025-06-30")
    customers = published.query(
        database, "select customer_id, postal_code from stg_customers order by customer_id"
    )
    seed = read_seed("raw_customers.csv").sort_values("customer_id")
    assert customers["postal_code"].tolist() == seed["postal_code"].tolist()
    assert "01067" in set(customers["postal_code"])
    types = published.query(database, "select distinct typeof(rfm_code) as t from rfm_code_map")
    assert types["t"].tolist() == ["VARCHAR"]


def test_the_maps_are_those_of_the_specification() -> None:
    cube = {"".join(code) for code in itertools.product("12345", repeat=3)}
    assert expected.rfm_names().keys() == cube
    rfm = read_seed("rfm_code_map.csv")
    assert dict(zip(rfm["rfm_code"], rfm["rfm_segment"], strict=True)) == expected.rfm_names()
    rf = read_seed("rf_code_map.csv")
    assert dict(zip(rf["rf_code"], rf["rfm_segment"], strict=True)) == expected.rf_names()
    assert (len(rfm), len(rf)) == (125, 25)


def test_the_generator_reproduces_the_seeds(tmp_path: Path) -> None:
    script = SEEDS / "generate_sample.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path)], check=True)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    committed = [*SEEDS.glob("raw_*.csv"), SEEDS / "occasions.csv"]
    assert written == {file.name: file.read_bytes() for file in committed}


def test_the_sample_is_small() -> None:
    files = [file for file in SEEDS.rglob("*") if file.suffix in (".csv", ".py", ".yml")]
    assert sum(file.stat().st_size for file in files) < 6_200_000
