"""What a tool answered about a project: the values that are compared."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace


class Relation(msgspec.Struct, frozen=True):
    """A relation that a reader finds: columns with their types, rows as texts, sorted.

    `passing` are columns that another run fills differently, with moments or by chance: None in all
    rows.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str | None, ...], ...]
    passing: tuple[str, ...] = ()

    def without(self, names: Collection[str]) -> "Relation":
        """The same with nothing in some columns."""
        if not names:
            return self
        kept = [name not in names for name, _ in self.columns]
        blank = (
            tuple(value if is_kept else None for value, is_kept in zip(row, kept, strict=True))
            for row in self.rows
        )
        return replace(self, rows=tuple(sorted(blank, key=str)), passing=tuple(names))

    def passes(self, other: "Relation") -> "Relation":
        """The same without the columns that another run filled differently."""
        own, others = (dict(_values(it)) for it in (self, other))
        return self.without([name for name in own if own[name] != others.get(name)])


def _values(relation: Relation) -> Iterator[tuple[str, list[str]]]:
    for at, (name, _) in enumerate(relation.columns):
        yield name, sorted(str(row[at]) for row in relation.rows)


class Step(msgspec.Struct, frozen=True):
    """What a command came to: statuses by unique id, relations by `schema.name`."""

    command: str
    exit_code: int
    statuses: dict[str, str]
    relations: dict[str, Relation]


class Node(msgspec.Struct, frozen=True):
    """What the manifest says of a node; what only some kinds have is None in the others.

    `told` is all else that is said there, without what is empty.
    """

    name: str
    fqn: tuple[str, ...]
    alias: str | None = None
    schema: str | None = None
    path: str | None = None
    materialized: str | None = None
    tags: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    told: dict[str, Any] = {}


class Answers(msgspec.Struct, frozen=True):
    """All that a tool answered: nodes and their SQL by unique id, unique ids by selection."""

    tool: str
    nodes: dict[str, Node]
    compiled: dict[str, str]
    selected: dict[str, tuple[str, ...]]
    steps: tuple[Step, ...]


def steady(answers: Answers, again: Answers) -> Answers:
    """What a tool answered, without what it filled differently when it was asked again."""
    steps = (
        replace(
            step,
            relations={
                name: relation.passes(other.relations.get(name, relation))
                for name, relation in step.relations.items()
            },
        )
        for step, other in zip(answers.steps, again.steps, strict=True)
    )
    return replace(answers, steps=tuple(steps))


def read(file: Path) -> Answers:
    """The answers that `write` has put there."""
    return msgspec.json.decode(file.read_bytes(), type=Answers)


def write(file: Path, answers: Answers) -> None:
    """Keep the answers as JSON, a line for each node, relation and selection."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = msgspec.to_builtins(answers)
    sections = (f'"{key}": {_lines(value, _DEPTHS.get(key, 1))}' for key, value in told.items())
    file.write_text("{\n" + ",\n".join(sections) + "\n}\n", "utf-8")


# How far below a section its lines begin.
_DEPTHS = {"steps": 3}


def _lines(value: Any, depth: int) -> str:
    if depth and value and isinstance(value, dict):
        inner = (f"{_json(key)}: {_lines(value[key], depth - 1)}" for key in sorted(value))
        return "{\n" + ",\n".join(inner) + "\n}"
    if depth and value and isinstance(value, list | tuple):
        return "[\n" + ",\n".join(_lines(each, depth - 1) for each in value) + "\n]"
    return _json(value)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
