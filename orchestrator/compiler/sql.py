"""SQL with holes: the relations in it are named by node until it is known what to read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from orchestrator.errors import Place, Problem

# Private-use characters around a unique id stand for a relation while templates render: they
# pass through string operations, and no SQL contains them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HOLE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def hole(unique_id: str) -> str:
    """The text that stands for a node's relation until `OpenSql.close`."""
    return f"{_OPEN}{unique_id}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A line of another node's template: that of an ephemeral parent."""

    path: str
    source_code: str
    line: int


Line = int | Elsewhere | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where SQL was written: its node, the node's template, and the line behind each line."""

    place: Place
    source_code: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def path(self) -> str:
        """The node's file."""
        return self.place.path

    def problem(self, what: str, line: int | None) -> Problem:
        """A problem in line `line` of the SELECT, shown at the line that the user wrote."""
        at = self.lines[line - 1] if line and 0 < line <= len(self.lines) else None
        if at is None:
            return Problem(what, self.place)
        path, source_code = self.path, self.source_code
        if isinstance(at, Elsewhere):
            path, source_code, at = at.path, at.source_code, at.line
        rows = source_code.splitlines()
        frame = f"{at} | {rows[at - 1]}" if at <= len(rows) else None
        return Problem(what, Place(path, at), frame=frame)


@dataclass(frozen=True, slots=True)
class OpenSql:
    """Rendered SQL with holes; `lines[i]` is the template's line that text line i comes from."""

    text: str
    lines: tuple[Line, ...] = ()

    def close(self, name_of: Callable[[str], str]) -> str:
        """The SQL with each hole filled by the name that `name_of` gives for its unique id."""
        return _HOLE.sub(lambda match: name_of(match[1]), self.text)

    @property
    def reads(self) -> tuple[str, ...]:
        """The unique ids of all relations in the text, in order of first appearance."""
        return tuple(dict.fromkeys(_HOLE.findall(self.text)))

    def elsewhere(self, path: str, source_code: str) -> "OpenSql":
        """The same for use in another node's SQL; `path` is the file of its own template."""
        lines = (
            Elsewhere(path, source_code, line) if isinstance(line, int) else line
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def canonical(self) -> str:
        """The text that a fingerprint covers: unique ids for relations, no trailing blanks."""
        return "\n".join(line.rstrip() for line in self.text.strip().splitlines())


@dataclass(frozen=True, slots=True)
class Ephemerals:
    """The SQL of models that are written into their children, and what each of them reads."""

    sql: Mapping[str, OpenSql]

    def needed_by(self, reads: Sequence[str]) -> tuple[str, ...]:
        """The ephemeral models behind `reads`, transitively, each after those that it reads."""
        ordered: dict[str, None] = {}
        pending = [(name, False) for name in reversed(reads) if name in self.sql]
        while pending:
            name, is_expanded = pending.pop()
            if name in ordered:
                continue
            if is_expanded:
                ordered[name] = None
                continue
            pending.append((name, True))
            inner = self.sql[name].reads
            pending += [(other, False) for other in reversed(inner) if other in self.sql]
        return tuple(ordered)
