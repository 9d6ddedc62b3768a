"""A project read with the cache and without it, to compare the two."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec import Struct

from orchestrator.errors import ProjectError
from orchestrator.nodes import Node
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace

NOW = "2026-05-01T06:00:00+00:00"


class Answer(Struct, frozen=True):
    """All that reading says: the project's parts in their order, warnings, or problems."""

    nodes: tuple[tuple[str, Node], ...] = ()
    disabled: tuple[tuple[str, Node], ...] = ()
    rest: tuple[Any, ...] = ()
    told: tuple[str, ...] = ()
    problems: str = ""


def read(
    folder: Path,
    variables: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    *,
    is_cached: bool = True,
    now: str = NOW,
    in_memory: InMemoryProject | None = None,
) -> Answer:
    """What opening the project in `folder` says, to a process that may have `in_memory` it."""
    flags = Flags(folder, vars=variables or {}, now=now, partial_parse=is_cached)
    with patch.dict(os.environ, environment or {}):
        try:
            loaded = open_workspace(flags, "parse", in_memory=in_memory).loaded
        except ProjectError as error:
            return Answer(problems=str(error))
    project = loaded.project
    return Answer(
        tuple(project.nodes.items()),
        tuple(project.disabled.items()),
        (
            project.root,
            project.name,
            project.macro_files,
            project.packages,
            project.variables,
            project.described_macros,
            dict(loaded.switched_off),
        ),
        tuple(loaded.warnings.messages),
    )
