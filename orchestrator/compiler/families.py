"""The segment families among the compiled nodes: their rules, and their SELECT."""

from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from orchestrator.compiler.origins import origin_of
from orchestrator.compiler.rules import RuleReader, rule_problems, rules_and_columns
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.compiler.statements import StatementProblem, parsable, remembered
from orchestrator.errors import Problems, ProjectError
from orchestrator.nodes import Model
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.renders import Renders


def check_families(
    project: ParsedProject,
    sql: Mapping[str, SqlTemplate],
    statement_problem: StatementProblem,
    rules: RuleReader,
    problems: Problems,
    renders: Renders | None,
) -> None:
    """Check the rules of families, now that the columns of their inputs can be known."""

    def select_of(unique_id: str) -> str | None:
        return parsable(sql[unique_id]) if unique_id in sql else None

    reader = replace(rules, select_of=select_of)
    for unique_id, template in sql.items():
        node = project.nodes[unique_id]
        if not isinstance(node, Model) or node.family is None:
            continue
        look = partial(rule_problems, project, node, reader)
        found = (
            renders.problems(rules_and_columns(project, node, reader), "rules", look)
            if renders is not None
            else list(look())
        )
        problems.found += found
        if not found:
            try:
                origin = origin_of(node, template)
            except ProjectError as error:
                problems.extend(error)
                continue
            text = parsable(template)
            problem = remembered(statement_problem, renders, text, "a model")
            if problem is not None:
                problems.found.append(origin.problem(*problem))
