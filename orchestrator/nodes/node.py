"""What all nodes have, and the facts in which one resource type differs from another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from orchestrator.errors import Place
from orchestrator.nodes.column import Column
from orchestrator.nodes.family import Family

Language = Literal["sql", "python"]
Section = Literal[
    "nodes", "sources", "unit_tests", "exposures", "metrics", "semantic_models", "saved_queries"
]

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Resource(Struct, frozen=True):
    """The facts of a resource type, the same for all its nodes.

    `word` is what `--resource-type`, unique ids and artifacts call it, `noun` what people read,
    `doing` and `done` what reports say is done to it. `called_by` is the function with which
    templates name such a node. `section` is where the manifest holds it, `selector` the method
    that names it, and `materialized` what that setting is where the type decides it. What not
    `is_listed` is in a list where its type is asked for.
    """

    word: str
    noun: str
    doing: str = ""
    done: str = "created"
    called_by: Literal["ref", "source"] | None = None
    section: Section = "nodes"
    selector: Literal["fqn", "source", "exposure", "metric", "semantic_model", "saved_query"] = (
        "fqn"
    )
    materialized: str | None = None
    is_listed: bool = True


class NodeBase(Struct, frozen=True, kw_only=True):
    """What all nodes have; `path` is relative to the root project, `fqn` is the selectors' name.

    `doc_blocks` are the unique ids of the texts that its description takes over, `macros` of those
    that its template calls itself.
    """

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
    doc_blocks: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    macros: tuple[str, ...] = ()

    # What follows is how a node answers whose resource type has no such thing; a type that has it
    # declares a field or a property of that name. So most code asks a node and not for its type.

    @property
    def config(self) -> Any:
        """Its configuration, decoded."""
        return None

    @property
    def settings(self) -> Mapping[str, Any]:
        """Every key of its configuration, as merged."""
        found: Mapping[str, Any] = NOTHING if self.config is None else self.config.settings
        return found

    def setting(self, key: str) -> Any:
        """A setting as it holds for the node: what was written, else the default."""
        return self.settings.get(key, getattr(self.config, key, None))

    @property
    def group(self) -> Any:
        """The group that it belongs to."""
        return self.settings.get("group")

    @property
    def materialized(self) -> str | None:
        """What becomes of it in the warehouse."""
        return self.resource.materialized

    @property
    def noun(self) -> str:
        """What it is counted as: `table model`, `seed`."""
        return self.resource.noun

    @property
    def source_code(self) -> str:
        """Its template, or the Python of its file."""
        return ""

    @property
    def first_line(self) -> int:
        """The line of its file at which its template begins."""
        return 1

    @property
    def written_code(self) -> str:
        """Its template, each line of it where it stands in its file."""
        return "\n" * (self.first_line - 1) + self.source_code

    @property
    def language(self) -> Language:
        """What its source code is written in; test macros and YAML make SQL, too."""
        return "sql"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its documented columns."""
        return ()

    @property
    def family(self) -> Family | None:
        """The family of segments that it was expanded from."""
        return None

    @property
    def patch_path(self) -> str | None:
        """The property file that describes it."""
        return None

    @property
    def version(self) -> str | None:
        """Which version of a model it is."""
        return None

    @property
    def is_latest(self) -> bool:
        """Whether it is what its name means without a version."""
        return True

    @property
    def attached_to(self) -> str | None:
        """The unique id of the node that it is a part of, as a data test is of what it tests."""
        return None

    @property
    def is_generic(self) -> bool:
        """Whether it is a macro applied to the first node that it refers to."""
        return False

    @property
    def selector(self) -> str:
        """What selects exactly this node: `shop.staging.orders`, `source:shop.raw.orders`."""
        if self.resource.selector == "fqn":
            return ".".join(self.fqn)
        return f"{self.resource.selector}:{self.package}.{self.full_name}"

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
