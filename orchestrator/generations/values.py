"""The values of publishing: what a run changes, what a generation publishes, what was there."""

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
    rows that they replace, which are found by their `key` and which rollback brings back. Without
    an `undo`, rows of the version whose `key` equals that of a row in `rows` are replaced; without
    a key, rows are appended. Where there is a condition `where`, rows that do not meet it stay.
    `within` are columns of a key that tell nearly as much as all of it.
    """

    rows: RelationName
    undo: RelationName | None
    key: tuple[str, ...] = ()
    where: str | None = None
    within: tuple[str, ...] = ()


class AppliedDelta(Struct, frozen=True):
    """What a generation did to a version in place: rows put in, and the rows they replaced.

    `key` is what they were found by, which is known while it is done and not noted.
    """

    generation: int
    version: RelationName
    rows: RelationName
    undo: RelationName | None
    key: tuple[str, ...] = ()


class Change(Struct, frozen=True):
    """One relation that a generation publishes.

    `definition` is the SELECT behind the published view. For a table it reads `version`, a
    relation in the hidden schema; for a view it reads published names. `delta` is applied to
    `version` first. `columns` are (name, type) pairs. `preview` is what showed the change to tests
    and children: a view, or a table of a view's rows. Publishing drops it, or where it is kept lets
    it show what is published.
    `comments` are what the database is told of it.
    `row_count` is how many rows `version` has, where building it told; with a delta it is counted.
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
    """What an internal table is to hold of a generation, from the same moment on.

    First the rows go whose values of `key` are one of `gone`, then `rows` with `columns` are added.
    """

    table: RelationName
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]] = ()
    key: tuple[str, ...] = ()
    gone: Sequence[Sequence[object]] = ()


class FamilyVersion(Struct, frozen=True):
    """A family of segments, and the version of its rules."""

    name: str
    version: str


class Existing(Struct, frozen=True):
    """A relation that is in the database now, published by seg or not."""

    relation: RelationName
    kind: Kind


class PublishedRelation(Struct, frozen=True):
    """A row of the current generation's manifest: what `relation` points to.

    `family` is the family of segments whose members it holds, where publishing tells of their
    moves (see `events.py`).
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
        """Whether people see columns that the version does not have."""
        return self.version is not None and self.definition.startswith("select *,")


class Generation(Struct, frozen=True):
    """A row of the history: one published run; `notices` are sentences for the person to read.

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
"""What is in the database, by the name as the database compares it."""
