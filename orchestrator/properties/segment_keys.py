"""The keys of a segment family and their types; `config/decoder.py` decodes them."""

from datetime import date
from typing import Annotated, Any, Literal

from msgspec import Struct, field

from orchestrator.config.decoder import Key
from orchestrator.config.values import Map
from orchestrator.properties.declared import empty_map


class Bounds(Struct, frozen=True):
    """Bounds, inclusive, for numbers of members or of segments."""

    min: int | None = None
    max: int | None = None


class ShareBounds(Struct, frozen=True):
    """Bounds for shares of all entities, from 0 to 1."""

    min: float | None = None
    max: float | None = None


class ChangeKeys(Struct, frozen=True):
    """How much a segment's size may differ from the median of its past runs.

    Not checked before `warm_up` past runs, nor for a median below `min_members`.
    """

    max_pct: float
    direction: Literal["up", "down", "both"] = "both"
    warm_up: int = 3
    runs: int = 7
    min_members: int = 30


class ReachableKeys(Struct, frozen=True):
    """The minimum share of the members that can be reached through a channel.

    Not checked for fewer members than `min_members`.
    """

    channel: str
    min_share: float
    min_members: int = 30


class SegmentExpectations(Struct, frozen=True):
    """The expectations of one segment."""

    size: Bounds | None = None
    share: ShareBounds | None = None
    change: ChangeKeys | None = None
    reachable: ReachableKeys | None = None
    minimum_cell: int | None = None


class DriftKeys(Struct, frozen=True):
    """The population stability index, compared with the previous run, that is too high."""

    psi: float


class OverlapKeys(Struct, frozen=True):
    """The maximum overlap of two segments of the family (Jaccard index)."""

    max_jaccard: float


class FamilyExpectations(Struct, frozen=True):
    """The expectations of a family; `segments` is the number of segments with members."""

    coverage: float | None = None
    drift: DriftKeys | None = None
    overlap: OverlapKeys | None = None
    segments: Bounds | None = None
    minimum_cell: int | None = None


class ContactKeys(Struct, frozen=True):
    """The channels by which a segment's members are contacted; priority 1 goes first."""

    channels: tuple[str, ...]
    priority: int | None = None


class SegmentKeys(Struct, frozen=True):
    """One segment: a rule, or `otherwise: true` for everyone that no other rule matches.

    `selection` says what membership means for people, for fairness checks; `contact` makes the
    segment a contact list.
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
    """A family: the relation that it is `on`, its entity and mode, and its segments.

    `roles` are the relations that play a role for this family only; `history` is short for the role
    daily_sizes, `reachability` for segment_channels. `as_of` is the as-of date of a row, in SQL.
    `decided_by` is what decides membership in addition to the rules.
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
    meta: Map = field(default_factory=empty_map)
    config: Map = field(default_factory=empty_map)
    enabled: bool = True
    expect: FamilyExpectations = field(default_factory=FamilyExpectations)
    history: str | None = None
    reachability: str | None = None
    roles: Map = field(default_factory=empty_map)
