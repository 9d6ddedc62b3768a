"""Which nodes can be rebuilt for some keys only: those whose rows changed in their inputs.

For one customer, a node refreshed by `customer_id` has the rows that follow from that customer's
rows in the inputs with the same key, and from all other inputs in full. If only the former changed
since its published version was made, the rest of its rows stays.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.names import RelationName
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.source_changes import NewRows


class KeyedReads(Struct, frozen=True):
    """The `columns` that a node is refreshed by, and which of its `inputs` have them as key.

    A test that judges each row on its own reads only changed rows (`is_by_row`). `lookups` are
    inputs that are looked up by their own key, found through one of `inputs` that has it. Changes
    in `regardless` cause no rebuild. For inputs in `read_columns`, only these columns are read.
    """

    columns: tuple[str, ...]
    inputs: frozenset[str]
    is_by_row: bool = False
    lookups: Mapping[str, "KeyLookup"] = field(default_factory=dict)
    regardless: frozenset[str] = frozenset()
    read_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class KeyLookup(Struct, frozen=True):
    """How rows of an input are found through another: by `columns` = its `theirs`.

    The columns that the node is refreshed by are matched too. If `is_narrowed`, only the rows found
    are read.
    """

    through: str
    columns: tuple[str, ...]
    theirs: tuple[str, ...]
    is_narrowed: bool = False


class ChangedTable(Struct, frozen=True):
    """Something with changed rows, which have the keys or are looked up by another input.

    For a view, `behind` are the tables and sources that changed: which rows change as a result is
    identified by the columns that it is refreshed by. If `read` names columns, rows that are equal
    in these did not change.
    """

    unique_id: str
    lookup: KeyLookup | None = None
    behind: tuple["ChangedTable", ...] = ()
    read: tuple[str, ...] = ()


class Refreshing(Struct, frozen=True):
    """What decisions to refresh are based on.

    `reads` has the nodes that can be refreshed. `made_of` says what published versions were made
    from: the content of each input by node; `before` what each node contained when this run began.
    Content None means unknown. `new_rows` has the sources whose new rows since `before` are known.
    """

    reads: Mapping[str, KeyedReads] = field(default_factory=dict)
    made_of: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    before: Mapping[str, str | None] = field(default_factory=dict)
    new_rows: Mapping[str, NewRows] = field(default_factory=dict)

    def changed_tables(
        self,
        unique_id: str,
        made_of: Mapping[str, str | None],
        definitions: Mapping[str, Definition],
        now: Callable[[str], str | None],
        changes: Mapping[str, "TableChange"],
    ) -> tuple[ChangedTable, ...] | None:
        """Return the tables whose changed rows give the keys of a node to rebuild.

        `made_of` is what its inputs contained when it was made, `now` returns what they contain
        now; for tables with `changes`, this run knows the difference to what is published. Even if
        most rows changed, few may have changed in the columns that are read. None: the node has to
        be rebuilt in full.
        """
        others = {name for name, change in changes.items() if change.is_other}
        known = changes.keys() - others
        reads, found = self.reads[unique_id], dict[ChangedTable, None]()
        for name in definitions[unique_id].inputs:
            content = now(name)
            is_same = content is not None and made_of.get(name) == content
            if is_same or name in reads.regardless:
                continue
            if made_of.get(name) is None or made_of[name] != self.before.get(name):
                return None
            lookup = reads.lookups.get(name)
            columns = reads.columns if lookup is None else None
            if lookup is None and name not in reads.inputs:
                return None
            if name in others and name in reads.read_columns:
                found[ChangedTable(name, lookup, read=reads.read_columns[name])] = None
                continue
            tables = self._changed(name, columns, definitions, now, known)
            if tables is None:
                return None
            found.update(dict.fromkeys(replace(table, lookup=lookup) for table in tables))
        return tuple(found)

    def may_have_shown_others(self, tables: Iterable[ChangedTable]) -> bool:
        """Return whether a view may have shown rows that it had neither before nor has now.

        That happens if several files with rows of the same key arrived one after the other: some of
        them were read before the others existed. A node that reads the source itself has the keys
        of all new rows.
        """
        return any(self._may_have_shown_others(table) for table in tables)

    def _may_have_shown_others(self, table: ChangedTable) -> bool:
        came = [new for name in _sources_of(table) if (new := self.new_rows.get(name))]
        if not table.behind or sum(new.file_count for new in came) < 2:
            return False
        # One key of a view may come from several keys of a view that it reads.
        is_nested = any(below.behind for below in table.behind)
        return is_nested or len(came) > 1 or came[0].is_key_in_several

    def _changed(
        self,
        name: str,
        columns: tuple[str, ...] | None,
        definitions: Mapping[str, Definition],
        now: Callable[[str], str | None],
        known: Collection[str],
    ) -> tuple[ChangedTable, ...] | None:
        """Return what shows an input's changes: itself, or a view's inputs with equal `columns`."""
        definition = definitions.get(name)
        if definition is None or definition.kind == "table":
            is_known = name in known or name in self.new_rows
            return (ChangedTable(name),) if is_known else None
        reads = self.reads.get(name)
        if definition.kind != "view" or reads is None:
            return None
        found = dict[ChangedTable, None]()
        for below in definition.inputs:
            content = now(below)
            is_same = content is not None and content == self.before.get(below)
            if not is_same and below not in reads.regardless:
                if below not in reads.inputs:
                    return None
                tables = self._changed(below, reads.columns, definitions, now, known)
                if tables is None:
                    return None
                found.update(dict.fromkeys(tables))
        if reads.columns == columns or not found:
            return tuple(found)
        return (ChangedTable(name, behind=tuple(found)),)


def _sources_of(table: ChangedTable) -> frozenset[str]:
    """Return the sources at the end of a view's inputs."""
    if not table.behind:
        return frozenset((table.unique_id,))
    return frozenset().union(*map(_sources_of, table.behind))


class Refresh(Struct, frozen=True):
    """How to refresh a node: keys that changed in `tables`, among what it `reads`.

    Without tables, no key changed.
    """

    reads: KeyedReads
    tables: tuple[ChangedTable, ...]


class TableChange(Struct, frozen=True):
    """How a table differs from what is published: rows that `came` and rows that `went`.

    If `is_full`, these are the new and the published version, which share most rows (or few, if
    `is_other`). Otherwise the deleted rows have a key, in `columns`, that no other row of the table
    has.
    """

    came: RelationName
    went: RelationName | None
    is_full: bool = False
    is_other: bool = False
    columns: tuple[str, ...] = ()


def contents_before(
    parents_first: Iterable[str],
    definitions: Mapping[str, Definition],
    published_content: Mapping[str, str | None],
    outside: Mapping[str, str | None],
    base: str,
) -> dict[str, str | None]:
    """Return what nodes contained when the run began: for views, derived from what they read.

    `outside` is what nodes without a definition here contain, including sources.
    """
    found = dict(outside)
    for name in parents_first:
        definition = definitions.get(name)
        if definition is None or definition.kind == "test":
            continue
        if definition.kind == "table":
            found[name] = published_content.get(name)
        else:
            found[name] = view_content(definition, found, base)
    return found


def view_content(
    definition: Definition, contents: Mapping[str, str | None], base: str
) -> str | None:
    """Return what a view contains, derived from what it reads; None if unknown."""
    known = {name: contents.get(name) for name in definition.inputs}
    if definition.doubts or None in known.values():
        return None
    parts = [f"{name}={content}" for name, content in known.items()]
    return digest_of("view", base, definition.rows_digest, *parts)
