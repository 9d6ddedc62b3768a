"""The copy for readers, open for requests: each request has one generation from begin to end."""

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
from orchestrator.workspace.serving import ToldPersonal, is_told, told_personal
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_copy, require_copy

_Identity = tuple[int, int, int, int]


class Served(Struct, frozen=True):
    """A generation as its copy tells of it; `as_of` is the day that its tables look at."""

    generation: int
    published_at: datetime
    copied_at: datetime
    as_of: date | None


class OpenCopy:
    """A copy that is open, with its idle sessions; closed when the last request has ended."""

    def __init__(self, workspace: Workspace, engine: Engine, catalogue: Catalogue) -> None:
        self.workspace = workspace
        self._engine = engine
        self._idle: list[Session] = []
        self._requests = 0
        self._is_replaced = False
        self._lock = Lock()
        self._listing = Lock()
        self._lists: dict[date, SegmentList] = {}
        self._told: dict[tuple[str | None, str], bool] = {}
        self._allowed: ToldPersonal = told_personal(workspace.file, workspace.project)
        self.roles = RoleRelations(workspace, catalogue)
        with self.session() as warehouse:
            self.served = _served(self.roles, warehouse)

    def is_told(self, unique_id: str | None, column: str) -> bool:
        """Whether a column of a node may be told."""
        known = self._told.get((unique_id, column))
        if known is None:
            known = is_told(self.workspace.project, self._allowed, unique_id, column)
            self._told[unique_id, column] = known
        return known

    def segments(self, warehouse: Warehouse, today: date) -> SegmentList:
        """All segments of the generation; their ages are those of `today`."""
        with self._listing:
            if today not in self._lists:
                self._lists = {today: segments_in(self.roles, warehouse)}
            return self._lists[today]

    @contextmanager
    def session(self) -> Iterator[Warehouse]:
        """A session for one thread; one that failed is not used again."""
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
        """Count a request in."""
        with self._lock:
            self._requests += 1

    def end(self) -> None:
        """Count a request out; the last one of a copy that was replaced closes it."""
        with self._lock:
            self._requests -= 1
        self._close_if_done()

    def replace(self) -> None:
        """No more requests come: close when those that are under way have ended."""
        self._is_replaced = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        with self._lock:
            if self._is_replaced and self._requests == 0:
                self._engine.close()


class Copies:
    """Gives each request the copy that stands at its path when the request begins.

    With each new copy the project is read again. One that cannot be read is told, and the one
    before is kept: the copy is of another build, and a project may be edited meanwhile.
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
        """What hides secrets."""
        return self._workspace.mask

    @contextmanager
    def asked(self) -> Iterator[tuple[OpenCopy, Warehouse]]:
        """The copy of now and a session on it; raises EnvironmentFault where there is none."""
        with self._lock:
            copy = self._as_it_stands()
            copy.begin()
        try:
            with copy.session() as warehouse:
                yield copy, warehouse
        finally:
            copy.end()

    def look(self) -> None:
        """Let go of a copy that was replaced, and open the new one, before anybody asks."""
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
            # First: whoever was erased is not in the new one.
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
    """What tells a file from another one of the same name; None where there is none."""
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
