"""Corrects what sqlglot would transpile to a different meaning, node by node, leaves first."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.aggregates import AGGREGATES
from orchestrator.dialects.spark.building import RefusedNode, Rule
from orchestrator.dialects.spark.casts import CASTS
from orchestrator.dialects.spark.kinds import as_before
from orchestrator.dialects.spark.lists import LISTS
from orchestrator.dialects.spark.moments import MOMENTS
from orchestrator.dialects.spark.numbers import NUMBERS
from orchestrator.dialects.spark.queries import QUERIES
from orchestrator.dialects.spark.texts import TEXTS

RULES: Mapping[type[exp.Expr] | str, Rule] = {
    **AGGREGATES,
    **CASTS,
    **LISTS,
    **MOMENTS,
    **NUMBERS,
    **QUERIES,
    **TEXTS,
}
"""By sqlglot class, or by the name of a function that sqlglot does not know."""


def corrected(tree: exp.Expr, refused: list[tuple[exp.Expr, RefusedNode]]) -> exp.Expr:
    """Return the tree with equivalent nodes for Spark; others are added to `refused`."""
    for node in reversed(list(tree.walk())):
        name = node.name.lower() if isinstance(node, exp.Anonymous) else type(node)
        rule = RULES.get(name)
        if rule is None:
            continue
        try:
            new = rule(node)
        except RefusedNode as error:
            refused.append((node, error))
            continue
        if new is None or new is node:
            continue
        as_before(new, node)
        if node is tree:
            tree = new
        elif node.parent is not None:
            node.replace(new)
    return tree
