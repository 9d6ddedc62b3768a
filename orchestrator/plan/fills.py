"""Views that a run evaluates only once, because several of its steps read them.

They are published as views all the same. A view that only renames and converts columns is not
filled: reading it costs no more than reading the table would, and an incremental reader of a few
rows would need all of them copied.
"""

import re
from collections import Counter
from collections.abc import Mapping

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import DataTest, Model, Node, Source, UnitTest
from orchestrator.plan.steps import Screen
from orchestrator.project.value import ParsedProject

# Words of a SELECT that does more than rename, convert and filter. Words in texts and comments
# count too: the worst case is a view that is filled without need.
_COMPUTES = lazy_regex(
    r"\b(?:join|group|distinct|over|union|except|intersect|having|order|limit|unnest|pivot)\b",
    re.IGNORECASE,
)


def views_to_fill(
    project: ParsedProject,
    nodes: Mapping[str, Node],
    compiled: Compiled,
    screens: Mapping[str, Screen],
) -> frozenset[str]:
    """Return the views among `nodes` that compute something and are read more than once."""
    reads: Counter[str] = Counter()
    shared: set[int] = set()
    filled: set[str] = set()
    # Children first: readers of a view that is not filled read what it reads.
    for name in reversed(project.graph.restrict(_through_ephemerals(project, nodes)).sorted()):
        node = project.nodes[name]
        times = 1
        match node:
            case Model() if node.is_ephemeral:
                times = reads[name]
            case Model() if node.config.materialized == "view":
                template = compiled.sql[name]
                if reads[name] > 1 and _computes(template):
                    filled.add(name)
                else:
                    times = reads[name]
            case DataTest() if (screen := screens.get(name)) is not None:
                # Tests that share a scan count as one reader.
                times = int(screen.group not in shared)
                shared.add(screen.group)
        for parent in _read_by(node):
            reads[parent] += times
    return frozenset(filled)


def _computes(template: SqlTemplate) -> bool:
    return _COMPUTES.search(template.text) is not None


def _read_by(node: Node) -> tuple[str, ...]:
    return () if isinstance(node, Source | UnitTest) else node.depends_on


def _through_ephemerals(project: ParsedProject, nodes: Mapping[str, Node]) -> set[str]:
    """Return the nodes of the run, and the ephemeral models inlined into them."""
    found = set(nodes)
    pending = [parent for node in nodes.values() for parent in _read_by(node)]
    while pending:
        name = pending.pop()
        node = project.nodes[name]
        if name not in found and node.is_ephemeral:
            found.add(name)
            pending += _read_by(node)
    return found
