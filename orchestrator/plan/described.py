"""A plan as values for a machine: its SQL reads the names that people read."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from orchestrator.compiler.closing import CompileAfterParents, Rows, Sql
from orchestrator.dialects.boundary import Dialect
from orchestrator.plan.steps import Plan


def described(plan: Plan, name_of: Callable[[str], str], dialect: Dialect) -> Mapping[str, Any]:
    """The steps, parents first, and what is reused.

    Which version a step reads is known when it runs: here `name_of` names all relations. SQL that
    is compiled after its parents is null.
    """

    def closed(value: Any) -> Any:
        match value:
            case Sql():
                return value.resolve(name_of, dialect).text
            case Rows():
                return value.resolve(name_of, dialect)
            case CompileAfterParents():
                return None
            case Mapping():
                return {key: closed(held) for key, held in value.items()}
            case list() | tuple():
                return [closed(held) for held in value]
        if is_dataclass(value) and not isinstance(value, type):
            return {field.name: closed(getattr(value, field.name)) for field in fields(value)}
        return value

    return {"steps": [closed(step) for step in plan.steps.values()], "reused": plan.reused}
