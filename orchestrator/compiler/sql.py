"""SQL whose relations are placeholders, named by node, until it is known what to read.

So are the moment of the run and its generation: what a node is defined by does not change with
these.
"""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import Place, Problem, code_frame
from orchestrator.lazy_regex import lazy_regex

# Private-use characters around a unique id stand for a relation while templates render: they
# pass through string operations, and no SQL contains them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACEHOLDER = lazy_regex(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


def placeholder(unique_id: str) -> str:
    """The text that stands for a node's relation until `SqlTemplate.resolve`."""
    return f"{_OPEN}{unique_id}{_CLOSE}"


_WRITES = lazy_regex(
    r"\s*(?:insert\s+into|update|delete\s+from|merge\s+into|alter\s+table|truncate(?:\s+table)?)\s+"
    f"{_OPEN}([^{_CLOSE}]*){_CLOSE}",
    re.IGNORECASE,
)

# Unique ids have dots.
OF_RUN = ("run_moment", "run_generation")
"""What is put into SQL when it runs, by the names that templates call it by: `SqlTemplate.at`."""


class ForeignLine(Struct, frozen=True):
    """A line of another node's template: that of an ephemeral parent."""

    path: str
    source_code: str
    line: int


Line = int | ForeignLine | None


class Origin(Struct, frozen=True):
    """Where SQL was written: its node, the node's template, and the line behind each line."""

    place: Place
    source_code: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def path(self) -> str:
        """The node's file."""
        return self.place.path

    def at(self, lines: tuple[Line, ...]) -> "Origin":
        """The same node, with the lines behind its SQL as it was closed."""
        return replace(self, lines=lines)

    def problem(self, what: str, line: int | None) -> Problem:
        """A problem in line `line` of the SELECT, shown at the line that the user wrote."""
        at = self.lines[line - 1] if line and 0 < line <= len(self.lines) else None
        if at is None:
            return Problem(what, self.place)
        path, source_code = self.path, self.source_code
        if isinstance(at, ForeignLine):
            path, source_code, at = at.path, at.source_code, at.line
        frame = code_frame(source_code, at, before=0) or None
        return Problem(what, Place(path, at), frame=frame)


class SqlTemplate(Struct, frozen=True):
    """Rendered SQL with placeholders; `lines[i]` is the line that text line i comes from."""

    text: str
    lines: tuple[Line, ...] = ()

    def resolve(self, name_of: Callable[[str], str]) -> str:
        """The SQL with the name that `name_of` gives in the place of each unique id."""
        return _PLACEHOLDER.sub(lambda match: name_of(match[1]), self.text)

    @property
    def reads(self) -> tuple[str, ...]:
        """The unique ids of all relations in the text, in order of first appearance."""
        found = dict.fromkeys(_PLACEHOLDER.findall(self.text))
        return tuple(name for name in found if name not in OF_RUN)

    def writes_into(self, unique_id: str) -> bool:
        """Whether it is a statement that writes into a node's relation."""
        found = _WRITES.match(self.text)
        return found is not None and found[1] == unique_id

    def at(self, of_run: Mapping[str, str]) -> "SqlTemplate":
        """The SQL of a run, of which `of_run` has what is in OF_RUN, as SQL."""
        text = self.text
        for name, sql in of_run.items():
            text = text.replace(placeholder(name), sql)
        return replace(self, text=text)

    def as_foreign(self, path: str, source_code: str) -> "SqlTemplate":
        """The same for use in another node's SQL; `path` is the file of its own template."""
        lines = (
            ForeignLine(path, source_code, line) if isinstance(line, int) else line
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def canonical(self) -> str:
        """The text that a fingerprint covers: unique ids for relations, no trailing blanks."""
        return "\n".join(line.rstrip() for line in self.text.strip().splitlines())
