"""Golden plans: files that hold a small project, what is asked for, and the plan that comes of it.

python -m tests.plan.golden    writes the plans of today into all of them: read the difference.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from orchestrator.plan.options import PlanOptions
from tests.plan.planned import AT_NOW, planned
from tests.plan.shown import shown

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))
_PART = "\n---- "


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden file: its heading, the files of its project, what is asked for, and the plan."""

    heading: str
    files: dict[str, str]
    asked: dict[str, Any]
    plan: str

    @classmethod
    def of(cls, file: Path) -> "Golden":
        """Read a file of parts, each below a line `---- <path>`, `---- asked` or `---- plan`."""
        heading, *parts = file.read_text("utf-8").split(_PART)
        found = dict(part.split("\n", 1) for part in parts)
        plan, asked = found.pop("plan", ""), found.pop("asked", "")
        return cls(heading, found, yaml.safe_load(asked) or {}, plan)

    def made(self, folder: Path) -> str:
        """The plan of today."""
        asked = dict(self.asked)
        published, changed = asked.pop("published", ()), asked.pop("changed", ())
        options = PlanOptions(event_times=AT_NOW, **asked)
        return shown(planned(folder, self.files, options, published=published, changed=changed))


def write(file: Path) -> None:
    """Put the plan of today into a golden file."""
    text = file.read_text("utf-8").partition(f"{_PART}plan\n")[0].rstrip("\n")
    with tempfile.TemporaryDirectory() as folder:
        made = Golden.of(file).made(Path(folder))
    file.write_text(f"{text}\n{_PART}plan\n{made}", "utf-8")


if __name__ == "__main__":
    for each in GOLDEN:
        write(each)
