"""What a selection says: text becomes criteria, or an error that points into the text.

    selection   a space-separated union of terms, over all arguments of an option
    term        a comma-separated intersection of criteria
    criterion   [@][n+][method[.key]:]value[+n]

`n+` takes ancestors and `+n` descendants (n edges; all without a number); `@` takes all
descendants and all that these need. Values may hold the wildcards `*`, `?` and `[...]`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NoReturn

from msgspec import Struct

from orchestrator.errors import UsageError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import did_you_mean
from orchestrator.nodes import RESOURCE_TYPES

FILE_ENDINGS = (".sql", ".py", ".csv", ".yml")

_CRITERION = lazy_regex(
    r"(?P<at>@)?"
    r"(?P<parents>(?P<up>[0-9]{0,9})\+)?"
    r"(?:(?P<method>[\w.]+):)?"
    r"(?P<value>.*?)"
    r"(?P<children>\+(?P<down>[0-9]{0,9}))?",
    re.DOTALL,
)


class Method(Struct, frozen=True):
    """What may be written around a method's value: a `.key` before it, and which values."""

    takes_key: bool = False
    values: tuple[str, ...] = ()
    max_parts: int | None = None


METHODS: Mapping[str, Method] = {
    "access": Method(values=("private", "protected", "public")),
    "config": Method(takes_key=True),
    "exposure": Method(),
    "file": Method(),
    "fqn": Method(),
    "group": Method(),
    "metric": Method(),
    "package": Method(),
    "path": Method(),
    "resource_type": Method(values=tuple(sorted(RESOURCE_TYPES.values()))),
    "saved_query": Method(),
    "semantic_model": Method(),
    "source": Method(max_parts=3),
    "tag": Method(),
    "test_name": Method(),
    "test_type": Method(values=("generic", "singular", "data", "schema", "unit")),
    "unit_test": Method(),
    "version": Method(values=("none", "latest", "prerelease", "old")),
}


class Hops(Struct, frozen=True):
    """How far along the edges a criterion goes; `depth` None is to the end."""

    depth: int | None = None


class Criterion(Struct, frozen=True):
    """One `[@][n+][method[.key]:]value[+n]`; `text` is how it was written."""

    text: str
    method: str
    value: str
    keys: tuple[str, ...] = ()
    parents: Hops | None = None
    children: Hops | None = None
    childrens_parents: bool = False


class Term(Struct, frozen=True):
    """Criteria that must all hold."""

    text: str
    criteria: tuple[Criterion, ...]


class _Written(Struct, frozen=True):
    """A term as typed after `option`, to point into."""

    option: str
    text: str
    start: int

    def refuse(self, what: str, column: int, fix: str | None) -> NoReturn:
        """Raise, with a caret under the character `column` of the criterion."""
        caret = " " * (self.start + column) + "^"
        raise UsageError(f"{self.option}: {what}", fix=fix, frame=f"{self.text}\n{caret}")


def parse(option: str, arguments: Sequence[str]) -> tuple[Term, ...]:
    """The terms of an option's arguments; raises UsageError at the first that makes no sense."""
    texts = [text for argument in arguments for text in argument.split()]
    if arguments and not texts:
        raise UsageError(f"{option} is empty", fix=f"leave {option} out, or name a node")
    return tuple(_term(option, text) for text in texts)


def _term(option: str, text: str) -> Term:
    criteria = []
    start = 0
    for part in text.split(","):
        criteria.append(_criterion(part, _Written(option, text, start)))
        start += len(part) + 1
    return Term(text, tuple(criteria))


def _criterion(text: str, written: _Written) -> Criterion:
    match = _CRITERION.fullmatch(text)
    if match is None:
        raise AssertionError(f"the pattern takes every text, not {text!r}")
    value = match["value"]
    if not value:
        written.refuse("a name or pattern is missing", match.start("value"), _example(text))
    if match["at"] and match["children"]:
        written.refuse(
            "'@' and a trailing '+' are mutually exclusive",
            match.start("children"),
            "'@' takes all descendants already: drop the '+'",
        )
    method, keys = _method(match, written)
    return Criterion(
        text=text,
        method=method,
        value=value,
        keys=keys,
        parents=_reach(match["parents"], match["up"]),
        children=_reach(match["children"], match["down"]),
        childrens_parents=bool(match["at"]),
    )


def _method(match: re.Match[str], written: _Written) -> tuple[str, tuple[str, ...]]:
    if match["method"] is None:
        return _default_method(match["value"]), ()
    name, *keys = match["method"].split(".")
    at = match.start("method")
    method = METHODS.get(name)
    if method is None:
        written.refuse(f"no selection method '{name}'", at, _choices("methods", name, METHODS))
    if method.takes_key and not all(keys or [""]):
        written.refuse(f"'{name}' needs a key", at, f"write {name}.<key>:{match['value']}")
    if keys and not method.takes_key:
        written.refuse(f"'{name}' takes no '.{'.'.join(keys)}'", at, f"write {name}:<value>")
    _check_value(name, method, match, written)
    return name, tuple(keys)


def _check_value(name: str, method: Method, match: re.Match[str], written: _Written) -> None:
    value, at = match["value"], match.start("value")
    if method.values and value not in method.values:
        written.refuse(f"no {name} '{value}'", at, _choices("known", value, method.values))
    if method.max_parts is not None and value.count(".") >= method.max_parts:
        written.refuse(f"'{value}' has too many parts", at, "write source:[[package.]source.]table")


def _default_method(value: str) -> str:
    if "/" in value or "\\" in value:
        return "path"
    return "file" if value.lower().endswith(FILE_ENDINGS) else "fqn"


def _reach(sign: str | None, depth: str | None) -> Hops | None:
    if not sign:
        return None
    return Hops(int(depth)) if depth else Hops()


def _choices(kind: str, wrong: str, right: Sequence[str] | Mapping[str, Method]) -> str:
    nearest = did_you_mean(wrong, right)
    known = f"{kind}: {', '.join(right)}"
    return f"{nearest} ({known})" if nearest else known


def _example(text: str) -> str:
    return f"write {text}name" if text.endswith((":", "+", "@")) else "put a name there"
