"""What a command imports before it is known whether there is anything to do."""

import ast
from collections.abc import Iterator

from tests.test_architecture import ROOT, tree_of

BEGINS_A_BUILD = ("orchestrator.cli.main", "orchestrator.cli.calling", "orchestrator.cli.build")
FOR_WORK_ALONE = (
    "orchestrator.commands.show",
    "orchestrator.compiler.compile",
    "orchestrator.config.yaml_reader",
    "orchestrator.engines.duckdb.client",
    "orchestrator.plan.steps",
    "orchestrator.project.load",
    "orchestrator.runner.run",
)


def imported(module: str) -> Iterator[str]:
    """What a module imports as it is imported; what is below `if TYPE_CHECKING` is for mypy."""
    for node in tree_of(ROOT / f"{module.replace('.', '/')}.py").body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def is_file(module: str) -> bool:
    return (ROOT / f"{module.replace('.', '/')}.py").exists()


def test_a_build_with_nothing_to_do_imports_nothing_for_work() -> None:
    reached: set[str] = set()
    waiting = list(BEGINS_A_BUILD)
    while waiting:
        module = waiting.pop()
        if module not in reached and is_file(module):
            reached.add(module)
            waiting += imported(module)
    assert all(map(is_file, FOR_WORK_ALONE))
    assert [module for module in FOR_WORK_ALONE if module in reached] == []
    assert "orchestrator.workspace.open" in reached
