"""What a day is compared with: everything made again, a full refresh, nothing, the records."""

import json
import shutil
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.days.compared import (
    CHANGES,
    REMADE,
    Difference,
    differences,
    events_differ,
    models_of,
    write_pinned,
)
from benchmarks.days.export import Export
from benchmarks.days.figures import wrong_figures
from benchmarks.days.running import WITHOUT_TESTS, Seg, Wrong
from benchmarks.days.shop import Shop

WAREHOUSE = "warehouse.duckdb"


@dataclass
class Counts:
    """What was done."""

    kinds: Counter[str] = field(default_factory=Counter)
    edits: int = 0
    definitions: int = 0
    kills_while_running: int = 0
    comparisons: Counter[str] = field(default_factory=Counter)
    relations: int = 0
    seconds: list[float] = field(default_factory=list)


class Checks:
    """Comparisons of what is published in a project; each raises Wrong where it is otherwise."""

    def __init__(self, seg: Seg, shop: Shop, export: Export, counts: Counts) -> None:
        self.seg, self.shop, self.export, self.counts = seg, shop, export, counts

    def everything_made_again(self) -> None:
        """In the morning: what is made once a day is made again as well, and is the same."""
        other = self._copied()
        self.seg.run("build", "--force", "--full-refresh", folder=other)
        self._require_same("everything made again", other)

    def full_refresh(self) -> None:
        """What is made in parts is made as a whole, and tests are run that need not be."""
        other = self._copied()
        self.seg.run("build", "--full-refresh", "--full-tests", folder=other)
        self._require_same("full refresh", other)
        before, after = (_warnings(folder) for folder in (self.seg.folder, other))
        if before != after:
            raise Wrong(f"tests warn of {before}; when all of them are run, of {after}")

    def from_nothing(self) -> None:
        """What is neither made once a day nor remembered is as a first build makes it."""
        pinned = [
            model for model in models_of(self.seg.folder) if model.is_once or model.is_remembering
        ]
        other = self.seg.folder.with_name("pinned")
        write_pinned(self.seg.folder, other, pinned)
        replace(self.export, folder=other).write(self.shop)
        self.seg.run("build", *WITHOUT_TESTS, folder=other)
        but_for = frozenset(model.name for model in pinned)
        self._require_same("from nothing", other, (*REMADE, *CHANGES), but_for)

    def records(self) -> None:
        """Figures are what the shop's records say, and readers' copy is what is published."""
        found = wrong_figures(self.shop, self.seg.folder / WAREHOUSE, self.seg.today)
        if found:
            raise Wrong("otherwise than by the shop's records:\n" + "\n".join(found[:20]))
        self.counts.comparisons["records"] += 1
        files = self.seg.folder / WAREHOUSE, self.seg.folder / "readers.duckdb"
        _require_none("the copy for readers", differences(*files, when_made=())[1])

    def _require_same(
        self,
        what: str,
        other: Path,
        when_made: tuple[str, ...] = REMADE,
        but_for: frozenset[str] = frozenset(),
    ) -> None:
        files = self.seg.folder / WAREHOUSE, other / WAREHOUSE
        count, found = differences(*files, when_made=when_made, but_for=but_for)
        if not but_for:
            found += events_differ(*files)
        self.counts.comparisons[what] += 1
        self.counts.relations += count
        _require_none(what, found)

    def _copied(self) -> Path:
        other = self.seg.folder.with_name("whole")
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.seg.folder, other)
        return other


def _warnings(folder: Path) -> list[str]:
    target = folder / "target"
    nodes = json.loads((target / "manifest.json").read_text("utf-8"))["nodes"]
    results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    return sorted(
        each["unique_id"]
        for each in results
        # What passed once for the day may fail by now, and is not asked again.
        if each["status"] == "warn" and nodes[each["unique_id"]]["config"].get("once_per") is None
    )


def _require_none(what: str, found: list[Difference]) -> None:
    if found:
        raise Wrong(f"{what} gives something else:\n" + "\n".join(map(str, found)))
