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

    def dispatch(
        self,
        name: str,
        namespace: str | None = None,
        *,
        adapter_type: str,
        search_order: Sequence[str] | None = None,
    ) -> Callable[..., Any]:
        """The macro that `adapter.dispatch` means."""


class LazyRenderer:
    """Renders as `Renderer` does, and imports it at the first template: that takes 40 ms."""

    def __init__(self, files: Sequence[MacroFile], root_package: str) -> None:
        self._files = files
        self._root_package = root_package

    @cached_property
    def macros(self) -> Macros:
        """The macros in the files, and what is wrong with them."""
        return Macros(self._files, self._root_package)

    @cached_property
    def _renderer(self) -> TemplateRenderer:
        module = import_module("orchestrator.templates.rendering")
        return cast(TemplateRenderer, module.Renderer(self.macros))

    def check_macros(self, package: str, problems: Problems) -> None:
        """Note every macro of a package that Jinja cannot read."""
        self._renderer.check_macros(package, problems)

    def render(self, template: Template, names: Mapping[str, Any], package: str) -> Rendered:
        """The text of a template."""
        return self._renderer.render(template, names, package)

    def evaluate(
        self, text: str, names: Mapping[str, Any], place: Place, package: str | None = None
    ) -> Any:
        """What a value of a YAML file means."""
        if "{" not in text:
            return text
        return self._renderer.evaluate(text, names, place, package)

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
        return self._renderer.call(path, args, kwargs, names, package, place)

    def dispatch(
        self,
        name: str,
        namespace: str | None = None,
        *,
        adapter_type: str,
        search_order: Sequence[str] | None = None,
    ) -> Callable[..., Any]:
        """The macro that `adapter.dispatch` means."""
        return self._renderer.dispatch(
            name, namespace, adapter_type=adapter_type, search_order=search_order
        )
