"""Reads YAML text into values that know their places; the only importer of PyYAML's reader.

Values are built directly from the parser's events, which is several times faster than PyYAML's own
constructors, and lets an error about a duplicate key name both lines.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from orchestrator.config.scalars import NUMBER_STARTS, WORDS, resolve, resolve_key, tagged
from orchestrator.config.values import Map, Seq, Value
from orchestrator.config.yaml_errors import (
    QUOTE_JINJA,
    character_problem,
    lines_of,
    syntax_problem,
    tab_problems,
)
from orchestrator.errors import Place, Problems, ProjectError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 100
MAX_VALUES = 1_000_000

_MERGE = object()
_STANDARD_TAGS = {None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

# The stubs give events no common type; all except the last have a start mark.
_Event = Any


def read_yaml(text: str, path: str, minor: Problems | None = None) -> Value:
    """Return the value of a YAML text (None if it is empty); raises ProjectError.

    If all problems are duplicate keys and `minor` is given, they are added there; the last value
    wins.
    """
    text = text.removeprefix("\ufeff")
    problems = Problems()
    builder = _Builder(text, path, problems)
    try:
        value = builder.document()
        problems.found += tab_problems(yaml.parse(text, Loader=_Loader), text, path)
    except yaml.MarkedYAMLError as error:
        problems.found.append(syntax_problem(error, text, path))
        raise ProjectError(problems.found) from None
    except (yaml.YAMLError, UnicodeEncodeError):
        raise ProjectError([character_problem(text, path)]) from None
    if minor is None or not all(problem.is_minor for problem in problems.found):
        problems.raise_any()
    else:
        minor.found += problems.found
    return value


class _Anchor(Struct):
    """A named value: the number of values in it, and its depth."""

    place: Place
    value: Any = None
    size: int = 0
    height: int = 0
    is_open: bool = True


class _Builder:
    """Builds the value of one text; collects problems and continues reading."""

    def __init__(self, text: str, path: str, problems: Problems) -> None:
        self.text = text
        self.path = path
        self.problems = problems
        self.events: Iterator[_Event] = yaml.parse(text, Loader=_Loader)
        self.anchors: dict[str, _Anchor] = {}
        self.depth = 0
        self.deepest = 0
        self.count = 0

    def document(self) -> Value:
        """Return the only document of the text."""
        result: Value = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.problem(event, "a second document begins here", "remove the '---'")
                    break
                result = self.value(next(self.events))
        return result

    def value(self, event: _Event) -> Any:
        """Return the value that begins with `event`."""
        if isinstance(event, AliasEvent):
            return self.alias(event)
        return self.unnamed(event) if event.anchor is None else self.anchored(event)

    def anchored(self, event: _Event) -> Any:
        name = event.anchor
        if name in self.anchors:
            first = self.anchors[name].place.line
            self.problem(event, f"duplicate anchor '&{name}': first on line {first}")
        anchor = self.anchors[name] = _Anchor(self.place(event))
        count_before, deepest_before = self.count, self.deepest
        self.deepest = self.depth
        anchor.value = self.unnamed(event)
        anchor.size = self.count - count_before
        anchor.height = self.deepest - self.depth
        anchor.is_open = False
        self.deepest = max(self.deepest, deepest_before)
        return anchor.value

    def unnamed(self, event: _Event) -> Any:
        if isinstance(event, MappingStartEvent):
            return self.mapping(event)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(event)
        return self.scalar(event)

    def mapping(self, start: _Event) -> Map:
        self.enter(start)
        at = start.start_mark
        result = Map(self.path, (at.line + 1, at.column + 1))
        marks = result.marks
        merged: Map | None = None
        for event in self.events:
            if type(event) is MappingEndEvent:
                break
            key = self.key(event)
            value_event = next(self.events)
            at = value_event.start_mark
            if type(value_event) is ScalarEvent and value_event.anchor is None:
                value = self.scalar(value_event)
            else:
                value = self.value(value_event)
            if key is _MERGE:
                merged = self.merge(event, value, merged)
                continue
            if key in result:
                what = f"duplicate key '{key}': first on line {marks[key][0]}"
                fix = "merge the two, or rename one"
                self.problems.add_minor(what, self.place(event), fix)
            result[key] = value
            from_mark = event.start_mark
            marks[key] = (from_mark.line + 1, from_mark.column + 1, at.line + 1, at.column + 1)
        self.depth -= 1
        self.count += len(result)
        return _over(merged, result) if merged is not None else result

    def sequence(self, start: _Event) -> Seq:
        self.enter(start)
        at = start.start_mark
        result = Seq(self.path, (at.line + 1, at.column + 1))
        for event in self.events:
            kind = type(event)
            if kind is SequenceEndEvent:
                break
            at = event.start_mark
            result.marks.append((at.line + 1, at.column + 1))
            if kind is ScalarEvent and event.anchor is None:
                result.append(self.scalar(event))
            else:
                result.append(self.value(event))
        self.depth -= 1
        self.count += len(result)
        return result

    def enter(self, event: _Event) -> None:
        self.depth += 1
        if event.tag not in _STANDARD_TAGS:
            self.unknown_tag(event)
        self.check_depth(event, self.depth)

    def check_depth(self, event: _Event, depth: int) -> None:
        self.deepest = max(self.deepest, depth)
        if depth > MAX_DEPTH:
            self.problem(event, f"nested more than {MAX_DEPTH} levels deep")
            self.problems.raise_any()

    def scalar(self, event: _Event) -> Any:
        text = event.value
        tag = event.tag
        try:
            if tag is None or tag == "!":
                if not event.implicit[0]:
                    return text
                if text in WORDS:
                    return WORDS[text]
                return resolve(text) if text[0] in NUMBER_STARTS else text
            return tagged(tag, text)
        except KeyError:
            self.unknown_tag(event)
        except (ValueError, OverflowError):
            self.problem(
                event, f"'{text[:60]}' is not a valid number or date", "quote it to keep it as text"
            )
        return None

    def key(self, event: _Event) -> Any:
        if isinstance(event, ScalarEvent) and event.anchor is None:
            if event.tag is not None or not event.implicit[0]:
                return self.scalar(event)
            text = event.value
            if text == "<<":
                return _MERGE
            if text.isidentifier() and text not in WORDS:
                return text
            return self.plain_key(event, text)
        key = self.value(event)
        if isinstance(key, Map | Seq):
            fix = QUOTE_JINJA if self.begins_with_jinja(event) else "use a word or a number"
            self.problem(event, "a key cannot be a mapping or a list", fix)
            return object()
        return key

    def plain_key(self, event: _Event, text: str) -> Any:
        try:
            return resolve_key(text)
        except (ValueError, OverflowError):
            self.problem(
                event, f"'{text[:60]}' is not a valid number or date", "quote it to keep it as text"
            )
            return text

    def alias(self, event: _Event) -> Any:
        anchor = self.anchors.get(event.anchor)
        if anchor is None:
            self.problem(event, f"no anchor '&{event.anchor}' is defined before this alias")
            return None
        if anchor.is_open:
            self.problem(event, f"the anchor '&{event.anchor}' contains itself")
            return None
        self.check_depth(event, self.depth + anchor.height)
        self.count += anchor.size
        if self.count > MAX_VALUES:
            self.problem(event, f"aliases repeat more than {MAX_VALUES:,} values")
            self.problems.raise_any()
        return anchor.value

    def merge(self, event: _Event, value: Any, earlier: Map | None) -> Map:
        """Return what `<<` merges; in a list, the first mapping that has a key wins."""
        if earlier is not None:
            self.problem(event, "duplicate key '<<'", "merge a list instead: '<<: [*one, *two]'")
        result = Map(self.path)
        for source in reversed(value) if isinstance(value, Seq) else [value]:
            if isinstance(source, Map):
                result.update(source)
                result.marks.update(source.marks)
            else:
                self.problem(event, "'<<' merges only a mapping or a list of mappings")
                break
        return result

    def unknown_tag(self, event: _Event) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.problem(event, f"the tag '{tag}' is not supported", "remove it")

    def begins_with_jinja(self, event: _Event) -> bool:
        line = self.place(event).line or 1
        return "{{" in lines_of(self.text)[line - 1]

    def problem(self, event: _Event, what: str, fix: str | None = None) -> None:
        self.problems.add(what, self.place(event), fix)

    def place(self, event: _Event) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)


def _over(merged: Map, own: Map) -> Map:
    """Return `own` merged over `merged`."""
    merged.mark = own.mark
    merged.update(own)
    merged.marks.update(own.marks)
    return merged
