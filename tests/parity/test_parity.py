"""seg's answers for the projects of this folder are those that dbt gave, but for what is meant.

`python -m tests.parity --record` has asked dbt for them.
"""

import os
from pathlib import Path

import pytest

from tests.parity import answers
from tests.parity.asking import ask
from tests.parity.cases import HERE, Case, copied, written_here
from tests.parity.comparing import compare
from tests.parity.report import report
from tests.parity.tools import Outcome
from tests.projects import seg

CASES = written_here()


class SegHere:
    """`seg` in this process."""

    name = "seg"

    def __init__(self, project: Path) -> None:
        self.project = project

    def run(self, arguments: list[str]) -> Outcome:
        """Run a command."""
        ended = seg(self.project, *arguments)
        return Outcome(ended.exit_code, tuple(ended.stdout.splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case.project.name for case in CASES])
def test_seg_answers_as_dbt(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = answers.read(HERE / "answers" / f"{case.project.name}.json")
    project = copied(case, tmp_path, "dev")
    # The database's path in the profile is read as dbt reads it, from where the command is typed.
    monkeypatch.chdir(project)
    compared = compare(recorded, ask(SegHere(project), case)).without(case.differs)
    told = os.linesep.join(report({case.name: compared}, most=10))
    assert not compared.differences, told
