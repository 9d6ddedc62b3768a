"""Reads the JSON files of an earlier run, by seg or dbt, for selections."""

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


class _Column(Struct, frozen=True):
    """The compared parts of a column."""

    constraints: list[dict[str, Any]] | None = None


class _Entry(Struct, frozen=True):
    """The compared parts of an entry."""

    resource_type: str
    config: dict[str, Any] | None = None
    unrendered_config: dict[str, Any] | None = None
    contract: dict[str, Any] | None = None
    constraints: list[dict[str, Any]] | None = None
    columns: dict[str, _Column] | None = None
    external: dict[str, Any] | None = None
    depends_on: dict[str, list[str]] | None = None
    test_metadata: dict[str, Any] = {}
    given: list[dict[str, Any]] = []
    expect: dict[str, Any] = {}


class _Macro(Struct, frozen=True):
    """The compared parts of a macro."""

    macro_sql: str = ""


class EarlierManifest(Struct, frozen=True):
    """The entries of a manifest, by section and unique id; the shape of each is checked.

    They are kept in full. Raises ValueError, which becomes a fault of the file that is decoded.
    """

    nodes: _Entries
    sources: _Entries = field(default_factory=dict)
    exposures: _Entries = field(default_factory=dict)
    unit_tests: _Entries = field(default_factory=dict)
    metrics: _Entries = field(default_factory=dict)
    semantic_models: _Entries = field(default_factory=dict)
    saved_queries: _Entries = field(default_factory=dict)
    macros: _Entries = field(default_factory=dict)

    def __post_init__(self) -> None:
        for section in self.__struct_fields__:
            shape = _Macro if section == "macros" else _Entry
            for unique_id, entry in getattr(self, section).items():
                try:
                    msgspec.convert(entry, shape)
                except msgspec.ValidationError as error:
                    raise ValueError(f"{unique_id}: {error}") from error


class EarlierResult(Struct, frozen=True):
    """The result of a node, or the age of a source."""

    unique_id: str
    status: str
    max_loaded_at: datetime | None = None


class EarlierResults(Struct, frozen=True):
    """The results of a run's nodes; `args` are the command's arguments."""

    results: tuple[EarlierResult, ...]
    args: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def is_of_seg(self) -> bool:
        """Return whether seg wrote them, not dbt."""
        return "seg_version" in (self.metadata.get("env") or {})


def read_earlier(path: Path, of: type[T]) -> T | None:
    """Read a file; None if it does not exist. Raises UsageError if it is not valid."""
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fault("read", path, error) from error
    try:
        return msgspec.json.decode(content, type=of)
    except msgspec.DecodeError as error:
        what = f"{path} is not a readable {path.name}: {error}"
        raise UsageError(what, fix="name the target folder of an earlier run") from None
