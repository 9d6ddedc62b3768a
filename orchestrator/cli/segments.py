"""`seg segments` and `simulate`: segments as they are, and with other thresholds."""

import sys
from decimal import Decimal, InvalidOperation

from orchestrator.cli.given import Given
from orchestrator.cli.paging import page
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import segments as listing
from orchestrator.commands import simulate as simulating
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.reports.segments import (
    segments_json,
    segments_text,
    simulation_json,
    simulation_text,
)
from orchestrator.reports.terminal import width_of


def segments(given: Given, *, families: tuple[str, ...], pager: bool, output: str) -> int:
    """List segments."""
    workspace = opened_for(given, "segments")
    found = listing.segments(workspace, families)
    if output == "json":
        say(workspace, json_text(segments_json(found), workspace.mask))
    else:
        text = workspace.mask.text(segments_text(found, width_of(sys.stdout)))
        page(text, sys.stdout, is_wanted=pager)
    return 0


def simulate(
    given: Given,
    *,
    segment: str,
    column: str,
    first: str,
    last: str,
    step: str,
    place: int | None,
    value: str | None,
    cliff: float,
    output: str,
) -> int:
    """Show a segment's size for other thresholds in its rule."""
    thresholds = simulating.Thresholds(
        _number("--from", first), _number("--to", last), _number("--step", step)
    )
    workspace = opened_for(given, "simulate")
    found = simulating.simulate(
        workspace,
        segment,
        column,
        thresholds,
        place=place,
        value=value,
        least_cliff=cliff / 100,
    )
    if output == "json":
        say(workspace, json_text(simulation_json(found), workspace.mask))
    else:
        say(workspace, simulation_text(found, width_of(sys.stdout)))
    return 0


def _number(flag: str, text: str) -> Decimal:
    """Return the exact decimal number, so that steps of 0.1 add up."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise UsageError(f"{flag}: '{text}' is not a valid number", fix="write it as in a rule")
    return number
