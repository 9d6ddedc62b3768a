"""A plan as values for machines: its SQL reads published names."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.compiler.closing import CompileAfterParents, Sql, TableExpression
from orchestrator.dialects.boundary import Dialect
from orchestrator.plan.steps import Plan


def described(plan: Plan, name_of: Callable[[str], str], dialect: Dialect) -> Mapping[str, Any]:
    """Return the steps, parents first, and what is reused or orphaned.

    The version that a step reads is known only when it runs: here `name_of` gives all names. SQL
    that is compiled after its parents ran is null.
    """

    def closed(value: Any) -> Any:
        match value:
            case Sql():
                return value.resolve(name_of, dialect).text
            case TableExpression():
                return value.resolve(name_of, dialect)
            case CompileAfterParents():
                return None
            case Mapping():
                return {key: closed(held) for key, held in value.items()}
            case list() | tuple():
                return [closed(held) for held in value]
        if isinstance(value, Struct):
            return {name: closed(getattr(value, name)) for name in value.__struct_fields__}
        return value

    return {
        "steps": [closed(step) for step in plan.steps.values()],
        "reused": plan.reused,
        "orphans": plan.orphans,
    }
