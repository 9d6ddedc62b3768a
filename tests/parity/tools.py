"""The two tools, each run on a copy of a project."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.environments import python_in
from tests.projects import seg

ROOT = Path(__file__).parents[2]
# The newest dbt-core that installs from PyPI alone: 1.12 fetches a parser from elsewhere.
REQUIREMENTS = ("dbt-core>=1.11,<1.12", "dbt-duckdb>=1.10")

PUBLISHING = ("build", "run", "seed", "snapshot")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended, and the lines that it listed."""

    exit_code: int
    lines: tuple[str, ...]


class Tool(Protocol):
    """One of the tools in one project."""

    name: str
    project: Path

    def run(self, arguments: list[str]) -> Outcome:
        """Run a command to its end."""


@dataclass(frozen=True, slots=True)
class Seg:
    """This repository's `seg`, in a process of its own for each command."""

    project: Path
    log: Path
    passing: bool = False
    name: str = "seg"

    def run(self, arguments: list[str]) -> Outcome:
        """Run a command; what it says goes into the log."""
        if self.passing and arguments[0] in PUBLISHING:
            arguments = [*arguments, "--publish", "passing"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with self.log.open("a", encoding="utf-8") as log:
            ended = subprocess.run(
                [sys.executable, "-m", "orchestrator", *arguments],
                cwd=self.project,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                check=False,
            )
            log.write(ended.stdout)
        return Outcome(ended.returncode, tuple(ended.stdout.splitlines()))


@dataclass(frozen=True, slots=True)
class SegHere:
    """The same in this process."""

    project: Path
    name: str = "seg"

    def run(self, arguments: list[str]) -> Outcome:
        """Run a command from the project's folder, as paths in profiles are read from there."""
        with chdir(self.project):
            ended = seg(self.project, *arguments)
        return Outcome(ended.exit_code, tuple(ended.stdout.splitlines()))


@dataclass(frozen=True, slots=True)
class Dbt:
    """dbt, in one process for all commands."""

    project: Path
    process: "subprocess.Popen[str]"
    name: str = "dbt"

    def run(self, arguments: list[str]) -> Outcome:
        """Ask the process; RuntimeError where it has ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"dbt ended in the middle of {arguments}")
        told = json.loads(answer)
        return Outcome(told["exit_code"], tuple(told["lines"]))


@contextmanager
def dbt(python: Path, project: Path, log: Path) -> Iterator[Dbt]:
    """dbt of the environment of `python`, in a project."""
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "0"}
    environment.pop("PYTHONPATH", None)
    with (
        log.open("a", encoding="utf-8") as told,
        subprocess.Popen(
            [python, Path(__file__).with_name("dbt_process.py")],
            cwd=project,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        ) as process,
    ):
        try:
            yield Dbt(project, process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def python_of_dbt(environment: Path) -> Path:
    """The Python of an environment with dbt; it is made from PyPI where it is not there."""
    return python_in(environment, "dbt", REQUIREMENTS)
