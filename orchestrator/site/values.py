"""The input of the site: the project, what it publishes, its runs, and its figures."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

from orchestrator.artifacts.last_run import LastRun
from orchestrator.generations.values import Generation, PublishedRelation
from orchestrator.names import RelationName
from orchestrator.project.value import ParsedProject


class Figures(Struct, frozen=True):
    """Rows of a chart; `origin` is the relation that they were read from.

    `meanings` are the descriptions of columns in the project, by their names in the chart.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    origin: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)


ColumnPairs = tuple[tuple[str, str], ...]
"""Columns as (node, column) pairs."""


class NodeOrigins(Struct, frozen=True):
    """What each column of a node is derived from, by column in lower case.

    `choosing` are the columns by which the node's SQL joins and filters rows.
    """

    columns: Mapping[str, ColumnPairs]
    choosing: ColumnPairs = ()


class SegmentFacts(Struct, frozen=True, kw_only=True):
    """A segment as its page shows it; `members` is None if it is not built."""

    name: str
    description: str
    rule: str | None
    version: str
    members: int | None = None
    share: float | None = None
    change: int | None = None


class FamilyFacts(Struct, frozen=True, kw_only=True):
    """A segment family as its page shows it; `figures` are its charts by name.

    `day_before` is the last day before `as_of` with known sizes: changes are relative to it.
    """

    unique_id: str
    name: str
    segments: tuple[SegmentFacts, ...]
    as_of: date | None = None
    day_before: date | None = None
    is_built: bool = False
    is_own: bool = True
    is_overdue: bool = False
    everyone: int | None = None
    figures: Mapping[str, Figures] = field(default_factory=dict)


class ChangedFamily(Struct, frozen=True, kw_only=True):
    """A family whose members changed since the previous generation, by segment.

    `redefined_above` are upstream models whose definition changed. `untold` is why it is unknown
    what moved members, `models_untold` why the effect of models is counted as that of data.
    """

    name: str
    is_redefined: bool
    redefined_above: tuple[str, ...]
    untold: str | None
    models_untold: str | None
    figures: Figures


class Changes(Struct, frozen=True, kw_only=True):
    """What a generation changed, by family; `same` are unchanged families."""

    before: int
    after: int
    families: tuple[ChangedFamily, ...]
    same: tuple[str, ...]
    not_compared: tuple[tuple[str, str], ...] = ()


class SiteInput(Struct, frozen=True, kw_only=True):
    """Everything that the site shows; `figures` are those of all customers, by chart.

    `minimum_cell` is the smallest number of people that is shown, `currency` that of all amounts,
    if it is known. `compiled` is SQL by unique id. `main_family` and `lifecycle` name families.
    `left_out` says which charts are missing, and why. `columns` are those of relations, with types.
    `origins` has the models whose SQL could be traced; None if none could be.
    """

    project: ParsedProject
    made_at: datetime
    version: str
    target: str
    minimum_cell: int
    currency: str | None = None
    published: Mapping[str, PublishedRelation] = field(default_factory=dict)
    generations: tuple[Generation, ...] = ()
    runs: tuple[LastRun, ...] = ()
    compiled: Mapping[str, str] = field(default_factory=dict)
    families: tuple[FamilyFacts, ...] = ()
    figures: Mapping[str, Figures] = field(default_factory=dict)
    main_family: str | None = None
    lifecycle: str | None = None
    left_out: tuple[str, ...] = ()
    columns: Mapping[RelationName, Sequence[tuple[str, str]]] = field(default_factory=dict)
    origins: Mapping[str, NodeOrigins] | None = None
    changes: Changes | None = None
