"""What families expect of themselves becomes data tests, and what every family has to be."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from orchestrator.config.values import Map, placed
from orchestrator.errors import Place, Problem
from orchestrator.project.family_declarations import DeclaredFamily, DeclaredSegment, referred
from orchestrator.project.read_tests import tests_on
from orchestrator.project.reading import Draft
from orchestrator.project.references import Reference
from orchestrator.properties.declared import TestDeclaration
from orchestrator.properties.segment_keys import Bounds, ShareBounds


def read_family_tests(
    family: DeclaredFamily, entity: str, there: Collection[str], hints: list[str]
) -> Iterator[Draft]:
    """A draft for each data test of a family, whose entity is the column `entity` in SQL.

    `there` are the names of the models that are on. What looks back, or at channels, needs such a
    model: without it the test is left out, and `hints` say so.
    """
    declared = [*_always(family, entity), *_of_family(family, entity, there, hints)]
    for segment in family.segments:
        declared += _of_segment(family, segment, entity, there, hints)
    tests = (*declared, *family.declaration.tests)
    reference = Reference("ref", (family.reading.package.name, family.name), family.place)
    yield from tests_on(tests, family.name, reference, family.reading)


def _always(family: DeclaredFamily, entity: str) -> Iterator[TestDeclaration]:
    column, place = family.keys.entity, family.place
    on = str(family.on)
    yield _test("not_null", f"not_null_{family.name}", place, column=column)
    if family.keys.mode == "exclusive":
        yield _test("unique", f"unique_{family.name}", place, column=column)
    else:
        arguments = {"entity": entity}
        yield _test("members_once", f"members_once_{family.name}", place, arguments)
    yield _test(
        "relationships",
        f"relationships_{family.name}",
        place,
        {"to": on, "field": entity},
        column=column,
    )


def _of_family(
    family: DeclaredFamily, entity: str, there: Collection[str], hints: list[str]
) -> Iterator[TestDeclaration]:
    keys = family.keys
    expect, name = keys.expect, keys.name
    place = family.declaration.keys.key_place("expect")
    if expect.coverage is not None:
        arguments = {"entity": entity, "of": str(family.on), "min_value": expect.coverage}
        yield _test("coverage", f"coverage_{name}", place, arguments)
    if expect.overlap is not None:
        arguments = {"entity": entity, "max_value": expect.overlap.max_jaccard}
        yield _test("overlap", f"overlap_{name}", place, arguments)
    if expect.segments is not None:
        yield _test("segment_count", f"segment_count_{name}", place, _bounds(expect.segments))
    if expect.minimum_cell is not None:
        arguments = {"min_value": expect.minimum_cell}
        yield _test("minimum_cell", f"minimum_cell_{name}", place, arguments)
    if expect.drift is not None and _is_there(family, keys.history, "drift", there, hints):
        arguments = {"family": name, "max_psi": expect.drift.psi, "history": keys.history}
        yield _test("drift", f"drift_{name}", place, arguments)


def _of_segment(
    family: DeclaredFamily,
    segment: DeclaredSegment,
    entity: str,
    there: Collection[str],
    hints: list[str],
) -> Iterator[TestDeclaration]:
    expect, keys = segment.keys.expect, family.keys
    name, place = segment.keys.name, segment.place
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
    if expect.change and _is_there(family, keys.history, f"change of {name}", there, hints):
        change = expect.change
        arguments = own | {
            "family": family.name,
            "history": keys.history,
            "max_pct": change.max_pct,
            "direction": change.direction,
            "warm_up": change.warm_up,
            "runs": change.runs,
            "min_members": change.min_members,
        }
        yield _test("segment_change", f"segment_change_{ending}", place, arguments)
    if expect.reachable and _is_there(
        family, keys.reachability, f"reachable of {name}", there, hints
    ):
        channel = expect.reachable.channel
        arguments = own | {
            "family": family.name,
            "reachability": keys.reachability,
            "channel": channel,
            "min_share": expect.reachable.min_share,
        }
        yield _test("reachable_share", f"reachable_{ending}_{channel}", place, arguments)


def _bounds(bounds: Bounds | ShareBounds) -> dict[str, Any]:
    found = {"min_value": bounds.min, "max_value": bounds.max}
    return {name: value for name, value in found.items() if value is not None}


def _is_there(
    family: DeclaredFamily, relation: str, what: str, there: Collection[str], hints: list[str]
) -> bool:
    """Whether the model that an expectation needs is on; a hint when it is not."""
    reference = referred(relation, family.place)
    if reference is not None and reference.arguments[-1] in there:
        return True
    said = f"{family.name}: 'expect: {what}' is not tested: there is no {relation}"
    fix = "build one, or name another in the family's history: or reachability:"
    hints.append(str(Problem(said, family.place, fix)))
    return False


def _test(
    test_name: str,
    name: str,
    place: Place,
    arguments: Mapping[str, Any] | None = None,
    column: str | None = None,
) -> TestDeclaration:
    given: Map = placed(dict(arguments or {}), place)
    return TestDeclaration(test_name, place, arguments=given, name=name, column=column)
