"""Reads the selectors of a project, from `selectors.yml` next to the project file."""

from orchestrator.config.key_effects import UnusedKey, refuse_or_warn
from orchestrator.config.project_file import ProjectFile
from orchestrator.config.values import Render, rendered
from orchestrator.config.yaml_door import YamlReader
from orchestrator.errors import Place, Problems
from orchestrator.selection.written import FILE, Selectors, read_selectors


def selectors_of(
    file: ProjectFile, render: Render, warnings: list[str], read: YamlReader
) -> Selectors:
    """Return the project's selectors; appends warnings to `warnings`. Raises ProjectError.

    Selectors of packages are private to them.
    """
    if not (file.root / FILE).is_file():
        return Selectors()
    value = rendered(read(file.root / FILE, FILE), Place(FILE), render)
    found = Problems()
    selectors = read_selectors(value, found)
    problems = Problems([each for each in found.found if not each.is_minor])
    minor = [UnusedKey(each) for each in found.found if each.is_minor]
    warnings += refuse_or_warn(minor, is_strict=file.is_strict, problems=problems)
    problems.raise_any()
    return selectors
