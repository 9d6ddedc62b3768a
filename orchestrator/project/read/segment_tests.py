"""Expectations of families become data tests, next to tests that every family has."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.config.values import Map, placed
from orchestrator.errors import Place, Problem
from orchestrator.project.read.family_declarations import DeclaredFamily, DeclaredSegment
from orchestrator.project.read.reading import NodeDraft
from orchestrator.project.read.tests import tests_on
from orchestrator.project.references import Reference
from orchestrator.properties.declared import TestDeclaration
from orchestrator.properties.segment_keys import Bounds, ShareBounds
from orchestrator.roles import DAILY_SIZES, ROLES, SEGMENT_CHANNELS, RoleDeclaration


class RoleLookup(Struct, frozen=True):
    """The relations that the expectations of one family use.

    `packages` are the packages with an enabled node, by its name, in the order in which to look.
    """

    roles: Mapping[str, RoleDeclaration]
    packages: Mapping[str, Sequence[str]]
    column: Callable[[str], str]
    hints: list[str]

    def relation(self, family: DeclaredFamily, role: str, what: str) -> str | None:
        """Return the relation as a test's argument; None, with a hint, if no role is declared."""
        declared = self.roles.get(role)
        packages = self.packages.get(declared.arguments[-1], ()) if declared else ()
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
    """Yield the drafts of a family's data tests; `entity` is the entity's column in SQL.

    Expectations about history or channels need a relation with that role. Without one, the test is
    left out with a hint.
    """
    declared = [*_always(family, entity), *_family_expectations(family, entity, roles)]
    for segment in family.segments:
        declared += _segment_expectations(family, segment, entity, roles)
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


def _family_expectations(
    family: DeclaredFamily, entity: str, roles: RoleLookup
) -> Iterator[TestDeclaration]:
    keys = family.keys
    expect, name = keys.expect, keys.name
    place = family.declaration.keys.key_place("expect")
    if expect.coverage is not None:
        arguments = {"entity": entity, "of": str(family.on), "min_value": expect.coverage}
        # Full coverage can be checked for each entity on its own.
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


def _segment_expectations(
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
