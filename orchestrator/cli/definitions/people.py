"""The click definitions of commands about segments and the people in them."""

import click

from orchestrator.cli.definitions.options import GLOBAL, OUTPUT, PAGER, SELECTION, NumberRange
from orchestrator.cli.lazy import Command, completed

PEOPLE = (
    Command(
        "segments",
        "segments:segments",
        short_help="List segments: size, share, change, age, owner.",
        help="List the segments of FAMILIES (all of them by default): size, change, age, owner.",
        params=(
            *GLOBAL,
            click.Argument(["families"], nargs=-1, shell_complete=completed("families")),
            PAGER,
            *OUTPUT,
        ),
    ),
    Command(
        "why",
        "why:why",
        short_help="Explain why a customer is or is not in a segment.",
        help="Explain why CUSTOMER is or is not in SEGMENT (family.segment).",
        params=(
            *GLOBAL,
            click.Argument(["customer"]),
            click.Argument(["segment"], shell_complete=completed("segments")),
            *OUTPUT,
        ),
    ),
    Command(
        "customer",
        "customer:customer",
        short_help="Show one customer: facts, channels, segments and moves.",
        help=(
            "Print what is known about CUSTOMER: identity, value, predictions, channels, segments."
        ),
        params=(*GLOBAL, click.Argument(["customer"]), *OUTPUT),
    ),
    Command(
        "simulate",
        "segments:simulate",
        short_help="Show a segment's size for other thresholds in its rule.",
        help=(
            "Show the size of SEGMENT (family.segment) for other thresholds of COLUMN, "
            "or of an argument such as within_days in a condition on events."
        ),
        params=(
            *GLOBAL,
            click.Argument(["segment"], shell_complete=completed("segments")),
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
                help="Which comparison to change, if the rule compares COLUMN more than once.",
            ),
            click.Option(
                ["--value"], help="The column to sum (default: the value of the role customers)."
            ),
            click.Option(
                ["--cliff"],
                type=NumberRange(0),
                default=10.0,
                show_default=True,
                help="The smallest change in size, in percent, that is marked as a cliff.",
            ),
            *OUTPUT,
        ),
    ),
    Command(
        "diff",
        "diff:diff",
        short_help="Compare what a build would publish with what is published.",
        help=(
            "Compare what a build now would publish with what is published. It builds and tests a "
            "candidate, and publishes nothing. With --against, compare what is published with an "
            "earlier GENERATION; with --against-target, with what another target publishes. These "
            "two build nothing. For each family: who moved between which segments, and whether a "
            "changed definition, a model or the data moved them. Exits with 1 if a build would "
            "fail."
        ),
        params=(
            *GLOBAL,
            *SELECTION,
            click.Option(
                ["--against"],
                type=click.IntRange(1),
                metavar="GENERATION",
                help="Compare what is published with an earlier generation (seg rollback --list).",
            ),
            click.Option(
                ["--against-target"],
                metavar="TARGET",
                help="Compare with what another target publishes, in this or another database.",
            ),
            click.Option(
                ["--fail-if-moved"],
                multiple=True,
                metavar="[FAMILY=]PERCENT",
                help=(
                    "Exit with 1 if a larger share of a family's members moved: 5%, or "
                    "core=2% for one family (default: as in the project file)."
                ),
            ),
            click.Option(
                ["--examples"],
                type=click.IntRange(0),
                help=(
                    "How many rows of each model to show, without personal values "
                    "(default: as in the project file, else 1)."
                ),
            ),
            PAGER,
            click.Option(
                ["--output"], type=click.Choice(["text", "json", "markdown"]), default="text"
            ),
            click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
        ),
    ),
    Command(
        "export",
        "export:export",
        short_help="Write the reachable members of a segment to a file.",
        help="Write the members of SEGMENT (family.segment): people by a channel, or accounts.",
        params=(
            *GLOBAL,
            click.Argument(["segment"], shell_complete=completed("segments")),
            click.Option(
                ["--channel"],
                help="The channel that people must be reachable by. Not for accounts.",
            ),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(
                    [
                        "csv",
                        "parquet",
                        "jsonl",
                        "google_customer_match",
                        "meta_custom_audience",
                        "tiktok_customer_file",
                        "klaviyo",
                        "mailchimp",
                    ]
                ),
                help=(
                    "The format of the file (default: by its extension, else csv), or an ad "
                    "platform."
                ),
            ),
            click.Option(
                ["-o", "--output"],
                help="The file, or - for standard output. Default: a file in target/exports.",
            ),
            click.Option(["--to"], help="Send the list to a destination of the project file."),
            click.Option(
                ["--columns"],
                multiple=True,
                help="Columns to write in addition to the key, separated by commas.",
            ),
            click.Option(
                ["--delta"],
                is_flag=True,
                help="Write only additions and removals instead of all members.",
            ),
            click.Option(
                ["--hash-keys"],
                is_flag=True,
                help="Hash keys with SHA-256, salted with SEG_SECRET_EXPORT_SALT.",
            ),
            click.Option(
                ["--acknowledge"],
                is_flag=True,
                help="Mark the last file as imported, and write nothing.",
            ),
            click.Option(
                ["--max-removals"],
                type=NumberRange(0, 1),
                help=(
                    "The largest share of acknowledged people that an export may remove "
                    "(default: 0.2)."
                ),
            ),
            click.Option(["--allow-removals"], is_flag=True, help="No removal limit."),
            click.Option(
                ["--allow-old"],
                is_flag=True,
                help="Do not limit the age of the data (variable list_max_age_days, 7).",
            ),
        ),
    ),
    Command(
        "serve",
        "serve:serve",
        short_help="Serve published customers and segments over HTTP.",
        help=(
            "Serve published customers and segments over HTTP, from the copy for readers: "
            "docs/serving.md. If SEG_SECRET_SERVE_TOKEN is set, requests must send that token. "
            "Ctrl-C stops it."
        ),
        params=(
            *GLOBAL,
            click.Option(
                ["--host"],
                default="127.0.0.1",
                show_default=True,
                help="The address to listen on. One that other machines can reach needs a token.",
            ),
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=8741,
                show_default=True,
                help="The port; 0 for any free port.",
            ),
        ),
    ),
    Command(
        "erase",
        "erase:erase",
        short_help="Delete a person from all tables that seg built.",
        help=(
            "Permanently delete each CUSTOMER from everything that seg built, and list what is "
            "left elsewhere."
        ),
        params=(
            *GLOBAL,
            click.Argument(["customers"], nargs=-1, required=True, metavar="CUSTOMER..."),
            click.Option(
                ["--column"],
                help="The column that identifies the person (default: that of the role customers).",
            ),
            click.Option(
                ["--readmit"],
                is_flag=True,
                help="Let later builds include an erased CUSTOMER again.",
            ),
            click.Option(
                ["--force"], is_flag=True, help="Suppress CUSTOMER in later builds even if unknown."
            ),
            click.Option(["--dry-run"], is_flag=True, help="Count the rows without deleting them."),
            click.Option(
                ["--compact/--no-compact"],
                default=True,
                show_default=True,
                help="Rewrite the database file without the bytes of deleted rows.",
            ),
        ),
    ),
)
