"""All schemas, by the file that each is for."""

import json
from collections.abc import Callable, Mapping

from orchestrator.editors.project import packages_schema, profiles_schema, project_schema
from orchestrator.editors.properties import properties_schema
from orchestrator.editors.shapes import Schema

SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "project": project_schema,
    "properties": properties_schema,
    "packages": packages_schema,
    "profiles": profiles_schema,
}
"""Segment families are written in property files."""


def schema_text(name: str) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(SCHEMAS[name](), indent=1, sort_keys=True, ensure_ascii=False)
