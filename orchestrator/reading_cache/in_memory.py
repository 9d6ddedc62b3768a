"""The project that this process opened last, held in memory for its next use."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded, in_another_run
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.template_names.uses import Use, World
from orchestrator.reading_cache.stamps import Stamps, changed


class InMemoryProject:
    """Holds one project; it is reused if nothing that was read has changed."""

    def __init__(self) -> None:
        self._opened: _Opened | None = None

    def keep(self, loaded: Loaded, stamps: Stamps, situation: str) -> None:
        """Hold a project without problems; `stamps` have the digests of all files read."""
        shown_messages = tuple(loaded.warnings.messages)
        self._opened = _Opened(
            loaded, stamps, situation, _values(loaded.uses, loaded.world), shown_messages
        )

    def reused(
        self,
        stamps: Stamps,
        situation: str,
        folders: Sequence[PackageFolder],
        invocation: Invocation,
        dialect: Dialect,
    ) -> Loaded | None:
        """Return the project for another run; None if there is none, or something changed."""
        opened = self._opened
        if opened is None or opened.situation != situation:
            return None
        paths, is_doubtful = changed(opened.stamps, stamps)
        if paths:
            return None
        found = in_another_run(opened.loaded, folders, invocation, dialect, opened.shown_messages)
        if _values(found.uses, found.world) != opened.values:
            return None
        if is_doubtful:
            stamps = stamps.renewed(
                {path: stamp.digest for path, stamp in opened.stamps.files.items()}
            )
            self.keep(found, stamps, situation)
        return found


class _Opened(Struct, frozen=True):
    """A project as it was opened, with its dependencies, and the messages from reading it."""

    loaded: Loaded
    stamps: Stamps
    situation: str
    values: dict[Use, str]
    shown_messages: tuple[str, ...]


def _values(uses: frozenset[Use], world: World) -> dict[Use, str]:
    """Return the values of `uses` as texts, which distinguish 1 from True."""
    return {use: repr(world.value(use)) for use in uses}
