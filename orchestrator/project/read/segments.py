"""Segment families become models: their SQL is generated, and what their rules use is resolved."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.config.node_config import model_config
from orchestrator.config.values import Map, placed
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Place, Problem
from orchestrator.nodes import Column, Description, Family, Model, ModelConfig, Segment
from orchestrator.project.read.events import EventSource, event_draft, event_source
from orchestrator.project.read.family_declarations import (
    DeclaredFamily,
    DeclaredSegment,
    declared_families,
)
from orchestrator.project.read.family_references import FamilyReferences
from orchestrator.project.read.node_fields import node_fields
from orchestrator.project.read.reading import NodeDraft, Reading, switched_off_at
from orchestrator.project.read.rule_versions import Versions, rule_versions
from orchestrator.project.references import Reference
from orchestrator.roles import RoleDeclaration
from orchestrator.segments.family_sql import (
    AS_OF_DATE,
    FamilyInputs,
    Spelling,
    calls_in,
    family_sql,
)
from orchestrator.segments.rules import SHOWN_DIGITS, everyone_else, rule_digest

_BUILT_AS = ("table", "view")


class Rules(Struct, frozen=True):
    """What writing rules as SQL requires: all families, and versions by family and segment."""

    references: FamilyReferences
    versions: Versions
    spelling: Spelling
    of_events: EventSource

    def with_family(self, declared: DeclaredFamily) -> "Rules":
        """Return the same with one family redefined."""
        references = self.references.with_family(declared)
        return replace(self, references=references, versions=_versions(references, self.of_events))

    def problems(self, declared: DeclaredFamily) -> list[Problem]:
        """Return the problems with what the rules of a family use."""
        return [*self.references.problems(declared), *self.of_events.problems(declared)]

    def are_complete(self, declared: DeclaredFamily) -> bool:
        """Return whether everything that a family's rules use could be read, without a cycle."""
        names = {call.membership.family for _, call in self.references.calls(declared)}
        used_families = (self.references.family(name, declared.reading) for name in names)
        return declared.key in self.versions and None not in used_families

    def used_families(self, declared: DeclaredFamily) -> dict[str, tuple[str, str]]:
        """Return package and name, by name, of each family that the rules of this one use."""
        names = dict.fromkeys(call.membership.family for _, call in self.references.calls(declared))
        found = [self.references.family(name, declared.reading) for name in names]
        return {used.name: (used.reading.package.name, used.name) for used in found if used}


class ReadFamilies(Struct, frozen=True):
    """The families of all packages with their drafts, and the draft of the event model."""

    drafts: Sequence[tuple[DeclaredFamily, NodeDraft]]
    of_events: NodeDraft | None
    rules: Rules


def read_families(
    readings: Sequence[Reading], dialect: Dialect, roles: Mapping[str, RoleDeclaration]
) -> ReadFamilies:
    """Return a draft for each family, and one for the event conditions in their rules.

    A problem with one family does not stop the used_families.
    """
    families = declared_families(readings)
    drafts = []
    references = FamilyReferences(families, frozenset().union(*(each.broken for each in readings)))
    of_events = event_source(readings, roles)
    spelling = Spelling(dialect.column, dialect.literal)
    rules = Rules(references, _versions(references, of_events), spelling, of_events)
    for family in families:
        problems = rules.problems(family)
        family.reading.problems.found += problems
        if problems or not rules.are_complete(family):
            family.reading.broken.add(family.name)
        else:
            drafts.append((family, _draft(family, rules)))
    loop = references.loop()
    if loop is not None:
        families[0].reading.problems.found.append(loop)
    events = event_draft([family for family, _ in drafts], of_events, dialect)
    return ReadFamilies(drafts, events, rules)


def _versions(references: FamilyReferences, of_events: EventSource) -> Versions:
    return rule_versions(references, str(of_events.role or ""))


def _draft(declared: DeclaredFamily, rules: Rules) -> NodeDraft:
    reading, keys, place = declared.reading, declared.keys, declared.place
    package = reading.package.name
    fqn = (package, *reading.folders_of(place.path), keys.name)
    settings = reading.settings(
        "models", fqn, keys.config, _own_settings(declared), below=_defaults(place)
    )
    config = model_config(settings, place, reading.problems)
    family, source_code = expanded(declared, _as_of(declared, config), rules)
    if not config.refresh_by:
        # A rule is evaluated per row: a member's segments depend only on that member's own data.
        config = replace(config, refresh_by=(keys.entity,))
    if config.materialized not in _BUILT_AS:
        what = f"a segment family cannot be built as '{config.materialized}'"
        reading.problems.add(what, place, f"use {' or '.join(_BUILT_AS)}")
    model = Model(
        **node_fields(Model, fqn, place, settings, _description(keys.description, keys.purpose)),
        relation=reading.relation(keys.name, settings, "model", fqn),
        config=config,
        source_code=source_code,
        columns=_columns(keys.entity, family),
        patch_path=place.path,
        family=family,
    )
    used_families = rules.used_families(declared).values()
    references = (declared.on, *(Reference("ref", names, place) for names in used_families))
    if keys.enabled and calls_in(family.segments):
        references += (rules.of_events.reference,)
    # A family can also be disabled with its own key `enabled`, which is not a setting.
    switched_off = switched_off_at(settings, place) or (None if keys.enabled else place)
    return NodeDraft(model, references, switched_off)


def _as_of(declared: DeclaredFamily, config: ModelConfig) -> str | None:
    """Return the SQL of each row's as-of date; None if the table has it as a stamp."""
    keys = declared.keys
    if AS_OF_DATE not in map(str.casefold, config.stamps):
        return keys.as_of
    if keys.as_of != AS_OF_DATE:
        what = f"'{keys.name}' has {AS_OF_DATE} both from 'as_of' and in its stamps"
        declared.reading.problems.add(what, declared.place, "remove one of them")
    return None


def expanded(declared: DeclaredFamily, as_of: str | None, rules: Rules) -> tuple[Family, str]:
    """Return the family as a value, and its SQL as a template."""
    keys, versions = declared.keys, rules.versions[declared.key]
    segments = tuple(
        _segment(declared, segment, versions[segment.keys.name]) for segment in declared.segments
    )
    family = Family(
        entity=keys.entity,
        as_of=as_of,
        mode=keys.mode,
        segments=segments,
        version=rule_digest(*versions.values())[:SHOWN_DIGITS],
        owner=keys.owner,
        purpose=keys.purpose,
        review_by=keys.review_by,
        left_out=declared.left_out,
        roles=declared.roles,
    )
    if not keys.enabled:
        return family, ""
    sources = FamilyInputs(
        f"{{{{ {declared.on} }}}}",
        {
            name: f"{{{{ {Reference('ref', names)} }}}}"
            for name, names in rules.used_families(declared).items()
        },
        f"{{{{ {rules.of_events.reference} }}}}",
    )
    sql, lines = family_sql(keys.name, family, sources, rules.spelling)
    first = declared.place.line
    return replace(family, lines=tuple(line or first for line in lines)), sql


def _segment(family: DeclaredFamily, segment: DeclaredSegment, version: str) -> Segment:
    keys = segment.keys
    used_families = [used.keys.where for used in family.segments if used.keys.where is not None]
    definition = everyone_else(used_families) if keys.where is None else keys.where.strip()
    return Segment(
        name=keys.name,
        where=keys.where,
        rule=f"{family.name}.{keys.name}@{version[:SHOWN_DIGITS]}",
        definition=definition,
        place=segment.where_at,
        lines=segment.lines,
        description=keys.description.strip(),
        selection=keys.selection,
        channels=keys.contact.channels if keys.contact else (),
        priority=keys.contact.priority if keys.contact else None,
    )


def _defaults(place: Place) -> Map:
    found: Map = placed({"materialized": "table"}, place)
    return found


def _own_settings(declared: DeclaredFamily) -> Map:
    keys = declared.keys
    meta = {"owner": keys.owner} if keys.owner else {}
    found: Map = placed({"tags": list(keys.tags), "meta": meta | keys.meta}, declared.place)
    return found


def _description(description: str, purpose: str | None) -> Description:
    parts = [description.strip(), f"Purpose: {purpose}." if purpose else ""]
    return Description("\n\n".join(part for part in parts if part))


def _columns(entity: str, family: Family) -> tuple[Column, ...]:
    names = ", ".join(segment.name for segment in family.segments)
    key = "Key." if family.mode == "exclusive" else "Key, with segment."
    return (
        Column(entity, key),
        Column("family", "Name of the family."),
        Column("segment", f"Name of the segment: {names}."),
        Column("rule", "The version of the rule that put the row there."),
        Column(AS_OF_DATE, "The as-of date (the last day considered)."),
    )
