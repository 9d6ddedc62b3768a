"""Messages of the Python API name no command-line flags, except in complete commands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import orchestrator as seg
from orchestrator.errors import SegError
from tests.projects import seg as command
from tests.projects import write_project

ROOT = Path(seg.__file__).parent
# What only the command line reaches, and keys of dbt's files, which are explained by its flags.
ELSEWHERE = (
    "cli/", "commands/erase/", "commands/export/", "commands/simulate.py", "commands/show.py",
    "commands/init.py", "starter/shop/",
    "commands/freshness.py", "people/lists.py", "config/config_keys.py", "config/project_keys.py",
    "config/target_keys.py", "__main__.py", "reports/",
)  # fmt: skip
FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
COMMAND = re.compile(r"\bseg [a-z]+ (?:(?!fix: )[^';])*")


def texts(file: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are no docstrings, with their lines."""
    tree = ast.parse(file.read_text("utf-8"))
    documented = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documented:
            yield node.lineno, node.value


def test_no_message_below_the_command_line_names_a_flag() -> None:
    named = [
        f"{file.relative_to(ROOT).as_posix()}:{line}: {text}"
        for file in sorted(ROOT.rglob("*.py"))
        if not file.relative_to(ROOT).as_posix().startswith(ELSEWHERE)
        for line, text in texts(file)
        if FLAG.search(COMMAND.sub("", text))
    ]
    assert named == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda project: project.query("select nope from {{ ref('a') }}").df(),
            'query:1: Binder Error: Referenced column "nope" not found',
        ),
        (lambda project: project.plan("+"), "select: a name or pattern is missing"),
        (
            lambda project: project.with_flags(now="yesterday"),
            "now: 'yesterday' is not an ISO 8601 timestamp",
        ),
    ],
    ids=["query", "selection", "moment"],
)
def test_errors(tmp_path: Path, call, message: str) -> None:
    write_project(tmp_path, {"models/a.sql": "select 1 as i"})
    assert command(tmp_path, "build").exit_code == 0
    with pytest.raises(SegError) as refused:
        call(seg.open_project(tmp_path))
    assert str(refused.value).startswith(message)
    assert "--" not in str(refused.value)
