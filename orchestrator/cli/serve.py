"""`seg serve`: answers HTTP requests from the copy for readers until a signal stops it."""

import os
import sys
from datetime import UTC, datetime
from functools import partial

import click
from msgspec.structs import replace

from orchestrator.cli.broken_pipe import stop_writing
from orchestrator.cli.given import Given
from orchestrator.cli.running import signals_to
from orchestrator.cli.saying import opened_again, opened_for
from orchestrator.config.profile import PROFILES
from orchestrator.json_text import json_text
from orchestrator.reports.serving import serving_json, serving_line
from orchestrator.serving.door import TOKEN_VARIABLE, server
from orchestrator.serving.values import NowListening, ServingEvent, ServingProblem
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.working_directory import WORKING_DIRECTORY, current_folder


def serve(given: Given, *, host: str, port: int) -> int:
    """Answer requests until SIGINT or SIGTERM, which count as success."""
    given = _independent_of_the_folder(given)
    workspace = opened_for(given, "serve")
    token = os.environ.get(TOKEN_VARIABLE, "").strip() or None
    tell = partial(_print_event, given, workspace)
    shown_warnings = set(workspace.warnings)
    serving = server(
        workspace,
        partial(opened_again, given, "serve", shown_warnings),
        tell,
        host=host,
        port=port,
        token=token,
        is_debug=given.display.debug,
    )
    with WORKING_DIRECTORY.inside(workspace.file.root), signals_to(serving.stop):
        tell(NowListening(serving.url, token is not None))
        serving.run()
    return 0


def _print_event(given: Given, workspace: Workspace, event: ServingEvent) -> None:
    """Print an event, preceded by the time."""
    is_problem = isinstance(event, ServingProblem)
    if given.display.quiet and not is_problem:
        return
    now = datetime.now(UTC)
    if given.display.log_format == "json":
        text = json_text(serving_json(event, now), workspace.mask)
    else:
        text = f"{now.astimezone():%H:%M:%S}  {workspace.mask.text(serving_line(event))}"
    try:
        click.echo(text, err=is_problem)
    except BrokenPipeError:
        # The reader of the log can close it: the server continues without it.
        stop_writing(sys.stdout)


def _independent_of_the_folder(given: Given) -> Given:
    """Return the same with absolute paths: the project is read again from within its folder."""
    flags, here = given.flags, current_folder()
    profiles = flags.profiles_dir
    if profiles is None and (here / PROFILES).is_file():
        profiles = here
    flags = replace(
        flags,
        project_dir=flags.project_dir.absolute(),
        profiles_dir=profiles.absolute() if profiles else None,
    )
    return replace(given, flags=flags)
