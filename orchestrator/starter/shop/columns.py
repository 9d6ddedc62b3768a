"""Matches the columns of all of a shop's tables, where one table gives evidence about another."""

from collections.abc import Mapping

from orchestrator.errors import UsageError
from orchestrator.starter.shop.contract import CUSTOMERS, LINES, ORDERS, inputs
from orchestrator.starter.shop.facts import E_MAIL, ShopTable
from orchestrator.starter.shop.guess import Match, matches
from orchestrator.starter.shop.readings import reading_of

_SAYS_NOTHING = frozenset({"id", "name", "number", "code", "key", "no", "nr"})
"""Names that each table uses for its own key, so they do not link tables."""


def columns_of(
    tables: Mapping[str, ShopTable], columns: Mapping[tuple[str, str], str]
) -> dict[str, dict[str, Match]]:
    """Return a match for each column of each table; `columns` are those that the user named.

    Raises UsageError for all required columns that are missing.
    """
    specified = {
        name: {target: given for (table, target), given in columns.items() if table == name}
        for name in tables
    }
    found = {
        name: matches(
            table, name, inputs()[name], specified[name], _keys_elsewhere(name, specified)
        )
        for name, table in tables.items()
    }
    found = _one_key(tables, found)
    _require(tables, found)
    return found


def _one_key(
    tables: Mapping[str, ShopTable], found: dict[str, dict[str, Match]]
) -> dict[str, dict[str, Match]]:
    """Identify customers by what orders call them: by e-mail, if orders contain only that."""
    if CUSTOMERS not in tables:
        return found
    buyer, known = found[ORDERS]["customer_id"], found[CUSTOMERS]["customer_id"]
    email = found[CUSTOMERS]["email"].column
    if not (buyer.column and buyer.column.reads_as(E_MAIL)) or email is None:
        return found
    if known.certainty == "specified" or (known.column and known.column.reads_as(E_MAIL)):
        return found
    target = inputs()[CUSTOMERS].columns["customer_id"]
    note = "orders name customers by their e-mail address"
    match = Match("customer_id", "guessed", email, reading_of(email, target), (note,))
    return {**found, CUSTOMERS: {**found[CUSTOMERS], "customer_id": match}}


def _keys_elsewhere(
    name: str, specified: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the columns that the user named as keys in tables other than `name`."""
    elsewhere: dict[str, dict[str, str]] = {}
    for table, named in specified.items():
        for target, column in named.items():
            is_key = target.endswith("_id") and column.casefold() not in _SAYS_NOTHING
            if table != name and is_key:
                elsewhere.setdefault(target, {})[column] = table
    return elsewhere


def _require(tables: Mapping[str, ShopTable], found: Mapping[str, Mapping[str, Match]]) -> None:
    """Raise UsageError for all required columns that no table has."""
    problems, options = [], []
    for name, table in tables.items():
        missing = _missing(name, found[name])
        if missing:
            names = ", ".join(column.name for column in table.columns)
            notes = "".join(f"; {note}" for target in missing for note in found[name][target].notes)
            needed = ", ".join(
                "the amount" if target == "net_amount" else target for target in missing
            )
            problems.append(
                f"--{inputs()[name].option}: {table.shown} has no column for "
                f"{needed}{notes} (columns: {names})"
            )
            options += [f"--column {name}.{target}=NAME" for target in missing]
    if problems:
        named = "it" if len(options) == 1 else "them"
        raise UsageError("\n".join(problems), fix=f"name {named}: {' '.join(options)}")


def _missing(name: str, found: Mapping[str, Match]) -> list[str]:
    missing = [
        target
        for target, wanted in inputs()[name].columns.items()
        if wanted.need and found[target].column is None
    ]
    if name in (ORDERS, LINES) and not (found["net_amount"].column or found["unit_price"].column):
        missing.append("net_amount")
    return missing
