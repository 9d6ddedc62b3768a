"""Imports the YAML reader, and PyYAML with it, when the first text is read."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from orchestrator.config.values import Value
from orchestrator.errors import EnvironmentFault, Place, ProjectError

YamlReader = Callable[[Path, str], Value]
"""Reads the value of a file; the text is the file's name in messages."""


def read_yaml(text: str, path: str) -> Value:
    """Return the value of a YAML text (None if it is empty); raises ProjectError."""
    value: Value = import_module("orchestrator.config.yaml_reader").read_yaml(text, path)
    return value


def yaml_of(value: Any, *, sort_keys: bool = False) -> str:
    """Return plain values as YAML; raises ValueError if YAML cannot represent them."""
    module = import_module("orchestrator.config.yaml_writer")
    text: str = module.to_yaml(value, sort_keys=sort_keys)
    return text


def read_yaml_file(file: Path, shown_path: str) -> Value:
    """Return the value of a file; messages call the file `shown_path`."""
    return read_yaml(read_text(file, shown_path), shown_path)


def read_text(file: Path, shown_path: str) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        raise ProjectError.of(
            f"not UTF-8: the byte 0x{error.object[error.start]:02x}",
            Place(shown_path, line, len(before) - (before.rfind(b"\n") + 1) + 1),
            "save the file as UTF-8",
        ) from None
    except OSError as error:
        raise EnvironmentFault(f"cannot read {shown_path}: {error.strerror}") from error
