"""Where in a YAML file the text of a rule stands, whichever way the text is written there."""

from orchestrator.errors import Place


def place_in(source: str, value_at: Place, text: str, offset: int, word: str) -> Place:
    """The place of `word`, which stands at `offset` of the value `text` that begins at `value_at`.

    The same occurrence of the word is looked for in the file; where it is not found (it came out
    of a variable), the place is that of the value.
    """
    if not word or value_at.line is None or value_at.column is None:
        return value_at
    nth = text.count(word, 0, offset)
    at = _start_of_line(source, value_at.line) + value_at.column - 1
    for _ in range(nth + 1):
        at = source.find(word, at) + 1
        if not at:
            return value_at
    return _place(source, value_at.path, at - 1)


def lines_in(source: str, value_at: Place, text: str) -> tuple[int | None, ...]:
    """The line of the file for each line of a value."""
    first = value_at.line
    count = text.count("\n") + 1
    if first is None or value_at.column is None:
        return (first,) * count
    at = _start_of_line(source, first) + value_at.column - 1
    style = source[at : at + 1]
    if style == "|":
        return tuple(first + 1 + number for number in range(count))
    return (first + 1 if style == ">" else first,) * count


def _start_of_line(source: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = source.find("\n", at) + 1
    return at


def _place(source: str, path: str, at: int) -> Place:
    return Place(path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
