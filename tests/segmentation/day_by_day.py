"""Runs the features of a growing shop day by day, and compares the tables of two projects."""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb

from tests.projects import Outcome, seg
from tests.segmentation.growing_shop import GrowingShop, write_features


@dataclass(frozen=True, slots=True)
class Tables:
    """Those that are made day after day, and those that are made of them and always afresh."""

    refreshed: tuple[str, ...]
    made_of_them: tuple[str, ...]

    def run(
        self,
        folder: Path,
        shop: GrowingShop,
        *arguments: str,
        variables: Mapping[str, object] = MappingProxyType({}),
    ) -> Outcome:
        """`seg run` of the tables for the shop's day."""
        shop.write(folder)
        selection = [f"+{name}" for name in (*self.refreshed, *self.made_of_them)]
        given = json.dumps({"as_of_date": shop.today.isoformat(), **variables})
        return seg(folder, "run", "--select", *selection, "--vars", given, *arguments)

    def assert_as_built_afresh(
        self,
        daily: Path,
        shop: GrowingShop,
        fresh: Path,
        variables: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        """The tables are those of a project in `fresh` that is built today for the first time.

        A folder that is given again has its files, so that they need not be read again, and nothing
        of its database.
        """
        if fresh.exists():
            for file in fresh.glob("warehouse.duckdb*"):
                file.unlink()
        else:
            write_features(fresh)
            # Where the files are the same, they need not be read once more.
            shutil.copytree(daily / "target/reading", fresh / "target/reading")
        # Nothing is there to be reused, and nobody reads what else is written.
        plain = ("--no-reuse", "--no-write-json")
        assert_built(self.run(fresh, shop, *plain, variables=variables))
        assert (shop.today, self.differences(daily, fresh)) == (shop.today, [])

    def differences(self, left: Path, right: Path) -> list[tuple[str, int, int]]:
        """Tables of the two projects that do not have the same rows, and by how many."""
        found = []
        with duckdb.connect() as database:
            for name, folder in (("l", left), ("r", right)):
                database.execute(f"attach '{folder / 'warehouse.duckdb'}' as {name} (read_only)")
            for table in (*self.refreshed, *self.made_of_them):
                # When a row was made is not as in a first build.
                made = "'as_of_date|.*_number'" if table in self.refreshed else "'^$'"
                select = f"select columns(lambda name: not regexp_full_match(name, {made}))"
                missing, added = (
                    database.execute(
                        f"select count(*) from ({select} from {one}.{table} "
                        f"except all {select} from {other}.{table})"
                    ).fetchone()[0]  # type: ignore[index]
                    for one, other in (("r", "l"), ("l", "r"))
                )
                if missing or added:
                    found.append((table, missing, added))
        return found


def assert_built(outcome: Outcome) -> None:
    """The run ended well."""
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr


def rows_written(outcome: Outcome, table: str) -> int:
    """How many rows of the table a run replaced or added, as its line says."""
    found = re.search(rf" OK created .*main\.{table} .*\[(?:DELTA (\d+)|(.*)) in", outcome.stdout)
    if found is None or found[2] == "UNCHANGED":
        return 0
    return int(found[1])


def written_afresh(outcome: Outcome, tables: Tables) -> set[str]:
    """Which of the refreshed tables a run did not refresh but made as in a first build."""
    lines = [line for line in outcome.stdout.splitlines() if " OK created " in line]
    delta = {
        name
        for name in tables.refreshed
        for line in lines
        if f".{name} " in line and "DELTA" in line
    }
    return set(tables.refreshed) - delta
