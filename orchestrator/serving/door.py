"""Where the server is imported: it needs libraries that come with `serve`."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from orchestrator.errors import UsageError
from orchestrator.serving.values import ServingEvent
from orchestrator.workspace.value import Workspace

TOKEN_VARIABLE = "SEG_SECRET_SERVE_TOKEN"
"""The environment variable with the token that requests have to send."""


class Server(Protocol):
    """What `orchestrator.serving.listening` makes."""

    @property
    def url(self) -> str:
        """Where it listens."""

    def run(self) -> None:
        """Answer requests until `stop`."""

    def stop(self, _number: int) -> None:
        """Let `run` return."""


def server(
    workspace: Workspace,
    open_again: Callable[[], Workspace],
    tell: Callable[[ServingEvent], None],
    *,
    host: str,
    port: int,
    token: str | None,
    is_debug: bool,
) -> Server:
    """A server that is ready to run; raises UsageError without its libraries."""
    try:
        module = import_module("orchestrator.serving.listening")
    except ModuleNotFoundError as error:
        fix = "pip install 'seg-orchestrator[serve]'"
        raise UsageError(f"this needs the Python package {error.name}", fix=fix) from error
    made = module.listening(
        workspace, open_again, tell, host=host, port=port, token=token, is_debug=is_debug
    )
    return cast(Server, made)
