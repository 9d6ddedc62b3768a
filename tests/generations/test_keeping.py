"""Which generations and versions are kept, without a database."""

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.generations.keeping import left_unpublished, no_longer_used, oldest_kept
from orchestrator.generations.values import Existing, Generation
from orchestrator.names import RelationName
from tests.engines.warehouse import AT


def version(name: str) -> RelationName:
    return RelationName("seg_versions", name)


A, B, C = (Existing(version(f"main.{name}@1"), "table") for name in "aBc")


def test_the_last_generation_is_always_kept():
    generations = [Generation(number, "run", AT, 1) for number in (5, 4, 3)]
    assert [oldest_kept(generations, keep) for keep in (0, 1, 2, 9)] == [5, 5, 4, 3]
    assert oldest_kept([], 1) is None


def test_what_no_generation_uses_was_left_unpublished():
    assert left_unpublished((A, B, C), {version("main.b@1")}, DIALECT.folded) == (A, C)


def test_only_what_was_in_use_before_is_no_longer_used():
    """A failed candidate was never published: it is kept until the next run begins."""
    used = {A.relation, version("main.b@1")}
    assert no_longer_used((A, B, C), used, {A.relation}, DIALECT.folded) == (B,)
