"""What Spark does not support yet, per node of a project."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from orchestrator.engines.door import Connection
from orchestrator.errors import Problem
from orchestrator.nodes import Model, Node, Operation, Seed, Snapshot, Source

_LEAVE_OUT = "leave it out of the selection, or build it on DuckDB"
_MADE = ("table", "view", "ephemeral", "incremental")
_STRATEGIES = (None, "append", "default", "delete+insert", "merge")


def unserved(connection: Connection, nodes: Iterable[Node]) -> Iterator[Problem]:
    """Yield what cannot be built on Spark, each with its place."""
    for node in nodes:
        what = _unsupported(node)
        own = Path(node.path).with_suffix(".spark.sql")
        if isinstance(node, Model) and (connection.project_root / own).exists():
            what = f"{own.as_posix()}, the model's SQL for Spark, is not supported"
        if what is not None:
            yield Problem(f"{node.name}: {what} on Spark yet", node.place, _LEAVE_OUT)


def _unsupported(node: Node) -> str | None:
    match node:
        case Model():
            return _unsupported_of_model(node)
        case Snapshot():
            return "snapshots are not supported"
        case Operation():
            return "hooks are not supported"
        case Seed() if node.config.hooks:
            return "hooks are not supported"
        case Source() if node.location:
            return "sources in files are not supported"
        case _:
            return None


def _unsupported_of_model(model: Model) -> str | None:
    strategy = model.config.incremental_strategy
    if model.config.materialized not in _MADE:
        return f"the materialization '{model.config.materialized}' is not supported"
    if model.config.microbatch is not None:
        return "microbatch models are not supported"
    if model.config.materialized == "incremental" and strategy not in _STRATEGIES:
        return f"the incremental strategy '{strategy}' of a macro is not supported"
    return "hooks are not supported" if model.config.hooks else None
