"""What all nodes have, and the facts in which one resource type differs from another."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from orchestrator.errors import Place


class Resource(Struct, frozen=True):
    """The facts of a resource type, the same for all its nodes.

    `word` is what `--resource-type`, unique ids and artifacts call it, `noun` what people read,
    `doing` and `done` what reports say is done to it. `called_by` is the function with which
    templates name such a node. `section` is where the manifest holds it, `selector` the method
    that names it, and `materialized` what that setting is where the type decides it.
    """

    word: str
    noun: str
    doing: str = ""
    done: str = "created"
    called_by: Literal["ref", "source"] | None = None
    section: Literal["nodes", "sources"] = "nodes"
    selector: Literal["fqn", "source"] = "fqn"
    materialized: str | None = None


class NodeBase(Struct, frozen=True, kw_only=True):
    """What all nodes have; `path` is relative to the root project, `fqn` is the selectors' name."""

    resource: ClassVar[Resource]

    unique_id: str
    name: str
    package: str
    path: str
    fqn: tuple[str, ...]
    place: Place
    tags: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    depends_on: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Its name, with that within which alone it is unique."""
        return self.name

    @property
    def is_ephemeral(self) -> bool:
        """Whether it is written into its children instead of being built."""
        return False

    @property
    def is_built(self) -> bool:
        """Whether a run makes a relation of it."""
        return False
