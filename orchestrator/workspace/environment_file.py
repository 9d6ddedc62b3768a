"""Reads the file `.env` of a project: defaults for environment variables."""

from collections.abc import Mapping
from pathlib import Path

from orchestrator.config.yaml_door import read_text
from orchestrator.errors import Place, ProjectError
from orchestrator.lazy_regex import lazy_regex

NAME = ".env"
_LINE = lazy_regex(
    r"\s*(?:export\s+)?(?P<name>[A-Za-z_][A-Za-z0-9_.]*)\s*=\s*"
    r"(?:'(?P<plain>[^']*)'|\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>.*?))\s*(?:(?<!\S)#.*)?\Z"
)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPE = lazy_regex(r"\\(.)")


def with_file(root: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with the variables of the project's file; set ones take precedence."""
    file = root / NAME
    given = read_environment(read_text(file, NAME)) if file.is_file() else {}
    return {**given, **environment}


def read_environment(text: str) -> dict[str, str]:
    """Return the variables of a file; raises ProjectError for a line that sets none."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise ProjectError.of(
                "expected a variable", Place(NAME, number), "write it as NAME=value"
            )
        quoted = match["quoted"]
        if quoted is not None:
            value = _ESCAPE.sub(lambda at: _ESCAPED.get(at[1], at[1]), quoted)
        else:
            value = match["plain"] if match["plain"] is not None else match["bare"]
        found[match["name"]] = value
    return found
