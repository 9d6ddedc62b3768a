"""The click definitions of commands about segment events."""

import click

from orchestrator.cli.definitions.options import GLOBAL, OUTPUT
from orchestrator.cli.lazy import Command, DefaultingGroup

_WANTED = (
    click.Option(["--family"], help="Only events of this family."),
    click.Option(["--segment"], help="Only events of this segment (family.segment)."),
)

LIST = Command(
    "list",
    "events:events",
    short_help="List who entered and left segments.",
    help=(
        "List who entered and left segments, and why, oldest first. The last line is the "
        "cursor to continue from."
    ),
    params=(
        *GLOBAL,
        click.Option(
            ["--since"],
            metavar="CURSOR",
            help="Start after this cursor. Default: the oldest event that is kept.",
        ),
        *_WANTED,
        click.Option(
            ["--limit"],
            type=click.IntRange(1),
            default=1000,
            show_default=True,
            help="The maximum number of events.",
        ),
        click.Option(
            ["--newest"], is_flag=True, help="List the newest events instead of the oldest."
        ),
        click.Option(["--output"], type=click.Choice(["text", "json", "jsonl"]), default="text"),
        click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
    ),
)
DELIVER = Command(
    "deliver",
    "events:deliver",
    short_help="Deliver new events to a consumer.",
    help=(
        "Send a consumer's undelivered events to a destination of the project file, or append "
        "them to a JSON Lines file. Each event has an id and is delivered at least once."
    ),
    params=(
        *GLOBAL,
        click.Option(["--to"], required=True, help="A destination, or a file FILE.jsonl."),
        click.Option(["--as", "consumer"], help="The consumer. Default: the value of --to."),
        click.Option(
            ["--since"],
            metavar="CURSOR",
            help="Where a new consumer starts: start (the default), newest, or a cursor.",
        ),
        *_WANTED,
        click.Option(
            ["--hash-keys"],
            is_flag=True,
            help="Hash keys with SHA-256, salted with SEG_SECRET_EXPORT_SALT.",
        ),
    ),
)
CONSUMERS = Command(
    "consumers",
    "events:consumers",
    short_help="List consumers, and how far behind each is.",
    help="List consumers, their cursors, and how many events each has yet to receive.",
    params=(*GLOBAL, *OUTPUT),
)
RESET = Command(
    "reset",
    "events:reset",
    short_help="Move a consumer to another cursor.",
    help="Make CONSUMER continue from CURSOR: the id of an event, start, or newest.",
    params=(*GLOBAL, click.Argument(["consumer"]), click.Argument(["cursor"])),
)
DROP = Command(
    "drop",
    "events:drop",
    short_help="Forget a consumer.",
    help="Forget CONSUMER and its cursor.",
    params=(*GLOBAL, click.Argument(["consumer"])),
)
EVENTS = DefaultingGroup(
    "events",
    commands=[LIST, DELIVER, CONSUMERS, RESET, DROP],
    short_help="Who entered and left segments: list, deliver, consumers, reset, drop.",
    help="Commands about who enters and leaves segments. The default is list.",
)
