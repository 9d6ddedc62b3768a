"""What a template or a macro can reach, read from its text without running it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex
from orchestrator.templates.blocks import TAG
from orchestrator.templates.library import Macro, Macros
from orchestrator.templates.static import Template


class Reach(Struct, frozen=True):
    """The names from outside, and the unique ids of the macros that can be called.

    A name includes its first attribute (`adapter.get_relation`), so that harmless uses can be
    distinguished. It is always a superset of what a rendering uses: it can contain local variables,
    and macros on branches that are not taken.
    """

    names: frozenset[str]
    macros: frozenset[str]


class _Uses(Struct, frozen=True):
    names: frozenset[tuple[str, ...]]
    dispatched: frozenset[tuple[str, str | None]]


class Reaches:
    """Finds what calling a macro or rendering a template can reach; caches macros."""

    def __init__(self, macros: Macros) -> None:
        self._macros = macros
        self._of_macro: dict[str, _Uses] = {}
        self._closed: dict[str, Reach] = {}

    def of_call(self, path: tuple[str, ...], package: str) -> Reach | None:
        """Return what a call of `path` in `package` reaches; None if it is not a macro."""
        macro = self._macros.find(path, package)
        if macro is None:
            return None
        if macro.unique_id not in self._closed:
            self._closed[macro.unique_id] = self._close([macro], set())
        return self._closed[macro.unique_id]

    def of_template(self, template: Template, package: str) -> Reach:
        """Return what rendering `template` reaches."""
        uses = _uses_of(template)
        names: set[str] = set()
        called = list(self._follow(uses, package, names))
        if not called:
            return Reach(frozenset(names), frozenset())
        return self._close(called, names)

    def called(self, path: tuple[str, ...], package: str) -> str:
        """Return the unique id of the macro that `path` means in a template of `package`."""
        macro = self._macros.find(path, package)
        assert macro is not None, "something is known that it reaches"
        return macro.unique_id

    def called_by(self, template: Template, package: str) -> tuple[str, ...]:
        """Return the unique ids of the macros that `template` calls directly."""
        found = {macro.unique_id for macro in self._follow(_uses_of(template), package, set())}
        return tuple(sorted(found))

    def called_by_macro(self, name: str, package: str) -> tuple[str, ...]:
        """Return the unique ids of the macros that the macro `package.name` calls directly."""
        macro = self._macros.find((package, name), package)
        if macro is None:
            return ()
        found = {each.unique_id for each in self._follow(self._uses_of(macro), package, set())}
        return tuple(sorted(found))

    def _close(self, macros: list[Macro], names: set[str]) -> Reach:
        seen: dict[str, None] = {}
        for macro in macros:
            if macro.unique_id not in seen:
                seen[macro.unique_id] = None
                macros.extend(self._follow(self._uses_of(macro), macro.package, names))
        return Reach(frozenset(names), frozenset(seen))

    def _follow(self, uses: _Uses, package: str, names: set[str]) -> Iterator[Macro]:
        """Yield the macros that are used; every other name is added to `names`."""
        for path in uses.names:
            macro = self._macros.find(path, package) or self._macros.find(path[:1], package)
            if macro is None:
                names.add(".".join(path))
            else:
                yield macro
        for name, namespace in uses.dispatched:
            yield from self._macros.dispatch_targets(name, namespace, package)

    def _uses_of(self, macro: Macro) -> _Uses:
        if macro.unique_id not in self._of_macro:
            uses = _uses(macro.source_code)
            own = set(macro.arguments)
            names = frozenset(path for path in uses.names if path[0] not in own)
            self._of_macro[macro.unique_id] = _Uses(names, uses.dispatched)
        return self._of_macro[macro.unique_id]


# Keywords of the expression language, and names that Jinja itself defines.
# fmt: off
_WORDS = frozenset({
    "and", "caller", "cycler", "dict", "elif", "else", "false", "False", "if", "ignore",
    "in", "is", "joiner", "kwargs", "loop", "missing", "namespace", "none", "None", "not",
    "or", "range", "recursive", "return", "self", "super", "true", "True", "varargs",
})
# fmt: on
_NAME = r"[^\W\d]\w*"
_REMEMBERED = 64
"""The number of cached texts: both what a template reaches and what it calls is needed."""
_TOKEN = lazy_regex(
    rf"""
    '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*"
  | \badapter\s*\.\s*dispatch\s*\(\s*(?:macro_name\s*=\s*)?(?P<q>['"])(?P<macro>\w+)(?P=q)\s*
        (?:,\s*(?:macro_namespace\s*=\s*)?(?P<r>['"])(?P<space>\w+)(?P=r)\s*)?\)
  | (?:\.|\||\bis\s+(?:not\s+)?)\s*{_NAME}
  | (?P<path>{_NAME}(?:\s*\.\s*{_NAME})*)(?P<assigned>\s*=(?!=))?
    """,
    re.VERBOSE,
)


def _uses_of(template: Template) -> _Uses:
    if template.parts is None:
        return _uses(template.source_code)
    return _Uses(frozenset(found.path[:2] for found in template.references()), frozenset())


@lru_cache(_REMEMBERED)
def _uses(source_code: str) -> _Uses:
    names: set[tuple[str, ...]] = set()
    dispatched: set[tuple[str, str | None]] = set()
    for tag in TAG.finditer(source_code):
        code = tag["output"] or tag["rest"] or ""
        if tag["tag"] in ("macro", "test", "data_test"):
            code = code.partition("(")[2]
        for token in _TOKEN.finditer(code):
            if token["macro"]:
                dispatched.add((token["macro"], token["space"]))
            elif token["path"] and not token["assigned"]:
                path = tuple(step.strip() for step in token["path"].split(".")[:2])
                if path[0] not in _WORDS:
                    names.add(path)
    return _Uses(frozenset(names), frozenset(dispatched))
