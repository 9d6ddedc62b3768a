"""Templates compiled by Jinja; macros are compiled at their first call."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, cast

import jinja2
from jinja2 import TemplateSyntaxError, nodes
from msgspec import Struct

from orchestrator.errors import Place, Problem, ProjectError, code_frame
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import did_you_mean
from orchestrator.templates.environment import (
    Environment,
    NameLookup,
    PackageMacros,
    TypedMacro,
)
from orchestrator.templates.library import BUILT_IN_PACKAGE, Macro, Macros

Piece = tuple[int, bool, Any]


class CompiledTemplate(Struct, frozen=True):
    """A compiled template, and the line of its file at which it begins."""

    template: jinja2.Template
    first_line: int

    def lookup(self) -> NameLookup:
        """Return a new namespace for what one rendering sets."""
        template = self.template
        return name_lookup(template.environment, template.name or "", template.blocks)

    def pieces(self) -> Iterator[Piece]:
        """Render: yield the line of each piece, whether it is literal text, and its value."""
        pieces = cast("Iterator[Piece]", self.template.root_render_func(self.lookup()))
        for line, is_text, value in pieces:
            yield line + self.first_line - 1, is_text, value


def name_lookup(
    environment: jinja2.Environment, name: str, blocks: Mapping[str, Any] = MappingProxyType({})
) -> NameLookup:
    """Return the context that resolves names for a template called `name`."""
    return NameLookup(environment, environment.globals, name, blocks)


def compile_template(
    environment: Environment, source_code: str, name: str, path: str, first_line: int = 1
) -> CompiledTemplate:
    """Compile a template; raises ProjectError at the line that Jinja cannot parse."""
    shift = first_line - 1
    tree = _parsed(environment, source_code, name, path, shift)
    try:
        generated = str(environment.compile(tree, name, path, raw=True))
        names = {"environment": environment, "__file__": path}
        exec(compile(generated, path, "exec"), names)
    except TemplateSyntaxError as error:
        fix = _nearest_filter(environment, error)
        message = (error.message or "syntax error").removesuffix(".")
        raise _syntax_error(message, error.lineno, source_code, path, shift, fix) from error
    except SyntaxError as error:
        line = _template_line(generated, error.lineno or 1)
        message = _MANGLED.sub("", error.msg)
        raise _syntax_error(message, line, source_code, path, shift) from error
    except RecursionError as error:
        raise ProjectError.of("the template is nested too deeply", Place(path)) from error
    names["Macro"] = TypedMacro
    template = jinja2.Template.from_module_dict(environment, names, environment.globals)
    return CompiledTemplate(template, first_line)


def _parsed(
    environment: Environment, source_code: str, name: str, path: str, shift: int
) -> nodes.Template:
    try:
        return environment.parse(source_code, name, path)
    except TemplateSyntaxError as error:
        message = (error.message or "syntax error").removesuffix(".")
        raise _syntax_error(message, error.lineno, source_code, path, shift) from error
    except RecursionError as error:
        raise ProjectError.of("the template is nested too deeply", Place(path)) from error


class MacroCall:
    """A macro that templates can call; it is compiled at the first call and shared."""

    __slots__ = ("_compiled", "_environment", "macro")
    is_macro = True

    def __init__(self, macro: Macro, environment: Environment) -> None:
        self.macro = macro
        self._environment = environment
        self._compiled: TypedMacro | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the macro in the current rendering of this thread."""
        # Two threads can compile the same macro at the same time: both results are valid.
        run = self._compiled
        if run is None:
            run = self._compiled = self._compile()
        return run(*args, **kwargs)

    def __str__(self) -> str:
        raise TypeError(f"macro '{self.macro.name}' is not called: write {self.macro.name}(...)")

    def check(self) -> None:
        """Raise ProjectError if Jinja cannot parse the macro; does not compile it."""
        macro = self.macro
        _parsed(self._environment, self._source_code, macro.unique_id, macro.place.path, 0)

    @property
    def _source_code(self) -> str:
        """Return the macro at its line in its file."""
        return "\n" * ((self.macro.place.line or 1) - 1) + self.macro.source_code

    def _compile(self) -> TypedMacro:
        macro = self.macro
        compiled = compile_template(
            self._environment, self._source_code, macro.unique_id, macro.place.path
        )
        names = compiled.lookup()
        for _ in compiled.template.root_render_func(names):
            pass
        defined: TypedMacro = names.vars[macro.name]
        return defined


class MacroCalls:
    """The callable macros of the library, as each package sees them."""

    def __init__(self, macros: Macros) -> None:
        self._macros = macros
        self.environment = Environment(self.in_sight)
        self.environment.globals["render"] = _render
        self._lenient = self.environment.lenient(self.own) if macros.lenient else self.environment
        self._calls = {
            macro: MacroCall(macro, self.environment_of(macro.package)) for macro in macros
        }
        self._packages = {
            package: PackageMacros(
                package, {name: self._calls[macro] for name, macro in found.items()}
            )
            for package, found in macros.packages.items()
        }
        self._in_sight: dict[str, Mapping[str, Any]] = {}
        self._own: dict[str, Mapping[str, Any]] = {}

    def environment_of(self, package: str) -> Environment:
        """Return the environment of a package's templates: lenient unless it is strict."""
        return self._lenient if package in self._macros.lenient else self.environment

    def of(self, macro: Macro) -> MacroCall:
        """Return the callable macro."""
        return self._calls[macro]

    def package(self, package: str) -> PackageMacros:
        """Return a package with macros, as templates see it."""
        return self._packages[package]

    def in_sight(self, package: str) -> Mapping[str, Any]:
        """Return what templates of `package` can name: macros, and packages with macros."""
        found = self._in_sight.get(package)
        if found is None:
            macros = self._macros.visible(package)
            found = {name: self._calls[macro] for name, macro in macros.items()}
            found = self._in_sight[package] = {**self._packages, **found}
        return found

    def own(self, package: str) -> Mapping[str, Any]:
        """Return the macros among them that are not built in."""
        found = self._own.get(package)
        if found is None:
            macros = self._macros.visible(package)
            found = self._own[package] = {
                name: self._calls[macro]
                for name, macro in macros.items()
                if macro.package != BUILT_IN_PACKAGE and package != BUILT_IN_PACKAGE
            }
        return found


@jinja2.pass_context
def _render(context: NameLookup, text: str) -> str:
    """Compile a text as a separate template, with the names of the template that renders it."""
    name = context.name or ""
    compiled = compile_template(context.environment, text, name, f"a text in {name}")
    return "".join(str(value) for _, _, value in compiled.pieces())


_CULPRIT = lazy_regex(r"(?:[Uu]nexpected|got|tag|named) '(.+?)'")
_ENDS = {"end of print statement": "}}", "end of statement block": "%}"}
_UNKNOWN_FILTER = lazy_regex(r"No (filter|test) named '(.+)'")
_DEBUG_INFO = lazy_regex(r"^debug_info = '(.*)'$", re.MULTILINE)
# Names in generated code contain the depth of their scope.
_MANGLED = lazy_regex(r"\bl_[0-9]+_")


def _syntax_error(
    message: str, line: int, source_code: str, path: str, shift: int, fix: str | None = None
) -> ProjectError:
    """Return the error at the user's line, and at its column if that is unambiguous."""
    lines = source_code.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    column = _column(message, row)
    place = Place(path, line + shift, column)
    frame = code_frame(source_code, line + shift, column, before=0, first_line=1 + shift)
    return ProjectError([Problem(message, place, fix, frame)])


def _column(message: str, row: str) -> int | None:
    """Return the column of the offending token, if the line contains it only once."""
    found = _CULPRIT.search(message)
    token = _ENDS.get(found[1], found[1]) if found else ""
    if not token or token not in row:
        return None
    first, last = row.index(token), row.rindex(token)
    # Jinja reports one closing brace if there are two in a row.
    return first + 1 if last - first <= len(token) else None


def _nearest_filter(environment: Environment, error: TemplateSyntaxError) -> str | None:
    unknown = _UNKNOWN_FILTER.match(error.message or "")
    return did_you_mean(unknown[2], getattr(environment, f"{unknown[1]}s")) if unknown else None


def _template_line(generated: str, line: int) -> int:
    """Return the template's line from which a line of the generated Python comes."""
    found = _DEBUG_INFO.search(generated)
    pairs = [pair.split("=") for pair in found[1].split("&")] if found and found[1] else []
    before = [int(template) for template, python in pairs if int(python) <= line]
    return before[-1] if before else 1
