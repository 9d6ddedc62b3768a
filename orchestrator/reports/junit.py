"""A run as JUnit XML for CI servers: a test case for each node.

A reused node and a warning are cases that passed, with a note. Rows of data are left out, because
such files are kept longer, and read by more people, than a terminal.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from orchestrator.errors import EnvironmentFault
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Node
from orchestrator.reports.terminal import printable
from orchestrator.reports.wording import expectation, node_of
from orchestrator.results import Event, NodeResult, RunFinished, RunStarted, Status
from orchestrator.secrets import NO_SECRETS, Mask

# Characters that XML cannot contain; control characters are escaped as on a terminal.
_NO_XML = lazy_regex("[\ud800-\udfff\ufffe\uffff]")
_NO_RESULTS = "the run ended before anything was built or tested: see its output"

_CHILDREN: Mapping[Status, str] = {
    "fail": "failure",
    "error": "error",
    "interrupted": "error",
    "skipped": "skipped",
    "not started": "skipped",
}


class JUnitFile:
    """Writes the file when the run ends; raises EnvironmentFault at once if it cannot."""

    def __init__(self, path: str, nodes: Mapping[str, Node], mask: Mask = NO_SECRETS) -> None:
        self._nodes = nodes
        self._mask = mask
        self._command = ""
        self._started_at: datetime | None = None
        self._is_written = False
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._file: TextIO = Path(path).open("w", encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error

    def show(self, event: Event) -> None:
        """Record the start of the run; write the file at its end."""
        match event:
            case RunStarted():
                self._command, self._started_at = event.command, event.at
            case RunFinished():
                self._write(event)

    def close(self) -> None:
        """Close the file; if the run never ended, it contains an error that says so."""
        if not self._is_written:
            root, suite = self._root()
            case = SubElement(suite, "testcase", name="run", classname="seg", time="0.000")
            SubElement(case, "error", message=_NO_RESULTS).text = _NO_RESULTS
            self._write_with(root, suite, ["error"], 0.0)
        self._file.close()

    def _write(self, event: RunFinished) -> None:
        root, suite = self._root()
        cases = [self._case(suite, result) for result in event.results]
        self._write_with(root, suite, cases, event.elapsed_seconds)

    def _root(self) -> tuple[Element, Element]:
        root = Element("testsuites")
        return root, SubElement(root, "testsuite", name=f"seg {self._command}".strip())

    def _write_with(self, root: Element, suite: Element, cases: list[str], seconds: float) -> None:
        """Write the file; `cases` are the names of the elements in each case."""
        counts = {
            "tests": len(cases),
            **{f"{word}s": cases.count(word) for word in ("failure", "error")},
            "skipped": cases.count("skipped"),
        }
        for element in (root, suite):
            element.attrib |= {name: str(count) for name, count in counts.items()}
            element.set("time", f"{seconds:.3f}")
        if self._started_at is not None:
            suite.set("timestamp", self._started_at.isoformat(timespec="seconds"))
        self._file.write('<?xml version="1.0" encoding="utf-8"?>\n')
        ElementTree(root).write(self._file, encoding="unicode")
        self._file.write("\n")
        self._is_written = True

    def _case(self, suite: Element, result: NodeResult) -> str:
        """Add the case of a node; return the name of its element, "" if the node succeeded."""
        node = node_of(result.unique_id, self._nodes)
        case = SubElement(
            suite,
            "testcase",
            name=node.name if node else result.unique_id,
            classname=_class_name(node),
            time=f"{result.elapsed_seconds:.3f}",
        )
        if node is not None:
            case.set("file", node.place.path)
            if node.place.line is not None:
                case.set("line", str(node.place.line))
        text = self._text(result, node)
        word = _CHILDREN.get(result.status, "")
        if word:
            SubElement(case, word, message=text.partition("\n")[0]).text = text
        elif result.status in ("reused", "warn"):
            SubElement(case, "system-out").text = f"{result.status}: {text}".removesuffix(": ")
        return word

    def _text(self, result: NodeResult, node: Node | None) -> str:
        text = result.message or expectation(result, node) or ""
        spelled = printable(self._mask.text(text))
        return _NO_XML.sub(lambda found: repr(found.group())[1:-1], spelled)


def _class_name(node: Node | None) -> str:
    """Return `shop.models.staging.schema` for a node in models/staging/schema.yml."""
    if node is None:
        return "seg"
    return ".".join((node.package, *Path(node.path).with_suffix("").parts))
