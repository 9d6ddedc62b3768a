"""Which nodes can be made again for some keys only: those whose rows changed in what they read.

A node that is refreshed by `customer_id` has, for one customer, the rows that follow from the rows
of that customer in the inputs that are kept by it too, and from all its other inputs as a whole.
Where only the former changed since its published version was made, the rest of it stays.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.names import RelationName
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.source_changes import NewRows


class KeyedReads(Struct, frozen=True):
    """The `columns` that a node is refreshed by, and which of its `inputs` are kept by them.

    A test that judges each row by itself needs the changed rows alone (`is_by_row`). `lookups` are
    inputs that are looked up by their own key, and found through one of `inputs` that has it. What
    is in `regardless` makes no row again. Of inputs in `read_columns` other columns are not read.
    """

    columns: tuple[str, ...]
    inputs: frozenset[str]
    is_by_row: bool = False
    lookups: Mapping[str, "KeyLookup"] = field(default_factory=dict)
    regardless: frozenset[str] = frozenset()
    read_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class KeyLookup(Struct, frozen=True):
    """That the rows of an input are found through another one: `through` has the same in `theirs`
    as the input in `columns`, beside what a node is refreshed by.

    Of one that `is_narrowed` no other rows are read than those that are found.
    """

    through: str
    columns: tuple[str, ...]
    theirs: tuple[str, ...]
    is_narrowed: bool = False


class ChangedTable(Struct, frozen=True):
    """Something with changed rows: they have the keys, or are looked up by a node's other input.

    Of a view, `behind` are the tables and sources that changed: which rows of the view that makes
    others is told by the columns that it is refreshed by. Where `read` names columns, rows that are
    alike in these did not change.
    """

    unique_id: str
    lookup: KeyLookup | None = None
    behind: tuple["ChangedTable", ...] = ()
    read: tuple[str, ...] = ()


class Refreshing(Struct, frozen=True):
    """What refreshing is decided from.

    `reads` has the nodes that can be refreshed. `made_of` says what published versions were made
    of: the content of each input by node; `before` what each node held when this run began. A
    content of None is not known. `new_rows` has the sources of which it is known what came since
    they held what is in `before`.
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
        """The tables whose changed rows tell which keys of a node are to be made again.

        `made_of` is what its inputs held when it was made, `now` tells what they hold now; of
        tables with `changes` this run knows what is different from what is published. Where most
        rows are, it may be few in the columns that are read. None: all of the node has to be made
        again.
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
        """Whether a view among them may have shown rows that it neither had before nor has now.

        So it may where several files came, one after the other, with rows of the same key: some of
        these were read, and others were not yet there. What read a source itself has the keys of
        all rows that came.
        """
        return any(self._may_have_shown_others(table) for table in tables)

    def _may_have_shown_others(self, table: ChangedTable) -> bool:
        came = [new for name in _sources_of(table) if (new := self.new_rows.get(name))]
        if not table.behind or sum(new.file_count for new in came) < 2:
            return False
        # What a view makes of one key may be of several keys of a view below it.
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
        """What tells how an input changed: itself, or what a view reads that passes changes of the
        same `columns` on.
        """
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
    """What stands at the end below a view."""
    if not table.behind:
        return frozenset((table.unique_id,))
    return frozenset().union(*map(_sources_of, table.behind))


class Refresh(Struct, frozen=True):
    """What to refresh a node by: keys that changed in `tables`, of what it `reads`.

    Without tables no key changed.
    """

    reads: KeyedReads
    tables: tuple[ChangedTable, ...]


class TableChange(Struct, frozen=True):
    """How a table differs from what is published: rows that `came` and rows that `went`.

    Where `is_whole` these are the new version and the published one, with most rows in both, or in
    one of them if `is_other`. Else those that went have a key, in `columns`, that no other row of
    the table has.
    """

    came: RelationName
    went: RelationName | None
    is_whole: bool = False
    is_other: bool = False
    columns: tuple[str, ...] = ()


def contents_before(
    parents_first: Iterable[str],
    definitions: Mapping[str, Definition],
    published_content: Mapping[str, str | None],
    outside: Mapping[str, str | None],
    base: str,
) -> dict[str, str | None]:
    """What nodes held when the run began: of views, what follows from what they read.

    `outside` is what nodes hold that have no definition here, sources among them.
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
    """What a view holds, by what it reads; None where that is not known."""
    known = {name: contents.get(name) for name in definition.inputs}
    if definition.doubts or None in known.values():
        return None
    parts = [f"{name}={content}" for name, content in known.items()]
    return digest_of("view", base, definition.rows_digest, *parts)
