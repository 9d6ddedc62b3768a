"""A new resource type, added as CONTRIBUTING says: one entry per layer."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from orchestrator import nodes
from orchestrator.artifacts.entries import ENTRIES
from orchestrator.compiler.compile import COMPILED
from orchestrator.errors import Place
from orchestrator.nodes import Description
from orchestrator.nodes.node import NodeBase, Resource
from orchestrator.plan.definitions import OWN_DIGESTS
from orchestrator.plan.step_builder import STEPS
from orchestrator.project.checks.unused import PROPERTY_KINDS
from orchestrator.project.drafts import READERS
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import (
    FileReading,
    NodeDraft,
    Reading,
    ReadingContext,
    read_file,
)
from orchestrator.project.references import Reference
from orchestrator.reports.wording import SUBJECTS
from orchestrator.state.definitions import DEFINED
from tests.projects import seg, write_project


class Report(NodeBase, frozen=True, kw_only=True):
    """Who reads what is built: a file with an owner, and a model on each line after that."""

    resource: ClassVar[Resource] = Resource("report", "report")

    owner: str


def read_reports(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for file in sorted((context.package.file.root / "reports").glob("*.txt")):
        yield read_file(context, f"reports/{file.name}", partial(read_report, file))


def read_report(file: Path, reading: Reading) -> Iterator[NodeDraft]:
    owner, *models = file.read_text("utf-8").split()
    fqn, place = (reading.package.name, file.stem), Place(reading.path)
    fields = node_fields(Report, fqn, place, reading.settings("models", fqn), Description())
    references = tuple(Reference("ref", (name,), place) for name in models)
    yield NodeDraft(Report(**fields, owner=owner), references)


ADDED: tuple[tuple[Any, Any], ...] = (
    (nodes.RESOURCES, Report.resource),
    (nodes.RESOURCE_TYPES, Report.resource.word),
    (READERS, read_reports),
    (PROPERTY_KINDS, "models"),
    (COMPILED, lambda compiler, node: None),
    (OWN_DIGESTS, lambda digests, node: None),
    (DEFINED, lambda definitions, node: None),
    (STEPS, lambda builder, node: None),
    (ENTRIES, lambda entries, node: {"owner": node.owner, "depends_on": node.depends_on}),
    (SUBJECTS, lambda node: f"report {node.name}"),
)

FILES = {
    "models/orders.sql": "select 1 as id",
    "models/revenue.sql": "select count(*) as orders from {{ ref('orders') }}",
    "reports/weekly.txt": "ada\nrevenue\n",
}


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> None:
    for table, entry in ADDED:
        monkeypatch.setitem(table, Report, entry)


@pytest.mark.usefixtures("reports")
def test_it_is_read_selected_listed_and_in_the_manifest(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    built = seg(tmp_path, "build", "--select", "+weekly")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "Found 2 models, 1 report" in built.stdout
    assert "PASS=2 WARN=0 ERROR=0" in built.stdout
    listed = seg(tmp_path, "ls", "--quiet", "--select", "+weekly", "--output", "name")
    assert sorted(listed.stdout.splitlines()) == ["orders", "revenue", "weekly"]
    manifest = json.loads((tmp_path / "target" / "manifest.json").read_text("utf-8"))
    assert manifest["nodes"]["report.shop.weekly"] == {
        "owner": "ada",
        "depends_on": ["model.shop.revenue"],
    }


@pytest.mark.usefixtures("reports")
def test_what_it_refers_to_has_to_be_there(tmp_path: Path) -> None:
    write_project(tmp_path, {**FILES, "reports/weekly.txt": "ada\nrevenu\n"})
    parsed = seg(tmp_path, "parse")
    assert parsed.exit_code == 2
    assert parsed.stderr == (
        "reports/weekly.txt: ref('revenu') names no model\n  fix: did you mean 'revenue'?\n"
    )
