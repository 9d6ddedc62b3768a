"""Guesses which column of a shop's table is which: by name, by values, and by the user's word."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import UsageError
from orchestrator.names import did_you_mean
from orchestrator.starter.shop.contract import Input, StagingColumn
from orchestrator.starter.shop.facts import ShopColumn, ShopTable
from orchestrator.starter.shop.names import CERTAIN, nearness, words_of
from orchestrator.starter.shop.readings import ReadAs, reading_of, unknown_countries

_TOLD_ELSEWHERE = 200.0

Certainty = Literal["certain", "specified", "guessed", "missing", "made"]


class Match(Struct, frozen=True):
    """What fills a column of staging: a column of the shop, or a value `made` from others.

    `notes` describe what is uncertain, for the user.
    """

    target: str
    certainty: Certainty
    column: ShopColumn | None = None
    reading: ReadAs | None = None
    notes: tuple[str, ...] = ()


def matches(
    table: ShopTable,
    name: str,
    input_: Input,
    specified: Mapping[str, str],
    elsewhere: Mapping[str, Mapping[str, str]],
) -> dict[str, Match]:
    """Return a match for each column of an input; `specified` are those that the user named.

    `elsewhere` are keys that the user named in other tables, as column: table. A column with the
    same name is taken for the same key, ahead of names that only resemble it.
    """
    found = {
        target: _specified(table, name, input_, target, specified[target]) for target in specified
    }
    candidates = {
        (target, column.name): (score, target, column, reading)
        for score, target, column, reading in _candidates(table, input_, name)
    }
    for target, named in elsewhere.items():
        for column in table.columns:
            if target in input_.columns and column.name in named:
                reading = reading_of(column, input_.columns[target])
                if reading is not None:
                    candidates[target, column.name] = (_TOLD_ELSEWHERE, target, column, reading)
    scored = sorted(candidates.values(), key=lambda each: -each[0])
    for score, target, column, reading in scored:
        taken = {match.column.name for match in found.values() if match.column}
        if target in found or column.name in taken:
            continue
        rivals = [
            other.name
            for near, wanted, other, _ in scored
            if wanted == target and near >= CERTAIN and other.name not in (column.name, *taken)
        ]
        match = _match(target, column, reading, score, rivals, input_)
        if score == _TOLD_ELSEWHERE:
            note = f"as you named it in {elsewhere[target][column.name]}"
            match = replace(match, certainty="guessed", notes=(note, *match.notes))
        found[target] = match
    for score, target, column, reading in scored:
        # One column may serve twice, such as an e-mail address that is also the customer number.
        if target not in found and input_.columns[target].need:
            found[target] = _match(target, column, reading, min(score, 50), [], input_)
    found |= {match.target: match for match in _told_by_values(table, input_, found)}
    return {
        target: found.get(target, Match(target, "missing", notes=_misfits(table, target, input_)))
        for target in input_.columns
    }


def _candidates(
    table: ShopTable, input_: Input, name: str
) -> Iterator[tuple[float, str, ShopColumn, ReadAs]]:
    for target, wanted in input_.columns.items():
        for column in table.columns:
            score = nearness(column.name, target, wanted)
            reading = reading_of(column, wanted) if score else None
            if reading is None or (not column.filled and table.count):
                continue
            is_key = target == input_.key or (name == "orders" and target == "order_id")
            if is_key and column.filled < 0.99 * table.count and score < CERTAIN:
                continue
            yield score, target, column, reading


def _told_by_values(table: ShopTable, input_: Input, found: Mapping[str, Match]) -> Iterator[Match]:
    """Yield what unused columns of any name must be, by their values."""
    taken = {match.column.name for match in found.values() if match.column}
    unused = [column for column in table.columns if column.name not in taken]
    for target, wanted in input_.columns.items():
        if target in found:
            continue
        telling = [column for column in unused if _tells(column, wanted)]
        reading = reading_of(telling[0], wanted) if len(telling) == 1 else None
        if reading is not None:
            notes = ("by its values", *_doubts(telling[0], reading, wanted))
            yield Match(target, "guessed", telling[0], reading, notes)


def _tells(column: ShopColumn, target: StagingColumn) -> bool:
    """Return whether the values of a column say that it is the target, whatever its name."""
    if not column.values or set(target.never) & set(words_of(column.name)):
        return False
    if target.codes:
        return all(value.upper() in target.codes for value in column.values)
    if not target.by_values:
        return False
    meanings = {value: meaning for meaning in target.values for value in target.values[meaning]}
    meant = {meanings.get(value.lower()) for value in column.values}
    return None not in meant and len(meant) > 1


def _match(
    target: str,
    column: ShopColumn,
    reading: ReadAs,
    score: float,
    rivals: list[str],
    input_: Input,
) -> Match:
    notes = list(_doubts(column, reading, input_.columns[target]))
    if score < CERTAIN:
        notes.insert(0, "by its name")
    elif score < 100 and rivals and not input_.columns[target].helps:
        notes.insert(0, f"not {' or '.join(rivals)}")
    return Match(target, "guessed" if notes else "certain", column, reading, tuple(notes))


def _doubts(column: ShopColumn, reading: ReadAs, target: StagingColumn) -> Iterator[str]:
    if reading.doubt:
        yield reading.doubt
    if reading.lost:
        yield f"{reading.lost:,} of {column.sampled:,} values cannot be read as {target.type}: NULL"
    if target.type == "country" and (unknown := unknown_countries(column)):
        shown = ", ".join(f"'{value}'" for value in unknown[:4])
        yield f"{shown} not recognised as a country: ZZ"


def _misfits(table: ShopTable, target: str, input_: Input) -> tuple[str, ...]:
    """Return notes on columns whose name fits but whose values do not."""
    wanted = input_.columns[target]
    return tuple(
        f"{column.name} {_unfit(column, wanted)}"
        for column in table.columns
        if column.filled
        and nearness(column.name, target, wanted) >= (1 if wanted.type == "values" else CERTAIN)
        and reading_of(column, wanted) is None
    )


def _unfit(column: ShopColumn, target: StagingColumn) -> str:
    """Return why the column's values do not fit the target."""
    if target.type != "values":
        return f"cannot be read as {target.type}"
    shown = ", ".join(f"'{value}'" for value in list(column.values)[:4])
    return f"has no known value{f' (but {shown})' if shown else ''}"


def _specified(table: ShopTable, name: str, input_: Input, target: str, column_name: str) -> Match:
    names = [column.name for column in table.columns]
    if column_name not in names:
        nearest = did_you_mean(column_name, names)
        raise UsageError(
            f"--column {name}.{target}: {table.shown} has no column '{column_name}'",
            fix=f"{nearest} " * bool(nearest) + f"columns: {', '.join(names)}",
        )
    column = table.column(column_name)
    wanted = input_.columns[target]
    reading = reading_of(column, wanted, is_named=True)
    if reading is None:
        known = f"known values are those like {', '.join(wanted.values)}; " * bool(wanted.values)
        raise UsageError(
            f"--column {name}.{target}: '{column_name}' of {table.shown} {_unfit(column, wanted)}",
            fix=f"{known}name another column",
        )
    notes = tuple(_doubts(column, reading, input_.columns[target]))
    return Match(target, "specified", column, reading, notes)
