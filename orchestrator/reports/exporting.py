"""What was exported, as of which day, and what to do next, as lines."""

from collections.abc import Iterator
from datetime import datetime

from orchestrator.commands.export.export import Acknowledgement, Exported
from orchestrator.names import counted
from orchestrator.people.listed_keys import SALT

FRESH_DAYS = 3


def export_lines(found: Exported, now: datetime) -> Iterator[str]:
    """Yield the lines about a list that was written."""
    request = found.request
    if found.target is not None:
        yield f"Wrote {found.target.shown}: {found.rows} rows."
    else:
        requests = counted(found.requests, "request")
        yield f"Sent to {found.destination}: {found.rows} rows in {requests}, acknowledged."
    if request.upload is not None:
        wanted = " nor ".join(request.upload.identified_by)
        left = f"{found.left_out} people have neither {wanted}" if found.left_out else ""
        yield f"  {request.upload.platform} ({request.upload.source}){left and f': {left}.'}"
    yield from _who_is_on_it(found)
    days = found.age_days(now.date())
    if days is not None and days > FRESH_DAYS:
        yield f"  Warning: that is {days} days ago. Run 'seg build' for newer data."
    if request.salt == "":
        yield f"  Unsalted hashes can be reversed by guessing keys: {SALT} is not set."
    if found.target is None:
        return
    channel = "" if request.channel is None else f" --channel {request.channel}"
    command = f"seg export {request.family}.{request.segment}{channel}"
    yield f"  After the import: {command} --acknowledge"


def _who_is_on_it(found: Exported) -> Iterator[str]:
    """Yield how many of how many members were written, and as of which day."""
    request, diff = found.request, found.diff
    known = "the acknowledged list"
    if diff.is_by_number:
        known = "the number of people acknowledged when the copy for readers was written"
    compared = f"compared with {known}, {diff.added} are added and {diff.removed} removed."
    if request.channel is None:
        yield f"  All {diff.members} accounts are on it; {compared}"
        yield "  It lists companies, not people. To contact people, export a segment of people."
        if diff.as_of:
            yield f"  Members are as of {diff.as_of}."
        return
    reached = f"{diff.people} of {diff.members} members can be reached by {request.channel}"
    if diff.controls:
        reached += (
            f" and are in no control group (in that of a running experiment: {diff.controls})"
        )
    yield f"  {reached}; {compared}"
    if diff.as_of:
        now = "when the copy for readers was written" if diff.is_by_number else "now"
        yield (
            f"  Members and consents are as of {diff.as_of}, "
            f"withdrawals and suppressions as of {now}."
        )


def acknowledgement_line(found: Acknowledgement) -> str:
    """Return the line about a list whose last file was imported."""
    done = found.acknowledged
    at = f"{done.written_at:%Y-%m-%d %H:%M} UTC"
    return f"Acknowledged the file of {at}: {done.people} {found.who} are on {found.name}."
