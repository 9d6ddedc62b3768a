"""The commands about events of segments: their arguments and help."""

import click

from orchestrator.cli.lazy import Command, DefaultingGroup
from orchestrator.cli.options import GLOBAL

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
EVENTS = DefaultingGroup(
    "events",
    commands=[LIST],
    short_help="Who entered and left segments: list.",
    help="Commands about who enters and leaves segments. Without one of them: list.",
)
