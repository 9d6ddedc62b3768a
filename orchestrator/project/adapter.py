"""`adapter` as templates see it: which engine this is, and which macro fits it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestrator.templates.rendering import Renderer


@dataclass(frozen=True, slots=True)
class TemplateAdapter:
    """The part of dbt's `adapter` that needs no database.

    `search_orders` are the project file's `dispatch:` entries by macro namespace.
    """

    renderer: Renderer
    engine: str
    quote_identifier: Callable[[str], str]
    search_orders: Mapping[str, Sequence[str]]

    def dispatch(self, macro_name: str, macro_namespace: str | None = None) -> Callable[..., Any]:
        """The macro for this engine: `duckdb__name`, or `default__name`."""
        return self.renderer.dispatch(
            macro_name,
            macro_namespace,
            adapter_type=self.engine,
            search_order=self.search_orders.get(macro_namespace or ""),
        )

    def quote(self, identifier: str) -> str:
        """The identifier as SQL."""
        return self.quote_identifier(identifier)

    def type(self) -> str:
        """The engine's name."""
        return self.engine
