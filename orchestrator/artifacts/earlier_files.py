"""The JSON files of an earlier run, seg's or dbt's, read for what selections ask of them."""

from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

from orchestrator.artifacts.files import fault
from orchestrator.errors import UsageError

MANIFEST, RESULTS, SOURCES = "manifest.json", "run_results.json", "sources.json"

T = TypeVar("T")
_Entries = dict[str, dict[str, Any]]


class EarlierManifest(Struct, frozen=True):
    """The entries of a manifest, by section and unique id."""

    nodes: _Entries
    sources: _Entries = field(default_factory=dict)
    exposures: _Entries = field(default_factory=dict)
    unit_tests: _Entries = field(default_factory=dict)
    metrics: _Entries = field(default_factory=dict)
    semantic_models: _Entries = field(default_factory=dict)
    saved_queries: _Entries = field(default_factory=dict)
    macros: _Entries = field(default_factory=dict)


class EarlierResult(Struct, frozen=True):
    """How a node ended, or how old a source was."""

    unique_id: str
    status: str
    max_loaded_at: datetime | None = None


class EarlierResults(Struct, frozen=True):
    """How the nodes of a run ended; `args` are what it was asked."""

    results: tuple[EarlierResult, ...]
    args: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def is_of_seg(self) -> bool:
        """Whether seg wrote them, and not dbt."""
        return "seg_version" in (self.metadata.get("env") or {})


def read_earlier(path: Path, of: type[T]) -> T | None:
    """What a file says; None where it is not there. Raises UsageError where it makes no sense."""
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fault("read", path, error) from error
    try:
        return msgspec.json.decode(content, type=of)
    except msgspec.DecodeError as error:
        what = f"{path} is not a {path.name} that can be read: {error}"
        raise UsageError(what, fix="name the target folder of an earlier run") from None
