"""The commands as click reads them: names, arguments, help; bodies are imported when they run.

`body` is `module:function` in `orchestrator.cli`: it takes a `Given`, and the command's own
arguments by name.
"""

import click

from orchestrator.cli.experiment_definitions import EXPERIMENT
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
    help="Store failing rows in tables.",
)
PUBLISH = click.Option(
    ["--publish"],
    type=click.Choice(["all", "passing"]),
    default="all",
    help="After a failure, publish nothing (all) or what passed with all its parents (passing).",
)

# The tables that `seg init` can read; what each may hold is in starter/shop/inputs.toml.
_TABLES = (
    ("--customers", "One row per customer. Without it, customers are those who bought."),
    ("--orders", "One row per order, or per line of one."),
    ("--items", "Lines of orders."),
    ("--products", "Products: category, price, cost."),
    ("--accounts", "Companies that customers buy for."),
    ("--details", "What customers said of themselves."),
    ("--events", "Visits of the web shop or the app."),
    ("--tickets", "Requests to customer service."),
    ("--surveys", "Answers to surveys."),
    ("--campaigns", "Campaigns."),
    ("--sends", "Who was chosen for a campaign."),
    ("--responses", "Responses to what was sent."),
    ("--consents", "Who agreed to be contacted, and where."),
    ("--suppressions", "Who must not be contacted."),
    ("--erasures", "Who asked to be forgotten."),
    ("--links", "Ids that were seen together."),
    ("--occasions", "Days for which people buy."),
    ("--geo", "Regions: population, income."),
    ("--market", "How many customers the market has."),
    ("--arms", "Who was in which arm of an experiment."),
    ("--costs", "What a contact costs."),
)
_FILES = tuple(click.Option([option], metavar="FILE", help=holds) for option, holds in _TABLES)

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
        help="Build models and seeds, test them, and publish all of them in one transaction.",
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
        "retry",
        "retry:retry",
        short_help="Run the last command again if it failed.",
        help=(
            "Run the last build, run, test, seed or source freshness again if it failed or was "
            "stopped, without what succeeded in it."
        ),
        params=GLOBAL,
    ),
    Command(
        "plan",
        "plan:plan",
        help="Print what a build would do, and why, without doing it.",
        params=(*GLOBAL, *SELECTION, *REUSE, FULL_REFRESH, *OUTPUT),
    ),
    Command(
        "compile",
        "compile:compile_nodes",
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
        help="Print rows of a model, the failing rows of a test, or the result of a query.",
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
            *OUTPUT,
        ),
    ),
    Command(
        "debug",
        "warehouse:debug",
        short_help="Check the project, the target and the warehouse.",
        help="Check the project, the target and the warehouse; print versions and generations.",
        params=GLOBAL,
    ),
    Command(
        "clean",
        "clean:clean",
        short_help="Delete generated files, or orphaned relations.",
        help=(
            "Delete the folders that seg writes beside the project (target/). With --orphans, drop "
            "published relations that no model or seed builds any more, and no file."
        ),
        params=(
            *GLOBAL,
            click.Option(
                ["--orphans"],
                is_flag=True,
                help="List published relations that no model or seed builds any more.",
            ),
            click.Option(["--yes"], is_flag=True, help="Drop the orphans that are listed."),
        ),
    ),
    Command(
        "init",
        "init:init",
        short_help="Write a working project into a new folder.",
        help=(
            "Write a working project into the new folder NAME: a small one or, with --orders, one "
            "that segments the customers in your files. FILE is a CSV, Parquet or JSON file, a "
            "pattern of such files, or a table of a DuckDB file as shop.duckdb:orders."
        ),
        params=(
            *GLOBAL,
            click.Argument(["name"]),
            *_FILES,
            click.Option(
                ["--column", "columns"],
                multiple=True,
                metavar="TABLE.COLUMN=NAME",
                help="Which column is what, where the guess is wrong: orders.customer_id=KdNr",
            ),
            *OUTPUT,
            click.Option(
                ["-s", "--skip-profile-setup"], is_flag=True, hidden=True, expose_value=False
            ),
            click.Option(["--skip-debug"], is_flag=True, hidden=True, expose_value=False),
        ),
    ),
)

_PEOPLE = (
    Command(
        "segments",
        "segments:segments",
        short_help="List segments: size, share, change, age, owner.",
        help="List the segments of FAMILIES (all of them by default): size, change, age, owner.",
        params=(*GLOBAL, click.Argument(["families"], nargs=-1), *OUTPUT),
    ),
    Command(
        "why",
        "why:why",
        short_help="Explain why a customer is in a segment or not.",
        help="Explain why CUSTOMER is in SEGMENT (family.segment) or not.",
        params=(*GLOBAL, click.Argument(["customer"]), click.Argument(["segment"]), *OUTPUT),
    ),
    Command(
        "simulate",
        "segments:simulate",
        short_help="Show a segment's size for other thresholds in its rule.",
        help=(
            "Show the size of SEGMENT (family.segment) for other thresholds of COLUMN, "
            "or of an argument such as within_days of a call about events."
        ),
        params=(
            *GLOBAL,
            click.Argument(["segment"]),
            click.Argument(["column"]),
            click.Option(
                ["--from", "first"], metavar="NUMBER", required=True, help="The first threshold."
            ),
            click.Option(
                ["--to", "last"], metavar="NUMBER", required=True, help="The last threshold."
            ),
            click.Option(["--step"], metavar="NUMBER", required=True, help="Step size."),
            click.Option(
                ["--at", "place"],
                type=click.IntRange(1),
                help="Which comparison, if the rule has several with COLUMN.",
            ),
            click.Option(
                ["--value"], help="The column to sum (default: the value of the role customers)."
            ),
            click.Option(
                ["--cliff"],
                type=click.FloatRange(0),
                default=10.0,
                show_default=True,
                help="The smallest change of size, in percent, that is marked as a cliff.",
            ),
            *OUTPUT,
        ),
    ),
    Command(
        "export",
        "export:export",
        short_help="Write the reachable members of a segment to a file.",
        help="Write the members of SEGMENT (family.segment) who can be reached by a channel.",
        params=(
            *GLOBAL,
            click.Argument(["segment"]),
            click.Option(
                ["--channel"], required=True, help="The channel that members must be reachable by."
            ),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(["csv", "parquet"]),
                help="Default: by the file's extension, else csv.",
            ),
            click.Option(
                ["-o", "--output"],
                help="The file, - for standard output. Default: in target/exports.",
            ),
            click.Option(
                ["--delta"],
                is_flag=True,
                help="Write additions and removals only, not all members.",
            ),
            click.Option(
                ["--hash-keys"],
                is_flag=True,
                help="SHA-256 of keys, salted with SEG_SECRET_EXPORT_SALT.",
            ),
            click.Option(
                ["--acknowledge"],
                is_flag=True,
                help="Mark the last file as imported; write nothing.",
            ),
            click.Option(
                ["--max-removals"],
                type=click.FloatRange(0, 1),
                default=0.2,
                show_default=True,
                help="The largest share of the acknowledged people that may be removed.",
            ),
            click.Option(["--allow-removals"], is_flag=True, help="No removal limit."),
        ),
    ),
    Command(
        "erase",
        "erase:erase",
        short_help="Delete a person from all tables that seg made.",
        help="Delete each CUSTOMER from all that seg made, for good; list what is left elsewhere.",
        params=(
            *GLOBAL,
            click.Argument(["customers"], nargs=-1, required=True, metavar="CUSTOMER..."),
            click.Option(
                ["--column"],
                help="The column that names the person (default: that of the role customers).",
            ),
            click.Option(
                ["--readmit"],
                is_flag=True,
                help="Let later builds include an erased CUSTOMER again.",
            ),
            click.Option(["--force"], is_flag=True, help="Suppress CUSTOMER even if unknown."),
            click.Option(["--dry-run"], is_flag=True, help="Count the rows; delete none."),
            click.Option(
                ["--compact/--no-compact"],
                default=True,
                show_default=True,
                help="Rewrite the database's file, without the bytes of deleted rows.",
            ),
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
    command.name: command for command in (*_COMMANDS, *_PEOPLE, EXPERIMENT, SOURCE) if command.name
}
ORDER = (
    "build", "run", "test", "seed", "retry", "plan", "compile", "show", "segments", "why",
    "simulate", "experiment", "export", "erase", "ls", "list", "parse", "source", "rollback",
    "debug", "clean", "init",
)  # fmt: skip
