"""Rereads single files of a project that was read earlier: only code or rows are new."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from orchestrator.errors import ProjectError
from orchestrator.nodes import DataTest, Model, Seed
from orchestrator.project.loaded import Loaded
from orchestrator.project.read.captures import TemplateReader, captured_digest, columns_digest
from orchestrator.project.read.nodes import seed_columns
from orchestrator.project.read.python_models import read_python_model
from orchestrator.project.read.segment_list import families_among
from orchestrator.project.template_names.context import Warnings, telling_names
from orchestrator.project.template_names.uses import NotingNames, Use, noting
from orchestrator.templates.reach import Reaches
from orchestrator.templates.static import parse


def reread(
    loaded: Loaded, sources: Mapping[str, str], checksums: Mapping[str, str]
) -> tuple[Loaded, frozenset[Use]] | None:
    """Return the project with new source code of nodes, and what reading it used of the world.

    `sources` is by unique id. `checksums` are those of seeds; nothing else is read of their rows.
    None if a file has other references, settings, columns or messages for the user than before, or
    a problem: then all files must be read.
    """
    project = loaded.project
    reaches = Reaches(loaded.renderer.macros)
    families = tuple(families_among(project.nodes.values()))
    nodes = dict(project.nodes)
    for unique_id, checksum in checksums.items():
        seed = nodes[unique_id]
        assert isinstance(seed, Seed)
        if not _has_columns(seed, project.file_of(seed), loaded.captured[unique_id]):
            return None
        nodes[unique_id] = replace(seed, checksum=checksum)
    uses: set[Use] = set()
    for unique_id, text in sources.items():
        node = nodes[unique_id]
        assert isinstance(node, Model | DataTest)
        messages = Warnings()
        names = partial(_names, loaded, node.package, messages, uses)
        try:
            if node.language == "python":
                captured, code = read_python_model(text, node.path), text
            else:
                template = parse(text, node.path)
                reader = TemplateReader(
                    node.package, names, loaded.renderer, reaches, set(), families
                )
                captured, code = reader.read(template), template.source_code
        except ProjectError:
            return None
        if messages.messages or captured_digest(captured) != loaded.captured[unique_id]:
            return None
        nodes[unique_id] = replace(node, source_code=code, macros=captured.macros)
    return replace(loaded, project=replace(project, nodes=nodes)), frozenset(uses)


def _has_columns(seed: Seed, file: Path, captured: str) -> bool:
    """Return whether a seed's header is unchanged."""
    try:
        return columns_digest(seed_columns(file, seed.config.delimiter)) == captured
    except OSError:
        return False


def _names(loaded: Loaded, package: str, messages: Warnings, uses: set[Use]) -> NotingNames:
    names = {
        **loaded.shared,
        **loaded.by_package[package],
        **telling_names(messages.messages.append),
    }
    return noting(names, package, uses)
