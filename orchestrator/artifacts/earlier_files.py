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


class _Column(Struct, frozen=True):
    """What is compared of a column, as far as its shape matters."""

    constraints: list[dict[str, Any]] | None = None


class _Entry(Struct, frozen=True):
    """What is compared of an entry, as far as its shape matters."""

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
    """What is compared of a macro."""

    macro_sql: str = ""


class EarlierManifest(Struct, frozen=True):
    """The entries of a manifest, by section and unique id; each is of the shape that is compared.

    They are kept whole. Raises ValueError, which becomes a fault of the file that is decoded.
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
        what = f"{path} is not a readable {path.name}: {error}"
        raise UsageError(what, fix="name the target folder of an earlier run") from None
