"""The values of publishing: what a run changes, what a generation publishes, what exists."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from orchestrator.names import RelationName
from orchestrator.nodes import NO_COMMENTS, Comments

Kind = Literal["table", "view"]


class Delta(Struct, frozen=True):
    """What an incremental run changes in a published version, applied while publishing.

    `rows` is a side relation with the final image of all new and changed rows; `undo` one with the
    rows that they replace, found by `key`, which rollback restores. Without `undo`, rows of the
    version whose `key` equals that of a row in `rows` are replaced; without a key, rows are
    appended. With a condition `where`, rows that do not meet it stay. `within` are key columns that
    are nearly as selective as the whole key.
    """

    rows: RelationName
    undo: RelationName | None
    key: tuple[str, ...] = ()
    where: str | None = None
    within: tuple[str, ...] = ()


class AppliedDelta(Struct, frozen=True):
    """What a generation did to a version in place: rows added, and the rows they replaced.

    `key` is how those were found; it is known only while applying, and not stored.
    """

    generation: int
    version: RelationName
    rows: RelationName
    undo: RelationName | None
    key: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """One relation that a generation publishes.

    `definition` is the SELECT behind the published view. For a table it reads `version`, a relation
    in the hidden schema; for a view it reads published names. `delta` is applied to `version`
    first. `columns` are (name, type) pairs. `preview` is what tests and children read: a view, or a
    table of a view's rows. Publishing drops it or, if it is kept, makes it show what is published.
    `comments` are those for the database. `row_count` is that of `version`, if known from building;
    with a delta it is counted.
    """

    unique_id: str
    relation: RelationName
    kind: Kind
    version: RelationName
    definition: str
    fingerprint: str
    columns: tuple[tuple[str, str], ...] = ()
    delta: Delta | None = None
    preview: RelationName | None = None
    preview_kind: Kind = "view"
    keep_preview: bool = False
    row_count: int | None = None
    comments: Comments = NO_COMMENTS


class Notes(Struct, frozen=True):
    """Changes to an internal table, made together with a generation.

    First, rows whose values of `key` are in `gone` are deleted, then `rows` with `columns` are
    inserted.
    """

    table: RelationName
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]] = ()
    key: tuple[str, ...] = ()
    gone: Sequence[Sequence[object]] = ()


class FamilyVersion(Struct, frozen=True):
    """A segment family, and the version of its rules."""

    name: str
    version: str


class Existing(Struct, frozen=True):
    """A relation that exists in the database, published by seg or not."""

    relation: RelationName
    kind: Kind


class PublishedRelation(Struct, frozen=True):
    """A row of the current generation's manifest: what `relation` points to.

    `family` is the segment family whose members it has, if their moves are recorded (see
    `events.py`).
    """

    unique_id: str
    relation: RelationName
    kind: Kind
    version: RelationName | None
    definition: str
    fingerprint: str
    columns: tuple[tuple[str, str], ...]
    row_count: int | None
    family: FamilyVersion | None = None

    @property
    def has_stamps(self) -> bool:
        """Return whether people see columns that the version does not have."""
        return self.version is not None and self.definition.startswith("select *,")


class Generation(Struct, frozen=True):
    """A row of the history: one published run; `notices` are messages for people.

    `restores` is the generation that a rollback published again as this one.
    """

    number: int
    run_id: str
    published_at: datetime
    relations: int
    notices: tuple[str, ...] = ()
    restores: int | None = None


Published = Mapping[str, PublishedRelation]
"""What a generation publishes, by unique id."""

Inventory = Mapping[RelationName, Existing]
"""What is in the database, by folded name."""
