"""The difference that a unit test found, in colours: expected red, actual green."""

from collections.abc import Iterator, Sequence

from orchestrator.data_tests.row_diff import ACTUAL, EXPECTED, MISSING, UNEXPECTED
from orchestrator.reports.terminal import Colour, Style


def painted(message: str, style: Style) -> str:
    """Return the message of a failed unit test, with the differing cells of rows in colour."""
    if not style.has_colours:
        return message
    return "\n".join(_painted(message.split("\n"), style))


def _painted(lines: Sequence[str], style: Style) -> Iterator[str]:
    for at, line in enumerate(lines):
        match line[2:].partition(" ")[0] if line.startswith("| ") else "":
            case word if word == EXPECTED and at + 1 < len(lines):
                yield _cells(line, lines[at + 1], "red", style)
            case word if word == ACTUAL:
                yield _cells(line, lines[at - 1], "green", style)
            case word if word == MISSING:
                yield style.paint(line, "red")
            case word if word == UNEXPECTED:
                yield style.paint(line, "green")
            case _:
                yield line


def _cells(line: str, other: str, colour: Colour, style: Style) -> str:
    """Return the line with its first cell painted, and those that differ from the `other` line."""
    cells, others = line.split(" | "), other.split(" | ")
    if len(cells) != len(others):
        # A value contains the separator: the differing cells cannot be determined.
        return style.paint(line, colour)
    pairs = zip(cells, others, strict=True)
    return " | ".join(one if one == beside else style.paint(one, colour) for one, beside in pairs)
