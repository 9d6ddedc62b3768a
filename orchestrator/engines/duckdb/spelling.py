"""How the engine itself spells names in its statements, and what its hidden schemas are called."""

import re

from orchestrator.names import RelationName

MANIFEST_SCHEMA = "_seg"
VERSIONS_SCHEMA = "seg_versions"

_NUMBER = re.compile(r"@(\d+)(?:\.\w+)?$")


def quote(identifier: str) -> str:
    """The identifier in double quotes."""
    return '"' + identifier.replace('"', '""') + '"'


def spelled(relation: RelationName) -> str:
    """The relation's name as SQL."""
    parts = (relation.database, relation.schema, relation.identifier)
    return ".".join(quote(part) for part in parts if part is not None)


def spelled_schema(relation: RelationName) -> str:
    """The relation's schema as SQL."""
    parts = (relation.database, relation.schema)
    return ".".join(quote(part) for part in parts if part is not None)


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def fold(name: str) -> str:
    """The identifier as the engine compares it: A to Z are a to z, other letters are themselves."""
    return name.lower() if name.isascii() else name.encode().lower().decode()


def folded(relation: RelationName) -> RelationName:
    """The relation's name as the engine compares it."""
    database = None if relation.database is None else fold(relation.database)
    return RelationName(fold(relation.schema), fold(relation.identifier), database)


def version_number(identifier: str) -> int:
    """The number in a version's name; 0 when there is none."""
    found = _NUMBER.search(identifier)
    return int(found[1]) if found else 0
