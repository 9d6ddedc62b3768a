"""Everything that a command works with: a project, a target and the time of the call."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from orchestrator.config.profile import PROFILES, Target
from orchestrator.config.project_file import ProjectFile
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.duckdb import DIALECT, DuckDBDialect
from orchestrator.engines.door import ABILITIES, Abilities, Adapter, Connection, adapter
from orchestrator.generations.readers import ReadersCopy
from orchestrator.ids import word_in
from orchestrator.names import RelationName
from orchestrator.nodes import Source
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded
from orchestrator.project.locations import folder_of
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.store import CacheFolder
from orchestrator.secrets import Mask
from orchestrator.selection.written import Selectors
from orchestrator.workspace.flags import Flags

# SQL is in DuckDB's dialect for every engine: only macros depend on the engine's name.
DIALECTS: dict[str, Dialect] = {
    "duckdb": DIALECT,
    "spark": DuckDBDialect(name="spark", changes_rows=False),
}


def _nobody(_served: str) -> None:
    """Do nothing: Python callers read values."""


class Workspace(Struct, frozen=True):
    """A project read for one call on one target; only `adapter` imports the engine.

    `mask` hides all secrets; `declared_secrets` must not be in any SQL. `readers` is the copy for
    readers, if there is one; `selectors` are the project's own. `tell` is called with remarks on an
    answer. `deferred` are nodes that are read elsewhere, and where.
    """

    flags: Flags
    file: ProjectFile
    target: Target
    invocation: Invocation
    loaded: Loaded
    now: datetime
    mask: Mask
    declared_secrets: Mask
    cache: CacheFolder | None = None
    readers: ReadersCopy | None = None
    selectors: Selectors = field(default_factory=Selectors)
    deferred: Mapping[str, RelationName] = field(default_factory=dict)
    tell: Callable[[str], None] = _nobody

    @property
    def project(self) -> ParsedProject:
        """Return the project as read."""
        return self.loaded.project

    @property
    def dialect(self) -> Dialect:
        """Return the dialect of the target's engine, which is pure."""
        return DIALECTS[self.target.engine]

    @property
    def is_reusing(self) -> bool:
        """Return whether unchanged nodes are reused: by flag, by default only in seg projects."""
        return self.file.kind == "seg" if self.flags.reuse is None else self.flags.reuse

    @property
    def abilities(self) -> Abilities:
        """Return what the target's engine can do."""
        return ABILITIES[self.target.engine]

    @property
    def adapter(self) -> Adapter:
        """Import and return the target's engine."""
        return adapter(self.target.engine)

    @property
    def target_path(self) -> Path:
        """Return the folder for artifacts."""
        return self.file.root / (self.flags.target_path or self.file.target_path)

    @property
    def secret_files(self) -> tuple[Path, ...]:
        """Return files that may contain credentials, and that no SQL may read."""
        folders = (self.flags.profiles_dir, self.file.root, Path.cwd(), Path.home() / ".dbt")
        profiles = [Path(folder) / PROFILES for folder in folders if folder is not None]
        return (*dict.fromkeys(profiles), self.file.root / ".env")

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return the warnings of reading the project, with secrets hidden."""
        return tuple(map(self.mask.text, self.loaded.warnings.messages))

    def connection(self, *, read_only: bool = False) -> Connection:
        """Return how to open the target's database."""
        # Use ids: cached nodes are decoded when they are first used.
        nodes, word = self.project.nodes, Source.resource.word
        sources = (nodes[unique_id] for unique_id in nodes if word_in(unique_id) == word)
        folders = (
            folder_of(node.location)
            for node in sources
            if isinstance(node, Source) and node.location
        )
        return Connection(
            self.file.root,
            self.target.settings,
            (
                *self.project.packages.values(),
                *(self.file.root / Path(path).expanduser() for path in self.file.outside_paths),
                *dict.fromkeys(self.file.root / folder for folder in folders if folder),
            ),
            self.target.threads,
            self._lock_timeout_seconds,
            read_only,
            self.target.schema,
            None if self.readers is None else self.readers.file,
        )

    @property
    def _lock_timeout_seconds(self) -> float:
        """Return the lock timeout of the flags, or else of the target."""
        if self.flags.lock_timeout is not None:
            return self.flags.lock_timeout
        return float(self.target.settings.get("lock_timeout_seconds", 0))
