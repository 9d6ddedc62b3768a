"""Two warehouses, relation by relation and row by row."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.orders import ROOT

CHANGES = ("customer_changes", "customer_event_changes", "device_changes", "visitor_changes")
"""Tables of changes: the day and the number of each key's last change."""

FITS = ("cluster_diagnostics", "cluster_matches")
"""Tables that are not incremental models, but read a fit that they keep from what is published."""

REMADE = (
    *("purchases", "purchase_gaps", "customer_purchases", "clv_purchases"),
    *("customer_products", "customer_occasion_orders", "purchase_items"),
    *("visit_events", "customer_visits", "customer_devices", "rule_events"),
)
"""Tables refreshed for changed keys: the day and the number of the change."""

WHEN_MADE = ("as_of_date", "change_number")
"""Two columns of these tables say when a row was built, which differs from a full build."""

RELATIONS = """
    select table_schema, table_name, string_agg(column_name, ',' order by ordinal_position)
    from information_schema.columns
    where table_catalog = '{}' and table_schema not in ('_seg', 'seg_versions', 'raw')
    group by all
"""

# Settings that a pinned model does not need.
NOT_INCREMENTAL = "unique_key=none, full_refresh=none, on_schema_change=none"


@dataclass(frozen=True, slots=True)
class Difference:
    """A relation with rows on one side only, and some of them."""

    relation: str
    missing: int
    added: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        """Describe the difference."""
        heading = f"{self.relation}: {self.missing} rows missing, {self.added} additional"
        return "\n".join((heading, *(f"    {row}" for row in self.examples)))


def differences(
    live: Path,
    other: Path,
    *,
    when_made: tuple[str, ...] = REMADE,
    but_for: frozenset[str] = frozenset(),
) -> tuple[int, list[Difference]]:
    """Return how many relations were compared, and which differ between `other` and `live`.

    In the tables of `when_made`, the moment at which a row was built does not count. Those in
    `but_for` are not compared.
    """
    count, found = 0, []
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        for name, file in (("live", live), ("other", other)):
            connection.execute(f"attach '{file}' as {name} (read_only)")
        one, two = (
            {(schema, name): columns for schema, name, columns in connection.execute(
                RELATIONS.format(side)).fetchall()}
            for side in ("live", "other")
        )  # fmt: skip
        for (schema, name), columns in sorted((one | two).items()):
            if name in but_for:
                continue
            count += 1
            relation = f'{schema}."{name}"'
            if one.get((schema, name)) != two.get((schema, name)):
                told = f"has {one.get((schema, name))} and {two.get((schema, name))}"
                found.append(Difference(f"{name} {told}", 0, 0, ()))
                continue
            left_out = WHEN_MADE if name in when_made else ()
            kept = ", ".join(f'"{each}"' for each in columns.split(",") if each not in left_out)
            sides = [f"select {kept} from {side}.{relation}" for side in ("live", "other")]
            gone = f"({sides[0]} except all {sides[1]})"
            more = f"({sides[1]} except all {sides[0]})"
            missing, added = (
                connection.execute(f"select count(*) from {rows}").fetchall()[0][0]
                for rows in (gone, more)
            )
            if missing or added:
                examples = [
                    f"{sign} {row}"
                    for sign, rows in (("-", gone), ("+", more))
                    for row in connection.execute(
                        f"select t::text from {rows} as t order by all limit 3"
                    ).fetchall()
                ]
                found.append(Difference(name, missing, added, tuple(examples)))
    return count, found


def events_differ(live: Path, other: Path) -> list[Difference]:
    """Return the events that only one of the two has."""
    select = "select * from {}._seg.segment_events"
    with duckdb.connect() as connection:
        for name, file in (("live", live), ("other", other)):
            connection.execute(f"attach '{file}' as {name} (read_only)")
        one, two = select.format("live"), select.format("other")
        gone = connection.execute(f"{one} except all {two}").fetchall()
        more = connection.execute(f"{two} except all {one}").fetchall()
    if not gone and not more:
        return []
    return [Difference("_seg.segment_events", len(gone), len(more),
                       (*map(str, gone[:3]), *map(str, more[:3])))]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """A model of a project, and why a build from scratch would give a different result."""

    name: str
    is_once: bool
    is_remembering: bool
    is_of_a_day: bool
    """Return whether the as-of date is one of its stamps."""


def models_of(folder: Path) -> list[Model]:
    """Return the models that a project had at its last build."""
    nodes = json.loads((folder / "target" / "manifest.json").read_text("utf-8"))["nodes"]
    return [
        Model(
            node["name"],
            node["config"].get("once_per") is not None,
            node["name"] in FITS
            or (
                node["config"]["materialized"] == "incremental"
                and node["config"]["full_refresh"] is False
                and node["name"] not in CHANGES
            ),
            "as_of_date" in (node["config"].get("stamps") or ()),
        )
        for node in nodes.values()
        if node["resource_type"] == "model"
    ]


def write_pinned(live: Path, folder: Path, pinned: list[Model]) -> None:
    """Write the project of `live` to another folder, with some models pinned to their published
    rows.

    All other models are built from scratch.
    """
    shutil.rmtree(folder, ignore_errors=True)
    ignored = shutil.ignore_patterns("*.duckdb*", "target", "logs", "raw")
    shutil.copytree(live, folder, ignore=ignored)
    package = folder / "segmentation"
    package.mkdir()
    shutil.copy(ROOT / "seg_project.yml", package)
    for part in ("models", "macros", "seeds"):
        shutil.copytree(ROOT / part, package / part)
    (folder / "packages.yml").write_text('packages: [{local: "segmentation"}]\n', "utf-8")
    pins = folder / "pins"
    pins.mkdir()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{live / 'warehouse.duckdb'}' as live (read_only)")
        for model in pinned:
            (file,) = [
                found
                for found in (folder / "models", package / "models")
                for found in (*found.rglob(f"{model.name}.sql"), *found.rglob(f"{model.name}.py"))
            ]
            stamp = "'as_of_date': customer_segmentation.as_of_date()" if model.is_of_a_day else ""
            columns = "* exclude (as_of_date)" if model.is_of_a_day else "*"
            connection.execute(
                f"copy (select {columns} from live.main.{model.name})"
                f" to '{pins}/{model.name}.parquet' (format parquet)"
            )
            file.unlink()
            file.with_name(f"{model.name}.sql").write_text(
                f"{{{{ config(materialized='table', stamps={{{stamp}}}, {NOT_INCREMENTAL}) }}}}\n"
                f"select * from read_parquet('pins/{model.name}.parquet')\n"
            )
