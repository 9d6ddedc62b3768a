"""Where rendering is imported, and Jinja with it: when the first template is rendered."""

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
    """What `orchestrator.templates.rendering.Renderer` offers; it says what the methods do."""

    @property
    def macros(self) -> Macros:
        """The macros that templates can call."""

    def check_macros(self, package: str, problems: Problems) -> None:
        """Note every macro of a package that Jinja cannot read."""

    def render(self, template: Template, names: Mapping[str, Any], package: str) -> Rendered:
        """The text of a template."""

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """What a value of a YAML file means."""

    def call(
        self,
        path: Sequence[str],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
        names: Mapping[str, Any],
        package: str,
        place: Place | None = None,
    ) -> Any:
        """What a macro gives."""

    def text_here(self, text: str) -> str:
        """A text as a template in the place of the one that is being rendered."""

    def dispatch(
        self,
        name: str,
        namespace: str | None = None,
        *,
        adapter_types: Sequence[str],
        search_order: Sequence[str] | None = None,
    ) -> Callable[..., Any]:
        """The macro that `adapter.dispatch` means."""

    def package_with(self, package: str, macros: Mapping[str, Callable[..., Any]]) -> Any:
        """A package as templates see it, with other `macros` of these names."""


def lazy_renderer(
    files: Sequence[MacroFile], root_package: str, lenient: frozenset[str] = frozenset()
) -> TemplateRenderer:
    """Renders as `Renderer` does, and imports it at the first template: that takes 40 ms."""
    return cast(TemplateRenderer, _LazyRenderer(files, root_package, lenient))


class _LazyRenderer:
    """What can be answered without Jinja; all else the renderer is asked, once it is needed."""

    def __init__(
        self, files: Sequence[MacroFile], root_package: str, lenient: frozenset[str]
    ) -> None:
        self._files = files
        self._root_package = root_package
        self._lenient = lenient

    @cached_property
    def macros(self) -> Macros:
        """The macros in the files, and what is wrong with them."""
        return Macros(self._files, self._root_package, self._lenient)

    @cached_property
    def _renderer(self) -> TemplateRenderer:
        module = import_module("orchestrator.templates.rendering")
        return cast(TemplateRenderer, module.renderer(self.macros))

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """What a value of a YAML file means: most are no templates."""
        if "{" not in text:
            return text
        return self._renderer.evaluate(text, names, place, package)

    def text_here(self, text: str) -> str:
        """A text as a template in the place of the one that is being rendered."""
        return self._renderer.text_here(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)
