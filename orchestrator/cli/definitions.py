"""The commands as click reads them: names, arguments, help; bodies are imported when they run.

`body` is `module:function` in `orchestrator.cli`: it takes a `Given`, and the command's own
arguments by name.
"""

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import GLOBAL, OUTPUT, REUSE, SELECTION, variables

FULL_REFRESH = click.Option(
    ["-f", "--full-refresh"],
    is_flag=True,
    envvar=variables("FULL_REFRESH"),
    help="Rebuild incremental models from scratch.",
)
STORE_FAILURES = click.Option(
    ["--store-failures"],
    is_flag=True,
    envvar=variables("STORE_FAILURES"),
    help="Keep failing rows in tables.",
)
PUBLISH = click.Option(
    ["--publish"],
    type=click.Choice(["all", "passing"]),
    default="all",
    help="After a failure: publish nothing, or what passed with all it is built from.",
)

_LS_HELP = "List the nodes of the project, one a line."
_LS_PARAMS = (
    *GLOBAL,
    *SELECTION,
    click.Option(
        ["--output"], type=click.Choice(["selector", "name", "path", "json"]), default="selector"
    ),
    click.Option(["--output-keys"], multiple=True, help="Keys to print with --output json."),
)

_COMMANDS = (
    Command(
        "build",
        "build:build",
        short_help="Build models and seeds, test them, publish all of it at once.",
        help="Build models and seeds aside, test them, publish all of it in one transaction.",
        params=(*GLOBAL, *SELECTION, *REUSE, FULL_REFRESH, STORE_FAILURES, PUBLISH),
    ),
    Command(
        "run",
        "build:run_models",
        help="Build and publish models, without tests.",
        params=(*GLOBAL, *SELECTION, *REUSE, FULL_REFRESH, PUBLISH),
    ),
    Command(
        "test",
        "build:run_tests",
        help="Run data tests on what is published.",
        params=(*GLOBAL, *SELECTION, *REUSE, STORE_FAILURES),
    ),
    Command(
        "seed",
        "build:load_seeds",
        help="Load and publish seeds.",
        params=(*GLOBAL, *SELECTION, *REUSE, FULL_REFRESH, PUBLISH),
    ),
    Command(
        "plan",
        "plan:plan",
        help="Print what a build would do, and why, without doing it.",
        params=(*GLOBAL, *SELECTION, *REUSE, FULL_REFRESH, *OUTPUT),
    ),
    Command(
        "compile",
        "plan:compile_nodes",
        short_help="Write the SQL of models and tests to target/compiled.",
        help="Write the SQL of the selected models and tests to target/compiled.",
        params=(
            *GLOBAL,
            *SELECTION,
            click.Option(["--inline"], help="SQL to compile instead of nodes."),
            FULL_REFRESH,
            *OUTPUT,
        ),
    ),
    Command(
        "show",
        "show:show",
        short_help="Print rows of a model, a test's failures or a query.",
        help="Print rows of a model, the failing rows of a test, or the answer of a query.",
        params=(
            *GLOBAL,
            *SELECTION,
            click.Option(["--inline"], help="SQL to run instead of a node's."),
            click.Option(
                ["--limit"], type=int, default=5, help="Maximum number of rows; negative for all."
            ),
            click.Option(
                ["--candidate"],
                is_flag=True,
                help="Read what the last run built and did not publish.",
            ),
            *OUTPUT,
        ),
    ),
    Command(
        "ls",
        "ls:ls",
        short_help="List the nodes of the project.",
        help=_LS_HELP,
        params=_LS_PARAMS,
    ),
    Command(
        "list",
        "ls:ls",
        short_help="The same as ls.",
        help=_LS_HELP,
        params=_LS_PARAMS,
    ),
    Command(
        "parse",
        "parse:parse",
        short_help="Read the project and report everything wrong with it.",
        help="Read the project, report everything wrong with it, write manifest.json.",
        params=GLOBAL,
    ),
    Command(
        "rollback",
        "warehouse:rollback",
        short_help="Publish an earlier generation again.",
        help="Publish GENERATION again, or the one before the current.",
        params=(
            *GLOBAL,
            click.Argument(["generation"], type=int, required=False),
            click.Option(
                ["--list", "is_list"],
                is_flag=True,
                help="List the generations that can be published again.",
            ),
        ),
    ),
    Command(
        "debug",
        "warehouse:debug",
        short_help="Check the project, the target and the warehouse.",
        help="Check the project, the target and the warehouse, and say what there is.",
        params=GLOBAL,
    ),
    Command(
        "clean",
        "clean:clean",
        short_help="Delete what seg wrote beside the project.",
        help="Delete the folders that seg writes beside the project (target/); never a table.",
        params=GLOBAL,
    ),
    Command(
        "init",
        "init:init",
        short_help="Write a small working project into a new folder.",
        help="Write a small working project into the new folder NAME.",
        params=(
            *GLOBAL,
            click.Argument(["name"]),
            click.Option(
                ["-s", "--skip-profile-setup"], is_flag=True, hidden=True, expose_value=False
            ),
            click.Option(["--skip-debug"], is_flag=True, hidden=True, expose_value=False),
        ),
    ),
)

FRESHNESS = Command(
    "freshness",
    "build:source_freshness",
    help="Ask each source for its newest row, and judge its age.",
    params=(
        *GLOBAL,
        *SELECTION,
        click.Option(["-o", "--output"], help="Where to write sources.json."),
    ),
)
SOURCE = click.Group(
    "source",
    commands=[FRESHNESS],
    short_help="Commands about sources: freshness.",
    help="Commands about sources.",
)

COMMANDS = {command.name: command for command in (*_COMMANDS, SOURCE) if command.name}
ORDER = (
    "build", "run", "test", "seed", "plan", "compile", "show", "segments", "why", "simulate",
    "export", "erase", "ls", "list", "parse", "source", "rollback", "debug", "clean", "init",
)  # fmt: skip
