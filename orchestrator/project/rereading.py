"""A single file of a project that was read before: its code is new, all else may be the same."""

from functools import partial

from msgspec.structs import replace

from orchestrator.errors import ProjectError
from orchestrator.nodes import DataTest, Model
from orchestrator.project.captures import TemplateReader, captured_digest
from orchestrator.project.context import Warnings, telling_names
from orchestrator.project.loaded import Loaded
from orchestrator.project.python_models import read_python_model
from orchestrator.project.segment_list import families_among
from orchestrator.project.uses import NotingNames, Use, noting
from orchestrator.templates.reach import Reaches
from orchestrator.templates.static import parse


def reread(loaded: Loaded, sources: dict[str, str]) -> tuple[Loaded, frozenset[Use]] | None:
    """The project with the new text of nodes by unique id, and what that asked the world for.

    None when a file refers to other nodes or sets something else than before, tells the person
    something, or is wrong: then all files have to be read.
    """
    project = loaded.project
    reaches = Reaches(loaded.renderer.macros)
    families = tuple(families_among(project.nodes.values()))
    nodes = dict(project.nodes)
    uses: set[Use] = set()
    for unique_id, text in sources.items():
        node = nodes[unique_id]
        assert isinstance(node, Model | DataTest)
        told = Warnings()
        names = partial(_names, loaded, node.package, told, uses)
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
        if told.messages or captured_digest(captured) != loaded.captured[unique_id]:
            return None
        nodes[unique_id] = replace(node, source_code=code)
    return replace(loaded, project=replace(project, nodes=nodes)), frozenset(uses)


def _names(loaded: Loaded, package: str, told: Warnings, uses: set[Use]) -> NotingNames:
    names = {**loaded.shared, **loaded.by_package[package], **telling_names(told)}
    return noting(names, package, uses)
