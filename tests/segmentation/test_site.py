"""The site of the sample: each chart has the figures of its tables."""

from pathlib import Path
from typing import Any

import pytest

from tests.projects import rows
from tests.site.site_data import chart, document, family

LEAST = 11


def hidden(count: Any) -> Any:
    """A count as it is told where no other follows from it."""
    return None if count is not None and 0 < count < LEAST else count


def assert_told(told: dict[Any, Any], counts: dict[Any, Any]) -> None:
    """Counts are those of the table; small ones are not told, nor some that they follow from."""
    assert told.keys() == counts.keys()
    assert {key: count for key, count in told.items() if count is not None} == {
        key: counts[key] for key, count in told.items() if count is not None
    }
    assert {count for count in told.values() if hidden(count) is None} <= {None}


def assert_none_alone(told: dict[Any, Any], *parts: int) -> None:
    """No count is missing alone among those that have the same parts of the key."""
    together: dict[Any, list[Any]] = {}
    for key, count in told.items():
        if count != 0:
            together.setdefault(tuple(key[part] for part in parts), []).append(count)
    alone = [key for key, found in together.items() if found.count(None) == 1 < len(found)]
    assert alone == []


def values(found: Any, name: str, *columns: str) -> set[tuple[Any, ...]]:
    return {tuple(each[column] for column in columns) for each in chart(found, name)}


def asked(site: Path, query: str) -> list[tuple[Any, ...]]:
    found = rows(site, query)
    assert found
    return found


def test_members_and_shares_are_those_of_the_tables(sample_site: Path) -> None:
    told = {
        (each["name"], segment["name"]): (segment["members"], segment["share"])
        for each in document(sample_site, "site")["families"]
        for segment in each["segments"]
        if segment["members"] != 0
    }
    counted = {
        (name, segment): (
            hidden(members),
            None if hidden(members) is None else pytest.approx(share, abs=1e-12),
        )
        for name, segment, members, share in asked(
            sample_site,
            "select family, segment, members, share from segment_sizes union all"
            " select family, segment, members, share from account_sizes",
        )
    }
    assert told == counted


def test_sizes_and_moves_over_time(sample_site: Path) -> None:
    found = family(sample_site, "lifecycle")["figures"]
    sizes = asked(
        sample_site,
        "select segment, cast(as_of_date as varchar), members from segment_size_daily"
        " where family = 'lifecycle'",
    )
    assert values(found, "sizes", "segment", "as_of_date", "members") == {
        (segment, day, hidden(members)) for segment, day, members in sizes
    }
    entered = asked(
        sample_site,
        "select segment, cast(valid_from as varchar), entry_reason, count(*)"
        " from segment_membership_history where family = 'lifecycle' group by all",
    )
    told = {
        tuple(key): people
        for *key, people in values(found, "moves", "segment", "day", "cause", "people")
    }
    assert_told(told, {tuple(key): people for *key, people in entered})


@pytest.mark.parametrize(
    ("name", "table", "counts", "told"),
    [
        ("overlaps", "segment_overlap", ("members", "other_members"), "shared_members"),
        ("migrations", "segment_migration", (), "customers"),
        ("channels", "segment_reachability", ("members",), "reachable"),
        ("channels", "segment_reachability", ("members",), "blocked_by_no_consent"),
        ("profiles", "segment_profile", ("members", "members_with_level"), "trait_index"),
        ("profiles", "segment_profile", ("members", "members_with_level"), "index_low"),
        ("values", "segment_value", ("members",), "value_high"),
        ("priorities", "segment_priority", ("reachable",), "value_per_contact"),
    ],
)
def test_a_chart_has_the_numbers_of_its_table(
    sample_site: Path, name: str, table: str, counts: tuple[str, ...], told: str
) -> None:
    column = {"value_high": "clv_year_high"}.get(told, told)
    keys = {
        "overlaps": ("segment", "other_family", "other_segment"),
        "migrations": ("from_segment", "to_segment"),
        "profiles": ("segment", "feature", "level"),
        "values": ("segment",),
    }.get(name, ("segment", "channel"))
    needed = "".join(f" and {count} >= {LEAST}" for count in counts)
    wanted = asked(
        sample_site,
        f"select {', '.join(keys)}, cast({column} as double) from {table}"
        f" where family = 'core'{needed}",
    )
    expected = {tuple(key): value for *key, value in wanted}
    figures = family(sample_site, "core")["figures"]
    found = {tuple(each[key] for key in keys): each[told] for each in chart(figures, name)}
    if told in ("shared_members", "customers", "reachable", "blocked_by_no_consent"):
        assert_told(found, expected)
    elif name == "profiles":
        # Of levels that are not told another one goes, too.
        assert found.items() <= expected.items()
        assert len(found) > len(expected) / 2
    else:
        assert found == expected


def test_no_count_of_few_follows_from_the_others_of_a_row_or_column(sample_site: Path) -> None:
    for each in document(sample_site, "site")["families"]:
        figures = family(sample_site, each["name"])["figures"]
        told = {
            name: {tuple(row[key] for key in keys): row[count] for row in chart(figures, name)}
            for name, keys, count in (
                ("migrations", ("as_of_date", "from_segment", "to_segment"), "customers"),
                ("moves", ("day", "segment", "direction", "cause"), "people"),
                ("overlaps", ("other_family", "segment", "other_segment"), "shared_members"),
            )
            if name in figures
        }
        assert_none_alone(told.get("migrations", {}), 0, 1)
        assert_none_alone(told.get("migrations", {}), 0, 2)
        assert_none_alone(told.get("moves", {}), 0, 1)
        # Of a family with a segment of few, rows are missing as well.
        divided = {
            other["name"]
            for other in document(sample_site, "site")["families"]
            if other["mode"] == "exclusive"
            and all(segment["members"] for segment in other["segments"])
        }
        overlaps = told.get("overlaps", {})
        assert_none_alone({key: n for key, n in overlaps.items() if key[0] in divided}, 0, 1)
        if each["name"] in divided:
            assert_none_alone(overlaps, 0, 2)
        for row in chart(figures, "channels") if "channels" in figures else ():
            counts = {
                (name,): row[name] for name in row if name.startswith(("reachable", "blocked_by"))
            }
            assert_none_alone(counts)


def test_charts_of_all_customers(sample_site: Path) -> None:
    found = document(sample_site, "customers")
    scores = asked(sample_site, "select r_score, f_score, count(*) from customer_rfm group by all")
    grid = {
        (recency, frequency): people
        for recency, frequency, people in values(
            found, "rfm", "recency_score", "frequency_score", "customers"
        )
    }
    assert_told(grid, {(r, f): people for r, f, people in scores if r is not None})
    assert_none_alone(grid)
    people, value = asked(
        sample_site, "select count(customer_value), sum(customer_value) from customer_features"
    )[0]
    steps = chart(found, "concentration")
    assert sum(step["customers"] for step in steps) == people
    assert sum(step["value"] for step in steps) == pytest.approx(float(value), abs=0.01)
    assert [step["value"] / step["customers"] for step in steps] == sorted(
        step["value"] / step["customers"] for step in steps
    )
    predicted = asked(
        sample_site,
        "select model, decile, expected_orders, actual_orders from clv_holdout_deciles",
    )
    columns = ("model", "decile", "expected_orders", "actual_orders")
    assert values(found, "predictions", *columns) == set(predicted)


def test_experiments_are_with_whom_they_are_on(sample_site: Path) -> None:
    query = (
        "select family, experiment, arm, metric, segment, difference, interval_low, verdict"
        f" from experiment_results where customers_control >= {LEAST}"
        f" and customers_treatment >= {LEAST}"
    )
    wanted: dict[str | None, set[tuple[Any, ...]]] = {}
    for name, *row in asked(sample_site, query):
        wanted.setdefault(name, set()).add(tuple(row))
    columns = ("experiment", "arm", "metric", "difference", "interval_low", "verdict")
    everybody = {(*row[:3], *row[4:]) for row in wanted.pop(None)}
    assert values(document(sample_site, "customers"), "experiments", *columns) == everybody
    for name, rows_of_it in wanted.items():
        assert name is not None
        figures = family(sample_site, name)["figures"]
        with_segment = ("experiment", "arm", "metric", "segment", *columns[3:])
        assert values(figures, "experiments", *with_segment) == rows_of_it


def test_cohorts_are_those_of_the_orders(sample_site: Path) -> None:
    bought: dict[str, set[int]] = {}
    for customer, year, month in asked(
        sample_site, "select customer_id, year(ordered_on), month(ordered_on) from purchases"
    ):
        bought.setdefault(customer, set()).add(year * 4 + (month - 1) // 3)
    counted: dict[tuple[int, int], int] = {}
    for quarters in bought.values():
        for quarter in quarters:
            key = (min(quarters), quarter - min(quarters))
            counted[key] = counted.get(key, 0) + 1
    told = values(document(sample_site, "customers"), "retention", "cohort", "since", "customers")
    assert told == {
        (*key, hidden(people)) for key, people in counted.items() if counted[key[0], 0] >= LEAST
    }


def test_no_customer_is_in_it(sample_site: Path) -> None:
    people = asked(sample_site, "select customer_id, email, phone from known_customers")
    whole = "".join(
        file.read_text("utf-8") for file in (sample_site / "target" / "docs").rglob("*.js")
    )
    told = {value for person in people for value in person if value is not None}
    assert len(told) > 8_000
    assert held(whole, told) == set()


def held(text: str, values: set[str], least: int = 6) -> set[str]:
    """Which of the values, of those that are not too short to tell, stand in a text.

    It is read once for how they begin, as looking for each of them would read it 8,000 times.
    """
    beginnings = {value[:least] for value in values if len(value) >= least}
    there = {text[at : at + least] for at in range(len(text))} & beginnings
    return {value for value in values if value[:least] in there and value in text}


def test_a_customer_would_be_found() -> None:
    told = {"C00042", "c42@example.org", "+49 30 42", "short"}
    assert held("short; +49 30 43, C00042", told) == {"C00042"}
    assert held("C0004, c42@example.org", told) == {"c42@example.org"}
