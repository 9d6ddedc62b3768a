"""A relation in templates: renders as text, and offers its parts as attributes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import ProjectError
from orchestrator.names import RelationName

_PARTS = ("database", "schema", "identifier")


class TemplateRelation(Struct, frozen=True):
    """The result of `ref()`, `source()` and `this` in a template; `text` is what it renders as.

    It also acts as a mapping, because packages use it as one. `_spelled` returns the text of a
    relation derived from this one: if that is a node's relation, the relation that represents it in
    the run. `_short` is the text without the database, if the run decides which relation represents
    it. `_read` returns the text to read from if not all rows should be read. These names start with
    an underscore because templates cannot access such names.
    """

    relation: RelationName
    text: str
    type: str | None = "table"
    database: str | None = None
    is_cte: bool = False
    _spelled: Callable[["TemplateRelation"], str] | None = None
    _short: str = ""
    _read: Callable[[str], str] | None = None

    @property
    def schema(self) -> str:
        """The schema's name, unquoted."""
        return self.relation.schema

    @property
    def identifier(self) -> str:
        """The table's or view's name, unquoted."""
        return self.relation.identifier

    @property
    def name(self) -> str:
        """The same as `identifier`."""
        return self.relation.identifier

    @property
    def table(self) -> str:
        """The same as `identifier`."""
        return self.relation.identifier

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.type == "table"

    @property
    def is_view(self) -> bool:
        """Whether it is a view."""
        return self.type == "view"

    @property
    def metadata(self) -> Mapping[str, str]:
        """Packages use this to recognize a value as a relation."""
        return {"type": "TemplateRelation"}

    @property
    def path(self) -> Mapping[str, str | None]:
        """Database, schema and identifier by these names."""
        return {"database": self.database, "schema": self.schema, "identifier": self.identifier}

    def render(self) -> str:
        """Return the text of `{{ relation }}` if all rows are read."""
        return self.text

    def incorporate(
        self, path: Mapping[str, str | None] | None = None, type: str | None = None, **_: object
    ) -> "TemplateRelation":
        """Return the relation with different parts or another type."""
        found = replace(self, type=type) if type is not None else self
        return found.replace_path(**path) if path else found

    def replace_path(self, **parts: str | None) -> "TemplateRelation":
        """Return the relation with another database, schema or identifier."""
        schema = parts.get("schema", self.schema) or ""
        identifier = parts.get("identifier", self.identifier) or ""
        database = parts.get("database", self.database)
        return self._as(replace(self, relation=RelationName(schema, identifier), database=database))

    def include(
        self, database: bool = True, schema: bool = True, identifier: bool = True
    ) -> "TemplateRelation":
        """Return the relation with a text that has only these parts."""
        if self._short and schema and identifier:
            return self if database else replace(self, text=self._short)
        return self._with_parts(self.quoted_parts(database, schema, identifier))

    def quote(
        self, database: bool = True, schema: bool = True, identifier: bool = True
    ) -> "TemplateRelation":
        """Return the relation with a text in which only these parts are quoted."""
        quoted = zip(_PARTS, (database, schema, identifier), strict=True)
        parts = [
            _quoted(text) if is_quoted else text
            for part, is_quoted in quoted
            if (text := getattr(self, part))
        ]
        return self._with_parts(parts)

    def information_schema(self, view_name: str | None = None) -> "TemplateRelation":
        """Return a view of the information schema of its database."""
        view = view_name or ""
        parts = [_quoted(self.database)] if self.database else []
        text = ".".join([*parts, "INFORMATION_SCHEMA", *([view] if view else [])])
        relation = RelationName("INFORMATION_SCHEMA", view)
        return replace(self, relation=relation, text=text, type="view", is_cte=False)

    def without_identifier(self) -> "TemplateRelation":
        """Return the relation with a text that has only its database and schema."""
        return self.include(identifier=False)

    def quoted_parts(self, database: bool, schema: bool, identifier: bool) -> list[str]:
        """Return the requested parts as SQL, as far as they are known."""
        wanted = zip(_PARTS, (database, schema, identifier), strict=True)
        return [_quoted(text) for part, yes in wanted if yes and (text := getattr(self, part))]

    def get(self, key: str, default: Any = None) -> Any:
        """Return a part by its name."""
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self) -> tuple[str, ...]:
        """Return the names of the parts."""
        return (*_PARTS, "type", "metadata", "path")

    def values(self) -> tuple[Any, ...]:
        """Return the parts."""
        return tuple(self[key] for key in self.keys())

    def items(self) -> tuple[tuple[str, Any], ...]:
        """Return the parts with their names."""
        return tuple((key, self[key]) for key in self.keys())

    def _as(self, other: "TemplateRelation") -> "TemplateRelation":
        if self._spelled is None:
            return other._with_parts(other.quoted_parts(True, True, True))
        return replace(other, text=self._spelled(other))

    def _with_parts(self, parts: list[str]) -> "TemplateRelation":
        return replace(self, text=".".join(parts))

    def __getitem__(self, key: str) -> Any:
        if key not in self.keys():
            raise KeyError(key)
        return getattr(self, key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def __str__(self) -> str:
        return self.text if self._read is None else self._read(self.text)


# Packages check whether a relation is a mapping before they read its parts.
Mapping.register(TemplateRelation)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class RelationApi(Struct, frozen=True):
    """`api.Relation` in templates; `_spelled` returns the text of a relation by its parts."""

    _spelled: Callable[[TemplateRelation], str]

    def create(
        self,
        database: str | None = None,
        schema: str | None = None,
        identifier: str | None = None,
        type: str | None = None,
        **_: object,
    ) -> TemplateRelation:
        """Return the relation of that name; it need not exist."""
        if schema is None and identifier is None:
            raise ProjectError.of("api.Relation.create needs a schema or an identifier")
        name = RelationName(schema or "", identifier or "")
        found = TemplateRelation(name, "", type, database, _spelled=self._spelled)
        return replace(found, text=self._spelled(found))
