"""A relation or an answer as the Python API returns it."""

from typing import Any

from msgspec import Struct

from orchestrator.commands.inline import LocatedSelect
from orchestrator.commands.read import as_arrow, as_frame, read
from orchestrator.engines.boundary import Session
from orchestrator.results import Rows
from orchestrator.workspace.given_values import LIMIT, require
from orchestrator.workspace.value import Workspace


class Table(Struct, frozen=True):
    """Rows that are read on request: what is published, or the answer of a query."""

    workspace: Workspace
    query: LocatedSelect

    def df(self) -> Any:
        """Return all rows as a pandas DataFrame; decimals become floats."""
        return read(self.workspace, self.query, as_frame)

    def arrow(self) -> Any:
        """Return all rows as a pyarrow Table; raises UsageError if pyarrow is not installed."""
        return read(self.workspace, self.query, as_arrow)

    def rows(self, limit: int | None = None) -> Rows:
        """Return at most `limit` rows as tuples, with the names and types of the columns."""
        require("limit", limit, LIMIT, or_none=True)

        def query(session: Session, select: str) -> Rows:
            return session.query(select, limit)

        return read(self.workspace, self.query, query)
