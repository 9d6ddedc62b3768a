"""Compares CSV headers with declared columns, because the engine assigns them by position.

Otherwise, if two columns of a file changed places, their values would be exchanged silently.
"""

from collections.abc import Iterable

from orchestrator.csv_headers import different_headers
from orchestrator.errors import Problem, ProjectError
from orchestrator.project.locations import declared_csv
from orchestrator.project.value import ParsedProject
from orchestrator.workspace.source_files import sources_read


def check_headers(project: ParsedProject, selected: Iterable[str]) -> None:
    """Raise ProjectError if a file that the nodes read has different columns in its header.

    Missing and unreadable files are left to the engine.
    """
    problems = []
    for source in sources_read(project, selected):
        declared = declared_csv(source.location) if source.location else None
        if declared is not None and not source.depends_on:
            fix = "declare the columns in the order of all files, or remove 'auto_detect'"
            problems += [
                Problem(f"source {source.full_name}: {what}", source.place, fix)
                for what in different_headers(declared, project.root)
            ]
    if problems:
        raise ProjectError(problems)
