"""`seg erase`: deletes a person's rows from the warehouse, including all kept generations."""

from orchestrator.cli.given import Given
from orchestrator.cli.refused_options import refuse_options
from orchestrator.cli.saying import failed_copy, opened_for, say
from orchestrator.commands.erase import erase as erasing
from orchestrator.commands.external_files.write import ModelFile
from orchestrator.reports.erasing import erasure_lines
from orchestrator.results import CopiedForReaders


def erase(
    given: Given,
    *,
    customers: tuple[str, ...],
    column: str | None,
    readmit: bool,
    force: bool,
    dry_run: bool,
    compact: bool,
) -> int:
    """Erase customers, or readmit them; return 1 if any of their rows are left."""
    if readmit:
        others = {"--dry-run": dry_run, "--force": force, "--no-compact": not compact}
        refuse_options(others, "--readmit deletes no rows", "remove one of them")
    workspace = opened_for(given, "erase")
    if readmit:
        for key in erasing.readmitted(workspace, customers, column=column):
            say(workspace, f"Later builds include the rows of {key} in sources again.")
        return 0
    is_left, code = False, 0
    for event in erasing.erase(
        workspace, customers, column=column, force=force, dry_run=dry_run, compact=compact
    ):
        for line in erasure_lines(event, dry_run=dry_run):
            say(workspace, line)
        if isinstance(event, CopiedForReaders):
            code = failed_copy(event)
        if isinstance(event, erasing.Remaining):
            is_left = is_left or bool(event.copies)
        is_left = is_left or (isinstance(event, ModelFile) and event.problem is not None)
        is_left = is_left or (isinstance(event, erasing.ErasedPerson) and event.is_left)
    return code or (1 if is_left and not dry_run else 0)
