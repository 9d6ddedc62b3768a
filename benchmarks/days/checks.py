"""What a day is compared with: forced and full rebuilds, a build from scratch, the records."""

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
    """Counts of what was done."""

    kinds: Counter[str] = field(default_factory=Counter)
    edits: int = 0
    definitions: int = 0
    kills_while_running: int = 0
    comparisons: Counter[str] = field(default_factory=Counter)
    relations: int = 0
    seconds: list[float] = field(default_factory=list)


class Checks:
    """Comparisons of what a project has published; each raises Wrong on a difference."""

    def __init__(self, seg: Seg, shop: Shop, export: Export, counts: Counts) -> None:
        self.seg, self.shop, self.export, self.counts = seg, shop, export, counts

    def everything_made_again(self) -> None:
        """Compare with a forced rebuild in the morning, including once-a-day tables."""
        other = self._copied()
        self.seg.run("build", "--force", "--full-refresh", folder=other)
        self._require_same("forced rebuild", other)

    def full_refresh(self) -> None:
        """Rebuild in full the tables that are built in parts, and run reused tests as well."""
        other = self._copied()
        self.seg.run("build", "--full-refresh", "--full-tests", folder=other)
        self._require_same("full refresh", other)
        before, after = (_warnings(folder) for folder in (self.seg.folder, other))
        if before != after:
            raise Wrong(f"tests warn of {before}; when all of them are run, of {after}")

    def from_nothing(self) -> None:
        """Compare tables that are neither built once a day nor keep history with a first build."""
        pinned = [
            model for model in models_of(self.seg.folder) if model.is_once or model.is_remembering
        ]
        other = self.seg.folder.with_name("pinned")
        write_pinned(self.seg.folder, other, pinned)
        replace(self.export, folder=other).write(self.shop)
        self.seg.run("build", *WITHOUT_TESTS, folder=other)
        but_for = frozenset(model.name for model in pinned)
        self._require_same("build from scratch", other, (*REMADE, *CHANGES), but_for)

    def records(self) -> None:
        """Compare figures with the shop's records, and the readers' copy with the warehouse."""
        found = wrong_figures(self.shop, self.seg.folder / WAREHOUSE, self.seg.today)
        if found:
            raise Wrong("different from the shop's records:\n" + "\n".join(found[:20]))
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
        # Tests that run once a day can have passed earlier and fail by now; they are left out.
        if each["status"] == "warn" and nodes[each["unique_id"]]["config"].get("once_per") is None
    )


def _require_none(what: str, found: list[Difference]) -> None:
    if found:
        raise Wrong(f"{what} gives a different result:\n" + "\n".join(map(str, found)))
