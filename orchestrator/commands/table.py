"""A relation or an answer as the Python API gives it."""

from typing import Any

from msgspec import Struct

from orchestrator.commands.inline import LocatedSelect
from orchestrator.commands.read import as_arrow, as_frame, read
from orchestrator.engines.boundary import Session
from orchestrator.results import Rows
from orchestrator.workspace.given_values import LIMIT, require
from orchestrator.workspace.value import Workspace


class Table(Struct, frozen=True):
    """Rows that are read when they are asked for: what is published, or the answer of a query."""

    workspace: Workspace
    query: LocatedSelect

    def df(self) -> Any:
        """All rows as a pandas DataFrame; decimals come as floating point numbers."""
        return read(self.workspace, self.query, as_frame)

    def arrow(self) -> Any:
        """All rows as a pyarrow Table; raises UsageError when pyarrow is not installed."""
        return read(self.workspace, self.query, as_arrow)

    def rows(self, limit: int | None = None) -> Rows:
        """At most `limit` rows as tuples, with the names and types of the columns."""
        require("limit", limit, LIMIT, or_none=True)

        def query(session: Session, select: str) -> Rows:
            return session.query(select, limit)

        return read(self.workspace, self.query, query)
