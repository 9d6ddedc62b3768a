"""Data tests whose result differs between the two sides.

A test is run as defined now on both sides, so what is compared is the data.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from orchestrator.commands.diff.sides import Side, TwoSides
from orchestrator.compiler.compile import Compiled
from orchestrator.data_tests.queries import count_query, judge
from orchestrator.dialects.sql_text import clean_select
from orchestrator.errors import StatementError
from orchestrator.nodes import DataTest, Source, UnitTest
from orchestrator.plan.relations import Relations
from orchestrator.results import NodeResult
from orchestrator.warehouse import Warehouse


class TestVerdict(Struct, frozen=True):
    """A test's result on a side, and how many rows failed.

    The result is `pass`, `warn`, `fail`, or `error` if it could not run.
    """

    status: str
    failures: int | None = None


class TestDiff(Struct, frozen=True):
    """A test whose verdict changed, or that does not pass on the side after.

    A verdict is None if the side does not have what the test reads.
    """

    name: str
    tested: str | None
    before: TestVerdict | None
    after: TestVerdict | None


class TestComparer:
    """Runs tests on sides; `results` are those that a run already found for the side after."""

    def __init__(
        self,
        sides: TwoSides,
        warehouse: Warehouse,
        compiled: Compiled,
        results: Mapping[str, NodeResult] | None = None,
    ) -> None:
        self._sides = sides
        self._warehouse = warehouse
        self._compiled = compiled
        self._results = results
        self._sources = Relations(sides.project, warehouse.dialect, {})

    def differing(self, tests: Iterable[DataTest]) -> Iterator[TestDiff]:
        """Yield tests whose verdict changed, or that do not pass."""
        nodes = self._sides.project.nodes
        for test in tests:
            if test.unique_id not in self._compiled.sql or self._is_same(test):
                continue
            before, after = self._on(self._sides.before, test), self._after(test)
            is_good = after is None or after.status == "pass"
            if is_good and (before is None or before.status == "pass"):
                continue
            if before is not None and after is not None and before.status == after.status == "warn":
                continue
            tested = nodes[test.attached_to].name if test.attached_to else None
            yield TestDiff(test.name, tested, before, after)

    def failing(self, tests: Iterable[UnitTest]) -> Iterator[TestDiff]:
        """Yield unit tests that do not pass; they read no data, so before has no verdict."""
        for test in tests:
            found = (self._results or {}).get(test.unique_id)
            if found is not None and found.is_failed:
                yield TestDiff(test.name, test.model, None, TestVerdict(found.status))

    def _is_same(self, test: DataTest) -> bool:
        """Return whether what the test reads is the same on both sides."""
        if self._results is not None:
            found = self._results.get(test.unique_id)
            return found is None or found.status == "reused"
        nodes, same = self._sides.project.nodes, self._sides.same
        return all(name in same or isinstance(nodes[name], Source) for name in test.depends_on)

    def _after(self, test: DataTest) -> TestVerdict | None:
        if self._results is None:
            return self._on(self._sides.after, test)
        found = self._results[test.unique_id]
        if found.status not in ("pass", "warn", "fail", "error"):
            return None
        return TestVerdict(found.status, found.failures)

    def _on(self, side: Side, test: DataTest) -> TestVerdict | None:
        """Return a test's verdict on a side; None if that lacks what it reads."""
        nodes = self._sides.project.nodes

        def name_of(unique_id: str) -> str:
            found = side.relations.get(unique_id)
            return self._sources.published(unique_id) if found is None else found.sql

        built = (name for name in test.depends_on if nodes[name].is_built)
        if not all(name in side.relations for name in built):
            return None
        sql = self._compiled.sql_of(test.unique_id).resolve(name_of, self._warehouse.dialect)
        query = count_query(clean_select(sql.text), test.config)
        try:
            ((failures, should_warn, should_error),) = self._warehouse.rows(query)
        except StatementError as error:
            if error.cancelled:
                raise
            return TestVerdict("error")
        status = judge(bool(should_warn), bool(should_error), test.config)
        return TestVerdict(status, int(failures or 0))
