"""Both engines give the recorded answers to each construct; needs no Spark."""

import pytest

from orchestrator.dialects.spark import transpiling
from tests.dialects.spark.cases import (
    REFUSED,
    Construct,
    agree,
    constructs,
    duckdb_answer,
    is_ordered,
    recorded,
    shapes_of,
    transpiler,
)

HELD = [each for each in constructs() if each.chapter != REFUSED]
NOT_HELD = [each for each in constructs() if each.chapter == REFUSED]


def test_everything_is_recorded() -> None:
    assert list(recorded()) == [each.key for each in constructs()]
    assert len(HELD) >= 120


def test_what_is_tested_is_what_constructs_are_made_of() -> None:
    assert transpiling.tested_shapes() == frozenset().union(
        *(shapes_of(each.for_spark) for each in HELD)
    )


@pytest.mark.parametrize("construct", HELD, ids=[each.key for each in HELD])
def test_both_engines_answer_alike(construct: Construct) -> None:
    told = recorded()[construct.key]
    transpiled = transpiler().transpile(construct.for_spark)
    assert transpiled.findings == ()
    assert transpiled.sql == told["spark"]
    answers = (duckdb_answer(construct.sql), told["spark_answer"])
    assert agree(*answers, is_ordered=is_ordered(construct.sql)), answers


@pytest.mark.parametrize("construct", NOT_HELD, ids=[each.key for each in NOT_HELD])
def test_the_others_are_refused_with_a_way(construct: Construct) -> None:
    findings = transpiler().transpile(construct.for_spark).findings
    assert findings
    assert all(each.what and each.way for each in findings)
    assert [each.what for each in findings] == recorded()[construct.key]["findings"]
