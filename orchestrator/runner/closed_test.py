"""A data test as it is run: its SQL with current relation names."""

from msgspec import Struct

from orchestrator.compiler.sql import Origin
from orchestrator.data_tests.queries import count_query
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.plan.steps import RunTest
from orchestrator.runner.closing import Closing


class ClosedTest(Struct, frozen=True):
    """The SELECT of failing rows, where its lines were written, and what a generic test reads."""

    step: RunTest
    select: str
    origin: Origin
    tested: str | None

    @property
    def count_query(self) -> str:
        """Return the query for one row: failures, should_warn, should_error."""
        return count_query(self.select, self.step.config)


def closed_test(step: RunTest, closing: Closing, session: Session) -> ClosedTest:
    """Return the test with current relation names."""
    closed = closing.sql(closing.compiled(step.sql, session), step.unique_id)
    tested = closing.relations.building(step.tested) if step.tested else None
    return ClosedTest(step, clean_select(closed.text), step.origin.at(closed.lines), tested)
