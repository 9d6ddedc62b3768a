"""What the segmentation takes in, as `inputs.toml` beside this file says it."""

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
    """A column that staging has to have; see `inputs.toml` for what each field says.

    A longer value with a word of `by_word` in it becomes what that stands under. One that `helps`
    is no column of staging: others are worked out with it.
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
    others: str = "null"
    same: str = ""
    helps: bool = False


class Input(Struct, frozen=True, forbid_unknown_fields=True, rename={"with_": "with"}):
    """One table that a shop can bring."""

    option: str
    model: str
    holds: str
    columns: Mapping[str, StagingColumn]
    costs: str = ""
    key: str = ""
    with_: tuple[str, ...] = ()


@cache
def inputs() -> Mapping[str, Input]:
    """All tables that a shop can bring, by name, in the order of the terminal."""
    return MappingProxyType(msgspec.convert(_read("inputs.toml"), dict[str, Input]))


@cache
def countries() -> Mapping[str, str]:
    """The ISO 3166-1 code of each name of a country, in lower case."""
    found: dict[str, list[str]] = _read("countries.toml")
    return {name: code for code, names in found.items() for name in names}


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / file).read_text("utf-8"))
