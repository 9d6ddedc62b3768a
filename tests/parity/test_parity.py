"""seg's answers for the projects of this folder are those that dbt gave, but for what is meant.

`python -m tests.parity --record` has asked dbt for them.
"""

import os
from pathlib import Path

import pytest

from tests.parity.cases import Case, written_here
from tests.parity.page import BEGIN, END, PAGE, compared_here, row, table
from tests.parity.report import report

CASES = written_here()


@pytest.mark.parametrize("case", CASES, ids=[case.project.name for case in CASES])
def test_seg_answers_as_dbt(case: Case, tmp_path: Path) -> None:
    """The page for dbt users states the same differences."""
    compared = compared_here(case, tmp_path)
    assert row(case, compared) in PAGE.read_text("utf-8")
    left = compared.without(case.differs)
    assert not left.differences, os.linesep.join(report({case.name: left}, most=10))


def test_the_page_tells_of_no_other_projects() -> None:
    _, _, told = PAGE.read_text("utf-8").partition(BEGIN)
    rows = told.partition(END)[0].splitlines()
    assert len(rows) == len(table(()).splitlines()) + len(CASES)
