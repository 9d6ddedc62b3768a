"""Where a person's rows are: a condition for each table, by its columns."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from orchestrator.engines.boundary import Mention, Person
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import columns_of
from orchestrator.engines.duckdb.spelling import (
    INTERNAL_SCHEMA,
    VERSIONS_SCHEMA,
    fold,
    quote,
    spelled,
)
from orchestrator.generations.values import Inventory
from orchestrator.names import RelationName, name_of_version

# What seg's own tables call the person, whatever the column is called elsewhere.
OWN_COLUMN = "entity"

_TEXT_TYPES = ("VARCHAR", "ENUM")
_SHORT = 100  # values


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as SQL, and its parameters in order."""

    sql: str
    parameters: tuple[list[str], ...] = ()


NOTHING = Condition("false")


@dataclass(frozen=True, slots=True)
class Place:
    """A table that can hold the person: the rows that are theirs.

    `telling` are columns with the condition for rows that have an address of theirs, where there is
    no key; `mentions` those with the condition for rows that only tell of them.
    """

    relation: RelationName
    theirs: Condition
    telling: tuple[tuple[str, Condition], ...] = ()
    mentions: tuple[tuple[str, Condition], ...] = ()


def own_places(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, person: Person
) -> Iterator[Place]:
    """The tables that seg made and that can hold the person."""
    failures = {fold(schema) for schema in person.failures_schemas}
    for relation in _tables(inventory):
        columns = columns_of(cursor, relation)
        names = [name for name, _ in columns]
        schema = fold(relation.schema)
        if schema in failures:
            yield Place(relation, _any_in(names, _in_failures(person)))
        elif schema == VERSIONS_SCHEMA:
            yield _in_version(relation, columns, person)
        elif schema == INTERNAL_SCHEMA and OWN_COLUMN in names:
            yield Place(relation, _any_in((OWN_COLUMN,), person.keys))


def other_places(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, person: Person
) -> Iterator[Place]:
    """Tables that seg did not make: a source's, or what stood under a model's name before."""
    own = {fold(schema) for schema in (VERSIONS_SCHEMA, INTERNAL_SCHEMA, *person.failures_schemas)}
    for relation in _tables(inventory, is_everywhere=True):
        if relation.database is None and fold(relation.schema) in own:
            continue
        entity = _named([name for name, _ in columns_of(cursor, relation)], (person.column,))
        if entity:
            yield Place(relation, _any_in(entity, person.keys))


def mentions_in(cursor: duckdb.DuckDBPyConnection, places: Iterable[Place]) -> Iterator[Mention]:
    """How often the columns of each place tell of the person, in rows that are not theirs."""
    for place in places:
        counts = counts_in(
            cursor, place.relation, [condition for _, condition in place.mentions], place.theirs
        )
        for (column, _), count in zip(place.mentions, counts, strict=True):
            if count:
                yield Mention(place.relation, column, count)


def count_in(
    cursor: duckdb.DuckDBPyConnection, relation: RelationName, condition: Condition
) -> int:
    """How many rows of a table meet a condition."""
    return counts_in(cursor, relation, [condition])[0]


def counts_in(
    cursor: duckdb.DuckDBPyConnection,
    relation: RelationName,
    conditions: Sequence[Condition],
    but: Condition = NOTHING,
) -> tuple[int, ...]:
    """How many rows of a table meet each of some conditions, those apart that meet `but`."""
    if not conditions:
        return ()
    counted = ", ".join(f"count(*) filter (where {condition.sql})" for condition in conditions)
    parameters = [value for condition in conditions for value in condition.parameters]
    row = cursor.execute(
        f"select {counted} from {spelled(relation)} where not coalesce({but.sql}, false)",
        [*parameters, *but.parameters],
    ).fetchone()
    assert row is not None
    return tuple(map(int, row))


def _in_version(
    relation: RelationName, columns: Sequence[tuple[str, str]], person: Person
) -> Place:
    names = [name for name, _ in columns]
    entity = _named(names, (person.column,))
    published = name_of_version(relation)
    marked = {str(name): found for name, found in person.personal.items()}
    personal = [name for name in _named(names, marked.get(published, ())) if name not in entity]
    plain = [
        name
        for name, type_ in columns
        if type_.startswith(_TEXT_TYPES) and name not in (*entity, *personal)
    ]
    told = _either(
        _any_in(personal, person.texts, is_folded=True),
        _any_in([*personal, *plain], person.addresses, is_folded=True),
    )
    if not entity:
        belonging = {str(name): found for name, found in person.belongings.items()}
        for column, values in belonging.get(published, ()):
            told = _either(told, _any_in(_named(names, (column,)), values, is_folded=True))
        bare = [(name, _any_in((name,), person.texts, is_folded=True)) for name in plain]
        telling = [(name, _any_in((name,), person.addresses, is_folded=True)) for name in plain]
        return Place(relation, told, _asked(telling), _asked(bare))
    keyed, nobody = _any_in(entity, person.keys), f"{quote(entity[0])} is null"
    theirs = _either(keyed, Condition(f"({nobody} and ({told.sql}))", told.parameters))
    known = (*person.texts, *person.addresses)
    found = [(name, _any_in((name,), known, is_folded=True)) for name in (*personal, *plain)]
    return Place(relation, theirs, mentions=_asked(found))


def _asked(found: Iterable[tuple[str, Condition]]) -> tuple[tuple[str, Condition], ...]:
    """Those of the conditions that can hold at all."""
    return tuple((name, condition) for name, condition in found if condition is not NOTHING)


def _any_in(names: Iterable[str], values: Sequence[str], *, is_folded: bool = False) -> Condition:
    """Whether one of the columns is one of the values, with or without regard to case."""
    columns = [f"cast({quote(name)} as varchar)" for name in names]
    if not columns or not values:
        return NOTHING
    if is_folded:
        columns = [f"lower(trim({column}))" for column in columns]
        values = [value.strip().lower() for value in values]
    # Looking through a short list is faster than a join, of which there would be one a column.
    is_short = len(values) <= _SHORT
    is_one = (
        "list_contains(?::varchar[], {})" if is_short else "{} in (select unnest(?::varchar[]))"
    )
    return Condition(
        " or ".join(is_one.format(column) for column in columns),
        tuple(list(values) for _ in columns),
    )


def _either(first: Condition, second: Condition) -> Condition:
    if first is NOTHING or second is NOTHING:
        return second if first is NOTHING else first
    return Condition(f"({first.sql}) or ({second.sql})", (*first.parameters, *second.parameters))


def _in_failures(person: Person) -> tuple[str, ...]:
    """In clear, or as a test of a personal column keeps it."""
    known = (*person.keys, *person.texts, *person.addresses)
    hashed = (hashlib.md5(value.encode(), usedforsecurity=False).hexdigest() for value in known)
    return tuple(dict.fromkeys((*known, *hashed)))


def _named(names: Sequence[str], wanted: Iterable[str]) -> tuple[str, ...]:
    folded = {fold(name) for name in wanted}
    return tuple(name for name in names if fold(name) in folded)


def _tables(inventory: Inventory, *, is_everywhere: bool = False) -> Iterator[RelationName]:
    for found in inventory.values():
        if found.kind == "table" and (is_everywhere or found.relation.database is None):
            yield found.relation
