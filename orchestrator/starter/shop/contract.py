"""The inputs of the segmentation, as `inputs.toml` in this folder declares them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

_HERE = Path(__file__).parent
CUSTOMERS, ORDERS, REFUNDS = "customers", "orders", "refunds"
LINES, ARTICLES, CONSENTS = "order_items", "products", "consents"


class StagingColumn(Struct, frozen=True, forbid_unknown_fields=True):
    """A column that staging must have; `inputs.toml` explains the fields.

    A longer value that contains a word of `by_word` is mapped to the value listed with that word. A
    column that `helps` is not in staging: others are computed from it.
    """

    type: str
    need: bool = False
    names: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    without: str = "null"
    costs: str = ""
    refers: str = ""
    values: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    by_word: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    by_values: bool = False
    codes: tuple[str, ...] = ()
    others: str = "null"
    same: str = ""
    helps: bool = False


class Input(Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """One table that a shop can provide."""

    option: str
    model: str
    holds: str
    columns: Mapping[str, StagingColumn]
    costs: str = ""
    key: str = ""
    with_: tuple[str, ...] = ()


@cache
def inputs() -> Mapping[str, Input]:
    """Return all tables that a shop can provide, by name, in the order of the terminal's output."""
    return MappingProxyType(msgspec.convert(_read("inputs.toml"), dict[str, Input]))


@cache
def countries() -> Mapping[str, str]:
    """Return the ISO 3166-1 code for each country name in lower case."""
    found: dict[str, list[str]] = _read("countries.toml")
    return {name: code for code, names in found.items() for name in names}


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / file).read_text("utf-8"))
