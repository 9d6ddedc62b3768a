"""A plan as text: every step with all that it holds, by the names of its fields.

It knows no class of steps: a field that is added is shown, one that is gone is not. What is left
out of the text is what tells nothing (empty, or as by default) or is different on each machine.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.compiler.sql import Origin
from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.plan.steps import Plan

# Digests, the folder of the test, and templates, which stand above the plan in the same file.
LEFT_OUT = ("fingerprint", "path", "source_code", "settings")
# What stands in the heading of a step.
HEADING = ("unique_id", "action", "reason", "waits_for")


def shown(plan: Plan) -> str:
    """The plan, step after step, and then what holds for all of it."""
    steps = "\n".join(_step(step_id, step) for step_id, step in plan.steps.items())
    rest = dataclasses.replace(plan, steps={})
    return steps + "".join(f"\n{line}" for line in _fields(rest)) + "\n"


def _step(step_id: str, step: Any) -> str:
    waits = "".join(f"  after {name}\n" for name in step.waits_for)
    fields = "".join(f"  {line}".rstrip() + "\n" for line in _fields(step, HEADING))
    return f"{step.action}: {step_id}\n  because: {step.reason}\n{waits}{fields}"


def _fields(value: Any, but: tuple[str, ...] = ()) -> Iterator[str]:
    """`name: value` of all fields that say something; longer ones below their name."""
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if field.name in but or field.name in LEFT_OUT or held == field.default:
            continue
        lines = list(_lines(held))
        if len(lines) == 1 and not lines[0].startswith(" "):
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
            lines = " ".join(_line(line) for line in value.lines)
            yield f"{value.place} lines {lines}" if lines else str(value.place)
        case str():
            yield from value.split("\n")
        case Mapping():
            for key, held in value.items():
                yield from _pair(key, held)
        case tuple() | list() | frozenset():
            for held in sorted(value, key=str) if isinstance(value, frozenset) else value:
                yield from _lines(held)
        case _ if dataclasses.is_dataclass(value):
            yield from _fields(value)
        case _:
            yield str(value)


def _pair(key: object, value: object) -> Iterator[str]:
    lines = list(_lines(value))
    if len(lines) <= 1:
        yield f"{key}: {''.join(lines)}".rstrip()
    else:
        yield f"{key}:"
        yield from (f"  {line}".rstrip() for line in lines)


def _line(line: Any) -> str:
    """Where a line of SQL was written: 3, in another file a.sql:3, nowhere -."""
    if line is None:
        return "-"
    return str(line) if isinstance(line, int) else f"{line.path}:{line.line}"
