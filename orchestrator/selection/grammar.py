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
from orchestrator.selection.earlier import PARTS
from orchestrator.selection.spec import ALL, OF_EARLIER, Combined, Criterion, Hops, Spec

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
    """What can surround a method's value: a `.key` before it, and which values are allowed."""

    takes_key: bool = False
    values: tuple[str, ...] = ()
    max_parts: int | None = None


STATES = (
    *("new", "old", "modified", "unmodified"),
    *(f"modified.{part}" for part in PARTS),
)
RESULTS = (
    *("success", "error", "fail", "warn", "skipped", "pass", "partial_success"),
    *("runtime_error", "no-op", "reused"),
)
"""How a node ended; artifacts write a space, which would end a criterion on the command line."""

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
    "result": Method(values=RESULTS),
    "saved_query": Method(),
    "selector": Method(),
    "semantic_model": Method(),
    "source": Method(max_parts=3),
    "source_status": Method(values=("fresher",)),
    "state": Method(values=STATES),
    "tag": Method(),
    "test_name": Method(),
    "test_type": Method(values=("generic", "singular", "data", "schema", "unit")),
    "unit_test": Method(),
    "version": Method(values=("none", "latest", "prerelease", "old")),
}


class MethodProblem(Struct, frozen=True):
    """What is wrong with a method or its value, and how to fix it."""

    what: str
    fix: str
    is_value: bool


class _Written(Struct, frozen=True):
    """A term as typed after `option`, for messages that point into it."""

    option: str
    text: str
    start: int

    def refuse(self, what: str, column: int, fix: str | None) -> NoReturn:
        """Raise UsageError with a caret under the character `column` of the criterion."""
        caret = " " * (self.start + column) + "^"
        raise UsageError(f"{self.option}: {what}", fix=fix, frame=f"{self.text}\n{caret}")


def parse(option: str, arguments: Sequence[str]) -> tuple[Combined, ...]:
    """Return the terms of an option's arguments; raises UsageError for the first invalid one."""
    texts = [text for argument in arguments for text in argument.split()]
    if arguments and not texts:
        raise UsageError(f"{option} is empty", fix=f"leave {option} out, or name a node")
    return tuple(_term(option, text) for text in texts)


def spec_of(select: Sequence[str], exclude: Sequence[str]) -> Spec:
    """Return the selection of `select` (all nodes, if empty) without `exclude`."""
    wanted, unwanted = parse("select", select), parse("exclude", exclude)
    named: Spec = Combined("union", wanted) if wanted else ALL
    if not unwanted:
        return named
    return Combined("difference", (named, Combined("union", unwanted)), indirect="eager")


def criterion_in(text: str) -> Criterion:
    """Parse one criterion in a file; raises UsageError."""
    return _criterion(text, _Written("definition", text, 0))


def method_problem(name: str, keys: Sequence[str], value: str) -> MethodProblem | None:
    """Return what is wrong with a method, its keys or its value, if anything."""
    method = METHODS.get(name)
    if method is None:
        return MethodProblem(
            f"no selection method '{name}'", _choices("methods", name, METHODS), False
        )
    if method.takes_key and not all(keys or [""]):
        return MethodProblem(f"'{name}' needs a key", f"write {name}.<key>:{value}", False)
    if keys and not method.takes_key:
        return MethodProblem(
            f"'{name}' takes no '.{'.'.join(keys)}'", f"write {name}:<value>", False
        )
    if method.values and value.replace(" ", "_") not in method.values:
        return MethodProblem(f"no {name} '{value}'", _choices("known", value, method.values), True)
    if method.max_parts is not None and value.count(".") >= method.max_parts:
        return MethodProblem(
            f"'{value}' has too many parts", "write source:[[package.]source.]table", True
        )
    return None


def _term(option: str, text: str) -> Combined:
    criteria = []
    start = 0
    for part in text.split(","):
        criteria.append(_criterion(part, _Written(option, text, start)))
        start += len(part) + 1
    return Combined("intersection", tuple(criteria), text)


def _criterion(text: str, written: _Written) -> Criterion:
    match = _CRITERION.fullmatch(text)
    if match is None:
        raise AssertionError(f"the pattern must match every value, not {text!r}")
    value = match["value"]
    if not value:
        written.refuse("a name or pattern is missing", match.start("value"), _example(text))
    if match["at"] and match["children"]:
        written.refuse(
            "'@' and a trailing '+' are mutually exclusive",
            match.start("children"),
            "'@' already includes all descendants: remove the '+'",
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
        is_expected=method not in OF_EARLIER,
    )


def _method(match: re.Match[str], written: _Written) -> tuple[str, tuple[str, ...]]:
    if match["method"] is None:
        return default_method(match["value"]), ()
    name, *keys = match["method"].split(".")
    problem = method_problem(name, keys, match["value"])
    if problem is not None:
        at = match.start("value" if problem.is_value else "method")
        written.refuse(problem.what, at, problem.fix)
    return name, tuple(keys)


def default_method(value: str) -> str:
    """Return the method of a value without one."""
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
    return f"write {text}name" if text.endswith((":", "+", "@")) else "add a name"
