"""Values are the same, with the same types, after conversion to JSON columns and back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from orchestrator.errors import Place
from orchestrator.reading_cache.columns import as_json, from_json, pack, unpack
from orchestrator.reading_cache.rows import Row, row_of, value_of

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes().map(lambda at: at.replace(fold=0)),
)
FREE = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.one_of(st.text(max_size=3), st.integers()), inner, max_size=3),
    ),
    max_leaves=8,
)


class Held(Struct, frozen=True):
    """A field of each kind."""

    name: str
    number: int | None
    word: Literal["a", "b"] | None
    is_on: bool
    names: tuple[str, ...]
    lines: tuple[int | None, ...]
    place: Place | None
    places: tuple[Place, ...]
    free: Mapping[str, Any]
    file: Path
    day: date | None
    anything: Any


PLACES = st.builds(Place, st.text(max_size=2), st.none() | st.integers(1, 3), st.none())
HELD = st.builds(
    Held,
    name=st.text(max_size=2),
    number=st.none() | st.integers(0, 1),
    word=st.sampled_from(["a", "b", None]),
    is_on=st.booleans(),
    names=st.lists(st.text(max_size=1), max_size=2).map(tuple),
    lines=st.lists(st.none() | st.integers(0, 2), max_size=2).map(tuple),
    place=st.none() | PLACES,
    places=st.lists(PLACES, max_size=2).map(tuple),
    free=st.dictionaries(st.text(max_size=2), FREE, max_size=2),
    file=st.sampled_from([Path("a"), Path("/b/c.csv")]),
    day=st.none() | st.dates(),
    anything=FREE,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(HELD, max_size=6))
def test_what_is_unpacked_is_what_was_packed(values: list[Held]) -> None:
    column = json.loads(json.dumps(pack(Held, values)))

    found = unpack(Held, column, len(values))

    assert (found, list(map(repr, found))) == (values, list(map(repr, values)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HELD)
def test_a_row_gives_the_value_that_it_was_made_of(value: Held) -> None:
    row = msgspec.msgpack.decode(msgspec.msgpack.encode(row_of(Held, value)), type=Row)

    found = value_of(Held, row)

    assert (found, repr(found)) == (value, repr(value))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FREE)
def test_json_keeps_every_value_of_yaml(value: Any) -> None:
    found = from_json(json.loads(json.dumps(as_json(value))))

    assert repr(found) == repr(value)


@pytest.mark.parametrize("value", [object(), {"a": {1, 2}}, [b"x"], {"k": Path("x")}])
def test_what_json_would_lose_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="is not kept"):
        as_json(value)


def test_values_that_repeat_stand_once() -> None:
    assert pack(str, ["a"] * 9) == {"values": ["a"]}
    assert pack(str, ["a", "b"] * 4) == {"values": ["a", "b"], "at": [0, 1] * 4}
    assert pack(int, [1, 2, 3]) == [1, 2, 3]
    assert pack(datetime | None, [None])["at"] == []
