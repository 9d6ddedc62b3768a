"""CSV files whose columns are declared: the engine takes them by position, so headers are compared.

Without that, a file in which two columns have changed places would be read with their values
exchanged, and nobody would be told.
"""

from collections.abc import Iterable

from orchestrator.csv_headers import other_headers
from orchestrator.errors import Problem, ProjectError
from orchestrator.project.locations import declared_csv
from orchestrator.project.value import ParsedProject
from orchestrator.workspace.source_files import sources_read


def check_headers(project: ParsedProject, selected: Iterable[str]) -> None:
    """Raise ProjectError where a file that one of the nodes reads has other columns in its header.

    Files that are not there, or cannot be read, are left to the engine.
    """
    problems = []
    for source in sources_read(project, selected):
        declared = declared_csv(source.location) if source.location else None
        if declared is not None and not source.depends_on:
            fix = "declare the columns in the order of all files, or remove 'auto_detect'"
            problems += [
                Problem(f"source {source.full_name}: {what}", source.place, fix)
                for what in other_headers(declared, project.root)
            ]
    if problems:
        raise ProjectError(problems)
