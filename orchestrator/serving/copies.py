"""The copy for readers, open for requests: each request uses one generation from start to end."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

from msgspec import Struct

from orchestrator.commands.published.entity import as_of
from orchestrator.commands.published.role_relations import RoleRelations
from orchestrator.commands.segments import SegmentList, segments_in
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import EnvironmentFault, SegError, UsageError
from orchestrator.generations.readers import ABOUT_COPY
from orchestrator.roles import CUSTOMERS
from orchestrator.secrets import Mask
from orchestrator.serving.values import NowServed, ServingEvent, ServingProblem
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.serving import ServedPersonal, is_served, served_personal
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_copy, require_copy

_Identity = tuple[int, int, int, int]


class Served(Struct, frozen=True):
    """A generation, as recorded in its copy; `as_of` is the as-of date of its tables."""

    generation: int
    published_at: datetime
    copied_at: datetime
    as_of: date | None


class OpenCopy:
    """An open copy with its idle sessions; it is closed when the last request has ended."""

    def __init__(self, workspace: Workspace, engine: Engine, catalogue: Catalogue) -> None:
        self.workspace = workspace
        self._engine = engine
        self._idle: list[Session] = []
        self._requests = 0
        self._is_replaced = False
        self._lock = Lock()
        self._listing = Lock()
        self._lists: dict[date, SegmentList] = {}
        self._served: dict[tuple[str | None, str], bool] = {}
        self._allowed: ServedPersonal = served_personal(workspace.file, workspace.project)
        self.roles = RoleRelations(workspace, catalogue)
        with self.session() as warehouse:
            self.served = _served(self.roles, warehouse)

    def is_served(self, unique_id: str | None, column: str) -> bool:
        """Return whether a column of a node may be shown."""
        known = self._served.get((unique_id, column))
        if known is None:
            known = is_served(self.workspace.project, self._allowed, unique_id, column)
            self._served[unique_id, column] = known
        return known

    def segments(self, warehouse: Warehouse, today: date) -> SegmentList:
        """Return all segments of the generation, with their ages as of `today`."""
        with self._listing:
            if today not in self._lists:
                self._lists = {today: segments_in(self.roles, warehouse)}
            return self._lists[today]

    @contextmanager
    def session(self) -> Iterator[Warehouse]:
        """Lend a session to one thread; a session that failed is not reused."""
        with self._lock:
            session = self._idle.pop() if self._idle else self._engine.session()
        is_good = True
        try:
            yield Warehouse(session, self.workspace.dialect)
        except SegError as error:
            is_good = isinstance(error, UsageError)
            raise
        finally:
            with self._lock:
                if is_good:
                    self._idle.append(session)
                else:
                    session.close()

    def begin(self) -> None:
        """Count a request that begins."""
        with self._lock:
            self._requests += 1

    def end(self) -> None:
        """Count a request that ended; the last one of a replaced copy closes it."""
        with self._lock:
            self._requests -= 1
        self._close_if_done()

    def replace(self) -> None:
        """Accept no more requests, and close when the current ones have ended."""
        self._is_replaced = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        with self._lock:
            if self._is_replaced and self._requests == 0:
                self._engine.close()


class Copies:
    """Gives each request the copy that is at its path when the request begins.

    With each new copy, the project is read again. If it cannot be read, this is reported and the
    previous one is kept: the copy is from a new build, and the project may be edited meanwhile.
    """

    def __init__(
        self,
        workspace: Workspace,
        open_again: Callable[[], Workspace],
        tell: Callable[[ServingEvent], None],
    ) -> None:
        require_copy(workspace)
        self._workspace = workspace
        self._open_again = open_again
        self._tell = tell
        self._current: OpenCopy | None = None
        self._identity: _Identity | None = None
        self._lock = Lock()

    @property
    def mask(self) -> Mask:
        """Return the mask that hides secrets."""
        return self._workspace.mask

    @contextmanager
    def lent(self) -> Iterator[tuple[OpenCopy, Warehouse]]:
        """Lend the current copy and a session on it; raises EnvironmentFault if there is none."""
        with self._lock:
            copy = self._as_it_stands()
            copy.begin()
        try:
            with copy.session() as warehouse:
                yield copy, warehouse
        finally:
            copy.end()

    def look(self) -> None:
        """Release a replaced copy and open the new one, before any request needs it."""
        with self._lock:
            self._as_it_stands()

    def close(self) -> None:
        """Close what is open."""
        with self._lock:
            self._let_go()

    def _as_it_stands(self) -> OpenCopy:
        while True:
            file = require_copy(self._workspace).file
            identity = _identity(file)
            if identity is not None and identity == self._identity and self._current is not None:
                return self._current
            # Done first, because erased people are not in the new copy.
            self._let_go()
            if identity is None:
                shown = require_copy(self._workspace).shown_path
                what = f"there is no copy for readers yet: {shown}"
                raise EnvironmentFault(what, fix="run 'seg build', which writes it")
            self._read_project()
            found = _opened(self._workspace)
            if require_copy(self._workspace).file == file and _identity(file) == identity:
                self._current, self._identity = found, identity
                self._tell(NowServed(found.served.generation))
                return found
            found.replace()

    def _read_project(self) -> None:
        try:
            workspace = self._open_again()
            require_copy(workspace)
        except SegError as error:
            self._tell(ServingProblem(f"the project is still served as read before: {error}"))
        else:
            self._workspace = workspace

    def _let_go(self) -> None:
        current, self._current, self._identity = self._current, None, None
        if current is not None:
            current.replace()


def _opened(workspace: Workspace) -> OpenCopy:
    engine, catalogue = opened_copy(workspace)
    try:
        return OpenCopy(workspace, engine, catalogue)
    except BaseException:
        engine.close()
        raise


def _identity(file: Path) -> _Identity | None:
    """Return what distinguishes a file from its predecessor; None if it is missing."""
    try:
        found = os.stat(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        what = f"{file}: {error.strerror or error}"
        raise EnvironmentFault(
            what, fix="make the copy for readers readable for the server"
        ) from error
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


def _served(roles: RoleRelations, warehouse: Warehouse) -> Served:
    generation = roles.catalogue.generations[0]
    about = warehouse.name(warehouse.dialect.internal_table(ABOUT_COPY))
    copied_at = warehouse.value(f"select copied_at from {about}")
    role = roles.get(CUSTOMERS)
    return Served(
        generation.number,
        generation.published_at,
        copied_at.replace(tzinfo=UTC),
        None if role is None else as_of(roles, warehouse, role),
    )
