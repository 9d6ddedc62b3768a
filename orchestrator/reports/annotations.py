"""Problems as annotations of GitHub Actions, which it shows next to the lines of a change.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping

from orchestrator.errors import Place, Problem
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Node
from orchestrator.reports.wording import expectation, node_of
from orchestrator.results import Event, NodeResult, RunFinished
from orchestrator.secrets import NO_SECRETS, Mask

# A message that begins with a place locates the fault more precisely than the node does.
_PLACED = lazy_regex(r"([^\s:]+):(\d+)(?::(\d+))?: (.+)")


class Annotations:
    """Prints a line for each failure and warning when the run ends; `root` precedes paths."""

    def __init__(
        self,
        say: Callable[[str], object],
        nodes: Mapping[str, Node],
        root: str = "",
        mask: Mask = NO_SECRETS,
    ) -> None:
        self._say = say
        self._nodes = nodes
        self._root = root
        self._mask = mask

    def show(self, event: Event) -> None:
        """Annotate all problems at the end of the run."""
        if isinstance(event, RunFinished):
            for result in event.results:
                if result.status in ("fail", "error", "warn"):
                    self._say(self._line(result))

    def close(self) -> None:
        """Leave the stream open: its owner closes it."""

    def _line(self, result: NodeResult) -> str:
        node = node_of(result.unique_id, self._nodes)
        text = self._mask.text(result.message or expectation(result, node) or result.status)
        place = node.place if node else None
        placed = _PLACED.match(text)
        if placed is not None:
            line, column = (int(each) if each else None for each in placed.group(2, 3))
            place, text = Place(placed[1], line, column), text[placed.start(4) :]
        level = "warning" if result.status == "warn" else "error"
        name = f"{node.resource.word} {node.full_name}" if node else result.unique_id
        return annotation(level, text, place, name, self._root)


def of_problems(problems: Iterable[Problem], root: str, mask: Mask) -> Iterator[str]:
    """Yield a line for each problem of a project."""
    for problem in problems:
        text = problem.what if problem.fix is None else f"{problem.what}\nfix: {problem.fix}"
        yield annotation("error", mask.text(text), problem.place, None, root)


def annotation(
    level: str, text: str, place: Place | None, title: str | None, root: str = ""
) -> str:
    """`::error file=models/a.sql,line=3,title=model a::no column 'b'`."""
    about = {
        "file": posixpath.normpath(posixpath.join(root, place.path)) if place else None,
        "line": place.line if place else None,
        "col": place.column if place else None,
        "title": title,
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in about.items() if value)
    return f"::{level}{' ' if told else ''}{told}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")
