"""The nodes of a project as frozen values: one file per resource type, and what they share."""

from collections.abc import Mapping
from typing import get_args

from orchestrator.nodes.analysis import Analysis
from orchestrator.nodes.column import Column
from orchestrator.nodes.comments import NO_COMMENTS, Comments, comments_of
from orchestrator.nodes.contract import Constraint, ConstraintType, Contract, ContractColumn
from orchestrator.nodes.data_test import DataTest, Severity, TestConfig
from orchestrator.nodes.docs_block import Description, DocsBlock
from orchestrator.nodes.exposure import Exposure
from orchestrator.nodes.family import Family, FamilyMode, Segment
from orchestrator.nodes.freshness import SECONDS_PER, FreshnessPolicy, Period, Threshold
from orchestrator.nodes.group import Group
from orchestrator.nodes.hooks import NO_HOOKS, Hooks, hook_keys
from orchestrator.nodes.macro_file import MacroFile
from orchestrator.nodes.metric import Metric
from orchestrator.nodes.microbatch import Batch, BatchSize, EventTimes, Microbatch
from orchestrator.nodes.model import (
    LookedUp,
    Model,
    ModelConfig,
    OnDefinitionChange,
    OnSchemaChange,
)
from orchestrator.nodes.node import Language, Resource
from orchestrator.nodes.operation import Operation
from orchestrator.nodes.saved_query import SavedQuery
from orchestrator.nodes.seed import Seed, SeedConfig
from orchestrator.nodes.semantic_model import SemanticModel
from orchestrator.nodes.snapshot import (
    HardDeletes,
    HistoryColumns,
    Snapshot,
    SnapshotConfig,
    SnapshotStrategy,
)
from orchestrator.nodes.source import THIS, Source
from orchestrator.nodes.unit_test import THIS_INPUT, Fixture, GivenInput, MockedNames, UnitTest

__all__ = [
    "NO_COMMENTS",
    "NO_HOOKS",
    "RESOURCES",
    "RESOURCE_TYPES",
    "SECONDS_PER",
    "THIS",
    "THIS_INPUT",
    "UNBUILT",
    "Analysis",
    "Batch",
    "BatchSize",
    "BuiltNode",
    "Column",
    "Comments",
    "Constraint",
    "ConstraintType",
    "Contract",
    "ContractColumn",
    "DataTest",
    "Description",
    "DocsBlock",
    "EventTimes",
    "Exposure",
    "Family",
    "FamilyMode",
    "Fixture",
    "FreshnessPolicy",
    "GivenInput",
    "Group",
    "HardDeletes",
    "HistoryColumns",
    "Hooks",
    "Language",
    "LookedUp",
    "MacroFile",
    "Metric",
    "Microbatch",
    "MockedNames",
    "Model",
    "ModelConfig",
    "Node",
    "OnDefinitionChange",
    "OnSchemaChange",
    "Operation",
    "Period",
    "RelationNode",
    "Resource",
    "SavedQuery",
    "Seed",
    "SeedConfig",
    "Segment",
    "SelectNode",
    "SemanticModel",
    "Severity",
    "Snapshot",
    "SnapshotConfig",
    "SnapshotStrategy",
    "Source",
    "TemplateNode",
    "TestConfig",
    "Threshold",
    "UnitTest",
    "comments_of",
    "hook_keys",
    "resource_type",
]

# A new resource type is a file in this folder and its name here; each layer's table then requires
# it. A run does nothing with the first group.
UnbuiltNode = Exposure | SemanticModel | Metric | SavedQuery | Analysis | Operation
Node = Model | Seed | Snapshot | DataTest | UnitTest | Source | UnbuiltNode

# Nodes that a run can build relations for, and nodes that can be read by name.
BuiltNode = Model | Seed | Snapshot
RelationNode = Model | Seed | Snapshot | Source

# Nodes whose rows come from a SELECT, and all nodes with a template that becomes SQL, which
# excludes Python models.
SelectNode = Model | Snapshot
TemplateNode = SelectNode | DataTest | Analysis

UNBUILT: tuple[type[Node], ...] = get_args(UnbuiltNode)

RESOURCES: Mapping[type[Node], Resource] = {kind: kind.resource for kind in get_args(Node)}
RESOURCE_TYPES: Mapping[type, str] = {kind: found.word for kind, found in RESOURCES.items()}


def resource_type(node: Node) -> str:
    """Return the word for a node in `--resource-type` and the artifacts."""
    return node.resource.word
