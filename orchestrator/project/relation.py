"""A relation as templates see it: text where it is printed, parts where it is asked."""

from msgspec import Struct

from orchestrator.names import RelationName


class TemplateRelation(Struct, frozen=True):
    """What `ref()`, `source()` and `this` give to a template; `text` is what it renders as."""

    relation: RelationName
    text: str
    type: str = "table"
    database: str | None = None

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

    def render(self) -> str:
        """The text that `{{ relation }}` gives."""
        return self.text

    def __str__(self) -> str:
        return self.text
