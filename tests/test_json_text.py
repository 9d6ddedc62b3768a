import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from orchestrator.json_text import json_instant, json_pieces, json_text
from orchestrator.secrets import Mask


class Age(Struct, frozen=True):
    count: int
    secret: str = "hunter2"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 5, 1), '"2024-05-01"'),
        (datetime(2024, 5, 1, 10, 42, tzinfo=UTC), '"2024-05-01T10:42:00+00:00"'),
        (time(10, 42), '"10:42:00"'),
        (timedelta(days=1, seconds=1), '"1 day, 0:00:01"'),
        (Decimal("12"), "12"),
        (Decimal("1.10"), "1.1"),
        (Decimal("0.1234567890123456789"), '"0.1234567890123456789"'),
        (Decimal("Infinity"), '"Infinity"'),
        (Decimal("1E+400"), '"1E+400"'),
        (float("nan"), '"nan"'),
        ([float("-inf"), {"a": float("nan")}], '["-inf", {"a": "nan"}]'),
        ({date(2024, 5, 1): 1, None: 2, (1, 2): 3}, '{"2024-05-01": 1, "null": 2, "[1, 2]": 3}'),
        (b"\x00\xff", '"AP8="'),
        pytest.param({"b", "a"}, '["a", "b"]', id="set"),
        (frozenset({1}), "[1]"),
        (MappingProxyType({"a": (1, 2)}), '{"a": [1, 2]}'),
        (PurePosixPath("a/b"), '"a/b"'),
        (Age(1), '{"count": 1, "secret": "hunter2"}'),
        ("ż\x1b\ud800", '"\\u017c\\u001b\\ud800"'),
        (1j, '"1j"'),
    ],
    ids=str,
)
def test_any_value_has_a_text(value: Any, text: str) -> None:
    assert json_text(value) == text


def test_secrets_are_hidden_in_what_only_now_becomes_text() -> None:
    mask = Mask.of(["hunter2"])
    value = {"age": Age(1), "path": PurePosixPath("a/hunter2"), "nan": float("nan")}
    assert json.loads(json_text(value, mask)) == {
        "age": {"count": 1, "secret": "*****"},
        "path": "a/*****",
        "nan": "nan",
    }


leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.binary()
    | st.timedeltas()
    | st.uuids()
)
keys = st.text() | st.integers() | st.dates() | st.none() | st.tuples(st.integers())
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(anything)
def test_the_text_is_strict_ascii_json_on_one_line(value: Any) -> None:
    text = json_text(value)
    assert text.isascii()
    assert "\n" not in text

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(text, parse_constant=refuse)


@given(st.dictionaries(st.text(), st.lists(st.tuples(st.text(), leaves))))
def test_pieces_together_are_the_text_of_the_whole(sections: dict[str, Any]) -> None:
    whole = {key: dict(entries) for key, entries in sections.items()}
    document = {key: iter(entries.items()) for key, entries in whole.items()}
    assert "".join(json_pieces({"plain": 1, **document})) == json_text({"plain": 1, **whole})
    assert "".join(json_pieces({})) == "{}"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_its_value(value: Decimal) -> None:
    held = json.loads(json_text(value))
    assert Decimal(repr(held) if isinstance(held, float) else held) == value


def test_a_moment_is_written_in_utc() -> None:
    at = datetime(2024, 5, 1, 12, 42, 52, 7, tzinfo=timezone(timedelta(hours=2)))
    assert json_instant(at) == "2024-05-01T10:42:52.000007Z"
