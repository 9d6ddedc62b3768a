"""The SQL of a data test: the tested rows, the number of failures, the failing rows."""

from collections.abc import Sequence
from typing import Literal

from orchestrator.nodes import TestConfig

TestStatus = Literal["pass", "warn", "fail"]


def tested_rows(relation: str, where: str | None) -> str:
    """Return what a generic test reads: the relation, or only its rows that meet `where`."""
    if where is None:
        return relation
    return f"(select * from {relation} where {where}) as tested_rows"


def screen_query(relation: str, where: str | None, screens: Sequence[str]) -> str:
    """Return a query of one row with the value of each screen, from one scan of the tested rows."""
    values = ",\n    ".join(f"{screen} as s{n}" for n, screen in enumerate(screens))
    return f"select\n    {values}\nfrom {tested_rows(relation, where)}"


def failing_rows(select: str, limit: int | None) -> str:
    """Return the SELECT of a test, limited to its configured `limit`."""
    if limit is None:
        return select
    return f"select * from (\n{select}\n) as failing_rows limit {limit}"


def count_query(select: str, config: TestConfig) -> str:
    """Return a query of one row (failures, should_warn, should_error) for a test's SELECT."""
    calculation = config.fail_calc
    rows = f"(\n{select}\n) as failing_rows"
    if config.limit is not None:
        rows = f"(select * from {rows} limit {config.limit}) as failing_rows"
    return (
        f"select {calculation} as failures, "
        f"{calculation} {config.warn_if} as should_warn, "
        f"{calculation} {config.error_if} as should_error\n"
        f"from {rows}"
    )


COUNT_QUERY_OFFSET = 2
"""Line N of a test's SELECT is line N + 2 of its count query."""


def judge(should_warn: bool, should_error: bool, config: TestConfig) -> TestStatus:
    """Return `pass`, `warn` or `fail`, as dbt does: the error condition takes precedence."""
    if config.severity == "error" and should_error:
        return "fail"
    return "warn" if should_warn else "pass"


def expectation(config: TestConfig, found: TestStatus, status: TestStatus) -> str:
    """Return the condition that was met, for the message: `fail if != 0`, `warn if > 10`.

    `found` is the result of the conditions, `status` what it counts as if warnings fail.
    """
    return f"{status} if {config.error_if if found == 'fail' else config.warn_if}"
