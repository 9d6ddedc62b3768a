"""The keys of a family of segments and what each may hold; `config/decoder.py` reads them."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Struct, field

from orchestrator.config.decoder import Key
from orchestrator.config.values import Map
from orchestrator.properties.declared import nothing


class Bounds(Struct, frozen=True):
    """Numbers of members, or of segments; both are allowed themselves."""

    min: int | None = None
    max: int | None = None


class ShareBounds(Struct, frozen=True):
    """Parts of all entities, from 0 to 1."""

    min: float | None = None
    max: float | None = None


class ChangeKeys(Struct, frozen=True):
    """How much a segment may change against the median of its past runs.

    Nothing is said before `warm_up` past runs, nor of a median under `min_members`.
    """

    max_pct: float
    direction: Literal["up", "down", "both"] = "both"
    warm_up: int = 3
    runs: int = 7
    min_members: int = 30


class ReachableKeys(Struct, frozen=True):
    """The least part of the members that can be reached through a channel.

    Nothing is said of fewer members than `min_members`.
    """

    channel: str
    min_share: float
    min_members: int = 30


class SegmentExpectations(Struct, frozen=True):
    """What is expected of one segment."""

    size: Bounds | None = None
    share: ShareBounds | None = None
    change: ChangeKeys | None = None
    reachable: ReachableKeys | None = None
    minimum_cell: int | None = None


class DriftKeys(Struct, frozen=True):
    """The population stability index against the run before that is too much."""

    psi: float


class OverlapKeys(Struct, frozen=True):
    """The largest part that two segments of the family may share (Jaccard)."""

    max_jaccard: float


class FamilyExpectations(Struct, frozen=True):
    """What is expected of a family; `segments` is the number of those that have members."""

    coverage: float | None = None
    drift: DriftKeys | None = None
    overlap: OverlapKeys | None = None
    segments: Bounds | None = None
    minimum_cell: int | None = None


class ContactKeys(Struct, frozen=True):
    """The channels by which a segment wants its members contacted; priority 1 goes first."""

    channels: tuple[str, ...]
    priority: int | None = None


class SegmentKeys(Struct, frozen=True):
    """One segment: a rule, or `otherwise: true` for all that no rule holds for.

    `selection` says what it means for people to be in it, for who looks at fairness; `contact`
    that it is a list, for who plans whom to contact.
    """

    name: str
    description: str = ""
    where: str | None = None
    otherwise: bool = False
    selection: Literal["benefit", "burden"] | None = None
    contact: ContactKeys | None = None
    enabled: bool = True
    expect: SegmentExpectations = field(default_factory=SegmentExpectations)


class FamilyKeys(Struct, frozen=True):
    """A family: what it is `on`, one segment or several for each entity, and the segments.

    `roles` are the relations that play a role for this family alone; `history` is short for the
    role daily_sizes, `reachability` for segment_channels. `as_of` is the day of a row, in
    SQL. `decided_by` is what else decides who is in a segment, beside the rules.
    """

    name: str
    on: str
    entity: str
    mode: Literal["exclusive", "overlapping"]
    segments: tuple[SegmentKeys, ...]
    description: str = ""
    purpose: str | None = None
    owner: str | None = None
    review_by: date | None = None
    as_of: str = "as_of_date"
    decided_by: Annotated[tuple[Any, ...], Key(may_be_one=True)] = ()
    tags: Annotated[tuple[str, ...], Key(may_be_one=True)] = ()
    meta: Map = field(default_factory=nothing)
    config: Map = field(default_factory=nothing)
    enabled: bool = True
    expect: FamilyExpectations = field(default_factory=FamilyExpectations)
    history: str | None = None
    reachability: str | None = None
    roles: Map = field(default_factory=nothing)
