"""The single `ref()` or `source()` call in a value of a YAML file."""

from msgspec.structs import replace

from orchestrator.errors import Place, ProjectError
from orchestrator.project.read.captures import call_references
from orchestrator.project.references import Reference
from orchestrator.templates.static import parse


def referred(text: str, place: Place) -> Reference | None:
    """Return the ref() or source() call that a value consists of; None for anything else."""
    inner = text.strip().removeprefix("{{").removesuffix("}}").strip()
    template = parse(f"{{{{ {inner} }}}}", place.path, place.line or 1)
    try:
        found = call_references(template)
    except ProjectError:
        return None
    if len(found) != 1 or not inner.startswith(("ref", "source")) or len(template.parts or ()) != 1:
        return None
    return replace(found[0], place=place)
