"""Finds and reads the files of a package: models, seeds, macros, tests, YAML."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from orchestrator.errors import Place, Problem, Problems

PYTHON_ENDING = ".py"
MODEL_ENDINGS = (".sql", PYTHON_ENDING)

FOR_SPARK = ".spark"
"""The end of the stem of a file that contains the Spark SQL variant of the model next to it."""


class SourceFile(Struct, frozen=True):
    """A text file; `path` is its path in messages and artifacts, `folders` lead to it.

    `folders` are relative to the folder that the project file names (`models/`).
    """

    path: str
    file: Path
    folders: tuple[str, ...]
    stem: str

    @property
    def is_python(self) -> bool:
        """Return whether the file's name marks it as Python."""
        return self.path.lower().endswith(PYTHON_ENDING)

    def read(self, problems: Problems) -> str:
        """Return the text without a byte order mark; reports unreadable or non-UTF-8 files."""
        try:
            data = self.file.read_bytes()
        except OSError as error:
            problems.add(f"cannot read the file: {error.strerror}", Place(self.path))
            return ""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # The codec counts positions from after the byte order mark.
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
    """Yield the files under `paths` with one of `endings`, sorted, without hidden folders.

    Links to folders are followed; a link back to a folder above it is reported as a problem.
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
    """Return model files without the Spark variants of other models."""
    models = {(file.folders, file.stem) for file in files}
    return [
        file
        for file in files
        if not file.stem.endswith(FOR_SPARK)
        or (file.folders, file.stem.removesuffix(FOR_SPARK)) not in models
    ]


def leads_back(folder: str, name: str, top: str) -> bool:
    """Return whether `name` in `folder` links to a folder between `top` and itself, or above."""
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
    """Return a problem for each name that two files of a package share, ignoring case."""
    first: dict[str, SourceFile] = {}
    problems = []
    for file in files:
        other = first.setdefault(file.stem.casefold(), file)
        if other is not file:
            what = f"the {kind} '{file.stem}' is also in {other.path}"
            problems.append(Problem(what, Place(file.path), "rename one of them"))
    return problems
