"""Rendering: from templates and names to text, with the source line of each line."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.names import did_you_mean
from orchestrator.templates.compiled import (
    CompiledTemplate,
    MacroCall,
    MacroCalls,
    Piece,
    compile_template,
    name_lookup,
)
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.environment import Missing, NameLookup, PackageMacros
from orchestrator.templates.faults import FAILURES, located
from orchestrator.templates.filters import NotOfType
from orchestrator.templates.library import Macros
from orchestrator.templates.rendered import Rendered
from orchestrator.templates.static import Call, Name, Template, Text, parse


def renderer(macros: Macros) -> TemplateRenderer:
    """Return a renderer with the door's interface: mypy checks here that they agree."""
    return Renderer(macros)


class Renderer:
    """Renders templates with the project's macros; safe to share between threads.

    Only compiled code is kept between renderings. A template of a package resolves a name among the
    names it is given, then among the macros of its package, of the root project, and the built-in
    ones. Errors are ProjectError at the line of the error, or StatementError with that place in its
    message if a query failed.
    """

    def __init__(self, macros: Macros) -> None:
        self.macros = macros
        self._calls = MacroCalls(macros)
        self._environment = self._calls.environment
        self._compiled: dict[tuple[str, Template], CompiledTemplate] = {}

    def check_macros(self, package: str, problems: Problems) -> None:
        """Record every macro of a package that Jinja cannot parse, even if nothing calls it."""
        for macro in self.macros.packages.get(package, {}).values():
            try:
                self._calls.of(macro).check()
            except ProjectError as error:
                problems.extend(error)

    def render(self, template: Template, names: Mapping[str, Any], package: str) -> Rendered:
        """Return the text of a template of `package`."""
        where = _Where(Place(template.path, template.first_line), template)
        pieces = self._run(lambda: self._pieces(template, package, where), names, package, where)
        self._tell_of_blanks(template.path, names)
        return Rendered("".join([text for _, _, text in pieces]), tuple(pieces))

    def _tell_of_blanks(self, asking: str, names: Mapping[str, Any]) -> None:
        """Warn about undefined names, once a node is compiled; `asking` is its file."""
        blanks = self._environment.running.blanks
        if names.get("execute") is True:
            for path in sorted({path for path, _ in blanks}):
                told = ", ".join(sorted(f"'{name}'" for of, name in blanks if of == path))
                names["exceptions"].warn(
                    f"{path or asking}: {told} is not defined, and renders as empty text"
                )
        blanks.clear()

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """Return what a value of a YAML file means: a value of any type if it is a single `{{ }}`,
        otherwise text.
        """
        if not any(opening in text for opening in ("{{", "{%", "{#")):
            return text
        template = parse(text, place.path)
        package = package or self.macros.root_package
        where = _Where(place)
        pieces = self._run(
            lambda: self._pieces(template, package, where),
            names,
            package,
            where,
            _defined,
            is_value=True,
        )
        if len(pieces) == 1:
            return pieces[0][2]
        return "".join([str(value) for _, _, value in pieces])

    def call(
        self,
        path: Sequence[str],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        names: Mapping[str, Any],
        package: str,
        place: Place | None = None,
    ) -> Any:
        """Return the result of a macro, called as in a template of `package`.

        `place` is the caller, for errors; without it, they are reported at the macro.
        """
        macro = self.macros.find(path, package)
        if macro is None:
            known = {macro.name for macro in self.macros}
            what = f"no macro '{'.'.join(path)}'"
            raise ProjectError.of(what, place, did_you_mean(path[-1], known))
        where = _Where(place or macro.place)
        run = self._calls.of(macro)
        pieces = self._run(
            lambda: iter([(0, False, run(*args, **kwargs))]), names, package, where, _defined
        )
        if "exceptions" in names:
            self._tell_of_blanks(macro.place.path, names)
        return pieces[0][2]

    def text_here(self, text: str) -> str:
        """Render a text in place of the current template; without one, return it unchanged."""
        running = self._environment.running
        if not running.names:
            return text
        package = running.package or self.macros.root_package
        return str(self.evaluate(text, running.names, Place("vars"), package))

    def dispatch(
        self,
        name: str,
        namespace: str | None = None,
        *,
        adapter_types: Sequence[str],
        search_order: Sequence[str] | None = None,
    ) -> MacroCall:
        """Return the macro that `adapter.dispatch` means in the current template."""
        macro = self.macros.dispatched(
            name,
            namespace,
            package=self._environment.running.package or self.macros.root_package,
            adapter_types=adapter_types,
            search_order=search_order,
        )
        return self._calls.of(macro)

    def package_with(self, package: str, macros: Mapping[str, Callable[..., Any]]) -> PackageMacros:
        """Return a package as templates see it, with these `macros` replaced."""
        return self._calls.package(package).over(macros)

    def _run(
        self,
        pieces: Callable[[], Iterable[Piece]],
        names: Mapping[str, Any],
        package: str,
        where: "_Where",
        convert: Callable[[Any], Any] = str,
        *,
        is_value: bool = False,
    ) -> list[Piece]:
        """Return all pieces of one rendering, with values converted and errors located."""
        running = self._environment.running
        before = running.names, running.package, running.is_value
        running.names, running.package, running.is_value = names, package, is_value
        try:
            done = []
            for line, is_text, value in pieces():
                where.line = line
                done.append((line, is_text, value if is_text else convert(value)))
            return done
        except FAILURES as error:
            known = self._lookup(package).names_in_sight()
            raise located(error, where.place, where.template, self.macros, known) from error
        finally:
            running.names, running.package, running.is_value = before

    def _pieces(self, template: Template, package: str, where: "_Where") -> Iterator[Piece]:
        if template.parts is None:
            place = where.start if where.template is None else None
            yield from self._compile(template, package, place).pieces()
            return
        lookup = self._lookup(package)
        for part in template.parts:
            if isinstance(part, Text):
                yield part.line, True, part.text
            else:
                where.line, where.column = part.line, part.column
                yield part.line, False, self._value(lookup, part)

    def _value(self, lookup: NameLookup, value: Any) -> Any:
        """Evaluate an expression as Jinja would; lists and dicts are new each time."""
        if isinstance(value, Call):
            args = [self._value(lookup, argument) for argument in value.args]
            kwargs = {key: self._value(lookup, each) for key, each in value.kwargs.items()}
            called = self._named(lookup, value.path)
            return lookup.environment.call(lookup, called, *args, **kwargs)
        if isinstance(value, Name):
            return self._named(lookup, value.path)
        if isinstance(value, list):
            return [self._value(lookup, item) for item in value]
        if isinstance(value, dict):
            return {key: self._value(lookup, item) for key, item in value.items()}
        return value

    def _named(self, lookup: NameLookup, path: tuple[str, ...]) -> Any:
        found = lookup.resolve(path[0])
        for attribute in path[1:]:
            found = lookup.environment.getattr(found, attribute)
        return found

    def _lookup(self, package: str) -> NameLookup:
        return name_lookup(self._calls.environment_of(package), f"template.{package}")

    def _compile(self, template: Template, package: str, place: Place | None) -> CompiledTemplate:
        """Return the compiled template, cached if possible; `place` is the place of a value."""
        key = (package, template)
        found = self._compiled.get(key)
        if found is None:
            try:
                found = compile_template(
                    self._calls.environment_of(package),
                    template.source_code,
                    f"template.{package}",
                    template.path,
                    template.first_line,
                )
            except ProjectError as error:
                if place is None:
                    raise
                problems = [replace(each, place=place, frame=None) for each in error.problems]
                raise ProjectError(problems) from error
            self._compiled[key] = found
        return found


class _Where(Struct):
    """Return how far a rendering has come, for a possible error.

    Without a template, only `start` is known: the value of a YAML file, or a macro.
    """

    start: Place
    template: Template | None = None
    line: int | None = None
    column: int | None = None

    @property
    def place(self) -> Place:
        """Return the place of the current expression."""
        if self.template is None or self.line is None:
            return self.start
        return Place(self.start.path, self.line, self.column)


def _defined(value: Any) -> Any:
    """Return the value; an undefined one raises as soon as it is converted to text.

    So does a value that a filter could not convert, with ValueError.
    """
    if isinstance(value, NotOfType):
        raise ValueError(value.why)
    return str(value) if isinstance(value, Missing) else value
