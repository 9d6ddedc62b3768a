"""Every layer that distinguishes resource types has an entry for each of them."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import pytest

from orchestrator.artifacts.entries import ENTRIES
from orchestrator.compiler.compile import COMPILED
from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.nodes import (
    RESOURCES,
    UNBUILT,
    DataTest,
    Model,
    ModelConfig,
    Resource,
    Seed,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.nodes.node import NodeBase
from orchestrator.plan.definitions import OWN_DIGESTS
from orchestrator.plan.step_builder import STEPS
from orchestrator.project.checks.unused import PROPERTY_KINDS
from orchestrator.project.drafts import READERS
from orchestrator.reports.wording import SUBJECTS
from orchestrator.state.definitions import DEFINED

TABLES: Mapping[str, Mapping[type, Any]] = {
    "project/drafts.py: READERS": READERS,
    "project/checks/unused.py: PROPERTY_KINDS": PROPERTY_KINDS,
    "compiler/compile.py: COMPILED": COMPILED,
    "state/definitions.py: DEFINED": DEFINED,
    "plan/definitions.py: OWN_DIGESTS": OWN_DIGESTS,
    "plan/step_builder.py: STEPS": STEPS,
    "artifacts/entries.py: ENTRIES": ENTRIES,
    "reports/wording.py: SUBJECTS": SUBJECTS,
}


class Report(NodeBase):
    """A resource type that no layer has heard of."""

    resource: ClassVar[Resource] = Resource("report", "report")


def lacking(kinds: Collection[type[NodeBase]]) -> dict[str, list[str]]:
    """The words of the resource types that a table lacks, by table."""
    found = {
        table: [kind.resource.word for kind in kinds if kind not in entries]
        for table, entries in TABLES.items()
    }
    return {table: words for table, words in found.items() if words}


def test_every_resource_type_is_in_every_table() -> None:
    assert lacking(RESOURCES) == {}


def test_a_new_resource_type_is_missed_by_each_table_with_its_name() -> None:
    assert lacking([*RESOURCES, Report]) == {table: ["report"] for table in TABLES}


def test_no_two_resource_types_have_one_word() -> None:
    assert sorted(found.word for found in RESOURCES.values()) == [
        "analysis",
        "exposure",
        "metric",
        "model",
        "operation",
        "saved_query",
        "seed",
        "semantic_model",
        "snapshot",
        "source",
        "test",
        "unit_test",
    ]


def test_templates_name_what_can_be_read() -> None:
    assert {kind: kind.resource.called_by for kind in RESOURCES} == {
        Model: "ref",
        Seed: "ref",
        Snapshot: "ref",
        DataTest: None,
        UnitTest: None,
        Source: "source",
        **dict.fromkeys(UNBUILT),
    }


@pytest.mark.parametrize(
    ("materialized", "is_built", "is_ephemeral"),
    [("table", True, False), ("view", True, False), ("ephemeral", False, True)],
)
def test_a_run_makes_no_relation_of_an_ephemeral_model(
    materialized: str, is_built: bool, is_ephemeral: bool
) -> None:
    model = Model(
        unique_id="model.shop.orders",
        name="orders",
        package="shop",
        path="models/orders.sql",
        fqn=("shop", "orders"),
        place=Place("models/orders.sql"),
        relation=RelationName("main", "orders"),
        config=ModelConfig(materialized=materialized),
        source_code="select 1 as id",
    )
    assert (model.is_built, model.is_ephemeral) == (is_built, is_ephemeral)
