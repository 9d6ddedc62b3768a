"""Missing files of sources: reported before a run, with the place of the declaration."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from orchestrator.nodes import Source
from orchestrator.project.locations import file_in
from orchestrator.project.value import ParsedProject


def missing_files(project: ParsedProject, selected: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence for each source that the nodes read and that has no file."""
    found = (_missing_file(source, project.root) for source in sources_read(project, selected))
    return tuple(sorted(filter(None, found)))


def places_of_missing(project: ParsedProject, unique_id: str, refusal: str) -> tuple[str, ...]:
    """Return where a node's missing sources are declared, if the engine's error names them."""
    tables = (
        f"{source.place}: source {source.full_name} is declared here"
        for source in sources_read(project, [unique_id])
        if source.location is None
        and "does not exist" in refusal
        and source.relation.identifier in refusal
    )
    return (*missing_files(project, [unique_id]), *tables)


def _missing_file(source: Source, root: Path) -> str | None:
    """Return what is missing, and where it is declared; None for existing files, URLs and calls."""
    file = file_in(source.location) if source.location is not None else None
    if file is None or source.depends_on:
        return None
    location = str(root / file)
    if glob.has_magic(location):
        what = "no file that matches"
        is_there = next(glob.iglob(location, recursive=True, include_hidden=True), None) is not None
    else:
        what, is_there = "no file", Path(location).exists()
    if is_there:
        return None
    path = Path(location)
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{source.place}: source {source.full_name} reads '{shown}', but there is {what}"


def sources_read(project: ParsedProject, selected: Iterable[str]) -> Iterator[Source]:
    """Yield the sources that nodes read, also through ephemeral models; each once."""
    pending = list(selected)
    seen = set(pending)
    while pending:
        for name in project.nodes[pending.pop()].depends_on:
            read = project.nodes[name]
            if name in seen:
                continue
            seen.add(name)
            if isinstance(read, Source):
                yield read
            elif read.is_ephemeral:
                pending.append(name)
