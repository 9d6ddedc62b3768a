"""Imports rendering, and Jinja with it, when the first template is rendered."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any, Protocol, cast

from orchestrator.errors import Place, Problems
from orchestrator.nodes import MacroFile
from orchestrator.templates.library import Macros
from orchestrator.templates.rendered import Rendered
from orchestrator.templates.static import Template


class TemplateRenderer(Protocol):
    """The interface of `orchestrator.templates.rendering.Renderer`, which documents the methods."""

    @property
    def macros(self) -> Macros:
        """Return the macros that templates can call."""

    def check_macros(self, package: str, problems: Problems) -> None:
        """Record every macro of a package that Jinja cannot parse."""

    def render(self, template: Template, names: Mapping[str, Any], package: str) -> Rendered:
        """Return the text of a template."""

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """Return what a value of a YAML file means."""

    def call(
        self,
        path: Sequence[str],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        names: Mapping[str, Any],
        package: str,
        place: Place | None = None,
    ) -> Any:
        """Return the result of a macro."""

    def text_here(self, text: str) -> str:
        """Render a text as a template, in place of the current one."""

    def dispatch(
        self,
        name: str,
        namespace: str | None = None,
        *,
        adapter_types: Sequence[str],
        search_order: Sequence[str] | None = None,
    ) -> Callable[..., Any]:
        """Return the macro that `adapter.dispatch` resolves to."""

    def package_with(self, package: str, macros: Mapping[str, Callable[..., Any]]) -> Any:
        """Return a package as templates see it, with these `macros` replaced."""


def lazy_renderer(
    files: Sequence[MacroFile], root_package: str, lenient: frozenset[str] = frozenset()
) -> TemplateRenderer:
    """Return a renderer that imports `Renderer` at the first template, which takes 40 ms."""
    return cast(TemplateRenderer, _LazyRenderer(files, root_package, lenient))


class _LazyRenderer:
    """Answers what it can without Jinja, and calls the renderer for everything else."""

    def __init__(
        self, files: Sequence[MacroFile], root_package: str, lenient: frozenset[str]
    ) -> None:
        self._files = files
        self._root_package = root_package
        self._lenient = lenient

    @cached_property
    def macros(self) -> Macros:
        """Return the macros in the files, and what is wrong with them."""
        return Macros(self._files, self._root_package, self._lenient)

    @cached_property
    def _renderer(self) -> TemplateRenderer:
        module = import_module("orchestrator.templates.rendering")
        return cast(TemplateRenderer, module.renderer(self.macros))

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """Return what a value of a YAML file means: most are not templates."""
        if "{" not in text:
            return text
        return self._renderer.evaluate(text, names, place, package)

    def text_here(self, text: str) -> str:
        """Render a text as a template, in place of the current one."""
        return self._renderer.text_here(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)
