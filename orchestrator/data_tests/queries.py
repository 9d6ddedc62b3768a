"""The SQL around a data test: rows that count, how many failed, which ones."""

from typing import Literal

from orchestrator.nodes import TestConfig

TestStatus = Literal["pass", "warn", "fail"]


def tested_rows(relation: str, where: str | None) -> str:
    """What a generic test reads: the relation, or only its rows for which `where` holds."""
    if where is None:
        return relation
    return f"(select * from {relation} where {where}) as tested_rows"


def failing_rows(select: str, limit: int | None) -> str:
    """The SELECT of a test, cut at its configured `limit`."""
    if limit is None:
        return select
    return f"select * from (\n{select}\n) as failing_rows limit {limit}"


def count_query(select: str, config: TestConfig) -> str:
    """One row (failures, should_warn, should_error) for a test's SELECT."""
    calculation = config.fail_calc
    return (
        f"select {calculation} as failures, "
        f"{calculation} {config.warn_if} as should_warn, "
        f"{calculation} {config.error_if} as should_error\n"
        f"from (\n{failing_rows(select, config.limit)}\n) as failing_rows"
    )


COUNT_QUERY_OFFSET = 2
"""Line N of a test's SELECT is line N + 2 of its count query (N + 3 with a limit)."""


def judge(should_warn: bool, should_error: bool, config: TestConfig) -> TestStatus:
    """`pass`, `warn` or `fail`, as dbt decides it: the error condition first, then the warning."""
    if config.severity == "error" and should_error:
        return "fail"
    return "warn" if should_warn else "pass"


def expectation(config: TestConfig, found: TestStatus, status: TestStatus) -> str:
    """The condition that was met, for the message: `fail if != 0`, `warn if > 10`.

    `found` is what the conditions say, `status` what it counts as where warnings fail.
    """
    return f"{status} if {config.error_if if found == 'fail' else config.warn_if}"
