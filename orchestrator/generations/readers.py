"""A copy of what is published, in a file of its own that nobody writes: what it is made of.

DuckDB lets nobody read a file that a process writes. Who reads the copy keeps no build waiting, and
no build keeps them waiting: it is made aside and renamed, and an open reader keeps what they have.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct, field

from orchestrator.errors import EnvironmentFault
from orchestrator.generations.values import Generation, Published, PublishedRelation

COPIES = "readers_copies"
"""The internal table of all places where copies were made: `owner` and `file`."""

ABOUT_COPY = "readers_copy"
"""The internal table of a copy that says of which generation it is, and when it was copied."""


class ReadersCopy(Struct, frozen=True):
    """Which copy is wanted: where, of whose target, and of which nodes (None: of all).

    `file` is absolute, `shown_path` what messages call it. `owner` is the project with its target:
    a copy of another one is never replaced. `keys` are the columns by which one row is looked up
    in a node's table, by unique id: its rows are in their order.
    """

    file: Path
    shown_path: str
    project: str
    target: str
    names: frozenset[str] | None = None
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        """The project with its target."""
        return owner_of(self.project, self.target)


class CopyState(Struct, frozen=True):
    """What tells a copy from another one: equal states hold equal rows.

    `relations` are unique ids and names, in order; `erasures` is another text after each erasure.
    """

    owner: str
    generation: int
    run_id: str
    erasures: str
    relations: tuple[str, ...]


class Copied(Struct, frozen=True):
    """The copy that was made: of which generation, with how many relations."""

    generation: int
    relations: int


def owner_of(project: str, target: str) -> str:
    """Whose copy one is: `project/target`."""
    return f"{project}/{target}"


def rows_for_readers(
    published: Published, names: Collection[str] | None
) -> tuple[PublishedRelation, ...]:
    """What of a generation goes into the copy: what is published in other databases does not."""
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
    """What a copy of these rows is to be."""
    relations = tuple(f"{row.unique_id} {row.relation}" for row in rows)
    return CopyState(copy.owner, generation.number, generation.run_id, erasures, relations)


def require_replaceable(copy: ReadersCopy, found: CopyState | None) -> None:
    """Raise EnvironmentFault when the file that stands there is no copy of this target's.

    `found` is what the file says of itself; None: it is no copy at all.
    """
    if found is None:
        raise EnvironmentFault(
            f"{copy.shown_path} is no copy for readers: it was left as it is",
            fix="delete the file, or name another one under 'publish: {readers: ...}'",
        )
    if found.owner != copy.owner:
        raise EnvironmentFault(
            f"{copy.shown_path} is the copy for readers of {found.owner}, and not of "
            f"{copy.owner}: it was left as it is",
            fix="give each target a file of its own, as in "
            "'readers: \"readers_{{ target.name }}.duckdb\"'; or delete the file",
        )
