"""Checks the channels in `contact` of segments against those that the project declares."""

from collections.abc import Collection, Sequence

from orchestrator.names import closest
from orchestrator.project.read.family_declarations import DeclaredFamily
from orchestrator.project.read.reading import Reading

CHANNELS = "contact_channels"


def note_channels(readings: Sequence[Reading], families: Sequence[DeclaredFamily]) -> None:
    """Report each unknown channel in a `contact` as a problem of the family's file.

    The channels are those of the variable contact_channels, a mapping or a list, as seen by the
    first package that has it. If no package has it, every channel is accepted.
    """
    wanted = [
        (family, segment, channel)
        for family in families
        for segment in family.segments
        if family.keys.enabled and segment.keys.contact is not None
        for channel in segment.keys.contact.channels
    ]
    known = _known(readings) if wanted else None
    if known is None:
        return
    for family, segment, channel in wanted:
        if channel in known:
            continue
        nearest = closest(channel, known)
        what = f"'{family.name}.{segment.keys.name}' has an unknown channel in contact: '{channel}'"
        fix = f"write {nearest}" if nearest else f"write one of {', '.join(known)}"
        fix += f", or add the channel to the variable {CHANNELS}"
        family.reading.problems.add(what, segment.contact_at, fix)


def _known(readings: Sequence[Reading]) -> Collection[str] | None:
    for reading in readings:
        found = reading.names["var"](CHANNELS, None)
        if isinstance(found, dict | list):
            return [str(channel) for channel in found]
    return None
