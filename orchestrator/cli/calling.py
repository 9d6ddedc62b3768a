"""One call of a command's body: the only place where errors become text and exit codes."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from orchestrator.cli.annotating import root_of_annotations, wants_annotations
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import annotated
from orchestrator.cli.unexpected import Unexpected
from orchestrator.errors import EnvironmentFault, ProjectError, SegError
from orchestrator.secrets import Mask, secrets_in


def called(body: Callable[..., int], params: Mapping[str, Any]) -> int:
    """Call a body with what click read; its exit code."""
    given = Given.of(params)
    call = partial(body, given, **given.own)
    return guarded(call, is_debug=given.display.debug, project=given.flags.project_dir)


def guarded(call: Callable[[], int], *, is_debug: bool, project: Path = Path()) -> int:
    """The exit code of a call; an error is told on standard error, with --debug as a traceback.

    In GitHub Actions what is wrong with the `project` is annotated as well. Raises Unexpected.
    """
    try:
        return call()
    except SegError as error:
        if is_debug:
            raise
        mask = Mask.of(secrets_in(os.environ))
        click.echo(mask.text(str(error)), err=True)
        if isinstance(error, ProjectError) and wants_annotations(None):
            for line in annotated()(error.problems, root_of_annotations(project), mask):
                click.echo(line, err=True)
        return error.exit_code
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if is_debug:
            raise
        text = Mask.of(secrets_in(os.environ)).text(f"{type(error).__name__}: {error}")
        code = EnvironmentFault.exit_code if isinstance(error, OSError) else SegError.exit_code
        raise Unexpected(text, code) from error
