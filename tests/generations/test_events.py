"""Which relations are compared for the events of a generation, without a database."""

from msgspec.structs import replace

from orchestrator.generations.draft import Draft
from orchestrator.generations.events import (
    HISTORY_COLUMNS,
    FamilyChange,
    FollowedFamily,
    Following,
    History,
    Members,
    Reasons,
    family_changes,
    with_families,
)
from orchestrator.generations.values import AppliedDelta, FamilyVersion, PublishedRelation
from orchestrator.names import RelationName
from tests.generations.test_draft import row

RULES, OTHER_RULES = FamilyVersion("tier", "1"), FamilyVersion("tier", "2")
SAME_NAMES = {name: name for name in HISTORY_COLUMNS}
COLUMNS = tuple((name, "VARCHAR") for name in ("id", "family", "segment", "rule", "as_of_date"))


def family(number: int = 1, version: FamilyVersion | None = None) -> PublishedRelation:
    return replace(row("f", "tier", number=number), columns=COLUMNS, family=version)


def following(version: FamilyVersion = RULES, history: History | None = None) -> Following:
    return Following({"f": FollowedFamily(version, history)})


def told(draft: Draft, known: Following, *deltas: AppliedDelta, cause: str | None = None):
    return list(family_changes(with_families(draft, known), deltas, known, cause))


def members(number: int) -> Members:
    return Members(RelationName("seg_versions", f"main.tier@{number}"), "id")


def test_only_what_changes_is_compared():
    before = {"f": family(1, RULES), "a": row("a", "a")}
    assert told(Draft(5, before, (row("a", "a", number=5),)), following()) == []
    # Published again as it was, as by a rollback to what is current.
    assert told(Draft(5, before, (family(1),)), following()) == []
    draft = Draft(5, before, (family(5),))
    expected = FamilyChange("tier", members(1), members(5), "data")
    assert told(draft, following()) == [expected]
    assert told(draft, following(OTHER_RULES)) == [replace(expected, cause="definition")]
    assert told(draft, following(OTHER_RULES), cause="rollback") == [
        replace(expected, cause="rollback")
    ]


def test_a_family_begins_once_and_ends():
    begun = [FamilyChange("tier", None, members(1), "start")]
    assert told(Draft(5, {}, (family(1),)), following()) == begun
    # It was published by a seg that told of nobody.
    draft = with_families(Draft(5, {"f": family(1)}), following())
    assert draft.changed == (family(1, RULES),)
    assert told(Draft(5, {"f": family(1)}), following()) == begun
    assert told(Draft(5, {"f": family(1)}), following(), cause="rollback") == begun
    ended = [FamilyChange("tier", members(1), None, "definition")]
    before = {"f": family(1, RULES)}
    assert told(Draft(5, before, gone=("f",)), Following()) == ended
    view = replace(row("f", "tier", "view"), columns=COLUMNS)
    assert told(Draft(5, before, (view,)), following()) == ended
    assert told(Draft(5, before, (family(5),)), Following()) == ended


def test_what_somebody_replaced_does_not_begin():
    draft = Draft(5, {"f": family(1)})
    assert with_families(draft, following(), ["f"]) == draft


def test_a_delta_is_compared_by_its_rows():
    delta = AppliedDelta(
        5, members(1).relation, RelationName("seg_versions", "r"), RelationName("seg_versions", "u")
    )
    draft = Draft(5, {"f": family(1, RULES)}, (family(1),))
    for key in ((), ("rule",), ("rule", "id")):
        keyed = replace(delta, key=key)
        assert told(draft, following(), keyed) == [
            FamilyChange("tier", members(1), members(1), "data", keyed)
        ]
    assert delta.undo is not None
    before, after = Members(delta.undo, "id"), Members(delta.rows, "id")
    for key in (("id",), ("ID", "segment"), ("segment",)):
        assert told(draft, following(), replace(delta, key=key)) == [
            FamilyChange("tier", before, after, "data")
        ]


def test_reasons_are_those_that_the_same_generation_recorded():
    history = History("h", {**SAME_NAMES, "segment": "part"})
    names = ("id", "family", "PART", "valid_from", "valid_to", "entry_reason", "exit_reason")
    recorded = replace(
        row("h", "history", number=5), columns=tuple((name, "VARCHAR") for name in names)
    )
    before, known = {"f": family(1, RULES), "h": recorded}, following(history=history)
    reasons = Reasons(
        RelationName("seg_versions", "main.history@5"),
        {"entity": "id", **SAME_NAMES, "segment": "part"},
    )

    def asked(*changed: PublishedRelation, deltas: tuple[AppliedDelta, ...] = ()):
        (found,) = told(Draft(5, before, (family(5), *changed)), known, *deltas)
        return found.reasons

    assert asked(recorded) == reasons
    assert asked() is None
    assert asked(replace(recorded, columns=recorded.columns[1:])) is None
    side = RelationName("seg_versions", "main.history@5.delta")
    delta = AppliedDelta(5, reasons.relation, side, None)
    assert asked(recorded, deltas=(delta,)) == replace(reasons, relation=side)
