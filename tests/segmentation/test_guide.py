"""docs/segmentation.md: every command and query in it runs on the sample."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.projects import seg

GUIDE = Path(__file__).parents[2] / "docs" / "segmentation.md"
BLOCK = re.compile(r"^```(sql|bash)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def steps() -> list[list[str]]:
    """What the guide runs, in its order: arguments of seg."""
    found = []
    for kind, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        if kind == "sql":
            found.append(["show", "--inline", text, "--limit", "3"])
        else:
            found += [shlex.split(line)[1:] for line in text.splitlines()]
    return found


def test_all_that_the_guide_shows_runs(build_sample: Callable[..., Path], tmp_path: Path) -> None:
    project = tmp_path / "sample"
    shutil.copytree(build_sample().parent, project)
    refused = {}
    for command, *arguments in steps():
        outcome = seg(project, command, *arguments)
        if outcome.exit_code != 0:
            refused[" ".join([command, *arguments])] = outcome.stderr or outcome.stdout
    assert refused == {}
    assert {command for command, *_ in steps()} == {
        "show", "segments", "why", "simulate", "export", "erase",
    }  # fmt: skip
