"""What a run observed before it decides, and records for later ones."""

from collections.abc import Mapping

from msgspec import Struct

from orchestrator.plan.decisions import NodeState
from orchestrator.secrets import Mask
from orchestrator.state.facts import KnownFile, SeenSource
from orchestrator.state.source_changes import NewRows
from orchestrator.state.sources import ReadAt


class ObservedSources(Struct, frozen=True):
    """What sources contain (`states`), and what is new since the published run saw them.

    `read_at` is when the files of sources and seeds were checked, `files` are those that were read.
    `warnings` say what could not be determined. `seen` is what this run has to record; `looked_at`
    the same for watermarks, whatever the outcome of the run.
    """

    states: Mapping[str, NodeState]
    read_at: Mapping[str, ReadAt]
    files: Mapping[str, KnownFile]
    warnings: tuple[str, ...]
    new_rows: Mapping[str, NewRows]
    seen: Mapping[str, SeenSource]
    looked_at: Mapping[str, SeenSource]


class Recording(Struct, frozen=True):
    """What is recorded with facts about nodes, and of which nodes facts are kept.

    `target` is the name of the run's target. `used` are the variables and macros of new
    definitions; `mask` hides secrets in what is kept of these. `nodes` and `locations` (of files)
    are those of the whole project.
    """

    target: str
    used: Mapping[str, Mapping[str, Mapping[str, str]]]
    mask: Mask
    nodes: frozenset[str]
    locations: frozenset[str]
