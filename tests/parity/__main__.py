"""`python -m tests.parity`: runs projects with dbt and seg, and compares their answers."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tests.parity import answers
from tests.parity.answers import Answers, steady
from tests.parity.cases import HERE, Case, case_of, copied, written_here
from tests.parity.collecting import ask
from tests.parity.comparing import compare
from tests.parity.page import PAGE, compared_here, row, with_table
from tests.parity.report import report
from tests.parity.tools import Seg, dbt, python_of_dbt

ENVIRONMENT = HERE.parents[1] / ".parity"


def main(typed: list[str]) -> int:
    """Compare; 1 where something differs that is not meant."""
    options = _parser().parse_args(typed)
    if options.page:
        return write_page()
    cases = [case_of(path.resolve(), tuple(options.step)) for path in options.project]
    python = python_of_dbt(options.environment)
    compared = {}
    with _folder(options.keep) as folder:
        for case in cases or written_here():
            theirs = _of_dbt(case, folder, python, options)
            if options.record:
                answers.write(HERE / "answers" / f"{case.project.name}.json", theirs)
            ours = _of_seg(case, folder, options)
            compared[case.name] = compare(theirs, ours).without(case.differs)
    sys.stdout.writelines(f"{line}\n" for line in report(compared, options.most))
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(compared)))
    return int(any(each.differences for each in compared.values()))


def write_page() -> int:
    """Write the table of support anew, from dbt's answers as they are kept."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [row(case, compared_here(case, Path(folder))) for case in written_here()]
    PAGE.write_text(with_table(PAGE.read_text("utf-8"), rows), "utf-8")
    return 0


def _of_dbt(case: Case, folder: Path, python: Path, options: argparse.Namespace) -> Answers:
    """dbt's answers in two runs: what differs between them is due to chance or to the clock."""
    first = _one(case, folder / "dbt", python, options)
    return first if options.once else steady(first, _one(case, folder / "again", python, options))


def _one(case: Case, folder: Path, python: Path, options: argparse.Namespace) -> Answers:
    project = copied(case, folder, options.target)
    with dbt(python, project, folder / f"{case.project.name}.log") as tool:
        return ask(tool, case, _variables(options))


def _of_seg(case: Case, folder: Path, options: argparse.Namespace) -> Answers:
    project = copied(case, folder / "seg", options.target)
    tool = Seg(project, folder / "seg" / f"{case.project.name}.log", options.passing)
    return ask(tool, case, _variables(options))


def _variables(options: argparse.Namespace) -> tuple[str, ...]:
    return ("--vars", options.vars) if options.vars else ()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder).resolve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.parity", description=__doc__)
    parser.add_argument("project", nargs="*", type=Path, help="Folders; those written here without")
    parser.add_argument("--step", action="append", default=[], help="A command, instead of build")
    parser.add_argument("--vars", help="Variables of all commands")
    parser.add_argument("--target", default="dev", help="The target's name (dev)")
    parser.add_argument(
        "--environment", type=Path, default=ENVIRONMENT, help="With dbt in it, or made from PyPI"
    )
    parser.add_argument("--once", action="store_true", help="Ask dbt once: moments will differ")
    parser.add_argument(
        "--passing", action="store_true", help="seg publishes what passes where something fails"
    )
    parser.add_argument("--keep", type=Path, help="A new folder in which copies and logs stay")
    parser.add_argument("--most", type=int, default=10, help="Differences a kind that are shown")
    parser.add_argument("--json", type=Path, help="Write counts and differences there")
    parser.add_argument(
        "--record", action="store_true", help="Keep dbt's answers for the tests of each commit"
    )
    parser.add_argument(
        "--page", action="store_true", help="Write the table of docs/from-dbt.md, and nothing else"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
