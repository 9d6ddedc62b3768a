"""The copy for readers: what is published, in a file of its own that is never modified.

DuckDB cannot read a file that another process writes. With a copy, readers and builds never wait
for each other: it is written aside and renamed, and open readers keep the old file.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct, field

from orchestrator.errors import EnvironmentFault
from orchestrator.generations.values import Generation, Published, PublishedRelation

COPIES = "readers_copies"
"""The internal table of all places where copies were written: `owner` and `file`."""

ABOUT_COPY = "readers_copy"
"""The internal table of a copy with its generation and the time of copying."""


class ReadersCopy(Struct, frozen=True):
    """A copy to make: where, for which target, and with which nodes (None: all).

    `file` is absolute, `shown_path` is for messages. `owner` is the project with its target: a copy
    of a different owner is never replaced. `keys` are the columns by which single rows are looked
    up, by unique id: rows are sorted by them.
    """

    file: Path
    shown_path: str
    project: str
    target: str
    names: frozenset[str] | None = None
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """Return the project with its target."""
        return owner_of(self.project, self.target)


class CopyState(Struct, frozen=True):
    """What identifies the contents of a copy: equal states have equal rows.

    `relations` are unique ids and names, in order; `erasures` changes with each erasure.
    """

    owner: str
    generation: int
    run_id: str
    erasures: str
    relations: tuple[str, ...]


class Copied(Struct, frozen=True):
    """A finished copy: its generation and number of relations."""

    generation: int
    relations: int


def owner_of(project: str, target: str) -> str:
    """Return the owner of a copy: `project/target`."""
    return f"{project}/{target}"


def rows_for_readers(
    published: Published, names: Collection[str] | None
) -> tuple[PublishedRelation, ...]:
    """Return what of a generation is copied: relations in other databases are not."""
    return tuple(
        row
        for unique_id, row in sorted(published.items())
        if row.relation.database is None and (names is None or unique_id in names)
    )


def state_for_readers(
    copy: ReadersCopy,
    generation: Generation,
    rows: Collection[PublishedRelation],
    erasures: str,
) -> CopyState:
    """Return the state that a copy of these rows should have."""
    relations = tuple(f"{row.unique_id} {row.relation}" for row in rows)
    return CopyState(copy.owner, generation.number, generation.run_id, erasures, relations)


def require_replaceable(copy: ReadersCopy, found: CopyState | None) -> None:
    """Raise EnvironmentFault if the existing file is not a copy of this target.

    `found` is what the file says about itself; None: it is not a copy at all.
    """
    if found is None:
        raise EnvironmentFault(
            f"{copy.shown_path} is not a copy for readers: it was left unchanged",
            fix="delete the file, or name another one under 'publish: {readers: ...}'",
        )
    if found.owner != copy.owner:
        raise EnvironmentFault(
            f"{copy.shown_path} is the copy for readers of {found.owner}, not of "
            f"{copy.owner}: it was left unchanged",
            fix="give each target its own file, as in "
            "'readers: \"readers_{{ target.name }}.duckdb\"'; or delete the file",
        )
