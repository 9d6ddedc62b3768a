"""The answers of endpoints as values, whose fields are the keys of the JSON."""

from datetime import date, datetime
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from orchestrator.commands.published.entity import Channel, Fact, Move, SegmentOfCustomer
from orchestrator.commands.segments import LeftOut, SegmentLine
from orchestrator.people.event_log import SegmentEvent


class Health(Struct, frozen=True):
    """Which generation is served; `lag_seconds` is how long ago it was published."""

    generation: int
    published_at: datetime
    copied_at: datetime
    lag_seconds: float
    as_of: date | None


class CustomerAnswer(Struct, frozen=True, kw_only=True):
    """A customer in one generation; parts that were not requested are left out.

    `values` are the columns of the role `customers`, without personal ones that are not allowed.
    `permissions` say for each channel whether the customer may be contacted on it.
    """

    generation: int
    customer: str
    as_of: date | None
    values: dict[str, Any] | UnsetType = UNSET
    facts: tuple[Fact, ...] | UnsetType = UNSET
    permissions: tuple[Channel, ...] | UnsetType = UNSET
    segments: tuple[SegmentOfCustomer, ...] | UnsetType = UNSET
    moves: tuple[Move, ...] | UnsetType = UNSET


class AccountAnswer(Struct, frozen=True, kw_only=True):
    """A company in one generation; parts that were not requested are left out."""

    generation: int
    account: str
    as_of: date | None
    values: dict[str, Any] | UnsetType = UNSET
    segments: tuple[SegmentOfCustomer, ...] | UnsetType = UNSET
    moves: tuple[Move, ...] | UnsetType = UNSET


class SegmentsAnswer(Struct, frozen=True):
    """The segments of all families, or of one, as `seg segments` lists them."""

    generation: int
    segments: tuple[SegmentLine, ...]
    left_out: tuple[LeftOut, ...]
    not_built: tuple[str, ...]


class MembersAnswer(Struct, frozen=True):
    """A page of members, in the order of their keys; `next` is the cursor of the page after it.

    `entity` is the column of the keys; `next` is null on the last page.
    """

    generation: int
    family: str
    segment: str
    entity: str
    members: tuple[str, ...]
    next: str | None


class EventsAnswer(Struct, frozen=True):
    """Who entered and left segments, the oldest first, as `seg events` lists them.

    `cursor` is where to continue, `has_more` whether there are more events by now. Unless the page
    `is_complete`, older events are no longer kept. Families that are `views` have no events.
    """

    generation: int
    events: tuple[SegmentEvent, ...]
    cursor: str | None
    has_more: bool
    is_complete: bool
    views: tuple[str, ...]


class ErrorAnswer(Struct, frozen=True):
    """What is wrong, and how to fix it, if known."""

    error: str
    fix: str | None = None


def as_json(answer: Struct) -> dict[str, Any]:
    """Return the answer as a mapping, without unset fields."""
    told = {name: getattr(answer, name) for name in answer.__struct_fields__}
    return {name: value for name, value in told.items() if value is not UNSET}
