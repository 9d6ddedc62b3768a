"""What can be wrong with SQL before it runs: its form, secrets, files that must not be read."""

from collections.abc import Sequence
from itertools import compress

from orchestrator.workspace.value import Workspace


class Statements:
    """Asks the parser of the target's engine whether texts are one SELECT each."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._adapter = workspace.adapter
        self._forbidden = self._adapter.forbidden_reads(
            workspace.connection(), workspace.secret_files
        )
        self._selects: set[str] = set()

    def problem(self, sql: str, kind: str) -> tuple[str, int | None] | None:
        """Return why a text of this `kind` is not one SELECT that may run, and its line."""
        return (
            secret_in(sql, kind, self._workspace)
            or (sql not in self._selects and self._adapter.statement_problem(sql, kind))
            or self._forbidden(sql, kind)
        )

    def look_ahead(self, texts: Sequence[str]) -> None:
        """Check many texts at once, in parallel to other threads."""
        secrets = self._workspace.declared_secrets.in_text
        shown = texts if secrets is None else [sql for sql in texts if not secrets.search(sql)]
        self._selects.update(compress(shown, self._adapter.are_selects(shown)))


def secret_in(sql: str, kind: str, workspace: Workspace) -> tuple[str, int] | None:
    """Return that a statement contains a secret, and its line: the database would log it."""
    secrets = workspace.declared_secrets.in_text
    found = secrets.search(sql) if secrets else None
    if found is None:
        return None
    line = sql.count("\n", 0, found.start()) + 1
    return (
        f"{kind} must not contain a secret: the database stores and shows the SQL that it runs",
        line,
    )
