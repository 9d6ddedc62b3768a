"""The commands about events of segments: their arguments and help."""

import click

from orchestrator.cli.lazy import Command, DefaultingGroup
from orchestrator.cli.options import GLOBAL, OUTPUT

_WANTED = (
    click.Option(["--family"], help="Of one family only."),
    click.Option(["--segment"], help="Of one segment only (family.segment)."),
)

LIST = Command(
    "list",
    "events:events",
    short_help="Who entered and left segments, from a cursor on.",
    help=(
        "List who entered and left segments, and why, the oldest first. The last line is the "
        "cursor to go on from."
    ),
    params=(
        *GLOBAL,
        click.Option(
            ["--since"],
            metavar="CURSOR",
            help="Begin behind it. Default: the oldest event that is kept.",
        ),
        *_WANTED,
        click.Option(
            ["--limit"], type=click.IntRange(1), default=1000, show_default=True, help="At most."
        ),
        click.Option(["--newest"], is_flag=True, help="The newest events, not the oldest."),
        click.Option(["--output"], type=click.Choice(["text", "json", "jsonl"]), default="text"),
        click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
    ),
)
DELIVER = Command(
    "deliver",
    "events:deliver",
    short_help="Send a consumer what it has not got yet.",
    help=(
        "Send the events that a consumer has not got yet to a destination of the project file, or "
        "append them to a file of JSON Lines. It gets each event at least once, with an id."
    ),
    params=(
        *GLOBAL,
        click.Option(["--to"], required=True, help="A destination, or a file FILE.jsonl."),
        click.Option(["--as", "consumer"], help="The consumer. Default: what --to says."),
        click.Option(
            ["--since"],
            metavar="CURSOR",
            help="Where a new consumer begins: start (the default), newest, or a cursor.",
        ),
        *_WANTED,
        click.Option(
            ["--hash-keys"],
            is_flag=True,
            help="SHA-256 of keys, salted with SEG_SECRET_EXPORT_SALT.",
        ),
    ),
)
CONSUMERS = Command(
    "consumers",
    "events:consumers",
    short_help="Who gets events, and how far behind each is.",
    help="List who gets events, from where on, and how many each has not got yet.",
    params=(*GLOBAL, *OUTPUT),
)
RESET = Command(
    "reset",
    "events:reset",
    short_help="Let a consumer go on from another cursor.",
    help="Let CONSUMER go on from CURSOR: an id of an event, start, or newest.",
    params=(*GLOBAL, click.Argument(["consumer"]), click.Argument(["cursor"])),
)
DROP = Command(
    "drop",
    "events:drop",
    short_help="Forget a consumer.",
    help="Forget CONSUMER and how far it was.",
    params=(*GLOBAL, click.Argument(["consumer"])),
)
EVENTS = DefaultingGroup(
    "events",
    commands=[LIST, DELIVER, CONSUMERS, RESET, DROP],
    short_help="Who entered and left segments: list, deliver, consumers, reset, drop.",
    help="Commands about who enters and leaves segments. Without one of them: list.",
)
