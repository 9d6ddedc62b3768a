"""selectors.yml: definitions become selections; errors are reported with their place."""

import pytest

from orchestrator.config.yaml_door import read_yaml
from orchestrator.errors import Problems, UsageError
from orchestrator.selection.earlier import EarlierState, Known, Modification
from orchestrator.selection.select import select
from orchestrator.selection.written import Selectors, read_selectors
from tests.selection.shop import shop

SELECTORS = """
selectors:
  - name: nightly
    default: true
    definition: {tag: nightly}
  - name: around
    definition: {method: fqn, value: orders, parents: true, parents_depth: 1}
  - name: less
    definition:
      union:
        - method: selector
          value: nightly
        - "customers+"
        - exclude: [{method: resource_type, value: test}]
"""


def selectors(text: str) -> tuple[Selectors, list[str]]:
    problems = Problems()
    found = read_selectors(read_yaml(text, "selectors.yml"), problems)
    return found, [str(problem) for problem in problems.found]


def picked(*criteria: str, earlier: EarlierState | None = None) -> set[str]:
    """What criteria select that may name the selectors."""
    known = Known(selectors(SELECTORS)[0].by_name, earlier or EarlierState())
    return set(select(shop(), criteria, known=known).names)


def test_a_selector_is_named_among_criteria() -> None:
    nightly = picked("tag:nightly")

    assert selectors(SELECTORS)[0].default == "nightly"
    assert picked("selector:nightly") == nightly
    assert picked("selector:around") == picked("1+orders")
    assert picked("selector:nightly", "churn") == nightly | picked("churn")
    assert picked("+selector:nightly") == picked("+tag:nightly")
    assert picked("selector:less") == set(
        select(shop(), ["tag:nightly", "customers+"], ["resource_type:test"]).names
    )


def nested(depth: int, how: str) -> str:
    """Selectors of which each names the one before, as `how` says."""
    first = "selectors: [{name: s0, definition: {tag: nightly}},\n"
    rest = (f"{{name: s{n}, definition: {how.format(n - 1)}}}" for n in range(1, depth + 1))
    return first + ",\n".join(rest) + "]\n"


def test_a_selector_that_is_named_many_times_is_decided_once() -> None:
    found, problems = selectors(nested(60, "{{union: [{{selector: s{0}}}, {{selector: s{0}}}]}}"))
    assert problems == []
    known = Known(found.by_name, EarlierState())
    assert select(shop(), ["selector:s60"], known=known) == select(shop(), ["tag:nightly"])


def test_selectors_that_lead_too_far_are_refused() -> None:
    found, _ = selectors(nested(900, "{{union: [{{selector: s{0}}}, orders]}}"))
    with pytest.raises(UsageError, match="the selection is nested too deeply"):
        select(shop(), ["selector:s900"], known=Known(found.by_name, EarlierState()))


def test_there_is_none_of_that_name() -> None:
    with pytest.raises(UsageError) as error:
        picked("selector:nigthly")
    assert str(error.value) == "no selector 'nigthly'\n  fix: did you mean 'nightly'?"


@pytest.mark.parametrize(
    ("definition", "problem"),
    [
        ("5", "selectors.yml:1:35: expected a criterion, or a mapping, found 5"),
        ("'tga:x'", "selectors.yml:1:35: definition: no selection method 'tga'"),
        ("{tga: x}", "selectors.yml:1:35: no selection method 'tga'"),
        (
            "{tag: [a, b]}",
            "selectors.yml:1:35: expected a method and its value, found 'tag': a list",
        ),
        (
            "{union: [a], exclude: [b]}",
            "selectors.yml:1:35: expected one key, found union, exclude\n"
            "  fix: move 'exclude' into the list of the union",
        ),
        (
            "{union: [{exclude: [a]}, {exclude: [b]}]}",
            "selectors.yml:1:60: more than one 'exclude' in one union\n"
            "  fix: merge them into one list",
        ),
        ("'selector:a'", "selectors.yml:1:35: no selector 'a' is defined before this one"),
        ("{selector: a}", "selectors.yml:1:46: no selector 'a' is defined before this one"),
        (
            "{method: selector, value: later}",
            "selectors.yml:1:61: no selector 'later' is defined before this one",
        ),
        (
            "{method: tag, value: a, childrens_parents: true, children: true}",
            "selectors.yml:1:84: 'childrens_parents' and 'children' are mutually exclusive\n"
            "  fix: 'childrens_parents' already includes all descendants: remove 'children'",
        ),
        (
            "{method: tag, value: a, indirect_selection: some}",
            "selectors.yml:1:79: 'indirect_selection': expected eager, cautious, buildable, empty, "
            "found 'some'",
        ),
        (
            "{method: tag, value: a, parents_depth: 1}",
            "selectors.yml:1:59: 'parents_depth' has no effect without 'parents: true'\n"
            "  fix: add 'parents: true'",
        ),
        (
            "{method: tag, value: a, parent: true}",
            "selectors.yml:1:59: 'parent' has no effect here\n  fix: did you mean 'parents'?",
        ),
        (
            "'tag:a,tag:b'",
            "selectors.yml:1:35: 'tag:a,tag:b' is read as a single criterion\n"
            "  fix: write one criterion, or a 'union' or 'intersection' of several",
        ),
    ],
)
def test_what_is_wrong_with_a_definition(definition: str, problem: str) -> None:
    _, found = selectors(f"selectors: [{{name: a, definition: {definition}}}]")
    assert any(text.startswith(problem) for text in found), found


def test_a_name_is_of_one_selector() -> None:
    _, found = selectors("selectors: [{name: a, definition: x}, {name: a, definition: y}]")
    assert found == ["selectors.yml:1:46: duplicate selector 'a'\n  fix: give it another name"]


def test_a_default_is_true_or_false() -> None:
    assert selectors("selectors: [{name: a, definition: x, default: 'false'}]")[1] == [
        "selectors.yml:1:47: 'default': expected true or false, found 'false'\n"
        "  fix: write true, or remove it"
    ]


def test_two_defaults_are_one_too_many() -> None:
    twice = "".join(f"- {{name: {name}, default: true, definition: a}}\n" for name in "ab")
    assert selectors(f"selectors:\n{twice}")[1] == [
        "selectors.yml:3:13: 'a' is the default already\n  fix: keep one 'default: true'"
    ]


CHANGES = {
    "model.shop.orders": Modification(is_modified=True, parts=frozenset({"body"}), why=("body",)),
    "model.shop.rfm": Modification(is_new=True, is_modified=True),
}
EARLIER = EarlierState(CHANGES, {"model.shop.churn": "error"}, frozenset(), "before")


@pytest.mark.parametrize(
    ("criterion", "names"),
    [
        ("state:new", {"model.shop.rfm"}),
        ("state:modified", {"model.shop.orders", "model.shop.rfm"}),
        ("state:modified.body", {"model.shop.orders"}),
        ("state:modified.macros", set()),
        (
            "state:old,path:models/marts",
            {"model.shop.churn", "model.shop.customers", "model.shop.orders"},
        ),
        ("state:unmodified,churn", {"model.shop.churn"}),
        ("result:error", {"model.shop.churn"}),
        ("source_status:fresher+", set()),
    ],
)
def test_an_earlier_state_decides(criterion: str, names: set[str]) -> None:
    known = Known(earlier=EARLIER)
    selected = select(shop(), [criterion], indirect="empty", resource_types=["model"], known=known)
    assert selected.unmatched == ()
    assert set(selected.names) == names


@pytest.mark.parametrize(
    ("criterion", "earlier", "message"),
    [
        (
            "state:new",
            EarlierState(),
            "'state:new' needs an earlier state, but none is given\n"
            "  fix: name the folder of a manifest.json",
        ),
        (
            "result:error",
            EarlierState(CHANGES, where="before"),
            "'result:error' needs an earlier state: there is no run_results.json in before\n"
            "  fix: name another folder",
        ),
        (
            "source_status:fresher",
            EarlierState(CHANGES, where="before"),
            "'source_status:fresher' needs an earlier state: before and the target path must "
            "both have a sources.json\n  fix: run 'seg source freshness' before and after",
        ),
    ],
)
def test_what_the_state_does_not_tell_is_said(
    criterion: str, earlier: EarlierState, message: str
) -> None:
    with pytest.raises(UsageError) as error:
        picked(criterion, earlier=earlier)
    assert str(error.value) == message
