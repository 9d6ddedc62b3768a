"""A project with its templates rendered as for a different engine."""

from types import MappingProxyType

from msgspec.structs import replace

from orchestrator.project.template_names.adapter import TemplateAdapter, on_engine
from orchestrator.workspace.value import Workspace


def rendered_for(workspace: Workspace, engine: str) -> Workspace:
    """Return the workspace with macros and `target.type` of that engine.

    The result of rendering is not cached, as it is not what the target runs.
    """
    shared = workspace.loaded.shared
    adapter, target = shared["adapter"], shared["target"]
    assert isinstance(adapter, TemplateAdapter)
    overrides = {
        "adapter": on_engine(adapter, engine),
        "target": MappingProxyType({**target, "type": engine}),
    }
    loaded = replace(workspace.loaded, shared={**shared, **overrides})
    return replace(workspace, loaded=loaded, cache=None)
