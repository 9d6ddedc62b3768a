"""Where the SQL of a node was written."""

from collections.abc import Container

from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.errors import ProjectError
from orchestrator.nodes import TemplateNode


def origin_of(node: TemplateNode, template: SqlTemplate, also: Container[str] = ()) -> Origin:
    """Return where SQL was written; raises ProjectError if it reads undeclared parents.

    `also` are nodes that it may read as they are when it runs.
    """
    origin = Origin(node.place, node.written_code, template.lines)
    known = {node.unique_id, *node.depends_on}
    if any(name not in known and name not in also for name in template.reads):
        what = "the characters U+E000 and U+E001 are not allowed in SQL"
        raise ProjectError([origin.problem(what, None)])
    return origin
