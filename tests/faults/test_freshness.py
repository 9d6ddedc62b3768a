"""The age of a source: future, empty, NULL, text, zones; one `now` for the run."""

from pathlib import Path

import pytest

from tests.faults.refusal import refusal
from tests.projects import Outcome, seg, write_project
from tests.running.reading import closing, endings, published

NOW = "2024-03-01T12:00:00+00:00"
SOURCE = """
sources:
  - name: raw
    schema: main
    tables:
      - name: orders
        loaded_at_field: at
        freshness:
          warn_after: {count: 1, period: day}
          error_after: {count: 2, period: day}
"""


def orders(*stamps: str, kind: str = "timestamp", source: str = SOURCE) -> dict[str, str]:
    """A source that a seed fills, and a model that reads it."""
    return {
        "seeds/orders.csv": "\n".join(("id,at", *(f"1,{stamp}" for stamp in stamps), "")),
        "seeds/orders.yml": "seeds:\n  - name: orders\n    config:\n"
        f"      column_types: {{at: {kind}}}\n",
        "models/last.sql": "select count(*) as n from {{ source('raw', 'orders') }}",
        "models/raw.yml": source,
    }


def checked(folder: Path, files: dict[str, str], now: str = NOW) -> Outcome:
    """What `seg source freshness` says, after the same run as a gate of a build has agreed."""
    built = seg(write_project(folder, files), "build", "--now", now)
    assert seg(folder, "seed").exit_code == 0
    outcome = seg(folder, "source", "freshness", "--now", now)
    assert (outcome.exit_code, outcome.stderr) == (built.exit_code, "")
    assert ("last" in published(folder)) == (outcome.exit_code == 0)
    return outcome


CASES = {
    "fresh": (orders("2024-02-01 00:00:00", "2024-03-01 11:00:00"), 0, "PASS", ""),
    "almost too old": (orders("2024-02-29 12:00:00"), 0, "PASS", ""),
    "old": (
        orders("2024-02-29 11:59:59"),
        0,
        "WARN",
        "[WARNING]: in source raw.orders (models/raw.yml:6:9)\n  1 day old, warn after 1 day",
    ),
    "too old": (
        orders("2024-02-01 13:00:00"),
        1,
        "ERROR STALE",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n"
        "  28 days 23 hours old, error after 2 days",
    ),
    "a clock that is a little ahead": (orders("2024-03-01 12:05:00"), 0, "PASS", ""),
    "in the future": (
        orders("2024-02-01 00:00:00", "2024-03-01 12:05:01"),
        1,
        "ERROR STALE",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n"
        "  the newest row is 5 minutes in the future",
    ),
    "no rows": (
        orders(),
        1,
        "ERROR",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n  no rows",
    ),
    "only NULLs": (
        orders("", ""),
        1,
        "ERROR",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n  the loaded-at column contains only "
        "NULLs",
    ),
    "a date": (orders("2024-03-01", kind="date"), 0, "PASS", ""),
    "with its own zone": (
        orders("2024-03-01 13:00:00+02:00", kind="timestamptz"),
        0,
        "PASS",
        "",
    ),
    "a text that is no time": (
        orders("hello", kind="varchar"),
        1,
        "ERROR",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n"
        '  models/raw.yml:6:9: Conversion Error: invalid timestamp field format: "hello", '
        "expected format is (YYYY-MM-DD HH:MM[:SS[.US]][±HH[:MM[:SS]]| ZONE]) "
        "when casting from source column at",
    ),
    "a column that is not there": (
        orders("2024-03-01 11:00:00", source=SOURCE.replace("field: at", "field: loaded")),
        1,
        "ERROR",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n"
        '  models/raw.yml:6:9: Binder Error: Referenced column "loaded" not found in FROM clause!'
        '\n  Candidate bindings: "at", "id"',
    ),
    "a filter that is none": (
        orders(
            "2024-03-01 11:00:00",
            source=SOURCE.replace("freshness:\n", "freshness:\n          filter: 'id > ('\n"),
        ),
        1,
        "ERROR",
        "[ERROR]: in source raw.orders (models/raw.yml:6:9)\n"
        '  models/raw.yml:6:9: Parser Error: syntax error at or near "("',
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_verdict(case: tuple[dict[str, str], int, str, str], tmp_path: Path) -> None:
    files, exit_code, word, paragraph = case
    outcome = checked(tmp_path, files)
    assert outcome.exit_code == exit_code
    assert endings(outcome) == [f"{word} freshness of raw.orders"]
    told = closing(outcome).split("\n\n")[1:-1]
    assert "\n\n".join(told) == paragraph


def test_a_stamp_without_zone_is_in_the_declared_one(tmp_path: Path) -> None:
    source = SOURCE.replace(
        "loaded_at_field", "loaded_at_time_zone: Europe/Berlin\n        loaded_at_field"
    )
    source = source.replace("{count: 1, period: day}", "{count: 30, period: minute}")
    for now, stamp, age in (
        ("2024-03-31T02:29:00+00:00", "2024-03-31 03:30:00", "59 minutes"),
        ("2024-03-31T01:29:00+00:00", "2024-03-31 01:30:00", "59 minutes"),
        ("2024-01-15T12:00:00+00:00", "2024-01-15 12:00:00", "1 hour"),
    ):
        files = orders(stamp, source=source)
        outcome = checked(tmp_path, files, now)
        assert closing(outcome).split("\n\n")[1] == (
            "[WARNING]: in source raw.orders (models/raw.yml:6:9)\n"
            f"  {age} old, warn after 30 minutes"
        )


def test_the_project_s_zone_is_the_default(tmp_path: Path) -> None:
    files = orders(
        "2024-03-01 13:00:00", source=SOURCE.replace("1, period: day", "30, period: minute")
    )
    files["seg_project.yml"] = "name: shop\ntimezone: Europe/Berlin\n"
    outcome = checked(tmp_path, files)
    assert endings(outcome) == ["PASS freshness of raw.orders"]


def test_a_zone_that_is_none(tmp_path: Path) -> None:
    source = SOURCE.replace(
        "loaded_at_field", "loaded_at_time_zone: Europe/Berln\n        loaded_at_field"
    )
    assert refusal(tmp_path, orders(source=source)) == (
        "models/raw.yml:6:9: unknown time zone 'Europe/Berln'\n"
        "  fix: use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'\n"
    )


def test_a_period_that_is_none(tmp_path: Path) -> None:
    files = orders(source=SOURCE.replace("count: 1, period: day", "count: 1, period: week"))
    assert refusal(tmp_path, files) == (
        "models/raw.yml:9:42: 'period': expected one of 'minute', 'hour', 'day', found 'week'\n"
    )


def test_a_moment_that_is_none(tmp_path: Path) -> None:
    assert refusal(tmp_path, orders(), "build", "--now", "yesterday") == (
        "now: 'yesterday' is not an ISO 8601 timestamp\n"
        "  fix: write it as 2025-06-30T08:00:00+00:00\n"
    )


def test_no_source_declares_freshness(tmp_path: Path) -> None:
    files = orders(source=SOURCE.split("        freshness:")[0])
    assert refusal(tmp_path, files, "source", "freshness") == (
        "no selected source declares freshness\n"
        "  fix: set loaded_at_field: and freshness: in its .yml\n"
    )
