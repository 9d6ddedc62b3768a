"""A project's build on plain DuckDB: its compiled SQL as a list of statements."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

FILE = "raw.json"
DATABASE = "replayed.duckdb"
REPLAY = Path(__file__).with_name("replay.py")

Node = Mapping[str, Any]


def write_statements(folder: Path, expression: Callable[[str], str], *resource_types: str) -> None:
    """Write what `replay.py` runs, from the manifest that `seg compile` left in the project.

    `expression` returns the SQL of a column that seg adds to all rows, from its template.
    """
    manifest = json.loads((folder / "target" / "manifest.json").read_text("utf-8"))
    nodes: Mapping[str, Node] = manifest["nodes"]
    order = TopologicalSorter({name: _parents(node, nodes) for name, node in nodes.items()})
    wanted = [
        nodes[name]
        for name in order.static_order()
        if not resource_types or nodes[name]["resource_type"] in resource_types
    ]
    schemas = dict.fromkeys(node["schema"] for node in wanted if node["resource_type"] != "test")
    found: list[Any] = [f'create schema if not exists "{schema}"' for schema in schemas]
    stamped = cache(expression)
    for node in wanted:
        found += _statements(node, manifest, stamped)
    (folder / FILE).write_text(json.dumps(found), "utf-8")


def _parents(node: Node, nodes: Mapping[str, Node]) -> list[str]:
    return [name for name in node["depends_on"].get("nodes", ()) if name in nodes]


def _relation(node: Node) -> str:
    """Return a node's relation, in any database."""
    return f'"{node["schema"]}"."{node.get("alias") or node["identifier"]}"'


def _statements(
    node: Node, manifest: Mapping[str, Any], expression: Callable[[str], str]
) -> Iterator[Any]:
    relation, config = _relation(node), node["config"]
    sql = (node.get("compiled_code") or "").strip().rstrip(";")
    stamped = config.get("stamps", {}).items()
    stamps = "".join(f", {expression(text)} as {name}" for name, text in stamped)
    if node["resource_type"] == "seed":
        file = Path(node["root_path"]) / node["original_file_path"]
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in config["column_types"].items())
        read = f"'{file}', header = true, delim = '{config['delimiter']}', types = {{{types}}}"
        yield f"create table {relation} as select * from read_csv({read})"
    elif node["resource_type"] == "test":
        yield f"select count(*), count(*) != 0, count(*) != 0 from (\n{sql}\n) as failing"
    elif node.get("language") == "python":
        found = {**manifest["nodes"], **manifest["sources"]}
        parents = {name: found[name] for name in node["depends_on"]["nodes"]}
        yield {
            "relation": relation,
            "code": node["raw_code"],
            "refs": {parent["name"]: _relation(parent) for parent in parents.values()},
            "meta": config["meta"],
            "stamps": stamps,
        }
    elif config["materialized"] == "view":
        yield f"create view {relation} as\n{sql}"
    elif config["materialized"] != "ephemeral":
        yield f"create table {relation} as select *{stamps} from (\n{sql}\n) as stamped"
