"""Imports the server, which needs the libraries of the extra `serve`."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from orchestrator.errors import UsageError
from orchestrator.serving.values import ServingEvent
from orchestrator.workspace.value import Workspace

TOKEN_VARIABLE = "SEG_SECRET_SERVE_TOKEN"
"""The environment variable with the token that requests must send."""


class Server(Protocol):
    """The interface of the server that `orchestrator.serving.listening` creates."""

    @property
    def url(self) -> str:
        """Return the address where it listens."""

    def run(self) -> None:
        """Answer requests until `stop`."""

    def stop(self, _number: int) -> None:
        """Make `run` return."""


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
    """Return a server that is ready to run; raises UsageError without its libraries."""
    try:
        module = import_module("orchestrator.serving.listening")
    except ModuleNotFoundError as error:
        fix = "pip install 'seg-orchestrator[serve]'"
        raise UsageError(f"this needs the Python package {error.name}", fix=fix) from error
    made = module.listening(
        workspace, open_again, tell, host=host, port=port, token=token, is_debug=is_debug
    )
    return cast(Server, made)
