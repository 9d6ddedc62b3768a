"""Segment families as declared: keys rendered and decoded, rules checked to be conditions."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from orchestrator.config.decoder import decode
from orchestrator.config.settings import check_keys
from orchestrator.config.values import Map, rendered
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.names import NAME_RULE, is_valid_name
from orchestrator.project.read.reading import Reading
from orchestrator.project.references import Reference
from orchestrator.project.roles import read_roles
from orchestrator.project.yaml_references import referred
from orchestrator.properties.declared import FamilyDeclaration
from orchestrator.properties.expectation_ranges import check_ranges
from orchestrator.properties.segment_keys import FamilyKeys, SegmentKeys
from orchestrator.roles import DAILY_SIZES, FAMILY_ROLES, SEGMENT_CHANNELS, RoleDeclaration
from orchestrator.segments.events import event_calls
from orchestrator.segments.places import lines_in, place_in
from orchestrator.segments.rules import Fault, form_faults, in_segments

AS_OF_MACRO = "as_of_day"
"""The macro of a project that returns the as-of date, if it has one."""


class DeclaredSegment(Struct, frozen=True):
    """An enabled segment: its keys, its place, and the places of its rule and its contact."""

    keys: SegmentKeys
    place: Place
    where_at: Place
    lines: tuple[int | None, ...] = ()
    contact_at: Place | None = None


class DeclaredFamily(Struct, frozen=True):
    """A segment family of a package; `on` refers to the relation that it divides."""

    reading: Reading
    declaration: FamilyDeclaration
    keys: FamilyKeys
    on: Reference
    segments: tuple[DeclaredSegment, ...]
    left_out: tuple[str, ...]
    roles: tuple[RoleDeclaration, ...] = ()

    @property
    def name(self) -> str:
        """The family's name."""
        return self.keys.name

    @property
    def key(self) -> str:
        """Package and name."""
        return f"{self.reading.package.name}.{self.name}"

    @property
    def place(self) -> Place:
        """Where the family's declaration begins."""
        return self.declaration.place

    def place_of(self, segment: DeclaredSegment, fault: Fault) -> Place:
        """Return where in the file a fault in a segment's rule is."""
        source, where = self.declaration.source, segment.keys.where or ""
        return place_in(source, segment.where_at, where, fault.at, fault.word)


def declared_families(readings: Sequence[Reading]) -> list[DeclaredFamily]:
    """Return the families of all packages; problems are reported, and their families left out."""
    found = []
    for reading in readings:
        for declaration in reading.package.declared.families.values():
            family = declared_family(declaration, reading)
            if family is None:
                reading.broken.add(declaration.name)
            else:
                found.append(family)
    return found


def declared_family(declaration: FamilyDeclaration, reading: Reading) -> DeclaredFamily | None:
    """Render and decode a family with the names of a reading; None if it has a problem."""
    problems = Problems()
    try:
        entry: Map = rendered(declaration.keys, declaration.place, reading.render)
        keys = decode(FamilyKeys, entry, problems)
    except ProjectError as error:
        problems.extend(error)
        keys = None
    if keys is None:
        reading.problems.found += problems.found
        return None
    check_ranges(entry, problems)
    if keys.config:
        check_keys("models", keys.config, problems)
    _check_names(declaration, keys, reading, problems)
    on = referred(keys.on, declaration.keys.value_place("on"))
    if on is None:
        what = f"'on': expected ref('model'), found '{keys.on}'"
        fix = "write on: ref('customers')"
        problems.add(what, declaration.keys.value_place("on"), fix)
        on = Reference("ref", (keys.on,))
    segments = _segments(declaration, keys)
    family = DeclaredFamily(
        reading,
        declaration,
        keys,
        on,
        tuple(segment for segment in segments if segment.keys.enabled),
        tuple(segment.keys.name for segment in segments if not segment.keys.enabled),
        _roles(entry, reading.package.name, problems),
    )
    problems.found += _segment_problems(segments)
    if keys.enabled:
        if not family.segments and not problems.found:
            what = f"all segments of '{keys.name}' are disabled"
            fix = "enable one, or disable the family with enabled: false"
            if not segments:
                what, fix = f"'{keys.name}' has no segments", "list them under segments:"
            problems.add(what, family.place, fix)
        for segment in family.segments:
            problems.found += _rule_problems(family, segment)
    reading.problems.found += problems.found
    return None if problems.found else family


# The role of the relation that each of these family keys names.
_ROLE_OF_KEY = {"history": DAILY_SIZES, "reachability": SEGMENT_CHANNELS}


def _roles(entry: Map, package: str, problems: Problems) -> tuple[RoleDeclaration, ...]:
    """Return the relations that play a role for this family only."""
    given = Map(entry.path, entry.mark)
    for key, role in _ROLE_OF_KEY.items():
        if entry.get(key) is not None:
            given[role], given.marks[role] = entry[key], entry.marks[key]
    listed = entry.get("roles") or Map(entry.path)
    for role, value in listed.items():
        if role in given:
            what = f"the role '{role}' is named twice, also at {given.value_place(role)}"
            problems.add(what, listed.key_place(role), "keep one of them")
        given[role], given.marks[role] = value, listed.marks[role]
    found = read_roles(given, package, FAMILY_ROLES, problems)
    return tuple(declared for declared in found.values() if declared is not None)


def _check_names(
    declaration: FamilyDeclaration, keys: FamilyKeys, reading: Reading, problems: Problems
) -> None:
    if not is_valid_name(keys.name):
        what = f"'{keys.name}' is not a valid segment family name"
        problems.add(what, declaration.keys.value_place("name"), f"use {NAME_RULE}")
    for file in (*reading.package.models, *reading.package.seeds):
        if file.stem.casefold() == keys.name.casefold():
            what = f"the segment family '{keys.name}' has the same name as {file.path}"
            problems.add(what, declaration.keys.value_place("name"), "rename one of them")
    described = reading.package.declared.models.get(keys.name)
    if described is not None:
        what = f"'{keys.name}' is a segment family, not a model: {declaration.place}"
        problems.add(what, described.place, "move its data_tests: under the family")


def _segments(declaration: FamilyDeclaration, keys: FamilyKeys) -> list[DeclaredSegment]:
    entries = declaration.keys["segments"]
    found = []
    for entry, segment in zip(entries, keys.segments, strict=True):
        at = entry.value_place("where")
        lines = lines_in(declaration.source, at, segment.where) if segment.where else ()
        contact_at = entry.value_place("contact")
        found.append(DeclaredSegment(segment, entry.place, at, lines, contact_at))
    return found


def _segment_problems(segments: Sequence[DeclaredSegment]) -> Iterator[Problem]:
    """Yield what is wrong with the list of segments, whichever of them are enabled."""
    for position, segment in enumerate(segments):
        name = segment.keys.name
        if not is_valid_name(name):
            yield Problem(
                f"'{name}' is not a valid segment name", segment.place, f"use {NAME_RULE}"
            )
        if segment.keys.otherwise and segment.keys.where is not None:
            what = f"segment '{name}' has both where: and otherwise: true"
            yield Problem(what, segment.place, "keep where: or otherwise: true")
        elif segment.keys.otherwise and position < len(segments) - 1:
            what = f"segment '{name}' has otherwise: true, but is not the last"
            yield Problem(what, segment.place, "move it to the end: it takes everyone who is left")
        elif not segment.keys.otherwise and segment.keys.where is None:
            what = f"segment '{name}' has no rule"
            yield Problem(what, segment.place, "give it where: or otherwise: true")
        yield from _contact_problems(segment)


def _contact_problems(segment: DeclaredSegment) -> Iterator[Problem]:
    contact, name = segment.keys.contact, segment.keys.name
    if contact is None:
        return
    if not contact.channels:
        what = f"segment '{name}' has contact: without channels"
        yield Problem(what, segment.place, "list some, as in channels: [email], or remove contact:")
    if len({*contact.channels}) < len(contact.channels):
        what = f"segment '{name}' lists a channel twice in contact:"
        yield Problem(what, segment.place, "keep one of them")
    if contact.priority is not None and contact.priority < 1:
        what = f"segment '{name}': the priority of contact: is {contact.priority}"
        yield Problem(what, segment.place, "write a whole number from 1: 1 goes first")


def _rule_problems(family: DeclaredFamily, segment: DeclaredSegment) -> Iterator[Problem]:
    where = segment.keys.where
    if where is None:
        return
    faults = [*form_faults(where), *in_segments(where)[1], *event_calls(where)[1]]
    faults += _template_faults(where)
    for fault in faults:
        what = f"{family.name}.{segment.keys.name}: {fault.what}"
        yield Problem(what, family.place_of(segment, fault), fault.fix)


def _template_faults(where: str) -> Iterator[Fault]:
    for opening in ("{{", "{%", "{#"):
        if opening in where:
            what = f"a rule cannot contain '{opening}' after its variables are filled in"
            yield Fault(what, where.index(opening), opening)
