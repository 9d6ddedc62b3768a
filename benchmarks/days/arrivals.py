"""Arriving files: new rows are in a file of their own until the day is over.

A corrected or deleted row changes in the file that has it, which is rewritten. On a new day, all
rows are merged into one file.
"""

from pathlib import Path

from benchmarks.days.shop import KEYS, Shop

ARRIVING = ("orders", "web_events")
"""The inputs whose changes are new files, declared with `refresh_by` in the project."""


def write_arrivals(shop: Shop, name: str, folder: Path) -> None:
    """Bring the files of an input up to date with the shop."""
    folder.mkdir(parents=True, exist_ok=True)
    shop.sql("create schema if not exists arrived")
    merged = f"until-{shop.day}"
    if not (folder / f"{merged}.parquet").exists():
        shop.sql(
            f"create or replace table arrived.{name} as select *, '{merged}' as file"
            f" from held.{name}"
        )
        for file in folder.glob("*.parquet"):
            file.unlink()
        _write(shop, name, folder, merged)
        return
    held, arrived = f"select * from held.{name}", f"select * exclude (file) from arrived.{name}"
    same = " and ".join(f"a.{key} is not distinct from b.{key}" for key in KEYS[name])
    shop.sql(f"create or replace temp table gone as ({arrived}) except all ({held})")
    shop.sql(
        f"create or replace temp table old as select a.* from arrived.{name} as a"
        f" where exists (select 1 from gone as b where {same})"
    )
    shop.sql(f"delete from arrived.{name} as a where exists (select 1 from gone as b where {same})")
    number = shop.count(f"(select distinct file from arrived.{name})") + shop.count("old")
    file = f"'{shop.day}-{number:04}'"
    shop.sql(
        f"insert into arrived.{name} select b.*, coalesce(any_value(a.file), {file}) as file"
        f" from ({held} except all {arrived}) as b left join old as a on {same} group by all"
    )
    touched = shop.rows(
        "select distinct file from old union select distinct file from"
        f" (select file from arrived.{name} where file = {file})"
    )
    for (each,) in touched:
        _write(shop, name, folder, str(each))


def _write(shop: Shop, name: str, folder: Path, file: str) -> None:
    order = ", ".join(KEYS[name])
    shop.sql(
        f"copy (select * exclude (file) from arrived.{name} where file = '{file}' order by {order})"
        f" to '{folder}/.new' (format parquet)"
    )
    (folder / ".new").rename(folder / f"{file}.parquet")
