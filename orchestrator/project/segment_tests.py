"""What families expect of themselves becomes data tests, and what every family has to be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.config.values import Map, placed
from orchestrator.errors import Place, Problem
from orchestrator.project.family_declarations import DeclaredFamily, DeclaredSegment
from orchestrator.project.read_tests import tests_on
from orchestrator.project.reading import NodeDraft
from orchestrator.project.references import Reference
from orchestrator.properties.declared import TestDeclaration
from orchestrator.properties.segment_keys import Bounds, ShareBounds
from orchestrator.roles import DAILY_SIZES, ROLES, SEGMENT_CHANNELS, RoleDeclaration


class RoleLookup(Struct, frozen=True):
    """The relations that the expectations of one family look at.

    `there` are the packages, the first to look in first, with a node that is on, by its name.
    """

    roles: Mapping[str, RoleDeclaration]
    there: Mapping[str, Sequence[str]]
    column: Callable[[str], str]
    hints: list[str]

    def relation(self, family: DeclaredFamily, role: str, what: str) -> str | None:
        """The relation as a test's argument; None, and a hint, when nothing plays the role."""
        declared = self.roles.get(role)
        packages = self.there.get(declared.arguments[-1], ()) if declared else ()
        if declared is None:
            why = f"no relation has the role '{role}'"
            fix = f"declare {role} in roles: of the project file or of the family"
        elif not packages:
            why, fix = f"there is no {declared}", "build one, or declare another one for the role"
        else:
            return self._argument(declared, packages)
        problem = f"{family.name}: 'expect: {what}' is not tested: {why}"
        self.hints.append(str(Problem(problem, family.place, fix)))
        return None

    def _argument(self, declared: RoleDeclaration, packages: Sequence[str]) -> str:
        reference = str(declared)
        if declared.kind == "ref" and len(declared.arguments) == 1:
            owner = declared.package if declared.package in packages else packages[0]
            reference = str(Reference("ref", (owner, *declared.arguments)))
        if not declared.columns:
            return reference
        columns = ", ".join(
            f"{self.column(declared.column(name))} as {name}" for name in ROLES[declared.role]
        )
        return f"(select {columns} from {{{{ {reference} }}}})"


def read_family_tests(
    family: DeclaredFamily, entity: str, roles: RoleLookup
) -> Iterator[NodeDraft]:
    """A draft for each data test of a family, whose entity is the column `entity` in SQL.

    What looks back, or at channels, needs a relation with that role: without one the test is left
    out, and a hint says so.
    """
    declared = [*_always(family, entity), *_of_family(family, entity, roles)]
    for segment in family.segments:
        declared += _of_segment(family, segment, entity, roles)
    tests = (*declared, *family.declaration.tests)
    reference = Reference("ref", (family.reading.package.name, family.name), family.place)
    yield from tests_on(tests, family.name, reference, family.reading)


def _always(family: DeclaredFamily, entity: str) -> Iterator[TestDeclaration]:
    column, place = family.keys.entity, family.place
    on, by_entity = str(family.on), {"refresh_by": column}
    yield _test("not_null", f"not_null_{family.name}", place, column=column)
    if family.keys.mode == "exclusive":
        yield _test("unique", f"unique_{family.name}", place, column=column)
    else:
        arguments = {"entity": entity}
        yield _test(
            "members_once", f"members_once_{family.name}", place, arguments, config=by_entity
        )
    yield _test(
        "relationships",
        f"relationships_{family.name}",
        place,
        {"to": on, "field": entity},
        column=column,
        config=by_entity,
    )


def _of_family(family: DeclaredFamily, entity: str, roles: RoleLookup) -> Iterator[TestDeclaration]:
    keys = family.keys
    expect, name = keys.expect, keys.name
    place = family.declaration.keys.key_place("expect")
    if expect.coverage is not None:
        arguments = {"entity": entity, "of": str(family.on), "min_value": expect.coverage}
        # Everybody or not: then each entity is judged by itself.
        config = {"refresh_by": keys.entity} if expect.coverage == 1 else None
        yield _test("coverage", f"coverage_{name}", place, arguments, config=config)
    if expect.overlap is not None:
        arguments = {"entity": entity, "max_value": expect.overlap.max_jaccard}
        yield _test("overlap", f"overlap_{name}", place, arguments)
    if expect.segments is not None:
        yield _test("segment_count", f"segment_count_{name}", place, _bounds(expect.segments))
    if expect.minimum_cell is not None:
        arguments = {"min_value": expect.minimum_cell}
        yield _test("minimum_cell", f"minimum_cell_{name}", place, arguments)
    if expect.drift and (history := roles.relation(family, DAILY_SIZES, "drift")):
        arguments = {"family": name, "max_psi": expect.drift.psi, "history": history}
        yield _test("drift", f"drift_{name}", place, arguments)


def _of_segment(
    family: DeclaredFamily,
    segment: DeclaredSegment,
    entity: str,
    roles: RoleLookup,
) -> Iterator[TestDeclaration]:
    expect, name, place = segment.keys.expect, segment.keys.name, segment.place
    ending = f"{family.name}_{name}"
    own = {"segment": name}
    if expect.size is not None:
        arguments = own | _bounds(expect.size)
        yield _test("segment_size", f"segment_size_{ending}", place, arguments)
    if expect.share is not None:
        of = {"entity": entity, "of": str(family.on)}
        arguments = own | of | _bounds(expect.share)
        yield _test("segment_share", f"segment_share_{ending}", place, arguments)
    if expect.minimum_cell is not None:
        arguments = own | {"min_value": expect.minimum_cell}
        yield _test("minimum_cell", f"minimum_cell_{ending}", place, arguments)
    change = expect.change
    if change and (history := roles.relation(family, DAILY_SIZES, f"change of {name}")):
        arguments = own | {
            "family": family.name,
            "history": history,
            "max_pct": change.max_pct,
            "direction": change.direction,
            "warm_up": change.warm_up,
            "runs": change.runs,
            "min_members": change.min_members,
        }
        yield _test("segment_change", f"segment_change_{ending}", place, arguments)
    reachable = expect.reachable
    if reachable and (relation := roles.relation(family, SEGMENT_CHANNELS, f"reachable of {name}")):
        channel = reachable.channel
        arguments = own | {
            "family": family.name,
            "reachability": relation,
            "channel": channel,
            "min_share": reachable.min_share,
            "min_members": reachable.min_members,
        }
        yield _test("reachable_share", f"reachable_{ending}_{channel}", place, arguments)


def _bounds(bounds: Bounds | ShareBounds) -> dict[str, Any]:
    found = {"min_value": bounds.min, "max_value": bounds.max}
    return {name: value for name, value in found.items() if value is not None}


def _test(
    test_name: str,
    name: str,
    place: Place,
    arguments: Mapping[str, Any] | None = None,
    column: str | None = None,
    config: Mapping[str, Any] | None = None,
) -> TestDeclaration:
    given: Map = placed(dict(arguments or {}), place)
    settings: Map = placed(dict(config or {}), place)
    return TestDeclaration(
        test_name, place, arguments=given, config=settings, name=name, column=column
    )
