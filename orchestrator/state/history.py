"""What nodes were made from when last built, for the reasons to rebuild them."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.state.facts import DEFINITIONS, VERSIONS
from orchestrator.warehouse import unless_refused


class Before(Struct, frozen=True):
    """The definition of a version and what it read: content and row count by unique id."""

    text: str = ""
    config: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)


def read_history(
    session: Session,
    dialect: Dialect,
    versions: Mapping[str, RelationName],
    without_version: Collection[str] = (),
) -> dict[str, Before]:
    """Return what was recorded about one version of each node, if anything.

    For nodes `without_version`, views and tests, it is their definition when they last ran.
    """
    found = _of_versions(session, dialect, versions) if versions else {}
    return found | (_last_defined(session, dialect, without_version) if without_version else {})


def inputs_of(
    session: Session, dialect: Dialect, versions: Mapping[str, RelationName]
) -> dict[str, dict[str, str | None]]:
    """Return the recorded contents of what each version was made from, by node and input."""
    if not versions:
        return {}
    facts = dialect.relation(dialect.internal_table(VERSIONS))
    names = ", ".join(dialect.literal(version.identifier) for version in versions.values())
    query = (
        f"select unique_id, version_schema, version, inputs from {facts} "
        f"where version in ({names}) order by built_at"
    )
    rows = unless_refused(lambda: session.query(query).values) or ()
    return {
        unique_id: {name: content for name, (content, _) in json.loads(inputs or "{}").items()}
        for unique_id, schema, version, inputs in rows
        if versions.get(unique_id) == RelationName(schema, version)
    }


def _last_defined(
    session: Session, dialect: Dialect, unique_ids: Collection[str]
) -> dict[str, Before]:
    known = dialect.relation(dialect.internal_table(DEFINITIONS))
    query = (
        f"select unique_id, sql, config, variables, macros from {known} "
        f"where unique_id in ({', '.join(map(dialect.literal, unique_ids))})"
    )
    rows = unless_refused(lambda: session.query(query).values) or ()
    return {unique_id: _before(*noted) for unique_id, *noted in rows}


def _before(
    sql: str | None, config: str | None, variables: str | None, macros: str | None
) -> Before:
    settings = json.loads(config or "{}")
    return Before(
        sql or "",
        settings if isinstance(settings, dict) else {},
        json.loads(variables or "{}"),
        json.loads(macros or "{}"),
    )


def _of_versions(
    session: Session, dialect: Dialect, versions: Mapping[str, RelationName]
) -> dict[str, Before]:
    facts, known = (
        dialect.relation(dialect.internal_table(table)) for table in (VERSIONS, DEFINITIONS)
    )
    names = ", ".join(dialect.literal(version.identifier) for version in versions.values())
    query = (
        "select f.unique_id, f.version, f.inputs, d.sql, d.config, d.variables, d.macros "
        f"from {facts} as f left join {known} as d "
        "on d.unique_id = f.unique_id and d.definition = f.definition "
        f"where f.version in ({names}) order by f.built_at"
    )
    rows = unless_refused(lambda: session.query(query).values) or ()
    found: dict[str, Before] = {}
    for unique_id, version, inputs, sql, config, variables, macros in rows:
        if unique_id in versions and versions[unique_id].identifier == version:
            found[unique_id] = replace(
                _before(sql, config, variables, macros),
                inputs={
                    name: (given[0], given[1]) for name, given in json.loads(inputs or "{}").items()
                },
            )
    return found
