"""`adapter` as templates see it: which engine this is, and which macro fits it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.templates.door import TemplateRenderer


class TemplateAdapter(Struct, frozen=True):
    """The part of dbt's `adapter` that needs no database.

    `_search_orders` are the project file's `dispatch:` entries by macro namespace. The names begin
    with an underscore because templates cannot reach those.
    """

    _renderer: TemplateRenderer
    _engine: str
    _quote: Callable[[str], str]
    _search_orders: Mapping[str, Sequence[str]]

    def dispatch(self, macro_name: str, macro_namespace: str | None = None) -> Callable[..., Any]:
        """The macro for this engine: `duckdb__name`, or `default__name`."""
        return self._renderer.dispatch(
            macro_name,
            macro_namespace,
            adapter_type=self._engine,
            search_order=self._search_orders.get(macro_namespace or ""),
        )

    def quote(self, identifier: str) -> str:
        """The identifier as SQL."""
        return self._quote(identifier)

    def type(self) -> str:
        """The engine's name."""
        return self._engine
