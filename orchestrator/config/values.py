"""Values of YAML files: mappings and lists that know their places and those of their items."""

from collections.abc import Callable
from datetime import date
from typing import Any

from orchestrator.errors import Place

Mark = tuple[int, int]
KeyMark = tuple[int, int, int, int]


class Map(dict[Any, Any]):
    """A mapping of a file; `marks` has line and column of each key, then of its value."""

    __slots__ = ("mark", "marks", "path")

    def __init__(self, path: str, mark: Mark = (1, 1)) -> None:
        self.path = path
        self.mark = mark
        self.marks: dict[Any, KeyMark] = {}

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return Place(self.path, *self.mark)

    def key_place(self, key: Any) -> Place:
        """Return where `key` is; for a missing key, where the mapping begins."""
        mark = self.marks.get(key)
        return Place(self.path, mark[0], mark[1]) if mark else self.place

    def value_place(self, key: Any) -> Place:
        """Return where the value of `key` begins; for a missing key, where the mapping begins."""
        mark = self.marks.get(key)
        return Place(self.path, mark[2], mark[3]) if mark else self.place


class Seq(list[Any]):
    """A list of a file; `marks` has line and column of each item."""

    __slots__ = ("mark", "marks", "path")

    def __init__(self, path: str, mark: Mark = (1, 1)) -> None:
        self.path = path
        self.mark = mark
        self.marks: list[Mark] = []

    @property
    def place(self) -> Place:
        """Where the list begins."""
        return Place(self.path, *self.mark)

    def value_place(self, index: int) -> Place:
        """Return where an item begins."""
        return Place(self.path, *self.marks[index])


Value = str | int | float | date | Map | Seq | None

Render = Callable[[str, Place], Any]


def is_template(text: str) -> bool:
    """Return whether a string contains Jinja."""
    return "{{" in text or "{%" in text


def rendered(value: Any, place: Place, render: Render, skip: frozenset[str] = frozenset()) -> Any:
    """Return `value` with every string that contains Jinja rendered; the original is unchanged.

    Places are kept. `skip` names keys (with or without `+`) whose values are not rendered.
    """
    if isinstance(value, str):
        if not is_template(value):
            return value
        found = render(value, place)
        # The result of a template has the place of the template.
        return placed(found, place) if isinstance(found, dict | list) else found
    if isinstance(value, Map):
        result = Map(value.path, value.mark)
        result.marks = value.marks
        for key, item in value.items():
            kept = isinstance(key, str) and key.lstrip("+ ") in skip
            result[key] = item if kept else rendered(item, value.value_place(key), render, skip)
        return result
    if isinstance(value, Seq):
        items = Seq(value.path, value.mark)
        items.marks = value.marks
        for index, item in enumerate(value):
            items.append(rendered(item, value.value_place(index), render, skip))
        return items
    return value


def placed(value: Any, place: Place) -> Any:
    """Return `value`, which did not come from YAML, with `place` as the place of all of it."""
    mark = (place.line or 1, place.column or 1)
    if isinstance(value, dict):
        result = Map(place.path, mark)
        for key, item in value.items():
            result[key] = placed(item, place)
            result.marks[key] = (*mark, *mark)
        return result
    if isinstance(value, list | tuple):
        items = Seq(place.path, mark)
        items.extend(placed(item, place) for item in value)
        items.marks.extend(mark for _ in value)
        return items
    return value


def plain(value: Any) -> Any:
    """Return `value` as plain dicts and lists."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def shown(value: Any) -> str:
    """Return a value as shown in messages: text in quotes, a mapping or list by its kind."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            line = " ".join(value[:100].split("\n"))
            return f"'{line}'" if len(line) <= 60 else f"'{line[:57]}...'"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            return str(value)
