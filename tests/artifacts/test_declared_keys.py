"""Manifest entries of nodes that no run builds have exactly dbt's keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.artifacts.test_artifacts import DBT
from tests.parity.cases import WRITTEN_HERE, case_of, copied
from tests.projects import seg

SECTIONS = ("nodes", "exposures", "metrics", "semantic_models", "saved_queries", "docs")
PARTS = {
    "metric": ("type_params",),
    "semantic_model": ("measures", "dimensions", "entities"),
    "saved_query": ("query_params", "exports"),
}


def test_they_have_the_keys_of_dbt(tmp_path: Path) -> None:
    project = copied(case_of(WRITTEN_HERE / "semantic"), tmp_path, "dev")
    assert seg(project, "parse").exit_code == 0
    manifest = json.loads((project / "target" / "manifest.json").read_text("utf-8"))
    entries = [entry for section in SECTIONS for entry in manifest[section].values()]
    found = {(name, *sorted(keys)) for entry in entries for name, keys in _mappings(entry)}
    expected = {(name, *DBT[name]) for name, *_ in found}

    assert found == expected
    assert {name for name, *_ in found} == {
        name
        for name in DBT
        if name.partition(".")[0]
        in ("analysis", "operation", "metric", "semantic_model", "saved_query", "exposure", "doc")
    }


def _mappings(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    kind = entry["resource_type"]
    if kind not in DBT or kind in ("model", "seed"):
        return
    yield kind, entry
    if "config" in entry:
        yield f"{kind}.config", entry["config"]
    for part in PARTS.get(kind, ()):
        held = entry[part]
        for each in held if isinstance(held, list) else [held]:
            yield f"{kind}.{part}", each
            if "config" in each and part == "exports":
                yield f"{kind}.{part}.config", each["config"]
