"""What an earlier run recorded, for `state:`, `result:` and `source_status:`."""

from collections.abc import Mapping

from msgspec import Struct, field

from orchestrator.errors import UsageError
from orchestrator.selection.spec import Criterion, Spec

PARTS = ("body", "configs", "relation", "macros", "contract", "persisted_descriptions")
"""The parts of a node that can be modified, for `state:modified.<part>`."""


class Modification(Struct, frozen=True):
    """How a node differs from its earlier state: `parts` are the ones in `PARTS` that changed.

    `is_modified` is what `state:modified` returns, and `why` are its reasons, a word each: it
    considers more than these parts, and for data tests less.
    """

    is_new: bool = False
    is_modified: bool = False
    parts: frozenset[str] = frozenset()
    why: tuple[str, ...] = ()


class EarlierState(Struct, frozen=True):
    """By unique id: changes since a state, results of its run, and which sources are fresher.

    None if the state does not say; a node without a change is unmodified. `where` names the state
    in messages.
    """

    changes: Mapping[str, Modification] | None = None
    statuses: Mapping[str, str] | None = None
    fresher: frozenset[str] | None = None
    where: str = ""


class Known(Struct, frozen=True):
    """What a selection depends on besides the project: named selectors, and an earlier state."""

    selectors: Mapping[str, Spec] = field(default_factory=dict)
    earlier: EarlierState = field(default_factory=EarlierState)


UNCHANGED = Modification()


def named_by_state(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Return whether a node matches a `state:` criterion; raises UsageError without a state."""
    if earlier.changes is None:
        raise _missing(criterion, earlier, "manifest.json")
    change = earlier.changes.get(unique_id, UNCHANGED)
    match criterion.value:
        case "new":
            return change.is_new
        case "old":
            return not change.is_new
        case "modified":
            return change.is_modified
        case "unmodified":
            return not change.is_modified
        case value:
            return value.removeprefix("modified.") in change.parts


def named_by_result(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Return whether a node ended with that result; raises UsageError without a run."""
    if earlier.statuses is None:
        raise _missing(criterion, earlier, "run_results.json")
    ended = earlier.statuses.get(unique_id, "")
    return ended.replace(" ", "_") == criterion.value.replace(" ", "_")


def named_by_freshness(criterion: Criterion, unique_id: str, earlier: EarlierState) -> bool:
    """Return whether a source has newer rows than before; raises UsageError if that is unknown."""
    if earlier.fresher is None:
        raise _missing(criterion, earlier, "sources.json")
    return unique_id in earlier.fresher


def _missing(criterion: Criterion, earlier: EarlierState, file: str) -> UsageError:
    what = f"'{criterion.text}' needs an earlier state"
    if not earlier.where:
        return UsageError(f"{what}, but none is given", fix=f"name the folder of a {file}")
    if file == "sources.json":
        both = f"{earlier.where} and the target path must both have a sources.json"
        return UsageError(f"{what}: {both}", fix="run 'seg source freshness' before and after")
    return UsageError(f"{what}: there is no {file} in {earlier.where}", fix="name another folder")
