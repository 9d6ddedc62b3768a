"""The click definitions of commands: names, arguments, help. Bodies are imported when they run.

`body` is `module:function` in `orchestrator.cli`: it takes a `Given`, and the command's own
arguments by name.
"""

import click

from orchestrator.cli.definitions.database import DATABASE
from orchestrator.cli.definitions.deps import DEPS
from orchestrator.cli.definitions.docs import DOCS
from orchestrator.cli.definitions.events import EVENTS
from orchestrator.cli.definitions.experiments import EXPERIMENT
from orchestrator.cli.definitions.lint import LINT
from orchestrator.cli.definitions.options import (
    DEFER,
    EMPTY,
    FOR_CI,
    FULL_REFRESH,
    FULL_TESTS,
    GLOBAL,
    LESS,
    OUTPUT,
    PAGER,
    REUSE,
    ROWS_READ,
    SELECT_TO_LIST,
    SELECTION,
    duration,
    variables,
)
from orchestrator.cli.definitions.people import PEOPLE
from orchestrator.cli.lazy import Command, completed
from orchestrator.cli.unused_flags import INTROSPECT, unused_option

STORE_FAILURES = click.Option(
    ["--store-failures"],
    is_flag=True,
    envvar=variables("STORE_FAILURES"),
    help="Store failing rows in tables.",
)
SHOW_ROWS = click.Option(
    ["--show", "is_shown"], is_flag=True, help="Print the first rows of each seed that is loaded."
)
PUBLISH = click.Option(
    ["--publish"],
    type=click.Choice(["all", "passing"]),
    default="all",
    help="After a failure, publish nothing (all), or what passed with all its parents (passing).",
)

# The tables that `seg init` can read; starter/shop/inputs.toml describes their columns.
_TABLES = (
    ("--customers", "One row per customer. Default: everyone who bought."),
    ("--orders", "One row per order, or per order line."),
    ("--refunds", "Refunds and returns, with their orders."),
    ("--items", "Order lines."),
    ("--products", "Products: category, price, cost."),
    ("--accounts", "Companies that customers buy for."),
    ("--details", "What customers said about themselves."),
    ("--events", "Visits to the web shop or the app."),
    ("--tickets", "Requests to customer service."),
    ("--surveys", "Answers to surveys."),
    ("--campaigns", "Campaigns."),
    ("--sends", "Who was selected for a campaign."),
    ("--responses", "Responses to campaigns."),
    ("--consents", "Who consented to be contacted, and by which channel."),
    ("--suppressions", "Who must not be contacted."),
    ("--erasures", "Who asked to be erased."),
    ("--links", "Ids that were seen together (identity links)."),
    ("--occasions", "Occasions that people buy for, by day."),
    ("--geo", "Regions: population, income."),
    ("--market", "Size of the market, in customers."),
    ("--arms", "Who was in which arm of an experiment."),
    ("--costs", "What a contact costs."),
)
_FILES = tuple(click.Option([option], metavar="FILE", help=holds) for option, holds in _TABLES)

_LS_HELP = "List the nodes of the project, one per line."
_LS_PARAMS = (
    *GLOBAL,
    *SELECT_TO_LIST,
    *LESS,
    click.Option(
        ["--output"], type=click.Choice(["selector", "name", "path", "json"]), default="selector"
    ),
    click.Option(["--output-keys"], multiple=True, help="Keys to print with --output json."),
)

_COMMANDS = (
    Command(
        "build",
        "build:build",
        short_help="Build, test and publish models, seeds and snapshots in one transaction.",
        help=(
            "Build models, seeds and snapshots, test them, and publish them all in one transaction."
        ),
        params=(
            *GLOBAL,
            *SELECTION,
            *DEFER,
            *REUSE,
            FULL_REFRESH,
            *ROWS_READ,
            FULL_TESTS,
            STORE_FAILURES,
            SHOW_ROWS,
            PUBLISH,
            *FOR_CI,
        ),
    ),
    Command(
        "run",
        "build:run_models",
        help="Build and publish models, without tests.",
        params=(*GLOBAL, *SELECTION, *DEFER, *REUSE, FULL_REFRESH, *ROWS_READ, PUBLISH, *FOR_CI),
    ),
    Command(
        "test",
        "build:run_tests",
        help="Run data tests on what is published.",
        params=(*GLOBAL, *SELECTION, *DEFER, *REUSE, FULL_TESTS, STORE_FAILURES, *FOR_CI),
    ),
    Command(
        "seed",
        "build:load_seeds",
        help="Load and publish seeds.",
        params=(
            *GLOBAL,
            *SELECTION,
            *DEFER,
            *REUSE,
            FULL_REFRESH,
            SHOW_ROWS,
            PUBLISH,
            *FOR_CI,
        ),
    ),
    Command(
        "snapshot",
        "build:take_snapshots",
        short_help="Take and publish snapshots.",
        help="Compare the sources of snapshots with their histories, and publish what changed.",
        params=(*GLOBAL, *SELECTION, *DEFER, *REUSE, EMPTY, PUBLISH, *FOR_CI),
    ),
    Command(
        "watch",
        "watch:watch",
        short_help="Rebuild what changed, whenever something changes.",
        help=(
            "Check the project and its sources repeatedly; build, test and publish what changed; "
            "and report how old the newest row was by then. Checks that take long are rarer while "
            "nothing changes or everything fails. Ctrl-C stops it."
        ),
        params=(
            *GLOBAL,
            *SELECTION,
            click.Option(
                ["--every"],
                callback=duration,
                default="10s",
                show_default=True,
                help="How long to wait between checks: 10s, 2m, 1h.",
            ),
            STORE_FAILURES,
            PUBLISH,
            click.Option(
                ["--deliver"],
                metavar="TO",
                multiple=True,
                help="After each publication, deliver segment events there.",
            ),
        ),
    ),
    Command(
        "retry",
        "retry:retry",
        short_help="Run the last command again if it failed.",
        help=(
            "Run the last build, run, test, seed, snapshot or source freshness again if it failed "
            "or was stopped. What succeeded is not run again."
        ),
        params=(
            *GLOBAL,
            click.Option(
                ["--state"],
                metavar="FOLDER",
                envvar=variables("STATE"),
                help="The folder of the run's artifacts. Default: the last run here.",
            ),
            FULL_REFRESH,
            *FOR_CI,
        ),
    ),
    Command(
        "plan",
        "plan:plan",
        help="Print what a build would do, and why, without doing it.",
        params=(
            *GLOBAL,
            *SELECTION,
            *DEFER,
            *REUSE,
            FULL_REFRESH,
            click.Option(["--tests"], is_flag=True, help="Show a line for each data test."),
            click.Option(["--reused"], is_flag=True, help="Also show what is reused."),
            PAGER,
            *OUTPUT,
        ),
    ),
    Command(
        "lineage",
        "lineage:lineage",
        short_help="Show where a column comes from and where it is used.",
        help=(
            "Print the columns that COLUMN (model.column) is derived from and those derived from "
            "it, as the SQL of the models says."
        ),
        params=(
            *GLOBAL,
            click.Argument(["column"], shell_complete=completed("columns")),
            PAGER,
            *OUTPUT,
        ),
    ),
    Command(
        "compile",
        "compile:compile_nodes",
        short_help="Write the SQL of models and tests to target/compiled.",
        help="Write the SQL of the selected models and tests to target/compiled.",
        params=(
            *GLOBAL,
            *SELECTION,
            *DEFER,
            click.Option(["--inline"], help="SQL to compile instead of nodes."),
            FULL_REFRESH,
            EMPTY,
            unused_option(INTROSPECT),
            *OUTPUT,
        ),
    ),
    Command(
        "show",
        "show:show",
        short_help="Print rows of a model, a test's failures or a query.",
        help="Print rows of a model, the failing rows of a test, or the result of a query.",
        params=(
            *GLOBAL,
            *SELECTION,
            *DEFER,
            click.Option(["--inline"], help="SQL to run instead of a node's."),
            click.Option(
                ["--limit"], type=int, default=5, help="Maximum number of rows; negative for all."
            ),
            click.Option(
                ["--columns"],
                multiple=True,
                metavar="NAME,NAME",
                help="Only these columns, in this order.",
            ),
            click.Option(
                ["--candidate"],
                is_flag=True,
                help="Read what the last run built but did not publish.",
            ),
            click.Option(
                ["--output"],
                type=click.Choice(["text", "json", "csv", "markdown", "vertical"]),
                default="text",
                help="text fits the terminal and rounds numbers; other formats show everything.",
            ),
            click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
            FULL_REFRESH,
            unused_option(INTROSPECT),
            PAGER,
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
        "completion",
        "completing:completion",
        short_help="Print a shell completion script.",
        help=(
            "Print the script that completes commands, options, nodes and segments in a shell. "
            "docs/terminal.md says where to install it."
        ),
        params=(*GLOBAL, click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))),
    ),
    Command(
        "schema",
        "schema:schema",
        short_help="Print JSON Schemas of YAML files, for editors.",
        help=(
            "Print the JSON Schema of a kind of YAML file, for completion and checks in editors. "
            "Segment families are part of property files."
        ),
        params=(
            *GLOBAL,
            click.Argument(
                ["file"],
                type=click.Choice(["project", "properties", "packages", "profiles"]),
                required=False,
            ),
            click.Option(
                ["--write"],
                metavar="FOLDER",
                help="Write the schemas into a folder: all, or FILE only.",
            ),
            click.Option(
                ["--check"],
                metavar="FOLDER",
                help="Exit with 1 if the schemas in a folder are not of this seg version.",
            ),
        ),
    ),
    Command(
        "init",
        "init:init",
        short_help="Write a working project into a new folder.",
        help=(
            "Write a working project into the new folder NAME: a small example or, with --orders, "
            "one that segments the customers in your files. FILE is a CSV, Parquet or JSON file, a "
            "pattern of such files, or a table of a DuckDB file, such as shop.duckdb:orders."
        ),
        params=(
            *GLOBAL,
            click.Argument(["name"]),
            *_FILES,
            click.Option(
                ["--column", "columns"],
                multiple=True,
                metavar="TABLE.COLUMN=NAME",
                help="Map a column if the guess is wrong: orders.customer_id=KdNr",
            ),
            *OUTPUT,
            click.Option(
                ["-s", "--skip-profile-setup"], is_flag=True, hidden=True, expose_value=False
            ),
            click.Option(["--skip-debug"], is_flag=True, hidden=True, expose_value=False),
        ),
    ),
)

FRESHNESS = Command(
    "freshness",
    "freshness:source_freshness",
    help="Check the age of the newest row of each source.",
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

COMMANDS = {
    command.name: command
    for command in (*_COMMANDS, *DATABASE, *PEOPLE, EVENTS, EXPERIMENT, SOURCE, DEPS, DOCS, LINT)
    if command.name
}
ORDER = (
    "build", "run", "test", "seed", "snapshot", "watch", "retry", "plan", "lineage", "lint",
    "compile", "show", "segments", "events", "why", "customer", "simulate", "diff", "experiment",
    "export", "erase", "serve", "docs", "ls", "list", "parse", "source", "run-operation", "clone",
    "rollback", "debug", "deps", "clean", "schema", "completion", "init",
)  # fmt: skip
