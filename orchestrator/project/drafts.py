"""All nodes of all packages as drafts: read, but not yet referred to one another."""

from collections.abc import Sequence
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
from orchestrator.project.segment_tests import read_family_tests


def read_drafts(
    readings: Sequence[Reading], invocation: Invocation, dialect: Dialect, said: Warnings
) -> list[Draft]:
    """Families first: templates can ask which there are."""
    families = read_families(readings, dialect)
    declared = [family for family, _ in families]
    note_uncovered(declared, said.messages)
    note_reviews(declared, invocation, said.messages)
    drafts = [draft for _, draft in families]
    on = tuple(draft.node for draft in drafts if draft.is_enabled and isinstance(draft.node, Model))
    for reading in readings:
        templates = replace(reading.templates, families=on)
        drafts += _drafts(replace(reading, templates=templates))
    there = {draft.node.name for draft in drafts if draft.is_enabled}
    for family, draft in families:
        if draft.is_enabled and (family.on.kind == "source" or family.on.arguments[-1] in there):
            entity = dialect.column(family.keys.entity)
            drafts += read_family_tests(family, entity, there, said.messages)
    return drafts


def _drafts(reading: Reading) -> list[Draft]:
    nodes = [*read_seeds(reading), *read_models(reading)]
    sources = list(read_sources(reading))
    return [*nodes, *sources, *read_tests(reading, sources)]
