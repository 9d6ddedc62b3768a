"""Writes the starter project: the files in this folder, under the user's project name."""

from collections.abc import Mapping
from pathlib import Path

from orchestrator.errors import EnvironmentFault, UsageError
from orchestrator.names import NAME_RULE, is_valid_name

FILES = Path(__file__).parent / "files"

_NAME_MARK = "__project_name__"
_WRITTEN_AS = {"gitignore": ".gitignore"}  # its real name would hide files from git here


def write_starter(target: Path, name: str) -> tuple[Path, ...]:
    """Write the starter into the new or empty folder `target`; return the relative paths."""
    require_free(target, name)
    return write_files(target, _texts(name))


def require_free(target: Path, name: str) -> None:
    """Raise UsageError for an invalid name, or a folder that is not empty."""
    if not is_valid_name(name):
        raise UsageError(f"'{name}' is not a valid project name", fix=f"use {NAME_RULE}")
    if not _is_free(target):
        raise UsageError(f"{target} already exists", fix="name a folder that is new or empty")


def write_files(target: Path, texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Write files into the folder `target`; return their paths, relative to it.

    Raises EnvironmentFault if writing fails; the message says how many files were written.
    """
    written: list[Path] = []
    for path, text in texts.items():
        file = target / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise EnvironmentFault(
                f"{file} cannot be written: {error.strerror}; "
                f"{len(written)} of {len(texts)} files are in {target}",
                fix="fix the cause, remove the folder, and run 'seg init' again",
            ) from error
        written.append(path)
    return tuple(written)


def _is_free(target: Path) -> bool:
    """Return whether the path does not exist or is an empty folder."""
    try:
        return next(target.iterdir(), None) is None
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
    except OSError as error:
        raise EnvironmentFault(f"{target} cannot be read: {error.strerror}") from error


def _texts(name: str) -> dict[Path, str]:
    """Return the files by their path in the project, sorted by path."""
    sources = sorted(path for path in FILES.rglob("*") if path.is_file())
    return {
        (path := source.relative_to(FILES)).with_name(_WRITTEN_AS.get(path.name, path.name)): (
            source.read_text("utf-8").replace(_NAME_MARK, name)
        )
        for source in sources
    }
