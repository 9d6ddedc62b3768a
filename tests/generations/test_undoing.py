"""What an undo requires, without a database."""

import pytest
from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.errors import UsageError
from orchestrator.generations.undoing import Return, require_reachable, returns_to
from orchestrator.generations.values import AppliedDelta, Generation, PublishedRelation
from orchestrator.names import RelationName
from tests.engines.warehouse import AT


def version(name: str) -> RelationName:
    return RelationName("seg_versions", name)


def row(name: str, number: int) -> PublishedRelation:
    relation = RelationName("main", name)
    made = DIALECT.version_name(relation, number)
    definition = f"select * from {DIALECT.relation(made)}"
    return PublishedRelation(f"model.p.{name}", relation, "table", made, definition, "f", (), 1)


def delta(generation: int, of: RelationName | None) -> AppliedDelta:
    assert of is not None
    rows = version(f"{of.identifier}.delta{generation}")
    return AppliedDelta(generation, of, rows, None)


def test_what_is_the_same_stays_and_what_is_other_returns():
    same, before, after, gone = row("a", 1), row("b", 1), row("b", 2), row("c", 1)
    wanted = {found.unique_id: found for found in (same, before, gone)}
    current = {found.unique_id: found for found in (same, after)}
    assert list(returns_to(1, wanted, current, [], 9, DIALECT)) == [
        Return(before, before),
        Return(gone, gone),
    ]


def test_later_deltas_are_taken_back_into_a_version_of_its_own():
    changed, other = row("a", 1), row("b", 1)
    rows = {found.unique_id: found for found in (changed, other)}
    deltas = [delta(number, changed.version) for number in (4, 3, 2)]
    assert list(returns_to(2, rows, rows, deltas, 9, DIALECT)) == [
        Return(
            changed,
            replace(
                changed,
                version=version("main.a@9"),
                definition='select * from "seg_versions"."main.a@9"',
            ),
            (deltas[0], deltas[1]),
        )
    ]
    assert list(returns_to(4, rows, rows, deltas, 9, DIALECT)) == []


def test_only_generations_that_are_kept_can_be_reached():
    generations = [Generation(number, "run", AT, 1) for number in (4, 3)]
    require_reachable(generations, 3)
    with pytest.raises(UsageError) as refused:
        require_reachable(generations, 2)
    assert str(refused.value) == (
        "no generation 2 to roll back to\n  fix: available generations: 4, 3"
    )
    with pytest.raises(UsageError, match="nothing was published yet"):
        require_reachable([], 1)
