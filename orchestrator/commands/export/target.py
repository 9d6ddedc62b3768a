"""Where an exported list is written and in which format: `-o` and `--format`."""

import os
from pathlib import Path
from typing import cast

from msgspec import Struct

from orchestrator.engines.boundary import FileFormat
from orchestrator.errors import UsageError
from orchestrator.workspace.value import Workspace

STANDARD_OUTPUT = "-"
_FORMATS: dict[str, FileFormat] = {".csv": "csv", ".parquet": "parquet", ".jsonl": "jsonl"}


class ExportTarget(Struct, frozen=True):
    """`file` is None for standard output; `format_` is how the rows are written."""

    file: Path | None
    format_: FileFormat

    @property
    def shown(self) -> str:
        """Return the file's path relative to the caller's working directory."""
        if self.file is None:
            return "to standard output"
        here = Path.cwd()
        is_below = self.file.is_relative_to(here)
        return str(self.file.relative_to(here) if is_below else self.file)

    def remembered(self, root: Path) -> str | None:
        """Return the path that the warehouse records: relative if inside the project folder."""
        if self.file is None:
            return None
        is_below = self.file.is_relative_to(root)
        return self.file.relative_to(root).as_posix() if is_below else str(self.file)


def export_target(
    workspace: Workspace, output: str | None, format_: str | None, name: str
) -> ExportTarget:
    """Return the requested target; `name` is the default file name.

    Raises UsageError for a format that contradicts the file's extension, and for an invalid file.
    """
    of_name = _FORMATS.get(Path(output).suffix.casefold()) if output else None
    if format_ and of_name and format_ != of_name:
        raise UsageError(
            f"{output} has the extension of {of_name}, but --format is {format_}",
            fix="leave out --format, or change the extension",
        )
    chosen = of_name or cast(FileFormat, format_ or "csv")
    if output == STANDARD_OUTPUT:
        return ExportTarget(None, chosen)
    if not output:
        return ExportTarget(workspace.target_path / "exports" / f"{name}.{chosen}", chosen)
    file = Path(os.path.normpath(Path(output).absolute()))
    if file.exists() and not file.is_file():
        what = "a folder" if file.is_dir() else "not a regular file"
        raise UsageError(
            f"{output} is {what}: nothing was written",
            fix="name a file with -o, or write '-o -' for standard output",
        )
    return ExportTarget(file, chosen)
