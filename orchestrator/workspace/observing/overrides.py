"""What in a command keeps nodes from being reused."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import Model, Node
from orchestrator.state.facts import Facts


class Overrides(Struct, frozen=True):
    """What in a command keeps nodes from being reused; what was built `since` still is."""

    force: bool = False
    full_refresh: bool = False
    since: datetime | None = None
    failures: Mapping[str, RelationName] | None = None
    full_tests: bool = False


def renewed_nodes(
    nodes: Mapping[str, Node], selected: Iterable[str], overrides: Overrides
) -> dict[str, str]:
    """Return nodes that the command forces to be rebuilt, and why."""
    if overrides.force:
        return dict.fromkeys(selected, "forced")
    if not overrides.full_refresh:
        return {}
    return {
        name: "full refresh"
        for name in selected
        if isinstance(node := nodes[name], Model)
        and node.config.is_built_in_parts
        and node.config.full_refresh is not False
        and not node.config.once_per
    }


def made_since(facts: Facts, renewed: Mapping[str, str], since: datetime | None) -> Facts:
    """Return the facts that a retry can use: for forced nodes, only those of its own run."""
    if since is None or not renewed:
        return facts
    by_key = {
        key: fact
        for key, fact in facts.by_key.items()
        if fact.unique_id not in renewed or fact.built_at >= since
    }
    return replace(facts, by_key=by_key)


def forced_nodes(
    selected: Iterable[str],
    renewed: Mapping[str, str],
    facts: Facts,
    overrides: Overrides,
    catalogue: Catalogue,
) -> dict[str, str]:
    """Return nodes that run whatever is known, and why."""
    failures = overrides.failures or {}
    made = {fact.unique_id for fact in facts.by_key.values()} if overrides.since else set[str]()
    forced = {}
    for name in selected:
        if name in renewed:
            if name not in made:
                forced[name] = renewed[name]
        elif failures.get(name) in catalogue.existing:
            forced[name] = "rows that failed are stored"
    return forced
