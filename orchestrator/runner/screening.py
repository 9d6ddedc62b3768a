"""Evaluates each shared query of data tests once, for whichever test comes first."""

from threading import Lock

from msgspec import Struct, field

from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.plan.steps import RunTest
from orchestrator.runner.closing import Closing


class _Answer(Struct):
    """The row of one query; None if the engine rejected it: then each test runs on its own."""

    lock: Lock = field(default_factory=Lock)
    is_known: bool = False
    row: tuple[object, ...] | None = None


class Screening:
    """Answers of a run's shared queries; used by all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: dict[tuple[int, str], _Answer] = {}

    def passes(self, test: RunTest, session: Session, closing: Closing, rows: str = "all") -> bool:
        """Return whether the test passes according to its shared query.

        `rows` says which of a relation's rows `closing` lets it read.
        """
        if test.screen is None:
            return False
        with self._lock:
            answer = self._answers.setdefault((test.screen.group, rows), _Answer())
        with answer.lock:
            if not answer.is_known:
                query = closing.sql(test.screen.sql, test.unique_id).text
                answer.row = _first_row(query, session)
                answer.is_known = True
        return answer.row is not None and answer.row[test.screen.position] == 0


def _first_row(query: str, session: Session) -> tuple[object, ...] | None:
    try:
        return session.query(query).values[0]
    except StatementError:
        # One test that cannot run must not affect the others; its own query will say why.
        return None
