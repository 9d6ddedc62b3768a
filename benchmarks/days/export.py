"""The shop's data, exported to a project as files, tables or both; only changes are written."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.days.arrivals import ARRIVING, write_arrivals
from benchmarks.days.shop import KEYS, Shop

PARTS = {"order_items": "hash(order_id) % 4"}
"""Tables exported as several files: the SQL of a row's file."""


@dataclass(frozen=True, slots=True)
class Export:
    """Where a project finds the shop's data: some inputs are files, others tables."""

    folder: Path
    files: frozenset[str]
    tables: frozenset[str]

    @property
    def warehouse(self) -> Path:
        """Return the database with the tables."""
        return self.folder / "warehouse.duckdb"

    def write(self, shop: Shop, chance: Random | None = None) -> None:
        """Write what changed since the last export; at random, rewrite a table or file in full."""
        for name in sorted(self.files):
            if name in ARRIVING:
                write_arrivals(shop, name, self.folder / "raw" / name)
            else:
                self._write_files(shop, name, chance)
        if self.tables:
            shop.sql(f"attach '{self.warehouse}' as project")
            try:
                shop.sql("create schema if not exists project.raw")
                for name in sorted(self.tables):
                    _write_table(shop, name, chance)
            finally:
                shop.sql("detach project")

    def _write_files(self, shop: Shop, name: str, chance: Random | None) -> None:
        folder = self.folder / "raw" / name
        folder.mkdir(parents=True, exist_ok=True)
        part = PARTS.get(name, "'all'")
        noted = folder / ".parts"
        before = dict(line.split() for line in noted.read_text().splitlines()) if (
            noted.exists()) else {}  # fmt: skip
        now = {
            str(file): str(digest)
            for file, digest in shop.rows(
                f"select cast({part} as varchar), sum(hash(t)) from held.{name} as t group by all"
                " order by all"
            )
        }
        for file in before.keys() - now.keys():
            (folder / f"{file}.parquet").unlink()
        for file, digest in now.items():
            # Some files are rewritten without a change, in a different order.
            again = chance is not None and chance.random() < 0.01
            if before.get(file) != digest or again:
                order = "reverse(t::text)" if again else ", ".join(KEYS[name])
                shop.sql(
                    f"copy (select * from held.{name} as t where cast({part} as varchar)"
                    f" = '{file}' order by {order}) to '{folder}/.new' (format parquet)"
                )
                (folder / ".new").rename(folder / f"{file}.parquet")
        if not now and not before:
            shop.sql(f"copy held.{name} to '{folder}/none.parquet' (format parquet)")
        noted.write_text("".join(f"{file} {digest}\n" for file, digest in now.items()))


def _write_table(shop: Shop, name: str, chance: Random | None) -> None:
    """Delete and insert rows; rarely all of them, in a different order."""
    there = shop.rows(
        "select 1 from duckdb_tables() where database_name = 'project' and schema_name = 'raw'"
        " and table_name = ?", name
    )  # fmt: skip
    if not there or (chance is not None and chance.random() < 0.01):
        shop.sql(
            f"create or replace table project.raw.{name} as"
            f" select * from held.{name} as t order by reverse(t::text)"
        )
        return
    same = " and ".join(f"t.{key} is not distinct from gone.{key}" for key in KEYS[name])
    gone = f"(select * from project.raw.{name} except all select * from held.{name})"
    shop.sql(f"delete from project.raw.{name} as t using {gone} as gone where {same}")
    shop.sql(
        f"insert into project.raw.{name}"
        f" (select * from held.{name} except all select * from project.raw.{name})"
    )
