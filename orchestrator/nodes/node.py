"""What all nodes have in common, and the properties in which resource types differ."""

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
    """The properties of a resource type, the same for all its nodes.

    `word` is its name in `--resource-type`, unique ids and artifacts, `noun` its name in messages,
    `doing` and `done` the verbs in reports. `called_by` is the function with which templates refer
    to such a node. `section` is its place in the manifest, `selector` the selection method for it,
    and `materialized` its materialization if the type determines it. A type that is not `is_listed`
    is in a list only if it is requested.
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
    """What all nodes have; `path` is relative to the root project, `fqn` is the name in selections.

    `doc_blocks` are the unique ids of the blocks that its description includes, `macros` those of
    the macros that its template calls directly.
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

    # The following are defaults for resource types that lack the property; a type that has it
    # declares a field or property of the same name. So most code asks a node instead of checking
    # its type.

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
        """Return a setting that applies to the node: as written, otherwise the default."""
        return self.settings.get(key, getattr(self.config, key, None))

    @property
    def docs(self) -> Mapping[str, Any]:
        """How the site shows it: `show` says whether, `node_color` in which colour."""
        return {"show": True, "node_color": None, **(self.settings.get("docs") or {})}

    @property
    def group(self) -> Any:
        """The group that it belongs to."""
        return self.settings.get("group")

    @property
    def materialized(self) -> str | None:
        """Its materialization in the warehouse."""
        return self.resource.materialized

    @property
    def noun(self) -> str:
        """Its name in counts: `table model`, `seed`."""
        return self.resource.noun

    @property
    def source_code(self) -> str:
        """Its template, or the Python code of its file."""
        return ""

    @property
    def first_line(self) -> int:
        """The line of its file on which its template begins."""
        return 1

    @property
    def written_code(self) -> str:
        """Its template, with the same line numbers as in its file."""
        return "\n" * (self.first_line - 1) + self.source_code

    @property
    def language(self) -> Language:
        """The language of its source code; test macros and YAML produce SQL, too."""
        return "sql"

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its documented columns."""
        return ()

    @property
    def family(self) -> Family | None:
        """The segment family that it was generated from."""
        return None

    @property
    def patch_path(self) -> str | None:
        """The property file that describes it."""
        return None

    @property
    def version(self) -> str | None:
        """The version of a model."""
        return None

    @property
    def is_latest(self) -> bool:
        """Whether its name without a version refers to it."""
        return True

    @property
    def attached_to(self) -> str | None:
        """The unique id of the node that it belongs to; for a data test, the tested node."""
        return None

    @property
    def is_generic(self) -> bool:
        """Whether it is a macro applied to the first node that it refers to."""
        return False

    @property
    def selector(self) -> str:
        """A selection of exactly this node: `shop.staging.orders`, `source:shop.raw.orders`."""
        if self.resource.selector == "fqn":
            return ".".join(self.fqn)
        return f"{self.resource.selector}:{self.package}.{self.full_name}"

    @property
    def full_name(self) -> str:
        """Its name, qualified with the scope in which it is unique."""
        return self.name

    @property
    def is_ephemeral(self) -> bool:
        """Whether it is inlined into its children instead of being built."""
        return False

    @property
    def is_built(self) -> bool:
        """Whether a run builds a relation for it."""
        return False
