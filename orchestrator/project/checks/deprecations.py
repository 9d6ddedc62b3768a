"""Deprecated models: warnings for their readers, before and after the deprecation date."""

from collections.abc import Iterator
from datetime import datetime

from orchestrator.nodes import Model
from orchestrator.project.value import ParsedProject


def deprecated(project: ParsedProject, now: datetime) -> Iterator[str]:
    """Yield a warning for each model past its date, and for each that still has readers."""
    dated = [
        node
        for node in project.nodes.values()
        if isinstance(node, Model) and node.deprecation_date is not None
    ]
    children = project.graph.children if dated else {}
    for model in dated:
        assert model.deprecation_date is not None
        has_passed = datetime.fromisoformat(model.deprecation_date) < now
        readers = sorted(
            project.nodes[name].full_name
            for name in children.get(model.unique_id, ())
            if isinstance(project.nodes[name], Model)
        )
        if not has_passed and not readers:
            continue
        day = model.deprecation_date[:10]
        what = f"was deprecated on {day}" if has_passed else f"will be deprecated on {day}"
        by = f", and is read by {', '.join(readers)}" if readers else ""
        fix = f"read {_replacement(model)} instead" if readers else "disable it, or remove it"
        yield f"{model.patch_path}: model '{model.full_name}' {what}{by}\n  fix: {fix}"


def _replacement(model: Model) -> str:
    return f"ref('{model.name}')" if model.version and not model.is_latest else "another model"
