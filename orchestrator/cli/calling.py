"""One call of a command's body: the only place where errors become text and exit codes."""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from orchestrator.cli.annotating import root_of_annotations, wants_annotations
from orchestrator.cli.broken_pipe import stop_writing
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import annotated
from orchestrator.errors import EnvironmentFault, ProjectError, SegError
from orchestrator.secrets import Mask, secrets_in


def called(body: Callable[..., int], params: Mapping[str, Any]) -> int:
    """Call a body with the parsed arguments; return the exit code."""
    given = Given.of(params)
    call = partial(body, given, **given.own)
    return guarded(call, is_debug=given.display.debug, project=given.flags.project_dir)


def guarded(call: Callable[[], int], *, is_debug: bool, project: Path = Path()) -> int:
    """Return the exit code of a call; print errors to stderr, with --debug as a traceback.

    In GitHub Actions, errors in the `project` are annotated as well.
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
    except BrokenPipeError:
        raise
    except OSError as error:
        if is_debug:
            raise
        # The error may be that stdout cannot be written (`> file` on a full disk): then the
        # interpreter's last flush would fail as well.
        stop_writing(sys.stdout)
        told = (error.filename, error.strerror or str(error))
        click.echo(": ".join(str(each) for each in told if each), err=True)
        return EnvironmentFault.exit_code
