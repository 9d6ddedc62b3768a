"""Jinja as seg uses it: sandboxed, strict about names, with dbt's tags, filters and returns.

A compiled template contains no names. It resolves each one in the current rendering of its thread,
so that one compiled macro serves all nodes and all threads.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType, ModuleType
from typing import Any, NoReturn, cast

from jinja2 import StrictUndefined, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from orchestrator.ids import package_in
from orchestrator.templates.filters import FILTERS, converted_or_marked, random_filter
from orchestrator.templates.library import BEFORE_ALL
from orchestrator.templates.running_template import running_template

NOT_REPEATABLE_FILTERS = ("random",)
NOT_REPEATABLE_GLOBALS = ("lipsum",)
LARGEST_RESULT = 10_000_000
"""The maximum number of characters, items or bits in results of `*` and `**`."""


class Running(threading.local):
    """The current rendering of this thread: the names it was given, and the template's package."""

    names: Mapping[str, Any] = MappingProxyType({})
    package: str = ""
    is_value: bool = False
    """Whether it renders a value of a YAML file, not SQL."""

    def __init__(self) -> None:
        self.blanks: set[tuple[str, str]] = set()
        """The undefined names that were rendered as empty text."""


class MacroReturn(Exception):
    """Raised by `return(value)`; the running macro returns `value` instead of its text."""

    def __init__(self, value: Any) -> None:
        self.value = value


class TypedMacro(Macro):
    """A macro whose value can have any type. The body of a call block does not handle returns."""

    is_macro = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the rendered text, or the argument of `return`."""
        if self.name is None:
            return super().__call__(*args, **kwargs)
        try:
            return super().__call__(*args, **kwargs)
        except MacroReturn as returned:
            return returned.value


class PackageMacros:
    """A package as templates see it: its macros are its attributes."""

    __slots__ = ("_macros", "_package")

    def __init__(self, package: str, macros: Mapping[str, Any]) -> None:
        self._package = package
        self._macros = macros

    def __getattr__(self, name: str) -> Any:
        try:
            return self._macros[name]
        except KeyError:
            raise AttributeError(name) from None

    def over(self, macros: Mapping[str, Any]) -> "PackageMacros":
        """Return the same package with these macros replaced."""
        return PackageMacros(self._package, {**self._macros, **macros})

    def __contains__(self, name: str) -> bool:
        return name in self._macros

    def __dir__(self) -> list[str]:
        return list(self._macros)

    def __str__(self) -> str:
        return self._package


class NameMissing(UndefinedError):
    """Raised when a template uses an undefined name, or attribute of `owner`."""

    def __init__(self, message: str, *, name: Any, owner: Any) -> None:
        super().__init__(message)
        self.name = name
        self.owner = None if owner is missing else owner


class Missing(StrictUndefined):
    """An undefined name: templates can check whether it is defined, and nothing else."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if hint is None and obj is missing:
            hint = f"'{name}' is not defined"
        elif hint is None and isinstance(obj, PackageMacros):
            hint = f"'{obj}.{name}' is not defined"
        elif hint is None and isinstance(obj, MappingProxyType):
            hint = f"'dict object' has no attribute '{name}'"
        if exc is UndefinedError:
            exc = cast("type[UndefinedError]", partial(NameMissing, name=name, owner=obj))
        super().__init__(hint, obj, name, exc)

    def __repr__(self) -> str:
        """Raise: a list that contains the name must not be rendered either."""
        return str(self)


class Blank(Undefined):
    """An undefined name in a package that is not strict: it renders as empty text.

    While files are read, results of calling it are empty too: nothing can be queried yet.
    """

    __slots__ = ()
    _running: Running

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError:
            exc = cast("type[UndefinedError]", partial(NameMissing, name=name, owner=obj))
        super().__init__(hint, obj, name, exc)

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return self._blank_or_error()

    def __getitem__(self, key: Any) -> Any:
        return self._blank_or_error()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return empty text while files are read; otherwise raise, since it cannot be called."""
        return self._blank_or_error()

    def __str__(self) -> str:
        if self._undefined_name is not None:
            self._running.blanks.add((running_template(), str(self._undefined_name)))
        return ""

    def _blank_or_error(self) -> Any:
        if self._running.names.get("execute") is False:
            return self
        return self._fail_with_undefined_error()


class NamesInSight(Mapping[str, Any]):
    """dbt's `context`: everything that a template can name, by name."""

    __slots__ = ("_context",)

    def __init__(self, context: "NameLookup") -> None:
        self._context = context

    def __getitem__(self, name: str) -> Any:
        return self._context[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._context.names_in_sight())

    def __len__(self) -> int:
        return len(self._context.names_in_sight())

    def update(self, names: Mapping[str, Any]) -> None:
        """Add these names to the current rendering, including everything that it calls."""
        self._context.add_names(names)


class NameLookup(Context):
    """Resolves names: those that the template set, the caller's, then macros, then Jinja's own.

    The template's name is its macro's unique id, or `template.<package>`.
    """

    environment: "Environment"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = package_in(self.name or "")
        self._running = self.environment.running

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a name, or Jinja's marker for none."""
        if key in self.vars:
            return self.vars[key]
        names = self._running.names
        own = self.environment.own_macros(self._running.package)
        if key in own:
            return names.get(BEFORE_ALL, own).get(key, own[key])
        if key in names:
            return names[key]
        macros = self.environment.macros_in_sight(self._package)
        if key in macros:
            return macros[key]
        if key == "context":
            return NamesInSight(self)
        return self.parent.get(key, missing)

    def add_names(self, names: Mapping[str, Any]) -> None:
        """Define names for the rest of this rendering."""
        known = self._running.names
        if isinstance(known, dict):
            known.update(names)
        else:
            self._running.names = {**known, **names}

    def names_in_sight(self) -> set[str]:
        """Return all names that can be resolved."""
        macros = self.environment.macros_in_sight(self._package)
        return {*self.parent, *macros, *self._running.names, *self.vars}


class LineKeeper(CodeGenerator):
    """Makes the root of a template yield `(line, is literal text, value)` instead of only text."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Write the output of text and expressions; with lines if it is not buffered."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"yield {child.lineno}, True, {child.data!r}", child)
            else:
                self.writeline(f"yield {child.lineno}, False, ", child)
                self.visit(child, frame)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin the output of a call block, filter block or recursive loop."""
        if frame.buffer is not None:
            self.writeline(f"{frame.buffer}.append(str(", node)
        else:
            line = node.lineno if node is not None else 1
            self.writeline(f"yield {line}, False, (str(", node)

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` began."""
        self.write("))")

    def _refuse(self, node: nodes.Node, frame: Frame) -> NoReturn:
        self.fail("templates cannot import or include each other: call macros by name", node.lineno)

    visit_Import = visit_FromImport = visit_Include = visit_Extends = _refuse


class TestTag(Extension):
    """`{% test x(...) %}` and `{% data_test x(...) %}`, which define the macro `test_x`."""

    tags = {"test", "data_test"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse the block as a macro."""
        node = nodes.Macro(lineno=next(parser.stream).lineno)
        node.name = f"test_{parser.parse_assign_target(name_only=True).name}"
        parser.parse_signature(node)
        node.body = parser.parse_statements(("name:endtest", "name:enddata_test"), drop_needle=True)
        return node


class Environment(SandboxedEnvironment):
    """Return the sandbox; `macros_in_sight` returns what a template of a package can call by name.

    `own_macros` are those of them that take precedence over all other names.
    """

    intercepted_binops = frozenset(("*", "**"))
    code_generator_class = LineKeeper
    context_class = NameLookup

    def __init__(self, macros_in_sight: Callable[[str], Mapping[str, Any]]) -> None:
        super().__init__(
            undefined=cast("type[Undefined]", Missing),
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", TestTag],
            cache_size=0,
        )
        self.macros_in_sight = macros_in_sight
        self.own_macros: Callable[[str], Mapping[str, Any]] = _no_macros
        self.running = Running()
        for name in NOT_REPEATABLE_GLOBALS:
            del self.globals[name]
        for name in NOT_REPEATABLE_FILTERS:
            del self.filters[name]
        self.globals["return"] = _return
        self.filters.update(FILTERS)

    def lenient(self, own_macros: Callable[[str], Mapping[str, Any]]) -> "Environment":
        """Return the same for packages in which an undefined name renders as empty text.

        Their macros take precedence over everything with the same name, even `ref`.
        """
        blank = type("Blank", (Blank,), {"_running": self.running, "__slots__": ()})
        lenient = self.overlay(undefined=blank)
        typed = {name: _in_values(filter_, self.running) for name, filter_ in FILTERS.items()}
        lenient.filters = {
            **self.filters,
            **typed,
            "random": random_filter(lambda: self.running.names),
        }
        lenient.own_macros = own_macros
        return lenient

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow macros that begin with an underscore, but no other such attributes, nor modules."""
        if isinstance(obj, PackageMacros):
            return attr in obj
        return super().is_safe_attribute(obj, attr, value) and not isinstance(value, ModuleType)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call `obj`; only macros accept undefined names as arguments."""
        if not getattr(obj, "is_macro", False):
            _require_defined(args)
            _require_defined(kwargs)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute a product or power, unless it would fill the memory."""
        if _result_size(operator, left, right) > LARGEST_RESULT:
            raise ValueError(f"the result of '{operator}' is too large")
        return super().call_binop(context, operator, left, right)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what a forbidden attribute evaluates to: an error as soon as it is used."""
        message = f"'{attribute}' is not allowed in templates"
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)


def _no_macros(_package: str) -> Mapping[str, Any]:
    return {}


def _in_values(convert: Callable[[Any], Any], running: Running) -> Callable[..., Any]:
    """Return a filter that converts values of YAML files, and leaves values in SQL unchanged."""

    # With the context, it is called in each rendering; otherwise Jinja would evaluate constants
    # once, when it compiles.
    @pass_context
    def typed(_: Context, value: Any) -> Any:
        return converted_or_marked(convert, value) if running.is_value else value

    return typed


# As tuples: a union would be created for each of the 80,000 values of the segmentation project.
_PLAIN, _LISTED = (str, int, float), (list, tuple)


def _require_defined(value: Any) -> None:
    if isinstance(value, Missing):
        str(value)
    elif isinstance(value, dict):
        _require_defined(tuple(value.values()))
    elif isinstance(value, _LISTED):
        for item in value:
            if not isinstance(item, _PLAIN):
                _require_defined(item)


def _result_size(operator: str, left: Any, right: Any) -> int:
    """Return the characters, items or bits of a product or power; 0 if there cannot be many."""
    match left, right:
        case (int(), int()) if operator == "**":
            return left.bit_length() * right
        case (str() | list() | tuple(), int()):
            return len(left) * right
        case (int(), str() | list() | tuple()):
            return left * len(right)
    return 0


def _return(value: Any = None) -> NoReturn:
    raise MacroReturn(value)
