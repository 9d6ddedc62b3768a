"""What a model says by `refresh_by` is true of it: the rows of a few keys follow from the rows of
those keys in all that is kept by them, and from the rest of what it reads.

A query is held to that on the published sample: once with all rows in sight, once with those.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.projects import seg

Node = Mapping[str, Any]
FEW = 12


class Sample:
    """The published sample, and another database in which each relation can show fewer rows."""

    def __init__(self, project: Path) -> None:
        compiled = seg(project, "compile", "--full-refresh", "--quiet")
        assert compiled.exit_code == 0, compiled.stderr
        manifest = json.loads((project / "target/manifest.json").read_text("utf-8"))
        self.nodes: dict[str, Node] = manifest["nodes"] | manifest["sources"]
        self.connection = duckdb.connect()
        self.connection.execute(f"attach '{project / 'warehouse.duckdb'}' as whole (read_only)")
        self.connection.execute("set timezone = 'UTC'")

    def close(self) -> None:
        self.connection.close()

    def promises(self) -> Iterator[Node]:
        """The models in SQL that are made again by key, and are not made of themselves."""
        for node in self.nodes.values():
            if node["resource_type"] != "model" or node["language"] != "sql":
                continue
            reads_itself = shown(node) in node.get("compiled_code", "")
            if node["config"].get("refresh_by") and not reads_itself and self.keyed(node):
                yield node

    def parents(self, node: Node) -> list[Node]:
        return [self.nodes[name] for name in node["depends_on"]["nodes"]]

    def columns(self, node: Node) -> list[str]:
        return [
            each[0] for each in self.connection.execute(f"describe {self.name(node)}").fetchall()
        ]

    def name(self, node: Node) -> str:
        return f"whole.{shown(node)}"

    def keyed(self, node: Node) -> list[Node]:
        """The inputs that are kept by what the node is refreshed by."""
        passed_by = {*node["config"].get("refresh_through", {})}
        passed_by |= set(node["config"].get("refresh_regardless_of", ()))
        keys = set(keys_of(node))
        return [
            parent
            for parent in self.parents(node)
            if parent["name"] not in passed_by
            and (keys_of(parent) or family_of(node))
            and keys <= set(self.columns(parent))
        ]

    def sees(self, node: Node, wanted: str | None) -> None:
        """Make what the node reads: all of it, or of what is kept by key the `wanted` keys."""
        named = ", ".join(keys_of(node))
        keyed = [parent["name"] for parent in self.keyed(node)]
        for parent in self.parents(node):
            rows = f"select * from {self.name(parent)}"
            if wanted is not None and parent["name"] in keyed:
                rows += f" where ({named}) in ({wanted})"
            self.connection.execute(f'create schema if not exists "{parent["schema"]}"')
            self.connection.execute(f"create or replace view {shown(parent)} as {rows}")

    def some_keys(self, node: Node) -> str:
        """A few keys, whatever input they stand in; they are in a table."""
        named = ", ".join(keys_of(node))
        every = " union ".join(f"select {named} from {self.name(one)}" for one in self.keyed(node))
        picked = f"select * from ({every}) order by hash({named}) limit {FEW}"
        self.connection.execute(f"create or replace temp table some_keys as {picked}")
        return f"select {named} from some_keys"

    def rows(self, node: Node, wanted: str) -> list[tuple[Any, ...]]:
        named = ", ".join(keys_of(node))
        query = f"select * from (\n{node['compiled_code']}\n) where ({named}) in ({wanted})"
        return sorted(self.connection.execute(query).fetchall(), key=repr)


def shown(node: Node) -> str:
    """The relation as SQL in the project has it: without its database."""
    name: str = node["relation_name"]
    return name.removeprefix('"warehouse".')


def keys_of(node: Node) -> tuple[str, ...]:
    config = node["config"]
    told = config.get("refresh_by") or ()
    if not told and config.get("materialized") == "incremental":
        told = config.get("unique_key") or ()
    return (told,) if isinstance(told, str) else tuple(told)


def family_of(node: Node) -> bool:
    return "family" in node["config"].get("tags", ())


@pytest.fixture(scope="module")
def sample(build_sample: Callable[..., Path]) -> Iterator[Sample]:
    found = Sample(build_sample().parent)
    yield found
    found.close()


def test_what_models_say_of_keys_is_true(sample: Sample) -> None:
    promises = list(sample.promises())
    wrong = {}
    for node in promises:
        wanted = sample.some_keys(node)
        sample.sees(node, None)
        whole = sample.rows(node, wanted)
        sample.sees(node, wanted)
        if (narrowed := sample.rows(node, wanted)) != whole:
            wrong[node["name"]] = (len(whole), len(narrowed))
    assert len(promises) > 40
    assert not wrong, "rows with all in sight, and with those of the keys alone"
