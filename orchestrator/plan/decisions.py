"""Decisions for a node: it runs, is reused, or waits for others; and what it contains."""

from msgspec import Struct

from orchestrator.names import RelationName
from orchestrator.state.facts import VersionFact


class NodeState(Struct, frozen=True):
    """What a node contains in this run (`content`; None: unknown), and whether its name shows it.

    `row_count` is for people. If it `is_behind`, there is newer data for which it is not rebuilt:
    see `once_per`.
    """

    content: str | None
    is_published: bool
    row_count: int | None = None
    is_behind: bool = False


def state_of(fact: VersionFact, *, is_published: bool) -> NodeState:
    """Return what a version contains, according to what was recorded of it."""
    return NodeState(fact.content, is_published, fact.row_count)


class Reused(Struct, frozen=True):
    """A node that need not run: `version` has its rows (None: a view, or a test that passed)."""

    state: NodeState
    version: RelationName | None
    why: str
    key: str = ""


class Runs(Struct, frozen=True):
    """A node that runs; `key` is empty if its result does not follow from what it reads.

    `state` is known in advance for a view, which has no rows of its own.
    """

    why: str
    key: str = ""
    state: NodeState | None = None


class Waits(Struct, frozen=True):
    """A node whose `inputs` must finish first."""

    inputs: tuple[str, ...]


Decision = Reused | Runs | Waits
