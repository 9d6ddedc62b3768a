"""What a command asks of its plan."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from orchestrator.names import RelationName
from orchestrator.nodes import EventTimes
from orchestrator.plan.batches import KeptBatches
from orchestrator.results import PublishMode


class PlanOptions(Struct, frozen=True, kw_only=True):
    """What a command asks of its plan; nodes in `deferred` are read there."""

    event_times: EventTimes
    publish: PublishMode = "none"
    is_full_refresh: bool = False
    has_gates: bool = False
    store_failures: bool = False
    time_zone: str = "UTC"
    is_strict: bool = True
    deferred: Mapping[str, RelationName] = MappingProxyType({})
    kept_batches: Mapping[str, KeptBatches] = MappingProxyType({})
