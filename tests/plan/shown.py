"""A plan as text: every step with all that it holds, by the names of its fields.

It knows no class of steps: a field that is added is shown, one that is gone is not. What is left
out of the text is what tells nothing (empty, or as by default) or is different on each machine. SQL
is shown closed, with `{model.shop.orders}` where the name of a relation will stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from orchestrator.compiler.closing import Sql, TableExpression
from orchestrator.compiler.sql import ForeignLine, Line, Origin
from orchestrator.dialects.duckdb import DIALECT
from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.plan.steps import Plan

# Digests, the folder of the test, and templates, which stand above the plan in the same file.
LEFT_OUT = ("fingerprint", "path", "source_code", "settings", "relations")
# What stands in the heading of a step.
HEADING = ("unique_id", "action", "reason", "waits_for")


def shown(plan: Plan) -> str:
    """The plan, step after step, and then what holds for all of it."""
    steps = "\n".join(_step(step_id, step) for step_id, step in plan.steps.items())
    rest = replace(plan, steps={})
    return steps + "".join(f"\n{line}" for line in _fields(rest)) + "\n"


def _step(step_id: str, step: Any) -> str:
    waits = "".join(f"  after {name}\n" for name in step.waits_for)
    fields = "".join(f"  {line}".rstrip() + "\n" for line in _fields(step, HEADING))
    return f"{step.action}: {step_id}\n  because: {step.reason}\n{waits}{fields}"


def _fields(value: Any, but: tuple[str, ...] = ()) -> Iterator[str]:
    """`name: value` of all fields that say something; longer ones below their name."""
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in but or field.name in LEFT_OUT or held == field.default:
            continue
        lines = list(_lines(held))
        if len(lines) == 1 and " | " not in lines[0]:
            yield f"{field.name}: {lines[0]}"
        elif lines:
            yield f"{field.name}:"
            yield from (f"  {line}".rstrip() for line in lines)


def _lines(value: Any) -> Iterator[str]:
    match value:
        case None | False | "":
            return
        case RelationName() | Place():
            yield str(value)
        case Origin():
            yield str(value.place)
        case Sql():
            closed = value.resolve(_named, DIALECT)
            yield from _written(closed.text, closed.lines)
        case TableExpression():
            yield from value.resolve(_named, DIALECT).split("\n")
        case str():
            yield from value.split("\n")
        case Mapping() | tuple() | list() | frozenset():
            yield from _of_many(value)
        case _ if isinstance(value, Struct):
            yield from _fields(value)
        case _:
            yield str(value)


def _of_many(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _pair(key, held)
    else:
        for held in sorted(value, key=str) if isinstance(value, frozenset) else value:
            yield from _lines(held)


def _pair(key: object, value: object) -> Iterator[str]:
    lines = list(_lines(value))
    if len(lines) <= 1:
        yield f"{key}: {''.join(lines)}".rstrip()
    else:
        yield f"{key}:"
        yield from (f"  {line}".rstrip() for line in lines)


def _named(unique_id: str) -> str:
    return f"{{{unique_id}}}"


def _written(text: str, lines: Sequence[Line]) -> Iterator[str]:
    """Each line of SQL behind the line that it was written in: 3, cleaned.sql:3, or none."""
    for number, line in enumerate(text.split("\n")):
        at = lines[number] if number < len(lines) else None
        file = at.path.rpartition("/")[2] if isinstance(at, ForeignLine) else ""
        row = at.line if isinstance(at, ForeignLine) else at
        yield f"{f'{file}:' if file else ''}{row or ''} | {line}"
