"""What is decided of a node: it runs, it need not, or that waits for others; and what it holds."""

from msgspec import Struct

from orchestrator.names import RelationName


class NodeState(Struct, frozen=True):
    """What a node holds in this run (`content`; None: not known), and whether its published name
    shows it. `row_count` is for people. Of one that `is_behind` there is newer data, for which it
    is not built again: see `once_per`."""

    content: str | None
    is_published: bool
    row_count: int | None = None
    is_behind: bool = False


class Reused(Struct, frozen=True):
    """A node that need not run: `version` holds its rows (None: a view, or a test that passed)."""

    state: NodeState
    version: RelationName | None
    why: str
    key: str = ""


class Runs(Struct, frozen=True):
    """A node that runs; `key` is empty where what it gives cannot be told from what it reads.

    `state` is known before for what has no rows of its own: a view.
    """

    why: str
    key: str = ""
    state: NodeState | None = None


class Waits(Struct, frozen=True):
    """A node for which `inputs` must end first."""

    inputs: tuple[str, ...]


Decision = Reused | Runs | Waits
