"""Where a person's rows are: a condition for each table, by its columns."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName, name_of_version
from orchestrator.people.ledger import LIST_COLUMN, OF_PEOPLE
from orchestrator.warehouse import Warehouse

OWN_COLUMN = "entity"
"""The person's column in seg's own tables, whatever it is called elsewhere."""

ENTITY_COLUMN = "entity_column"
"""The column of an events table with the column name that its entities are ids of."""

_TEXT_TYPES = ("VARCHAR", "CHAR", "STRING", "ENUM")


NOTHING = "false"


class Person(Struct, frozen=True):
    """How the rows of a person are recognized; values are compared in full, as text.

    Theirs are rows in which `column` is one of `keys`. A row without such a column, or with NULL in
    it, is theirs if one of the relation's `personal` columns is one of `texts` (all their ids), or
    any text column one of `addresses`: values that identify a person on their own, such as an
    e-mail address, unlike a bare number. These ignore case. In relations that reference their rows
    by another column, such as order lines by order number, rows found by one of the `belongings`, a
    column with its values, are theirs. In tables of failing rows, which are the `failures` and
    everything in the `failures_schemas`, rows in which any column is any of these, or its MD5 hash,
    are theirs.
    """

    column: str
    keys: tuple[str, ...]
    texts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    personal: Mapping[RelationName, tuple[str, ...]] = field(default_factory=dict)
    belongings: Mapping[RelationName, tuple[tuple[str, tuple[str, ...]], ...]] = field(
        default_factory=dict
    )
    failures_schemas: tuple[str, ...] = ()
    failures: frozenset[RelationName] = frozenset()

    def is_of_failures(self, relation: RelationName) -> bool:
        """Return whether the relation stores failing rows of a data test."""
        schemas = {schema.casefold() for schema in self.failures_schemas}
        is_in_one = relation.database is None and relation.schema.casefold() in schemas
        return is_in_one or relation in self.failures


class RowsOf(Struct, frozen=True):
    """How many rows of a person a table had, and how many it has now.

    `columns` are those that had one of their addresses, in a table without a key.
    """

    relation: RelationName
    found: int
    left: int
    columns: tuple[str, ...] = ()


class Mention(Struct, frozen=True):
    """Rows that are kept though a text column has one of a person's ids or addresses.

    They belong to someone else; or to nobody, and then the value can be any number.
    """

    relation: RelationName
    column: str
    rows: int


class PersonTable(Struct, frozen=True):
    """A table that can contain the person, and the condition for their rows.

    `telling` are columns with the condition for rows with one of their addresses, if there is no
    key; `mentions` those with the condition for rows that only mention them.
    """

    relation: RelationName
    theirs: str
    telling: tuple[tuple[str, str], ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()


def own_tables(warehouse: Warehouse, catalogue: Catalogue, person: Person) -> Iterator[PersonTable]:
    """Yield the tables that seg made and that can contain the person."""
    for relation in catalogue.hidden_tables:
        columns = _columns(warehouse, relation)
        if relation in catalogue.versions:
            yield _in_version(warehouse.dialect, relation, columns, person)
        elif OWN_COLUMN in _names(columns):
            theirs = _any_in(warehouse.dialect, (OWN_COLUMN,), person.keys)
            if LIST_COLUMN in _names(columns):
                theirs = f"({theirs} and {OF_PEOPLE})"
            elif ENTITY_COLUMN in _names(columns):
                theirs = events_of(warehouse.dialect, person)
            yield PersonTable(relation, theirs)
    for relation in _tables(catalogue):
        if person.is_of_failures(relation):
            names = _names(_columns(warehouse, relation))
            yield PersonTable(relation, _any_in(warehouse.dialect, names, _in_failures(person)))


def other_tables(
    warehouse: Warehouse, catalogue: Catalogue, person: Person
) -> Iterator[PersonTable]:
    """Yield tables that seg did not make: sources, or what had a model's name before."""
    for relation in _tables(catalogue):
        if person.is_of_failures(relation):
            continue
        entity = _named(_names(_columns(warehouse, relation)), (person.column,))
        if entity:
            yield PersonTable(relation, _any_in(warehouse.dialect, entity, person.keys))


def rows_in(warehouse: Warehouse, tables: Iterable[PersonTable]) -> Iterator[RowsOf]:
    """Yield how many rows of the person each table has, without tables that have none."""
    for table in tables:
        count = warehouse.count(table.relation, table.theirs)
        if count:
            told = counts_in(warehouse, table.relation, [sql for _, sql in table.telling])
            columns = tuple(
                name for (name, _), rows in zip(table.telling, told, strict=True) if rows
            )
            yield RowsOf(table.relation, count, count, columns)


def mentions_in(warehouse: Warehouse, tables: Iterable[PersonTable]) -> Iterator[Mention]:
    """Yield how often columns mention the person, in rows that are not theirs."""
    for table in tables:
        counts = counts_in(
            warehouse, table.relation, [sql for _, sql in table.mentions], but=table.theirs
        )
        for (column, _), count in zip(table.mentions, counts, strict=True):
            if count:
                yield Mention(table.relation, column, count)


def counts_in(
    warehouse: Warehouse, relation: RelationName, conditions: Sequence[str], but: str = NOTHING
) -> tuple[int, ...]:
    """Return how many rows meet each condition, in one scan, excluding rows that meet `but`."""
    if not conditions:
        return ()
    counted = ", ".join(f"count(case when {condition} then 1 end)" for condition in conditions)
    row = warehouse.rows(
        f"select {counted} from {warehouse.name(relation)} where not coalesce({but}, false)"
    )[0]
    return tuple(map(int, row))


def _in_version(
    dialect: Dialect, relation: RelationName, columns: Sequence[tuple[str, str]], person: Person
) -> PersonTable:
    names = _names(columns)
    entity = _named(names, (person.column,))
    published = name_of_version(relation)
    marked = {str(name): found for name, found in person.personal.items()}
    personal = [name for name in _named(names, marked.get(published, ())) if name not in entity]
    plain = [
        name
        for name, type_ in columns
        if type_.upper().startswith(_TEXT_TYPES) and name not in (*entity, *personal)
    ]

    def folded(names: Iterable[str], values: Sequence[str]) -> str:
        return _any_in(dialect, names, values, is_folded=True)

    told = _either(folded(personal, person.texts), folded([*personal, *plain], person.addresses))
    if not entity:
        belonging = {str(name): found for name, found in person.belongings.items()}
        for column, values in belonging.get(published, ()):
            told = _either(told, folded(_named(names, (column,)), values))
        bare = [(name, folded((name,), person.texts)) for name in plain]
        telling = [(name, folded((name,), person.addresses)) for name in plain]
        return PersonTable(relation, told, _possible(telling), _possible(bare))
    nobody = f"{dialect.quote(entity[0])} is null"
    theirs = _either(_any_in(dialect, entity, person.keys), f"({nobody} and ({told}))")
    known = (*person.texts, *person.addresses)
    found = [(name, folded((name,), known)) for name in (*personal, *plain)]
    return PersonTable(relation, theirs, mentions=_possible(found))


def events_of(dialect: Dialect, person: Person) -> str:
    """Return the condition for a person's events, which name the column their entity is an id of.

    It holds if it would in the version of the family that the event came from.
    """
    column = f"lower({dialect.quote(ENTITY_COLUMN)})"
    personal = {name.casefold() for names in person.personal.values() for name in names}
    keyed = f"{column} = {dialect.literal(person.column.casefold())}"
    own = (OWN_COLUMN,)
    told = _any_in(dialect, own, person.addresses, is_folded=True)
    texts = _any_in(dialect, own, person.texts, is_folded=True)
    if personal and texts != NOTHING:
        named = ", ".join(map(dialect.literal, sorted(personal)))
        told = _either(told, f"{column} in ({named}) and ({texts})")
    keys = f"({keyed} and ({_any_in(dialect, own, person.keys)}))"
    return _either(keys, told if told == NOTHING else f"not ({keyed}) and ({told})")


def _possible(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the conditions that can be true at all."""
    return tuple((name, condition) for name, condition in found if condition != NOTHING)


def _any_in(
    dialect: Dialect, names: Iterable[str], values: Sequence[str], *, is_folded: bool = False
) -> str:
    """Return SQL for whether any column is one of the values, optionally ignoring case."""
    columns = [dialect.as_text(dialect.quote(name)) for name in names]
    if not columns or not values:
        return NOTHING
    if is_folded:
        columns = [f"lower(trim({column}))" for column in columns]
        values = [value.strip().lower() for value in values]
    listed = ", ".join(map(dialect.literal, dict.fromkeys(values)))
    return " or ".join(f"{column} in ({listed})" for column in columns)


def _either(first: str, second: str) -> str:
    if NOTHING in (first, second):
        return second if first == NOTHING else first
    return f"({first}) or ({second})"


def _in_failures(person: Person) -> tuple[str, ...]:
    """Return the values as they are, and as a test of a personal column stores them."""
    known = (*person.keys, *person.texts, *person.addresses)
    hashed = (hashlib.md5(value.encode(), usedforsecurity=False).hexdigest() for value in known)
    return tuple(dict.fromkeys((*known, *hashed)))


def _columns(warehouse: Warehouse, relation: RelationName) -> tuple[tuple[str, str], ...]:
    return warehouse.session.describe(f"select * from {warehouse.name(relation)}")


def _names(columns: Sequence[tuple[str, str]]) -> list[str]:
    return [name for name, _ in columns]


def _named(names: Sequence[str], wanted: Iterable[str]) -> tuple[str, ...]:
    folded = {name.casefold() for name in wanted}
    return tuple(name for name in names if name.casefold() in folded)


def _tables(catalogue: Catalogue) -> Iterator[RelationName]:
    return (name for name, found in catalogue.existing.items() if found.kind == "table")
