"""Families of segments become models: their SQL is written, what they ask for is resolved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from orchestrator.config.node_config import model_config
from orchestrator.config.values import Map, placed
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Place, Problem
from orchestrator.graph import Graph
from orchestrator.names import did_you_mean
from orchestrator.nodes import Column, Family, Model, Segment
from orchestrator.project.family_declarations import (
    DeclaredFamily,
    DeclaredSegment,
    declared_families,
)
from orchestrator.project.reading import Draft, Reading, is_enabled
from orchestrator.project.references import Reference
from orchestrator.segments.family_sql import Sources, Spelling, family_sql
from orchestrator.segments.rules import (
    Fault,
    InSegment,
    Membership,
    everyone_else,
    in_segments,
    version_of,
)

_BUILT_AS = ("table", "view")


def read_families(
    readings: Sequence[Reading], dialect: Dialect
) -> list[tuple[DeclaredFamily, Draft]]:
    """A draft for each family; what is wrong with one is noted, and the others go on."""
    families = declared_families(readings)
    drafts = []
    spelling = Spelling(dialect.column, dialect.literal)
    found = _Found(families)
    for family in families:
        problems = list(found.problems(family)) if family.keys.enabled else []
        family.reading.problems.found += problems
        if problems:
            family.reading.broken.add(family.name)
        else:
            drafts.append((family, _draft(family, found, spelling)))
    loop = _loop(families, found)
    if loop is not None:
        families[0].reading.problems.found.append(loop)
    return drafts


class _Found:
    """Finds the families that rules ask for, as `ref()` finds models."""

    def __init__(self, families: Sequence[DeclaredFamily]) -> None:
        self._by_name: dict[str, dict[str, DeclaredFamily]] = {}
        for family in families:
            package = family.reading.package.name
            self._by_name.setdefault(family.name, {})[package] = family

    def family(self, name: str, asking: Reading) -> DeclaredFamily | None:
        """The family that a rule of `asking` means by a name."""
        found = self._by_name.get(name, {})
        for package in (asking.package.name, asking.root.name, *found):
            if package in found:
                return found[package]
        return None

    def asked(self, family: DeclaredFamily) -> Iterator[tuple[DeclaredSegment, InSegment]]:
        """The calls of in_segment() in a family's rules."""
        for segment in family.segments:
            for call in in_segments(segment.keys.where or "")[0]:
                yield segment, call

    def problems(self, family: DeclaredFamily) -> Iterator[Problem]:
        """What is wrong with the segments that a family asks for."""
        for segment, call in self.asked(family):
            problem = self._problem(family, call.membership)
            if problem is not None:
                fault = Fault(problem.what, call.name_at, str(call.membership))
                place = family.place_of(segment, fault)
                yield Problem(
                    f"{family.name}.{segment.keys.name}: {problem.what}", place, problem.fix
                )

    def _problem(self, family: DeclaredFamily, wanted: Membership) -> Problem | None:
        call = f"in_segment('{wanted}')"
        other = self.family(wanted.family, family.reading)
        if other is None:
            if wanted.family in family.reading.broken:
                return None
            fix = did_you_mean(wanted.family, self._by_name)
            return Problem(f"{call} names no segment family", None, fix or self._all())
        if not other.keys.enabled:
            fix = f"it is turned off in {other.place}: turn it on, or this segment off"
            return Problem(f"{call} names a family that is turned off", None, fix)
        names = [segment.keys.name for segment in other.segments]
        if wanted.segment in other.left_out:
            fix = f"it is turned off in {other.place}: turn it on, or this segment off"
            return Problem(f"{call} names a segment that is turned off", None, fix)
        if wanted.segment not in names:
            fix = did_you_mean(wanted.segment, names)
            listed = f"segments of '{wanted.family}': {', '.join(names)}"
            return Problem(f"{call} names no segment", None, fix or listed)
        if other.keys.entity != family.keys.entity:
            what = f"{call} is about {other.keys.entity}, this family about {family.keys.entity}"
            return Problem(what, None, "ask families of the same entity")
        return None

    def _all(self) -> str:
        return f"segment families: {', '.join(sorted(self._by_name))}"


def _loop(families: Sequence[DeclaredFamily], found: _Found) -> Problem | None:
    """The families of one loop, each with the place of the call that closes it."""
    edges: dict[str, dict[str, Place]] = {family.key: {} for family in families}
    names = {family.key: family.name for family in families}
    for family in families:
        for segment, call in found.asked(family) if family.keys.enabled else ():
            other = found.family(call.membership.family, family.reading)
            if other is not None:
                fault = Fault("", call.name_at, str(call.membership))
                place = family.place_of(segment, fault)
                edges[family.key].setdefault(other.key, place)
    loop = Graph({name: tuple(asked) for name, asked in edges.items()}).cycle()
    if loop is None:
        return None
    after = (*loop[1:], loop[0])
    steps = [
        f"{names[one]} asks {names[other]} ({edges[one][other]})"
        for one, other in zip(loop, after, strict=True)
    ]
    what = f"these segment families wait for each other: {', '.join(steps)}"
    return Problem(what, edges[loop[0]][after[0]], "take one of the in_segment() out")


def _draft(declared: DeclaredFamily, found: _Found, spelling: Spelling) -> Draft:
    reading, keys, place = declared.reading, declared.keys, declared.place
    package = reading.package.name
    fqn = (package, *reading.folders_of(place.path), keys.name)
    settings = reading.settings(
        "models", fqn, keys.config, _own_settings(declared), below=_defaults(place)
    )
    asked = {
        call.membership.family: found.family(call.membership.family, reading)
        for _, call in (found.asked(declared) if keys.enabled else ())
    }
    families = {name: (other.reading.package.name, name) for name, other in asked.items() if other}
    family, source_code = _expanded(declared, families, spelling)
    config = model_config(settings, place, reading.problems)
    if config.materialized not in _BUILT_AS:
        what = f"a segment family cannot be built as '{config.materialized}'"
        reading.problems.add(what, place, f"there is {' and '.join(_BUILT_AS)}")
    model = Model(
        unique_id=f"model.{package}.{keys.name}",
        name=keys.name,
        package=package,
        path=place.path,
        fqn=fqn,
        place=place,
        tags=tuple(settings.get("tags", ())),
        meta=settings.get("meta", {}),
        description=_description(keys.description, keys.purpose),
        relation=reading.relation(keys.name, settings, "model"),
        config=config,
        source_code=source_code,
        columns=_columns(keys.entity, family),
        patch_path=place.path,
        family=family,
    )
    references = (declared.on, *(Reference("ref", names, place) for names in families.values()))
    return Draft(model, references, keys.enabled and is_enabled(settings))


def _expanded(
    declared: DeclaredFamily, families: Mapping[str, tuple[str, str]], spelling: Spelling
) -> tuple[Family, str]:
    """The family as a value, and its SQL as a template."""
    keys = declared.keys
    segments = tuple(_segment(declared, segment) for segment in declared.segments)
    family = Family(
        entity=keys.entity,
        as_of=keys.as_of,
        mode=keys.mode,
        segments=segments,
        version=version_of(" ; ".join(segment.definition for segment in segments)),
        owner=keys.owner,
        purpose=keys.purpose,
        review_by=keys.review_by,
        left_out=declared.left_out,
    )
    if not keys.enabled:
        return family, ""
    sources = Sources(
        f"{{{{ {declared.on} }}}}",
        {name: f"{{{{ {Reference('ref', names)} }}}}" for name, names in families.items()},
    )
    sql, lines = family_sql(keys.name, family, sources, spelling)
    first = declared.place.line
    return replace(family, lines=tuple(line or first for line in lines)), sql


def _segment(family: DeclaredFamily, segment: DeclaredSegment) -> Segment:
    keys = segment.keys
    others = [other.keys.where for other in family.segments if other.keys.where is not None]
    definition = everyone_else(others) if keys.where is None else keys.where.strip()
    return Segment(
        name=keys.name,
        where=keys.where,
        rule=f"{family.name}.{keys.name}@{version_of(definition)}",
        definition=definition,
        place=segment.where_at,
        lines=segment.lines,
        description=keys.description.strip(),
    )


def _defaults(place: Place) -> Map:
    found: Map = placed({"materialized": "table"}, place)
    return found


def _own_settings(declared: DeclaredFamily) -> Map:
    keys = declared.keys
    meta = {"owner": keys.owner} if keys.owner else {}
    found: Map = placed({"tags": list(keys.tags), "meta": meta | keys.meta}, declared.place)
    return found


def _description(description: str, purpose: str | None) -> str:
    parts = [description.strip(), f"Purpose: {purpose}." if purpose else ""]
    return "\n\n".join(part for part in parts if part)


def _columns(entity: str, family: Family) -> tuple[Column, ...]:
    names = ", ".join(segment.name for segment in family.segments)
    key = "Key." if family.mode == "exclusive" else "Key, with segment."
    return (
        Column(entity, key),
        Column("family", "Name of the family."),
        Column("segment", f"Name of the segment: {names}."),
        Column("rule", "Which rule put the row there, and which version of it."),
        Column("as_of_date", "The last day that is looked at."),
    )
