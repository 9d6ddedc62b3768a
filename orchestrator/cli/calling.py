"""One call of a command's body: the only place where errors become text and exit codes."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click

from orchestrator.cli.given import Given
from orchestrator.errors import SegError
from orchestrator.secrets import Mask, secrets_in


def called(body: Callable[..., int], params: Mapping[str, Any]) -> int:
    """Call a body with what click read; its exit code."""
    given = Given.of(params)
    return guarded(partial(body, given, **given.own), is_debug=given.display.debug)


def guarded(call: Callable[[], int], *, is_debug: bool) -> int:
    """The exit code of a call; an error is told on standard error, with --debug as a traceback."""
    try:
        return call()
    except SegError as error:
        if is_debug:
            raise
        click.echo(Mask.of(secrets_in(os.environ)).text(str(error)), err=True)
        return error.exit_code
