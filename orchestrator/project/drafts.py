"""All nodes of all packages as drafts: read, but not yet referred to one another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import Model
from orchestrator.project.context import Warnings
from orchestrator.project.invocation import Invocation
from orchestrator.project.read_nodes import read_models, read_seeds, read_sources
from orchestrator.project.read_segments import read_families
from orchestrator.project.read_tests import read_tests
from orchestrator.project.reading import Draft, Reading
from orchestrator.project.segment_reviews import note_reviews, note_uncovered
from orchestrator.project.segment_tests import RoleLookup, read_family_tests
from orchestrator.roles import RoleDeclaration


def read_drafts(
    readings: Sequence[Reading],
    roles: Mapping[str, RoleDeclaration],
    invocation: Invocation,
    dialect: Dialect,
    said: Warnings,
) -> list[Draft]:
    """Families first: templates can ask which there are. Their tests look at who plays `roles`."""
    families = read_families(readings, dialect)
    declared = [family for family, _ in families]
    note_uncovered(declared, said.messages)
    note_reviews(declared, invocation, said.messages)
    drafts = [draft for _, draft in families]
    on = tuple(draft.node for draft in drafts if draft.is_enabled and isinstance(draft.node, Model))
    for reading in readings:
        templates = replace(reading.templates, families=on)
        drafts += _drafts(replace(reading, templates=templates))
    there: dict[str, list[str]] = {}
    for draft in sorted(drafts, key=lambda draft: draft.node.package != readings[0].package.name):
        if draft.is_enabled:
            there.setdefault(draft.node.name, []).append(draft.node.package)
    for family, draft in families:
        if draft.is_enabled and (family.on.kind == "source" or family.on.arguments[-1] in there):
            own = {declared.role: declared for declared in family.roles}
            lookup = RoleLookup({**roles, **own}, there, dialect.column, said.messages)
            entity = dialect.column(family.keys.entity)
            drafts += read_family_tests(family, entity, lookup)
    return drafts


def _drafts(reading: Reading) -> list[Draft]:
    nodes = [*read_seeds(reading), *read_models(reading)]
    sources = list(read_sources(reading))
    return [*nodes, *sources, *read_tests(reading, sources)]
