"""The files of a package, found and read: which of them are models, seeds, macros, tests, YAML."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from orchestrator.errors import Place, Problem, Problems

PYTHON_ENDING = ".py"
MODEL_ENDINGS = (".sql", PYTHON_ENDING)

FOR_SPARK = ".spark"
"""Ends the stem of a file that says in Spark's own SQL what the model beside it says."""


class SourceFile(Struct, frozen=True):
    """A text file: `path` is what messages and artifacts call it, `folders` lead to it.

    `folders` are relative to the folder that the project file names (`models/`).
    """

    path: str
    file: Path
    folders: tuple[str, ...]
    stem: str

    @property
    def is_python(self) -> bool:
        """Whether the file's name says that it is Python."""
        return self.path.lower().endswith(PYTHON_ENDING)

    def read(self, problems: Problems) -> str:
        """The text, without a byte order mark; a problem when it cannot be read or is not UTF-8."""
        try:
            data = self.file.read_bytes()
        except OSError as error:
            problems.add(f"cannot read the file: {error.strerror}", Place(self.path))
            return ""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The codec counts from behind a byte order mark.
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.add("not UTF-8", Place(self.path, line), "save the file as UTF-8")
            return ""
        return text.replace("\r\n", "\n")


def find_files(
    root: Path,
    shown_root: str,
    paths: Iterable[str],
    endings: tuple[str, ...],
    problems: Problems | None = None,
) -> Iterator[SourceFile]:
    """The files under `paths` with one of `endings`, sorted; hidden folders are left out.

    Links to folders are followed; one that leads back to a folder above it is a problem.
    """
    for path in paths:
        top = root / path
        for folder, folders, names in os.walk(top, followlinks=True):
            relative = os.path.relpath(folder, top)
            parts = () if relative == "." else tuple(relative.split(os.sep))
            seen = sorted(name for name in folders if not name.startswith("."))
            folders[:] = [name for name in seen if not leads_back(folder, name, str(top))]
            if problems is not None and len(folders) < len(seen):
                for name in sorted({*seen} - {*folders}):
                    place = Place(f"{shown_root}{'/'.join((path, *parts, name))}")
                    problems.add("this link leads to a folder that contains it", place, "remove it")
            for name in sorted(names):
                stem, ending = os.path.splitext(name)
                if ending.lower() in endings and not name.startswith("."):
                    yield SourceFile(
                        f"{shown_root}{'/'.join((path, *parts, name))}",
                        Path(folder, name),
                        parts,
                        stem,
                    )


def without_twins(files: Sequence[SourceFile]) -> list[SourceFile]:
    """Model files without those that say of another one what it is on Spark."""
    there = {(file.folders, file.stem) for file in files}
    return [
        file
        for file in files
        if not file.stem.endswith(FOR_SPARK)
        or (file.folders, file.stem.removesuffix(FOR_SPARK)) not in there
    ]


def leads_back(folder: str, name: str, top: str) -> bool:
    """Whether `name` in `folder` is a link to a folder on the way from `top` to it, or above."""
    path = os.path.join(folder, name)
    if not os.path.islink(path):
        return False
    aim = os.path.realpath(path)
    while True:
        above = os.path.realpath(folder)
        if above == aim or above.startswith(os.path.join(aim, "")):
            return True
        if folder == top or len(folder) <= len(top):
            return False
        folder = os.path.dirname(folder)


def same_name_problems(files: Iterable[SourceFile], kind: str) -> list[Problem]:
    """A problem for each name that two files of a package have, also if only the case differs."""
    first: dict[str, SourceFile] = {}
    problems = []
    for file in files:
        other = first.setdefault(file.stem.casefold(), file)
        if other is not file:
            what = f"the {kind} '{file.stem}' is also in {other.path}"
            problems.append(Problem(what, Place(file.path), "rename one of them"))
    return problems
