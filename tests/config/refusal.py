"""The error of a reader for wrong input."""

from collections.abc import Callable
from typing import Any

import pytest

from orchestrator.config.yaml_reader import read_yaml
from orchestrator.errors import Place, Problem, Problems, ProjectError


def refusal(read: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The problems that `read(*args)` raises, as the terminal shows them."""
    with pytest.raises(ProjectError) as caught:
        read(*args, **kwargs)
    return [str(problem) for problem in caught.value.problems]


def problems_or_none(read: Callable[..., Any], *args: Any) -> tuple[Problem, ...] | None:
    """The problems that `read(*args)` raises, None when it returns; all else goes through."""
    try:
        read(*args)
    except ProjectError as error:
        return error.problems
    return None


def noted(read: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The problems that `read(*args, problems)` notes."""
    problems = Problems()
    read(*args, problems, **kwargs)
    return [str(problem) for problem in problems.found]


def parsed(text: str, path: str = "f.yml") -> Any:
    """A YAML text as its value."""
    return read_yaml(text, path)


def unrendered(text: str, place: Place) -> Any:
    """A renderer for projects without templates."""
    raise AssertionError(f"rendered {text} at {place}")
